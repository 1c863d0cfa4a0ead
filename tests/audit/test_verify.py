"""Whoever holds the database but not the key is found, and the row is named."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from click.testing import CliRunner
from flask.cli import ScriptInfo
from sqlalchemy import delete, insert, select, update

from companion import cli
from companion.audit import rules, service, verification
from companion.audit.models import AuditEntry
from companion.audit.rules import Row
from companion.kernel import clock
from companion.kernel.database import db, transaction
from companion.kernel.errors import Conflict
from tests.audit.conftest import found, report
from tests.cast import NOW

pytestmark = pytest.mark.databases("sqlite", "postgresql")

WEEK = timedelta(days=7)


@pytest.fixture
def run(app):
    def run(*words):
        return CliRunner().invoke(cli.companion, ["audit", *words], obj=ScriptInfo(create_app=lambda: app))

    return run


def write(cast, number, at=NOW):
    with transaction():
        service.record_each(cast.dana, "person_opened", [cast.mia] * number, "", at)


def stored():
    columns = (AuditEntry.at, AuditEntry.actor_id, AuditEntry.action, AuditEntry.participant_id, AuditEntry.subject)
    return [Row(*row) for row in db.session.execute(select(*columns).order_by(AuditEntry.position))]


def made_without_the_key(rows, before=rules.FIRST, position=0):
    """A chain over these rows as anybody can make it."""
    made = []
    for row in rows:
        position += 1
        before = rules.link(before, position, row)
        made.append({"position": position, **vars(row), "chain": before})
    return made


def test_an_untouched_chain_holds(three_rows, run):
    assert found() is None
    result = run("verify")
    assert (result.exit_code, result.output) == (0, "3 rows, as they were written.\n")


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (update(AuditEntry).where(AuditEntry.position == 2).values(action="moved"), "rewritten"),
        (update(AuditEntry).where(AuditEntry.position == 2).values(actor_id=None), "rewritten"),
        (delete(AuditEntry).where(AuditEntry.position == 2), "removed"),
    ],
    ids=["action", "actor", "removed"],
)
def test_a_changed_or_removed_row_is_found_and_named(three_rows, tamper, run, change, what):
    tamper(change)
    assert found() == (2, what)
    result = run("verify")
    assert result.exit_code == 1
    assert "Row 2 is" in result.output


def test_a_chain_made_anew_without_the_key_is_found(three_rows, tamper, run, outside):
    service.mark_head(NOW)
    rows = [row for row in stored() if row.action != "enrolled"]
    tamper(delete(AuditEntry), insert(AuditEntry).values(made_without_the_key(rows)))
    assert found() == (3, "cut")
    (outside / "audit-heads.jsonl").unlink()
    assert found() == (1, "no_key"), "also without a head"
    assert run("verify").exit_code == 1


def test_a_chain_made_anew_with_keys_in_its_name_is_found(three_rows, tamper):
    key_id = rules.key_of(db.session.scalar(select(AuditEntry.chain).limit(1)))
    row = stored()[1]
    forged = rules.link(rules.FIRST, 1, row, key_id, b"a guess")
    tamper(delete(AuditEntry), insert(AuditEntry).values({"position": 1, **vars(row), "chain": forged}))
    assert found() == (1, "rewritten")


def test_a_row_with_a_key_nobody_has_is_found(three_rows, tamper, run):
    position, chain = 4, db.session.scalar(select(AuditEntry.chain).where(AuditEntry.position == 3))
    row = stored()[0]
    forged = rules.link(chain, position, row, "0" * 16, b"mine")
    tamper(insert(AuditEntry).values({"position": position, **vars(row), "chain": forged}))
    assert found() == (4, "unknown_key")
    assert "audit-0000000000000000.key" in run("verify").output


def test_a_tail_that_was_cut_is_found_by_the_head(three_rows, tamper, run, outside):
    service.mark_head(NOW)
    tamper(delete(AuditEntry).where(AuditEntry.position == 3))
    assert found() == (3, "cut")
    (outside / "audit-heads.jsonl").rename(outside / "shipped.jsonl")
    assert found() is None, "the chain in itself cannot know"
    result = run("verify", "--heads", str(outside / "shipped.jsonl"))
    assert (result.exit_code, "rows from 3 on are gone" in result.output) == (1, True)


def test_a_tail_that_was_cut_is_found_by_the_revocation_log(three_rows, tamper):
    with transaction():
        service.mark_head_in_log(NOW)
    tamper(delete(AuditEntry).where(AuditEntry.position > 1))
    assert found() == (2, "cut")


def test_a_table_that_was_emptied_is_found(three_rows, tamper):
    service.mark_head(NOW)
    tamper(delete(AuditEntry))
    assert found() == (1, "cut")


def test_a_tail_that_was_written_anew_is_found(three_rows, tamper):
    service.mark_head(NOW)
    tamper(delete(AuditEntry).where(AuditEntry.position == 3))
    write(three_rows, 2)
    assert found() == (3, "other")


def test_heads_are_lines_that_can_be_shipped(three_rows, outside):
    path = outside / "audit-heads.jsonl"
    service.mark_head(NOW)
    service.mark_head(NOW + timedelta(minutes=1))
    write(three_rows, 1)
    path.write_text(path.read_text() + '{"torn')
    service.mark_head(NOW + timedelta(minutes=2))
    lines = path.read_text().splitlines()
    assert [json.loads(line)["position"] for line in (lines[0], lines[2])] == [3, 4], "only when there is more"
    assert path.stat().st_mode & 0o777 == 0o600
    assert not any(name in path.read_text() for name in ("Mia", "Dana", str(three_rows.mia)))
    assert found() is None


def test_rows_from_before_there_was_a_key_are_closed_over(outside, cast, tamper):
    old = [Row(NOW, cast.dana, "enrolled", cast.mia, ""), Row(NOW, cast.dana, "moved", cast.mia, "")]
    with transaction():
        db.session.execute(insert(AuditEntry), made_without_the_key(old))
    assert found() == (1, "no_key")
    with transaction():
        service.seal(NOW)
    with transaction():
        service.seal(NOW)
    assert [row.action for row in stored()] == ["enrolled", "moved", rules.SEALED]
    assert found() is None
    changed = made_without_the_key([Row(NOW, cast.omar, "enrolled", cast.mia, ""), old[1]])
    tamper(delete(AuditEntry).where(AuditEntry.position < 3), insert(AuditEntry).values(changed))
    assert found() == (3, "rewritten"), "the row that closes says what they were"


def test_a_host_that_is_upgraded_later_may_write_without_a_key_for_a_week(three_rows):
    def of_before(at):
        position, chain = service.chain.last()
        rows = made_without_the_key([Row(at, three_rows.dana, "moved", three_rows.mia, "")], chain, position)
        with transaction():
            db.session.execute(insert(AuditEntry), rows)

    of_before(NOW + timedelta(days=1))
    write(three_rows, 1, NOW + timedelta(days=2))
    assert [row.action for row in stored()][3:] == ["moved", rules.SEALED, "person_opened"]
    assert found(NOW + 5 * WEEK) is None
    of_before(NOW + timedelta(days=3))
    assert found(NOW + timedelta(days=4)) is None
    assert found(NOW + WEEK * 2) == (7, "retired_key"), "whatever time the row itself gives"
    write(three_rows, 1, NOW + WEEK * 2)
    assert found(NOW + WEEK * 2) == (7, "retired_key")


def test_a_new_key_goes_on_and_the_old_one_still_verifies(app, three_rows, run, outside):
    assert run("rotate-key").exit_code == 0
    write(three_rows, 1)
    assert len(set(map(rules.key_of, db.session.scalars(select(AuditEntry.chain))))) == 2
    assert found() is None
    kept = next((outside / "keys").glob("audit-*.key"))
    assert kept.stat().st_mode & 0o777 == 0o600
    kept.rename(outside / "elsewhere")
    service.init_app(app, outside / "keys", outside / "audit-heads.jsonl")
    assert found() == (1, "unknown_key")


def test_what_the_old_key_writes_counts_for_a_week(three_rows, outside):
    keys = outside / "keys"
    old = (keys / "audit.key").read_bytes()
    with transaction():
        service.rotate_key(NOW)
    new = (keys / "audit.key").read_bytes()
    (keys / "audit.key").write_bytes(old)  # a host that has no copy of the new one
    write(three_rows, 1, NOW + timedelta(days=1))
    (keys / "audit.key").rename(keys / f"audit-{service.chain.newest_key()}.key")
    (keys / "audit.key").write_bytes(new)
    write(three_rows, 1, NOW + timedelta(days=2))
    assert found(NOW + 5 * WEEK) is None
    (keys / "audit.key").write_bytes(old)
    write(three_rows, 1, NOW + timedelta(days=3))
    (keys / "audit.key").write_bytes(new)
    write(three_rows, 1, NOW + WEEK * 2)
    assert found(NOW + WEEK * 2) == (7, "retired_key")


def test_an_older_copy_of_the_database_is_accepted_by_the_operator_and_by_nobody_else(three_rows, tamper, run):
    write(three_rows, 3)
    service.mark_head(NOW)
    tamper(delete(AuditEntry).where(AuditEntry.position > 2))
    result = run("verify")
    assert (result.exit_code, "accept-restored" in result.output) == (1, True)
    with clock.fixed(NOW + timedelta(minutes=5)):
        assert run("accept-restored").output == "Accepted: rows after 2 were lost with the older copy.\n"
    assert found() is None
    assert "Row 3 says that an older copy" in run("verify").output, "it is said for good"
    write(three_rows, 4)
    assert found() is None
    service.mark_head(NOW + timedelta(minutes=10))
    tamper(delete(AuditEntry).where(AuditEntry.position > 3))
    assert found() == (4, "cut"), "what was accepted once excuses nothing that came after"


def test_nothing_else_can_be_accepted(three_rows, tamper, run):
    assert run("accept-restored").exit_code == 1
    tamper(update(AuditEntry).where(AuditEntry.position == 1).values(subject="x"))
    with pytest.raises(Conflict), transaction():
        service.accept_restored(report(), NOW)


def test_a_long_chain_is_read_page_by_page(outside, cast, monkeypatch, tamper):
    monkeypatch.setattr(verification, "PAGE", 10)
    monkeypatch.setattr(verification, "_NEXT", verification._NEXT.limit(10))
    write(cast, 35)
    assert list(service.verify(NOW)) == [10, 20, 30, 35]
    tamper(update(AuditEntry).where(AuditEntry.position == 31).values(subject="x"))
    assert found() == (31, "rewritten")


def test_stopping_says_how_far_it_got(three_rows, run, monkeypatch):
    def walk(_now, _heads):
        yield 2
        raise KeyboardInterrupt

    monkeypatch.setattr(service, "verify", walk)
    result = run("verify")
    assert (result.exit_code, result.output) == (130, "\nStopped after 2 rows, which hold. Nothing was changed.\n")
