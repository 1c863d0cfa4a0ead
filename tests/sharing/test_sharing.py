"""What somebody lets their care team see: signed, limited, turned off at once, and never turned on again by a repeat."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DBAPIError

from companion.accounts import service as accounts
from companion.audit import service as audit
from companion.demo_programs import STARTER
from companion.kernel import clock
from companion.kernel.database import db, transaction
from companion.program import files
from companion.program import service as program
from companion.schedule import service as schedule
from companion.sharing import consent, service
from companion.sharing.models import Consent
from companion.sharing.rules import AFTERCARE_PLAN, CHECKINS, HIGH_CRAVING, SAFETY_PLAN
from tests.cast import NOW
from tests.program.builders import load, track_id
from tests.sharing.choices import decide, item, offer, share, turn_off

pytestmark = pytest.mark.databases("sqlite", "postgresql")


def test_from_the_first_day_on_nothing_is_shared(maple, cast, signed_in):
    answer = signed_in(cast.mia).get("/api/v1/sharing").json
    assert {one["item"]: one["level"] for one in answer["items"]} == dict.fromkeys(
        (CHECKINS, SAFETY_PLAN, AFTERCARE_PLAN, HIGH_CRAVING), "nothing"
    )
    assert answer["team"] == [{"name": "Dana"}]


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_consent_holds_every_element_of_the_law(maple, cast, signed_in, language):
    phone = signed_in(cast.mia)
    shown = offer(phone, CHECKINS, "summary", language)
    assert share(phone, CHECKINS, "summary", language=language, signature="Mia Lindgren").status_code == 200
    (past,) = phone.get("/api/v1/sharing/history").json["items"]
    said = {one["element"]: one["text"] for one in past["sentences"]}
    assert tuple(said) == consent.CONSENT_ELEMENTS
    assert all(said.values())
    assert said["person"] == said["signature"] == "Mia Lindgren"
    named = {"discloser": "Maple", "recipients": "Dana", "expiration": "2027"}
    assert [one for one, name in named.items() if name not in said[one]] == []
    assert {one["element"]: one["text"] for one in shown["sentences"]}.items() <= said.items(), "as it was shown"
    assert past["expires_at"].startswith("2027-03-10")


def test_what_was_agreed_to_is_sealed_at_rest(maple, cast, signed_in):
    share(signed_in(cast.mia), SAFETY_PLAN, "all", signature="Quokkaname")
    assert "Quokka" not in repr(db.session.execute(select(Consent.__table__)).all())


def test_turning_off_needs_no_version_no_text_and_no_name(maple, cast, signed_in):
    phone = signed_in(cast.mia)
    share(phone, CHECKINS, "entries")
    answer = turn_off(phone, CHECKINS)
    assert answer.status_code == 200
    assert item(phone, CHECKINS)["level"] == "nothing"
    assert service.grant(cast.mia, CHECKINS, NOW) is None


def test_a_repeated_yes_never_undoes_a_later_no(maple, cast, signed_in):
    phone, decision = signed_in(cast.mia), uuid4()
    yes = decide(phone, CHECKINS, "entries", decision_id=decision)
    assert yes.json["outcome"] == "saved"
    turn_off(phone, CHECKINS)
    again = decide(phone, CHECKINS, "entries", decision_id=decision)
    assert (again.status_code, again.json["outcome"]) == (200, "same")
    assert item(phone, CHECKINS)["level"] == "nothing"


def test_a_yes_from_a_phone_that_did_not_hear_of_the_no_is_refused(maple, cast, signed_in):
    phone = signed_in(cast.mia)
    old = offer(phone, CHECKINS, "entries")
    share(phone, CHECKINS, "summary")
    turn_off(phone, CHECKINS)
    answer = decide(phone, CHECKINS, "entries", based_on=0, shown=old["shown"])
    assert (answer.status_code, answer.json["code"]) == (409, "stale_version")
    assert item(phone, CHECKINS)["level"] == "nothing"


def test_a_no_that_waited_for_weeks_still_counts(maple, cast, signed_in):
    phone = signed_in(cast.mia)
    share(phone, CHECKINS, "entries")
    with clock.fixed(NOW + timedelta(days=21)):
        answer = decide(signed_in(cast.mia), CHECKINS, "nothing", decided_at=NOW.isoformat())
        assert answer.status_code == 200
        assert service.grant(cast.mia, CHECKINS, clock.now()) is None


def test_what_is_signed_is_what_is_shown(maple, cast, signed_in):
    """Somebody joined the care team since the screen was drawn: the person sees the new sentence first."""
    phone = signed_in(cast.mia)
    before = offer(phone, CHECKINS, "entries")
    with transaction():
        accounts.add_to_care_team(cast.mia, cast.omar, NOW)
    answer = decide(phone, CHECKINS, "entries", shown=before["shown"])
    assert (answer.status_code, answer.json["code"]) == (409, "wording_changed")
    assert item(phone, CHECKINS)["level"] == "nothing"


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"signature": ""}, 422, "not_signed"),
        ({"signature": "   "}, 422, "not_signed"),
        ({"level": "all"}, 409, "not_offered"),
        ({"level": "everything"}, 422, "not_accepted"),
        ({"item": "notes"}, 422, "not_accepted"),
        ({"based_on": 7}, 409, "stale_version"),
        ({"shown": "0123456789abcdef"}, 409, "wording_changed"),
        ({"signature": "a\x00b"}, 422, "not_accepted"),
        ({"extra": 1}, 422, "not_accepted"),
    ],
)
def test_a_yes_that_is_not_whole_shares_nothing(maple, cast, signed_in, changes, status, code):
    phone = signed_in(cast.mia)
    answer = decide(phone, CHECKINS, "entries", **changes)
    assert (answer.status_code, answer.json["code"]) == (status, code)
    assert db.session.scalars(select(Consent)).all() == []


def test_a_consent_ends_by_itself_after_a_year(maple, cast, signed_in):
    share(signed_in(cast.mia), CHECKINS, "summary")
    assert service.grant(cast.mia, CHECKINS, NOW + timedelta(days=364)) is not None
    assert service.grant(cast.mia, CHECKINS, NOW + timedelta(days=365)) is None


def test_a_consent_names_a_program_and_ends_with_it(maple, cast, signed_in):
    share(signed_in(cast.mia), CHECKINS, "summary")
    other = load(files.read_file(STARTER / "birch.yaml"), NOW)
    with transaction():
        schedule.move_enrollment(cast.mia, program.tracks(other.program_id)[0].id, NOW.date(), NOW)
    assert service.grant(cast.mia, CHECKINS, NOW) is None


def test_moving_to_another_track_of_the_same_program_changes_nothing(maple, cast, signed_in):
    share(signed_in(cast.mia), CHECKINS, "summary")
    with transaction():
        schedule.complete_enrollment(cast.mia, NOW.date(), NOW)
        schedule.bring_back(cast.mia, track_id(), NOW.date() + timedelta(days=1), NOW)
    assert service.grant(cast.mia, CHECKINS, NOW) is not None


def test_somebody_in_no_program_is_offered_nothing(cast, signed_in):
    phone = signed_in(cast.mia)
    assert {one["why_not"] for one in phone.get("/api/v1/sharing").json["items"]} == {"no_program"}
    answer = decide(phone, CHECKINS, "entries", shown="0123456789abcdef")
    assert (answer.status_code, answer.json["code"]) == (409, "not_offered")


def test_one_persons_choices_are_nobody_elses(maple, cast, signed_in):
    decision = uuid4()
    decide(signed_in(cast.mia), CHECKINS, "entries", decision_id=decision)
    leo = signed_in(cast.leo)
    assert item(leo, CHECKINS)["level"] == "nothing"
    assert leo.get("/api/v1/sharing/history").json["items"] == []
    decide(leo, SAFETY_PLAN, "all", decision_id=decision)
    assert service.grant(cast.mia, SAFETY_PLAN, NOW) is None
    assert service.grant(cast.leo, CHECKINS, NOW) is None


def test_a_decision_made_for_another_account_on_this_phone_is_refused(maple, cast, signed_in):
    answer = decide(signed_in(cast.leo), CHECKINS, "nothing", owner=str(cast.mia))
    assert (answer.status_code, answer.json["code"]) == (403, "other_account")


@pytest.mark.parametrize("change", [update(Consent).values(level="entries"), delete(Consent)])
def test_the_database_itself_refuses_to_change_a_decision(maple, cast, signed_in, change):
    share(signed_in(cast.mia), CHECKINS, "summary")
    with pytest.raises(DBAPIError, match="append-only"), transaction():
        db.session.execute(change.execution_options(synchronize_session=False))
    assert service.grant(cast.mia, CHECKINS, NOW).level == "summary"


def test_every_decision_stays_in_the_history(maple, cast, signed_in):
    phone = signed_in(cast.mia)
    share(phone, CHECKINS, "summary")
    turn_off(phone, CHECKINS)
    share(phone, CHECKINS, "entries")
    past = phone.get("/api/v1/sharing/history").json["items"]
    assert [(one["level"], one["version"]) for one in past] == [("entries", 3), ("nothing", 2), ("summary", 1)]
    assert past[1]["sentences"] == []


def test_the_access_log_says_who_and_when_and_leaves_out_ones_own_doings(maple, cast, signed_in):
    with transaction():
        audit.record(cast.dana, "person_opened", cast.mia, "", NOW)
        audit.record(cast.dana, "shared_seen", cast.mia, "checkins", NOW + timedelta(seconds=1))
        audit.record(cast.mia, "copy_made", cast.mia, "", NOW)
        audit.record(cast.dana, "person_opened", cast.leo, "", NOW)
    looks = signed_in(cast.mia).get("/api/v1/access-log").json["items"]
    assert [(one["by"], one["action"], one["what"]) for one in looks] == [
        ("Dana", "shared_seen", "checkins"),
        ("Dana", "person_opened", None),
    ]


def test_the_access_log_is_read_page_by_page_and_lists_push_nothing_out(maple, cast, signed_in):
    with transaction():
        for day in range(130):
            audit.record(cast.dana, "person_opened", cast.mia, "", NOW - timedelta(days=day // 2))
            audit.record_each(cast.cora, "listed", [cast.mia] * 3, "", NOW - timedelta(days=day))
        audit.record(None, "sign_in_failed", cast.mia, "passphrase", NOW + timedelta(seconds=1))
    phone, pages, before = signed_in(cast.mia), [], ""
    while True:
        page = phone.get(f"/api/v1/access-log?part=opened{before}").json
        pages.append(page["items"])
        if page["next"] is None:
            break
        before = f"&before={page['next']}"
    assert [len(page) for page in pages] == [25, 26, 26, 26, 26, 2], "what happened in one instant stays together"
    assert {one["action"] for page in pages for one in page} == {"person_opened", "sign_in_failed"}
    times = [one["at"] for page in pages for one in page]
    assert times == sorted(times, reverse=True)
    assert [one["by"] for one in pages[0][:2]] == [None, "Dana"]
    lists = phone.get("/api/v1/access-log?part=lists").json
    assert {one["action"] for one in lists["items"]} == {"listed"}
    assert phone.get("/api/v1/access-log?before=nonsense").status_code == 422
