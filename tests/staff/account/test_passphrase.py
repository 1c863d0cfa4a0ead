"""Somebody on staff changes their own passphrase, and nobody else can with an open desk alone."""

import pytest

from companion.accounts import authenticators, service
from companion.kernel.database import transaction
from tests.policy.things import add_passkey

pytestmark = pytest.mark.databases("sqlite", "postgresql")

OLD, NEW = "plums in the icebox", "so sweet and so cold"


@pytest.fixture
def desk(cast, at):
    with transaction():
        service.set_passphrase(cast.dana, "dana", OLD)
    return at(cast.dana)


def change(desk, current=OLD, new=NEW):
    return desk.send("/staff/account/passphrase", current=current, new=new)


def test_the_new_one_counts_and_the_old_one_does_not(cast, desk):
    assert "Passphrase changed" in change(desk).text
    assert service.proof_for("dana", NEW, staff=True).account_id == cast.dana
    assert service.proof_for("dana", OLD, staff=True) is None


def test_passkeys_end_with_it_but_those_kept_on_purpose(cast, desk):
    with transaction():
        gone, kept = add_passkey(cast.dana, b"gone"), add_passkey(cast.dana, b"kept")
    assert f'name="keep" value="{gone}"' in desk.open("/staff/account").text
    desk.send("/staff/account/passphrase", current=OLD, new=NEW, keep=str(kept))
    assert [one.id for one in authenticators.passkeys_of(cast.dana)] == [kept]


def test_other_sign_ins_end_and_this_one_stays(cast, desk, signed_in):
    other = signed_in(cast.dana)
    change(desk)
    assert other.get("/api/v1/me").status_code == 401
    assert desk.open("/staff/account").status_code == 200


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"current": "not the right one"}, "not your current passphrase"),
        ({"new": "short"}, "a longer passphrase"),
        ({"new": "password1234"}, "easy to guess"),
        ({"new": "x1y2" * 300}, "longer than we can keep"),
        ({"new": ""}, "fill in what is missing"),
    ],
)
def test_what_will_not_do_says_so_and_changes_nothing(cast, desk, fields, sentence):
    answer = change(desk, **fields)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert service.proof_for("dana", OLD, staff=True).account_id == cast.dana


def test_guessing_the_current_one_is_slowed_down(desk):
    assert [change(desk, current="wrong wrong wrong").status_code for _ in range(9)] == [422] * 8 + [429]


def test_who_has_none_is_not_asked_for_one(cast, at):
    assert 'name="current"' not in at(cast.ruth).open("/staff/account").text
