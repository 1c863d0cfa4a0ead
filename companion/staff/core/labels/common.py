"""What names a session and a level of care on every page."""

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

FAMILIES: dict[str, dict[str, LazyString]] = {
    "kind": {
        "process_group": lazy_gettext("Process group"),
        "skills_group": lazy_gettext("Skills group"),
        "education_group": lazy_gettext("Education group"),
        "individual": lazy_gettext("Individual session"),
        "family_session": lazy_gettext("Family session"),
        "couples_session": lazy_gettext("Couples session"),
        "family_education": lazy_gettext("Family education"),
        "case_manager": lazy_gettext("Case-manager check-in"),
        "workshop": lazy_gettext("Workshop"),
        "vocational": lazy_gettext("Vocational"),
        "testing": lazy_gettext("Testing"),
        "medication": lazy_gettext("Medication visit"),
        "holistic": lazy_gettext("Holistic"),
        "peer_support": lazy_gettext("Peer support group"),
        "check_in": lazy_gettext("Check-in"),
        "break": lazy_gettext("Break"),
        "closing": lazy_gettext("Closing"),
    },
    "level": {
        "php": lazy_gettext("Day program (PHP)"),
        "iop": lazy_gettext("Intensive outpatient (IOP)"),
        "op": lazy_gettext("Outpatient (OP)"),
    },
    "hours_warning": {
        "op": lazy_gettext("worth a second look"),
        "iop": lazy_gettext("usual are 9 to 19"),
        "php": lazy_gettext("usual are 20 or more"),
    },
}
