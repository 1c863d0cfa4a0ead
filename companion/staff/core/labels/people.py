"""What the pages about a person name: phases, first-day cards, what is shared."""

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

FAMILIES: dict[str, dict[str, LazyString]] = {
    "paper": {
        "treatment": lazy_gettext("Treatment, payment, and operations"),
        "patient_notice": lazy_gettext("Notice about records"),
    },
    "phase": {
        "intake": lazy_gettext("Before the first day"),
        "active": lazy_gettext("In the program"),
        "step_down": lazy_gettext("Fewer days"),
        "on_leave": lazy_gettext("On leave"),
        "completed": lazy_gettext("Completed"),
        "left_early": lazy_gettext("Left early"),
        "stepped_up": lazy_gettext("Stepped up"),
        "transferred": lazy_gettext("Transferred"),
        "moved": lazy_gettext("Moved away"),
        "ended": lazy_gettext("Ended by the program"),
        "died": lazy_gettext("Died"),
    },
    "leave_reason": {
        "hospital": lazy_gettext("Hospital or residential"),
        "jail": lazy_gettext("Jail"),
        "family": lazy_gettext("Family"),
        "other": lazy_gettext("Something else"),
    },
    "closed_reason": {
        "own_wish": lazy_gettext("they closed it themselves"),
        "asked": lazy_gettext("they asked us to"),
        "left": lazy_gettext("left the program"),
        "transferred": lazy_gettext("transferred to another program"),
        "moved": lazy_gettext("moved away"),
        "by_mistake": lazy_gettext("made by mistake, or twice"),
        "died": lazy_gettext("died"),
    },
    "hold_reason": {
        "court": lazy_gettext("a court order or subpoena"),
        "investigation": lazy_gettext("an investigation"),
        "claim": lazy_gettext("a claim or complaint"),
        "law": lazy_gettext("another law says so"),
    },
    "first_day": {
        "where": lazy_gettext("Where"),
        "door": lazy_gettext("Which door"),
        "ask_for": lazy_gettext("Whom to ask for"),
        "join_url": lazy_gettext("Link to join from home"),
    },
    "mood": {
        "1": lazy_gettext("very low"),
        "2": lazy_gettext("low"),
        "3": lazy_gettext("okay"),
        "4": lazy_gettext("good"),
        "5": lazy_gettext("very good"),
    },
    "safety_plan.step": {
        "warning_signs": lazy_gettext("Signs it is getting hard"),
        "alone": lazy_gettext("What I can do on my own"),
        "distraction": lazy_gettext("People and places that take my mind off it"),
        "people_help": lazy_gettext("People I can ask for help"),
        "professionals": lazy_gettext("Professionals"),
        "surroundings": lazy_gettext("Making my surroundings safer"),
    },
    "aftercare_plan.section": {
        "continued_therapy": lazy_gettext("Continued therapy"),
        "support_groups": lazy_gettext("Support groups"),
        "housing": lazy_gettext("Housing"),
        "work_school": lazy_gettext("Work and school"),
        "medication": lazy_gettext("Medication"),
        "people": lazy_gettext("People"),
        "healthy_routines": lazy_gettext("Healthy routines"),
        "warning_signs": lazy_gettext("Warning signs and emergency plan"),
    },
    "checkin.median": {
        "mood": lazy_gettext("mood: middle %(value)s of %(most)s (n=%(of)s)"),
        "craving": lazy_gettext("craving: middle %(value)s of %(most)s (n=%(of)s)"),
        "stress": lazy_gettext("stress: middle %(value)s of %(most)s (n=%(of)s)"),
    },
    "sleep": {
        "poor": lazy_gettext("slept poorly"),
        "ok": lazy_gettext("slept okay"),
        "good": lazy_gettext("slept well"),
    },
    "checkin.list": {
        "habits": lazy_gettext("habits"),
        "triggers": lazy_gettext("triggers"),
        "helped": lazy_gettext("helped"),
    },
}
