"""Numbers to call day or night: reviewed, for everyone, in both languages."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from click.testing import CliRunner
from flask.cli import ScriptInfo

from companion import cli
from companion.kernel import clock
from companion.safety import crisis_lines
from companion.safety.payloads import CrisisLinesOut
from companion.safety.rules import REVIEW_DAYS, review_overdue


def test_a_review_is_overdue_on_the_day_after_the_ninetieth():
    reviewed_on = date(2026, 1, 1)
    assert not review_overdue(reviewed_on, reviewed_on + timedelta(days=REVIEW_DAYS))
    assert review_overdue(reviewed_on, reviewed_on + timedelta(days=REVIEW_DAYS + 1))


def days_after_the_review(days):
    return datetime.combine(crisis_lines.crisis_lines_reviewed_on(), time(12), UTC) + timedelta(days=days)


def test_while_the_review_holds_nobody_is_told():
    assert crisis_lines.review_reminder(days_after_the_review(REVIEW_DAYS)) is None


@pytest.mark.parametrize("days", [91, 400])
def test_after_that_whoever_runs_it_is_told_since_when_and_what_to_do(days):
    said = crisis_lines.review_reminder(days_after_the_review(days))
    assert f"last reviewed on {crisis_lines.crisis_lines_reviewed_on()}, {days} days ago" in said
    assert str(crisis_lines.FILE) in said
    assert "set reviewed_on" in said


@pytest.fixture
def release_check():
    def check(now):
        with clock.fixed(now):
            return CliRunner().invoke(cli.companion, ["crisis-lines", "check"])

    return check


def test_a_release_may_go_out_while_the_review_holds(release_check):
    assert release_check(days_after_the_review(REVIEW_DAYS)).exit_code == 0


@pytest.mark.parametrize("days", [91, 400, -2])
def test_no_release_goes_out_with_numbers_nobody_has_tried_or_a_day_that_has_not_come(days, release_check):
    result = release_check(days_after_the_review(days))
    assert result.exit_code == 1
    assert str(crisis_lines.FILE) in result.stderr


@pytest.mark.parametrize("command", ["web", "worker", "serve"])
def test_a_start_mentions_it_once_and_goes_on(command, app, monkeypatch):
    started = []
    monkeypatch.setattr(cli.serving, "check_port", lambda *_: None)
    monkeypatch.setattr(cli.serving, "become", started.append)
    monkeypatch.setattr(cli.serving.Supervisor, "run", lambda *_: started.append("both") or 0)
    with clock.fixed(days_after_the_review(400)):
        result = CliRunner().invoke(cli.companion, [command], obj=ScriptInfo(create_app=lambda: app))
    assert result.exit_code == 0
    assert len(started) == 1
    assert result.stderr.count("The crisis lines were last reviewed on") == 1


def test_the_numbers_are_shown_as_before_however_old_the_review_is(client):
    with clock.fixed(days_after_the_review(400)):
        assert client.get("/api/v1/crisis-lines").status_code == 200


def test_they_are_shown_without_signing_in(client):
    answer = client.get("/api/v1/crisis-lines")
    assert answer.status_code == 200
    assert [line["id"] for line in answer.get_json()["lines"]] == ["988", "741741", "veterans", "samhsa", "911"]


def test_every_line_can_be_called_or_texted_and_says_so_in_both_languages(client):
    for line in CrisisLinesOut.model_validate(client.get("/api/v1/crisis-lines").get_json()).lines:
        assert line.call or line.text_to
        assert all((line.title.en, line.title.es, line.about.en, line.about.es))


def test_a_text_begins_in_the_language_the_answer_should_come_in(client):
    """HOME opens an English chat at 741741 and AYUDA a Spanish one; 988 answers AYUDA in Spanish since July 2023."""
    lines = {line["id"]: line for line in client.get("/api/v1/crisis-lines").get_json()["lines"]}
    assert lines["988"]["text_words"] == {"en": None, "es": "AYUDA"}
    assert lines["741741"]["text_words"] == {"en": "HOME", "es": "AYUDA"}
    assert lines["741741"]["text_body"] == "HOME", "older apps know one word"
    assert lines["veterans"]["text_to"] == "838255"


def test_only_the_emergency_number_is_marked_urgent():
    assert [line["id"] for line in crisis_lines.read_crisis_lines()["lines"] if line["urgent"]] == ["911"]
