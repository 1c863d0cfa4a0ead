"""The web process: `companion.wsgi:app` for any WSGI server, `companion.wsgi:whole_requests` for Granian."""

import gc

from companion import config
from companion.app import create_app
from companion.kernel import private_files
from companion.kernel.routes import BATCH_LIMIT
from companion.kernel.whole_requests import WholeRequests

settings = config.load()
private_files.begin(settings.instance)
app = create_app(settings)
whole_requests = WholeRequests(app, BATCH_LIMIT)
gc.freeze()  # the application itself is never garbage: requests need not wait for it to be looked through
