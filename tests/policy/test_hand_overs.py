"""When something changes hands, a promise holds: a phone, a sign-in, a code, a duty, a password, a database, keys, the audit log.

One entry for each hand-over: what is promised, and which tests show it. Those tests are checked to be there, so that whoever
renames or deletes one comes back here. What follows the table walks through the hand-overs once more, briefly, from outside.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from flask.cli import ScriptInfo
from sqlalchemy import text

from companion import cli
from companion.accounts import service as accounts
from companion.attention import jobs as attention_jobs
from companion.attention import service as attention
from companion.audit import service as audit
from companion.kernel import clock, data_keys
from companion.kernel.database import transaction
from companion.leaving import service as leaving
from tests.accounts.test_activation import activate, code_for
from tests.cast import NOW, Cast
from tests.conftest import CAST, SignedIn
from tests.push.story import Story
from tests.staff.conftest import STAFFED, At
from tests.support.ground import Ground

pytestmark = pytest.mark.databases("sqlite", "postgresql")

REPOSITORY = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class HandOver:
    """`what` changes hands. `shown_by` are tests, as `file::name`; of the phone app by their titles."""

    what: str
    promise: str
    shown_by: tuple[str, ...]


HAND_OVERS = (
    HandOver(
        "the phone, to another person",
        "Nothing of the first is drawn, written, sent, or scheduled after sign-out, also for answers that arrive late and without a "
        "network; push of that sign-in ends with it.",
        (
            "tests/journeys/test_hand_over.py::test_nothing_of_the_first_person_is_drawn_for_the_second",
            "tests/journeys/test_hand_over.py::test_an_answer_that_comes_after_the_hand_over_is_dropped",
            "tests/journeys/test_hand_over.py::test_what_is_on_its_way_at_the_hand_over_is_never_sent_for_the_second_person",
            "tests/journeys/test_shared_phone.py::test_two_people_on_one_phone_never_mix",
            "pwa/tests/offline/session.test.ts::timers of the one before never fire",
            "pwa/tests/offline/session.test.ts::a late answer is neither drawn nor stored",
            "pwa/tests/offline/session.test.ts::what is being encrypted at that moment is not written",
            "pwa/tests/offline/session.test.ts::two people one after the other on the same page see each their own log, offline",
            "tests/push/test_endings.py::test_however_a_sign_in_ends_its_subscription_ends_with_it",
            "tests/push/test_endings.py::test_a_message_planned_for_mia_does_not_reach_leo_who_has_the_phone_now",
        ),
    ),
    HandOver(
        "a sign-in, ended from elsewhere",
        "Its push subscription ends in the same transaction; phones are listed and can be ended one by one.",
        (
            "tests/push/test_endings.py::test_however_a_sign_in_ends_its_subscription_ends_with_it",
            "tests/push/test_endings.py::test_only_one_module_ends_sign_ins_and_in_one_place",
            "tests/push/test_endings.py::test_registering_and_signing_out_in_the_same_moment_leave_nothing_behind",
            "tests/accounts/test_me.py::test_sign_ins_are_listed_with_the_current_one_marked",
            "tests/accounts/test_me.py::test_one_of_them_can_be_ended",
        ),
    ),
    HandOver(
        "two phones of one person",
        "Each shows the truth about itself: what reached it, whether it is connected; it mends itself at start.",
        (
            "tests/push/test_this_phone.py::test_status_and_list_speak_of_the_phone_that_asks",
            "tests/push/test_this_phone.py::test_a_refused_phone_is_told_to_renew_and_one_that_was_switched_off_is_not",
            "tests/push/test_this_phone.py::test_a_phone_on_an_old_key_is_told_to_renew",
            "tests/push/test_this_phone.py::test_a_test_for_this_phone_is_refused_where_only_another_is_reached",
        ),
    ),
    HandOver(
        "a new code for an account in use",
        "Opens a phone that is not confirmed: schedule, help, logging. What is kept from staff stays closed until a passphrase, a "
        "passkey, or a confirmed phone opens it; when all of these are lost, two different members of staff and 24 hours, told to "
        "every phone and written in the person's log. Nobody on staff can shorten it.",
        (
            "tests/accounts/test_confirmation.py::test_a_new_code_opens_schedule_help_and_logging",
            "tests/accounts/test_confirmation.py::test_every_route_but_those_marked_open_is_closed_to_it",
            "tests/accounts/test_confirmation.py::test_zone_language_and_name_of_the_account_stay_as_they_are",
            "tests/accounts/test_confirmation.py::test_another_phone_is_told_and_confirms_or_ends_it",
            "tests/accounts/test_confirmation.py::test_two_members_of_staff_and_a_day_are_the_last_way",
            "tests/accounts/test_confirmation.py::test_codes_and_confirmations_are_in_the_log_of_the_person",
            "tests/accounts/test_one_code.py::test_the_database_itself_refuses_a_second_open_code",
            "tests/journeys/test_confirmation.py::test_a_new_code_draws_nothing_of_what_is_kept_from_staff",
        ),
    ),
    HandOver(
        "a member of staff, to another duty",
        "Off the care team or program: no access at the next request, no codes, no notices. Care teams have from and until, and the "
        "person reads who was on it when.",
        (
            "tests/policy/test_former_staff.py::test_whoever_left_is_answered_as_a_stranger_everywhere",
            "tests/policy/test_former_staff.py::test_a_code_made_by_whoever_left_opens_nothing",
            "tests/policy/test_former_staff.py::test_what_whoever_left_confirmed_before_the_phone_was_open_counts_no_longer",
            "tests/journeys/test_care_team.py::test_somebody_is_handed_over_and_reads_who_was_there_when",
        ),
    ),
    HandOver(
        "a password or passkey, stolen",
        "Changing, resetting, or 'phone lost' offers to end passkeys and sign-ins and lists what remains; sensitive acts ask again "
        "for proof that is younger than ten minutes.",
        (
            "tests/accounts/test_fresh_proof.py::test_every_marked_route_refuses_proof_of_ten_minutes_ago_and_changes_nothing",
            "tests/accounts/test_fresh_proof.py::test_a_view_that_changes_the_ways_in_is_marked",
            "tests/accounts/test_fresh_proof.py::test_a_copied_cookie_sets_no_passphrase_and_the_phone_it_was_copied_from_does",
            "tests/accounts/test_commands.py::test_a_reset_ends_what_lets_in_lists_it_and_keeps_what_is_kept_on_purpose",
            "tests/journeys/test_fresh_proof.py::test_a_changed_passphrase_says_what_ends_and_what_remains",
        ),
    ),
    HandOver(
        "a person, out of the program",
        "Close, pause, and delete exist for staff and for the person; records are kept by the program's rule; erasure destroys the "
        "person's own data key.",
        (
            "tests/leaving/test_closing.py::test_the_person_closes_it_and_every_phone_is_out",
            "tests/leaving/test_closing.py::test_supporters_pages_codes_and_the_calendar_address_end_with_it",
            "tests/leaving/test_closing.py::test_staff_read_what_ends_and_close_with_a_reason",
            "tests/leaving/test_closing.py::test_of_somebody_who_died_nobody_is_told_and_nobody_expects_them",
            "tests/leaving/test_deleted_entries.py::test_it_is_gone_with_every_earlier_version",
            "tests/leaving/test_erasure.py::test_nothing_of_what_she_wrote_is_left_and_attendance_is",
            "tests/leaving/test_erasure.py::test_what_a_program_need_not_keep_any_longer_is_erased_by_the_worker",
            "tests/leaving/test_erasure.py::test_a_restored_copy_is_erased_before_anybody_is_served",
        ),
    ),
    HandOver(
        "the database, to an older copy or a new machine",
        "What was taken back stays taken back. If the revocation log is missing the program refuses to start until told what to do; "
        "backup and restore are commands that include it.",
        (
            "tests/backup/test_drill.py::test_what_was_taken_back_after_the_backup_stays_so_on_this_machine_and_on_a_new_one",
            "tests/backup/test_round_trip.py::test_a_missing_log_is_asked_for_and_nothing_is_replaced_before",
            "tests/backup/test_round_trip.py::test_the_audit_log_goes_on_from_the_copy_and_says_so",
            "tests/backup/test_page.py::test_the_commands_of_the_page_can_be_run_as_they_are",
            "tests/kernel/test_restored.py::test_a_sign_in_ended_after_the_backup_stays_ended_and_others_go_on",
            "tests/kernel/test_restored.py::test_who_left_a_care_team_after_the_backup_is_off_it_and_the_person_reads_until_when",
            "tests/kernel/test_revocation_log.py::test_without_the_log_nobody_is_served_and_both_ways_on_are_named",
        ),
    ),
    HandOver(
        "the server, to a new version or back",
        "The phone app in the package is the one of this source; going back a version says what to do.",
        (
            "tests/test_package.py::test_installing_a_new_checkout_builds_its_phone_app_and_not_that_of_before",
            "tests/policy/test_expanding.py::test_the_program_of_before_writes_into_the_schema_of_now",
            "tests/policy/test_expanding.py::test_a_program_that_is_too_old_for_the_database_is_refused",
        ),
    ),
    HandOver(
        "keys, among machines",
        "One set for all; a key a worker does not know never harms a subscription.",
        (
            "tests/push/test_shared_keys.py::test_both_tell_phones_the_new_key_at_once_also_the_one_that_lacks_it",
            "tests/push/test_shared_keys.py::test_a_new_machine_makes_no_key_of_its_own",
            "tests/push/test_whose_fault.py::test_a_key_this_machine_does_not_have_harms_no_subscription_and_is_said_once",
        ),
    ),
    HandOver(
        "the audit log, to a person with the database in hand",
        "A keyed chain, its head kept outside: a cut tail, a rewritten row, and a recomputed chain are found by "
        "`companion audit verify` and by a daily job.",
        (
            "tests/audit/test_verify.py::test_a_changed_or_removed_row_is_found_and_named",
            "tests/audit/test_verify.py::test_a_tail_that_was_cut_is_found_by_the_head",
            "tests/audit/test_verify.py::test_a_chain_made_anew_without_the_key_is_found",
        ),
    ),
    HandOver(
        "files and values, at the boundary",
        "Files are created 0600, folders 0700. A value from outside (time zone, telephone number, date, Unicode, origin) is normalized "
        "once and never a reason to turn a person or an entry away when the meaning is clear.",
        (
            "tests/kernel/test_private_files.py::test_a_new_installation_is_private_from_its_first_file",
            "tests/kernel/test_private_files.py::test_what_lies_open_is_closed_and_said",
            "tests/backup/test_refusals.py::test_a_backup_is_whole_and_for_its_owner_only",
            "tests/checkins/test_zones.py::test_an_entry_is_taken_whatever_the_zone_is_called",
            "tests/outside/test_telephone.py::test_each_is_kept_in_one_form_and_can_be_dialed",
            "tests/outside/test_words.py::test_the_same_name_has_one_spelling",
            "tests/test_settings.py::test_an_origin_is_written_as_browsers_write_it",
        ),
    ),
)


@lru_cache(maxsize=100)
def named_in(path: str) -> set[str]:
    """The names of a module's tests; of the phone app's the titles."""
    source = (REPOSITORY / path).read_text()
    if path.endswith(".py"):
        return {node.name for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)}
    return set(re.findall(r"""\b(?:test|it)\(\s*['"`](.*?)['"`]\s*,""", source))


@pytest.mark.parametrize("one", HAND_OVERS, ids=lambda one: one.what)
def test_what_shows_it_is_there(one: HandOver) -> None:
    missing = [each for each in one.shown_by if each.partition("::")[2] not in named_in(each.partition("::")[0])]
    assert missing == [], "renamed or deleted; say here what shows it now"


def test_there_are_eleven_and_the_boundary() -> None:
    assert len({one.what for one in HAND_OVERS}) == 12


@pytest.fixture
def ground(request: pytest.FixtureRequest) -> Ground | None:
    return STAFFED if "maple" in request.fixturenames else CAST


def test_a_phone_that_changes_hands_or_is_ended_from_elsewhere_carries_nothing_of_mia_any_more(
    story: Story, cast: Cast, signed_in: SignedIn
) -> None:
    story.mine.post("/api/v1/sign-out")
    assert story.states(cast.mia) == [("active", None), ("gone", "signed_out")]
    late = {"Companion-Account": str(cast.mia)}
    answer = signed_in(cast.leo).put(f"/api/v1/checkins/{uuid4()}", json={}, headers=late)
    assert (answer.status_code, answer.json["code"]) == (403, "other_account"), "what Mia's phone still had on its way"

    third = signed_in(cast.mia)
    listed = third.get("/api/v1/sign-ins").json["items"]
    assert len(listed) == 2
    other = next(one["id"] for one in listed if not one["this_one"])
    assert third.delete(f"/api/v1/sign-ins/{other}").status_code == 204
    assert story.states(cast.mia) == [("gone", "signed_out")] * 2
    assert story.other.get("/api/v1/me").status_code == 401


def test_a_code_made_by_staff_opens_nothing_that_is_kept_from_staff(
    app: Flask, cast: Cast, maple: UUID, at: At
) -> None:
    own, stranger = app.test_client(), app.test_client()
    activate(own, code_for(cast.mia))
    with transaction():
        code = accounts.invite(cast.mia, cast.dana, NOW)
    activate(stranger, code)
    opened = {
        path: stranger.get(f"/api/v1/{path}").status_code for path in ("schedule", "goals", "safety-plan", "me/copy")
    }
    assert opened == {"schedule": 200, "goals": 403, "safety-plan": 403, "me/copy": 403}
    assert len(own.get("/api/v1/me").json["new_phones"]) == 1, "her own phone is told"
    assert "code_used" in {one["action"] for one in own.get("/api/v1/access-log").json["items"]}


def test_whoever_is_off_the_care_team_is_out_at_the_next_request(
    cast: Cast, maple: UUID, at: At, signed_in: SignedIn
) -> None:
    dana, person = at(cast.dana), f"/staff/people/{cast.mia}"
    assert dana.open(person).status_code == 200
    assert at(cast.cora).send(f"{person}/care-team/remove", member=str(cast.dana)).status_code == 200
    assert dana.open(person).status_code == 404
    assert dana.send(f"{person}/new-code").status_code == 404
    (was,) = signed_in(cast.mia).get("/api/v1/care-team").json["items"]
    assert (was["name"], was["until"] is not None) == ("Dana", True)


def test_proof_of_before_opens_no_sensitive_act(cast: Cast, maple: UUID, signed_in: SignedIn) -> None:
    thief = signed_in(cast.mia)
    acts = (("GET", "me/copy"), ("POST", "me/recovery-card"), ("POST", "sign-ins/end-others"), ("POST", "me/erasure"))
    with clock.fixed(NOW + timedelta(minutes=10, seconds=1)):
        answers = {path: thief.open(f"/api/v1/{path}", method=method) for method, path in acts}
    assert {path: (one.status_code, one.json["code"]) for path, one in answers.items()} == {
        path: (403, "proof_needed") for _, path in acts
    }


def test_a_person_who_leaves_is_out_and_erasing_destroys_the_key(cast: Cast, maple: UUID, signed_in: SignedIn) -> None:
    phone = signed_in(cast.mia)
    with transaction():
        sealed = data_keys.seal(cast.mia, "checkins", cast.mia, "note", "hers")
    assert phone.post("/api/v1/me/close", json={"confirmed": True}).status_code == 204
    assert phone.get("/api/v1/me").status_code == 401
    assert data_keys.unseal(cast.mia, "checkins", cast.mia, "note", sealed) == "hers"
    with transaction():
        leaving.erase(cast.mia, cast.ruth, NOW)
    with pytest.raises(data_keys.Erased):
        data_keys.unseal(cast.mia, "checkins", cast.mia, "note", sealed)


def test_a_changed_audit_log_is_found_by_the_command_and_by_the_daily_job(
    app: Flask, cast: Cast, tamper: Callable[..., None]
) -> None:
    def verify() -> Result:
        return CliRunner().invoke(cli.companion, ["audit", "verify"], obj=ScriptInfo(create_app=lambda: app))

    with transaction():
        audit.record_each(cast.dana, "person_opened", [cast.mia] * 3, "", NOW)
    audit.mark_head(NOW)
    whole = verify()
    assert (whole.exit_code, "as they were written" in whole.output) == (0, True)
    tamper(text("DELETE FROM audit_entries WHERE position = 3"))
    cut = verify()
    assert (cut.exit_code, "rows from 3 on are gone" in cut.output) == (1, True)
    attention_jobs.verify_audit(NOW)
    assert attention.audit_health(NOW) == "broken"
    assert [one.kind for one in attention.open_findings()] == ["audit_broken"]
