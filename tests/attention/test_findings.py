"""The audit log is verified once a day, and admins are told what it shows; nobody else is."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text, update

from companion import metrics
from companion.accounts import service as accounts
from companion.attention import findings, jobs, rules
from companion.audit import service as audit
from companion.audit.models import AuditEntry
from companion.kernel import heartbeat
from companion.kernel.database import db, transaction
from companion.kernel.errors import NotFound
from tests.audit.conftest import outside, tamper  # noqa: F401 - fixtures
from tests.cast import NOW
from tests.staff.desk import Desk

pytestmark = [pytest.mark.databases("sqlite", "postgresql"), pytest.mark.usefixtures("outside")]

DAY = timedelta(days=1)


@pytest.fixture
def broken(cast, tamper):  # noqa: F811
    with transaction():
        audit.record_each(cast.dana, "person_opened", [cast.mia] * 3, "", NOW)
    tamper(update(AuditEntry).where(AuditEntry.position == 2).values(actor_id=cast.omar))


def people(number):
    with transaction():
        return [accounts.create_account("participant", f"Person {n}", NOW) for n in range(number)]


def opens(who, whom, now=NOW):
    with transaction():
        audit.record_each(who, "person_opened", whom, "", now)
    jobs.watch_reading(now)


def raised():
    return [(one.kind, one.staff_id, one.number) for one in findings.open_findings()]


def test_a_log_that_holds_is_verified_once_a_day(cast, client):
    with transaction():
        audit.record(cast.dana, "person_opened", cast.mia, "", NOW)
        heartbeat.beat("worker", NOW)
    assert findings.audit_health(NOW) == "never verified"
    jobs.verify_audit(NOW)
    assert findings.last_verified() == findings.Verified(NOW, 1, None)
    jobs.verify_audit(NOW + DAY / 2)
    assert findings.last_verified().at == NOW
    jobs.verify_audit(NOW + DAY)
    assert findings.last_verified().at == NOW + DAY
    assert client.get("/healthz").json["audit"] == "ok"
    assert findings.audit_health(NOW + 4 * DAY) == "late"
    assert raised() == []


def test_a_log_that_was_changed_is_told_to_health_metrics_and_admins_once(app, broken, client):
    with transaction():
        heartbeat.beat("worker", NOW)
    jobs.verify_audit(NOW)
    jobs.verify_audit(NOW + DAY)
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json["status"], answer.json["audit"]) == (200, "degraded", "broken")
    assert raised() == [("audit_broken", None, 2)]
    figures = {one.name: one.samples[0].value for one in metrics._audit(NOW + DAY)}
    assert figures["companion_audit_broken"] == figures["companion_audit_findings_open"] == 1
    assert figures["companion_audit_rows"] == 3


def test_whoever_died_while_verifying_is_followed_after_an_hour(cast):
    with transaction():
        assert findings.begin_verification(NOW)
    with transaction():
        assert not findings.begin_verification(NOW + timedelta(minutes=59))
    jobs.verify_audit(NOW + timedelta(hours=1))
    assert findings.audit_health(NOW + timedelta(hours=1)) == "ok"


def test_an_account_that_opens_more_people_than_its_work_explains_is_raised_once_a_day(cast):
    several = people(rules.STRANGERS_AT_MOST + 1)
    opens(cast.cora, several[:-1])
    assert raised() == []
    opens(cast.cora, several)
    opens(cast.cora, several, NOW + timedelta(minutes=10))
    assert raised() == [("bulk_reading", cast.cora, 16)]
    opens(cast.cora, several, NOW + DAY)
    assert len(raised()) == 2


def test_a_caseload_explains_more_but_not_everything(cast):
    several = people(rules.READ_AT_MOST + 1)
    with transaction():
        for one in several:
            accounts.add_to_care_team(one, cast.dana, NOW)
    opens(cast.dana, several[:-1])
    assert raised() == []
    opens(cast.dana, several)
    assert raised() == [("bulk_reading", cast.dana, 41)]


def test_what_was_opened_over_a_day_or_read_in_lists_is_nothing_to_raise(cast):
    several = people(50)
    for tens, one in enumerate(several):
        opens(cast.cora, [one], NOW + timedelta(minutes=10) * tens)
    later = NOW + DAY
    with transaction():
        audit.record_daily(cast.cora, "listed", several, later, later)
    opens(cast.mia, [cast.mia] * 50, later)
    assert raised() == []


@pytest.mark.parametrize("language", ["en", "es"])
def test_admins_read_it_and_close_it_and_others_do_neither(app, cast, signed_in, broken, language):
    jobs.verify_audit(NOW)
    opens(cast.cora, people(16))
    with transaction():
        accounts.choose_language(cast.ruth, language)
    admin = Desk(signed_in(cast.ruth))
    page = admin.open("/staff/").text
    for sentence in {
        "en": ("not as it was written, from row 2 on", "Cora opened the records of 16 people within an hour"),
        "es": ("desde la fila 2", "Cora abrió los expedientes de 16 personas en una hora"),
    }[language]:
        assert sentence in page
    for name in ("dana", "cora"):
        assert "16 people" not in signed_in(getattr(cast, name)).get("/staff/").text
    first = findings.open_findings()[0]
    assert admin.send(f"/staff/findings/{first.id}/close").status_code == 200
    with pytest.raises(NotFound), transaction():
        findings.close_finding(first.id, cast.ruth, NOW)
    assert len(raised()) == 1
    assert db.session.execute(text("SELECT count(*) FROM audit_entries WHERE action = 'finding_closed'")).scalar() == 1
