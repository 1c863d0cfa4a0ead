"""What people log and plan is theirs: no page of the staff side shows it, to nobody."""

import pytest

from companion.kernel.database import db
from tests.cast import NOW, ZONE

WORDS = ("Quokkanote", "Quokkaplan", "Quokkahousing", "Quokkatrigger")
ENTRY = {"recorded_at": NOW.isoformat(), "zone": ZONE, "local_day": NOW.date().isoformat(), "mood": 1, "craving": 9}


@pytest.fixture
def written(cast, maple, signed_in):
    """Mia logs a hard moment and keeps both plans."""
    phone = signed_in(cast.mia)
    entry = ENTRY | {"note": WORDS[0], "triggers": [WORDS[3]]}
    assert phone.put("/api/v1/checkins/0190d2c0-0000-4000-8000-000000000001", json=entry).status_code == 201
    for address, part, name, word in (
        ("/api/v1/safety-plan", "steps", "alone", WORDS[1]),
        ("/api/v1/aftercare-plan", "sections", "housing", WORDS[2]),
    ):
        plan = phone.get(address).json
        plan[part][name] = [word] if isinstance(plan[part][name], list) else word
        sent = {key: plan[key] for key in (part, "people", "version") if key in plan}
        answer = phone.put(address, json=sent)
        assert answer.status_code == 200, answer.text
    db.session.rollback()


@pytest.mark.parametrize("who", ["dana", "cora", "ruth"])
def test_no_staff_page_shows_what_somebody_logged_or_planned(app, cast, at, written, who):
    desk = at(getattr(cast, who))
    pages = [rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/staff") and "GET" in rule.methods]
    opened = 0
    for rule in pages:
        if rule.arguments - {"participant_id"}:
            continue
        answer = desk.open(rule.build({"participant_id": cast.mia} if rule.arguments else {})[1])
        opened += answer.status_code == 200
        assert not [word for word in WORDS if word in answer.text], rule.rule
    assert opened >= 5


@pytest.mark.parametrize("address", ["/api/v1/safety-plan", "/api/v1/aftercare-plan", "/api/v1/checkups",
                                     "/api/v1/checkins?start=2026-03-01&end=2026-03-10"])  # fmt: skip
def test_the_phones_own_addresses_are_closed_to_staff(cast, at, written, address):
    for who in (cast.dana, cast.ruth):
        assert at(who).browser.get(address).status_code == 403
