"""The page without an account: what it says, what it never says, and when it is gone."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from companion.audit.models import AuditEntry
from companion.enrollment import own_days
from companion.kernel import clock
from companion.kernel.database import Base, db, transaction
from companion.schedule import edits
from companion.schedule import service as schedule
from companion.schedule.journal import ChangeContext
from companion.schedule.rules import SessionChange
from tests.cast import NOW
from tests.policy.test_words import GIVES_AWAY
from tests.support.statements import overheard
from tests.supporters.builders import SATURDAY, invite, linked, meeting

FRIDAY = SATURDAY - timedelta(days=1)
HTML = {"Accept": "text/html"}


@pytest.fixture
def sam(phone, maple, cast):
    """Invited on Saturday: (supporter, path of the page)."""
    own, path = linked(phone, name="Quokkaname")
    invite(maple, cast.dana, meeting(cast.mia).id, (cast.mia, own))
    return own, path


def words(page):
    return re.sub(r"<[^>]*>|\s+", " ", page.text)


def test_it_says_when_and_where_with_the_zone_and_the_way_there(client, sam):
    page = client.get(sam[1])
    for said in (
        "Saturday, March 14",
        "10:00 AM",
        "11:30 AM",
        "Family session",
        "Garden room",
        "1 Main Street",
        "Eastern Time",
    ):
        assert said in page.text
    assert "openstreetmap.org/search?query=1%20Main%20Street%2C%20Springfield" in page.text


def test_it_never_names_the_program_the_person_the_supporter_the_leader_or_a_treatment(client, sam, phone, maple, cast):
    invite(maple, cast.dana, meeting(cast.mia, FRIDAY).id, (cast.mia, sam[0]))
    for language in ("en", "es"):
        page = client.get(f"{sam[1]}?language={language}")
        for name in ("Maple", "Mia", "Lindgren", "Quokka", "Priya", "Dana"):
            assert name not in page.text
        assert not GIVES_AWAY.search(page.text)
        assert "og:" not in page.text
        assert 'name="description"' not in page.text
    assert "<title>Daybook</title>" in page.text


def test_a_room_that_tells_is_left_out_and_the_link_stays(client, sam, maple, cast):
    invite(maple, cast.dana, meeting(cast.mia, FRIDAY).id, (cast.mia, sam[0]))
    page = client.get(sam[1]).text
    assert "Session for the two of you" in page
    assert "Group room" not in page
    assert "https://meet.example.org/two" in page


def test_without_an_invitation_it_says_so_and_still_points_to_something(phone, client):
    _, path = linked(phone)
    page = client.get(path).text
    assert "Nothing planned yet." in page
    assert "Evenings for families" in page
    assert "Call or text 988" in page


def test_what_is_for_families_is_shown_in_the_language_of_the_page_and_nothing_else(client, sam):
    english, spanish = (client.get(f"{sam[1]}?language={each}").text for each in ("en", "es"))
    for said in ("Evenings for families", "Tea and company.", "14 Mill Street", "tel:+12125550133", "Sunday walk"):
        assert said in english
    for hidden in ("Noches para familias", "Rooms to let", "kitchen", "in recovery"):
        assert hidden not in english
    assert "Noches para familias" in spanish
    assert "sábado" in spanish.lower()
    assert "10:00 a.m." in spanish


def test_it_opens_in_the_language_the_person_chose_for_it(phone, client):
    _, path = linked(phone, language="es")
    assert '<html lang="es">' in client.get(path).text
    assert '<html lang="en">' in client.get(f"{path}?language=en").text
    assert '<html lang="es">' in client.get(f"{path}?language=xx").text


def test_it_needs_no_script_and_nothing_from_elsewhere(client, sam):
    page = client.get(sam[1])
    assert "<script" not in page.text
    assert re.findall(r'(?:src|rel="stylesheet" href)="([^"]+)"', page.text) == ["/family/page.css"]
    style = client.get("/family/page.css")
    assert (style.status_code, style.mimetype) == (200, "text/css")
    assert "--accent" in style.text
    assert "url(" not in style.text


def test_nobody_keeps_it_finds_it_or_hears_where_it_was(client, sam):
    headers = client.get(sam[1]).headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in headers["X-Robots-Tag"]
    assert "Set-Cookie" not in headers


def test_opening_it_writes_nothing_but_how_many_tries_are_left(client, sam):
    def rows():
        db.session.rollback()
        tables = [table for table in Base.metadata.sorted_tables if table.name != "rate_buckets"]
        return {table.name: sorted(map(repr, db.session.execute(select(table)).all())) for table in tables}

    before = rows()
    client.get(sam[1])
    assert rows() == before


def test_neither_the_link_nor_a_name_is_in_a_log_line_or_the_audit(client, sam, phone, capsys):
    token = sam[1].removeprefix("/family/")
    client.get(f"{sam[1]}?language=es")
    phone.post(f"/api/v1/supporters/{sam[0]}/link", json={})
    client.get(sam[1], headers=HTML)
    output = capsys.readouterr()
    assert '"route": "/family/<link>"' in output.err
    db.session.rollback()
    everywhere = output.err + output.out + repr(db.session.execute(select(AuditEntry.__table__)).all())
    assert token not in everywhere
    assert "Quokka" not in everywhere


def test_a_move_a_cancelled_meeting_and_a_meeting_online_are_said(client, sam, maple, cast):
    one = meeting(cast.mia)
    desk = ChangeContext(maple, cast.dana, NOW)
    with transaction():
        edits.edit_session(desk, one.id, SessionChange(starts=one.starts_at.replace(hour=12).time()))
    page = words(client.get(sam[1]))
    assert "12:00 PM – 1:30 PM" in page
    assert "Moved from Saturday, March 14, 10:00 AM" in page
    with transaction():
        edits.edit_session(desk, one.id, SessionChange(telehealth=True, join_url="https://meet.example.org/in"))
    page = client.get(sam[1]).text
    assert "Online" in page
    assert "https://meet.example.org/in" in page
    assert "Garden room" not in page
    with transaction():
        edits.edit_session(desk, one.id, SessionChange(cancel=True))
    page = client.get(sam[1]).text
    assert "Canceled." in page
    assert "https://meet.example.org/in" not in page


def test_it_shows_the_next_sixty_days_and_nothing_that_is_over(client, sam, maple, cast):
    one = meeting(cast.mia)
    later = schedule.sessions_of(cast.mia, SATURDAY + timedelta(days=7), SATURDAY + timedelta(days=60))
    last = [each for each in later if each.kind == "family_session"][-1]
    invite(maple, cast.dana, last.id, (cast.mia, sam[0]))
    assert client.get(sam[1]).text.count("Family session") == 2
    with clock.fixed(one.ends_at):
        assert client.get(sam[1]).text.count("Family session") == 1
    with clock.fixed(NOW - timedelta(days=8)):
        assert client.get(sam[1]).text.count("Family session") == 1, "the last one is more than sixty days away"


def test_a_meeting_that_is_no_longer_the_persons_is_no_longer_shown(client, sam, maple, cast):
    with transaction():
        edits.edit_invitees(ChangeContext(maple, cast.cora, NOW), meeting(cast.mia).id, [cast.leo], None)
    assert "Nothing planned yet." in client.get(sam[1]).text


def test_after_completion_it_stays_with_whatever_they_are_still_invited_to(client, sam, cast):
    with transaction():
        schedule.complete_enrollment(cast.mia, NOW.date(), NOW)
    page = client.get(sam[1]).text
    assert "Saturday, March 14" in page
    assert "Evenings for families" in page


def test_own_days_do_not_hide_a_meeting_the_person_is_expected_at(client, sam, maple, cast):
    with transaction():
        own_days.set_own_days(cast.mia, [1], NOW.date(), NOW)
    assert "Nothing planned yet." in client.get(sam[1]).text, "it is no day of hers any more"
    with transaction():
        edits.edit_invitees(ChangeContext(maple, cast.cora, NOW), meeting_of(maple).id, [cast.mia], None)
    assert "Saturday, March 14" in client.get(sam[1]).text


def meeting_of(program_id):
    return next(
        one for one in schedule.sessions_of_program(program_id, SATURDAY, SATURDAY) if one.kind == "family_session"
    )


def test_two_supporters_never_see_each_other(phone, client, sam, cast, signed_in):
    _, other = linked(signed_in(cast.leo), name="Wombatname")
    assert "Nothing planned yet." in client.get(other).text
    assert "Wombat" not in client.get(sam[1]).text


@pytest.mark.parametrize("wrong", ["x", "A" * 32, "../staff", "%00", "page.css%00", "é" * 20])
def test_an_unknown_link_answers_like_any_address_that_is_not_there(phone, client, wrong):
    page, other = client.get(f"/family/{wrong}", headers=HTML), client.get("/nothing-here", headers=HTML)
    assert (page.status_code, page.data) == (other.status_code, other.data)
    assert client.get(f"/family/{wrong}").json["code"] == client.get("/nothing-here").json["code"] == "not_found"


def test_a_link_taken_back_answers_like_one_that_never_was(phone, client, sam):
    phone.delete(f"/api/v1/supporters/{sam[0]}")
    gone, never = client.get(sam[1], headers=HTML), client.get("/family/" + "A" * 32, headers=HTML)
    assert (gone.status_code, gone.data) == (404, never.data)
    assert dict(gone.headers).keys() == dict(never.headers).keys()


def test_guessing_is_slowed_down_by_address_and_nobody_else_notices(phone, client, sam):
    for _ in range(60):
        client.get("/family/guess", environ_overrides={"REMOTE_ADDR": "198.51.100.7"})
    late = client.get(sam[1], environ_overrides={"REMOTE_ADDR": "198.51.100.7"})
    assert (late.status_code, "Retry-After" in late.headers) == (429, True)
    assert client.get(sam[1], environ_overrides={"REMOTE_ADDR": "203.0.113.9"}).status_code == 200


def test_the_person_sees_the_very_page_and_that_it_is_only_a_look(phone, client, sam):
    theirs, mine = client.get(sam[1]).text, phone.get(f"/family-view/{sam[0]}").text
    assert "This is the page Quokkaname sees." in mine
    assert re.sub(r'<p class="mirror">.*?</p>\n', "\n", mine) == theirs


def test_only_the_person_gets_that_look(client, sam, cast, signed_in):
    assert client.get(f"/family-view/{sam[0]}").status_code == 401
    assert signed_in(cast.leo).get(f"/family-view/{sam[0]}").status_code == 404
    assert signed_in(cast.dana).get(f"/family-view/{sam[0]}").status_code == 403


def test_it_costs_the_same_number_of_statements_however_many_meetings_there_are(client, sam, maple, cast):
    def statements():
        with overheard() as asked:
            client.get(sam[1])
        return len(asked)

    first = statements()
    for each in schedule.sessions_of(cast.mia, SATURDAY, SATURDAY + timedelta(days=40)):
        if each.kind == "family_session":
            invite(maple, cast.dana, each.id, (cast.mia, sam[0]))
    assert statements() == first
