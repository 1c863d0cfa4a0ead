"""create_app(): settings → database → keys → authorization → blueprints → error handling. Starts nothing, reads no table."""

from __future__ import annotations

import warnings
from importlib.metadata import version

from flask import Flask
from flask_migrate import Migrate
from flask_wtf import CSRFProtect

from companion import boundary, shell
from companion.absences.api import api as absences_api
from companion.accounts import gate, sign_ins
from companion.accounts.api import api as accounts_api
from companion.accounts.policies import PUBLIC
from companion.aftercare.api import api as aftercare_api
from companion.alumni.api import api as alumni_api
from companion.attention.api import api as attention_api
from companion.audit import service as audit
from companion.checkins.api import api as checkins_api
from companion.config import Config
from companion.export.api import api as export_api
from companion.kernel import crypto, database, heartbeat, logs, openapi, revocations, settings  # noqa: F401
from companion.leaving.api import api as leaving_api
from companion.logbook.api import api as logbook_api
from companion.push import service as push
from companion.push.api import api as push_api
from companion.recovery.api import api as recovery_api
from companion.reminders.api import api as reminders_api
from companion.reminders.pages import feeds
from companion.safety.api import api as safety_api
from companion.schedule.api import api as schedule_api
from companion.sharing.api import api as sharing_api
from companion.staff.core import catalogs
from companion.staff.pages import staff
from companion.staff.people.team_view import mirror
from companion.supporters.api import api as supporters_api
from companion.supporters.pages import family

VERSION = version("companion")
_BLUEPRINTS = (
    accounts_api,
    schedule_api,
    absences_api,
    checkins_api,
    logbook_api,
    recovery_api,
    safety_api,
    sharing_api,
    attention_api,
    aftercare_api,
    alumni_api,
    push_api,
    reminders_api,
    feeds,
    supporters_api,
    family,
    leaving_api,
    export_api,
    shell.shell,
    shell.system,
    mirror,
    staff,
)
# Flask-Login 0.6.3 still calls datetime.utcnow() for a remember cookie it never sets here.
warnings.filterwarnings(
    "ignore", message=r"datetime\.datetime\.utcnow", category=DeprecationWarning, module="flask_login"
)

migrate = Migrate()


def create_app(config: Config) -> Flask:
    """The application for these settings. Raises ConfigError, crypto.SealError, gate.UnmarkedRoute."""
    logs.configure()
    app = Flask("companion", static_folder=None, template_folder=None)
    app.extensions["companion.config"] = config
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.config.update(
        WTF_CSRF_TIME_LIMIT=None, WTF_CSRF_SSL_STRICT=False, MAX_CONTENT_LENGTH=256 * 1024, MAX_FORM_PARTS=200
    )
    database.init_app(app, config.database_url)
    crypto.init_app(app, config.keys_folder)
    revocations.init_app(app, config.instance)
    audit.init_app(app, config.keys_folder, config.audit_heads_file)
    migrate.init_app(
        app, database.db, directory=str(shell.PACKAGE / "migrations"), render_as_batch=True, compare_type=True
    )
    gate.init_app(app, crypto.load_or_make(config.keys_folder, "cookie.key", 32), secure=config.secure_cookies)
    sign_ins.init_app(app, push.end_stranded)
    catalogs.init_app(app)
    forms = CSRFProtect(app)
    app.extensions["companion.push"] = push.post_office(config)
    for blueprint in _BLUEPRINTS:
        app.register_blueprint(blueprint)
        if blueprint is not staff:
            forms.exempt(
                blueprint
            )  # JSON writes are checked by origin in the gate; a token would break a queue that waited a week
    boundary.init_app(app, https=config.secure_cookies)
    gate.check_every_route_is_marked(app)
    app.extensions["companion.openapi"] = openapi.once(app, "Companion", VERSION, PUBLIC, gate.ACCOUNT_HEADER)
    return app
