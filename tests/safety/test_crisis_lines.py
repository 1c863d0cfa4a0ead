"""Numbers to call at any hour: reviewed, for everyone, in both languages."""

from datetime import date, timedelta

from companion.kernel import clock
from companion.safety import crisis_lines
from companion.safety.payloads import CrisisLinesOut
from companion.safety.rules import REVIEW_DAYS, review_overdue


def test_somebody_looked_at_the_numbers_in_the_last_ninety_days():
    reviewed_on = date.fromisoformat(crisis_lines.read()["reviewed_on"])
    assert not review_overdue(reviewed_on, clock.now().date()), (
        "call each number, then set reviewed_on in crisis_lines.json"
    )


def test_a_review_is_overdue_on_the_day_after_the_ninetieth():
    reviewed_on = date(2026, 1, 1)
    assert not review_overdue(reviewed_on, reviewed_on + timedelta(days=REVIEW_DAYS))
    assert review_overdue(reviewed_on, reviewed_on + timedelta(days=REVIEW_DAYS + 1))


def test_the_review_day_is_not_in_the_future():
    assert date.fromisoformat(crisis_lines.read()["reviewed_on"]) <= clock.now().date() + timedelta(days=1)


def test_they_are_shown_without_signing_in(client):
    answer = client.get("/api/v1/crisis-lines")
    assert answer.status_code == 200
    assert [line["id"] for line in answer.get_json()["lines"]] == ["988", "741741", "samhsa", "911"]


def test_every_line_can_be_called_or_texted_and_says_so_in_both_languages():
    for line in CrisisLinesOut.model_validate(crisis_lines.read()).lines:
        assert line.call or line.text_to
        assert all((line.title.en, line.title.es, line.about.en, line.about.es))


def test_only_the_emergency_number_is_marked_urgent():
    assert [line["id"] for line in crisis_lines.read()["lines"] if line["urgent"]] == ["911"]
