"""The web process: `companion.wsgi:app`."""

from companion import config
from companion.app import create_app

app = create_app(config.load())
