"""Accounts from a shell: secrets printed once, and every mistake one sentence and exit status 1 or 2."""

import json

import pytest

from companion.accounts import authenticators, service, totp
from companion.accounts.commands import participant_cli, staff_cli
from companion.kernel.database import db, transaction
from tests.cast import NOW
from tests.policy.things import add_passkey

pytestmark = pytest.mark.databases("sqlite", "postgresql")


@pytest.fixture
def run(app):
    def invoke(group, *words):
        db.session.rollback()
        result = app.test_cli_runner().invoke(group, list(words))
        db.session.rollback()
        return result

    return invoke


def test_a_member_of_staff_can_sign_in_with_what_is_printed(cast, run):
    made = json.loads(run(staff_cli, "create", "José Núñez", "--role", "counselor", "--json").stdout)
    assert made["sign_in_name"] == "jose.nunez"
    assert str(service.proof_for("jose.nunez", made["passphrase"], staff=True).account_id) == made["id"]
    account_id = service.people_called(["jose.nunez"])[0].id
    assert authenticators.use_totp(account_id, totp.code_at(made["totp_secret"], NOW), NOW)
    assert made["totp_secret"] in made["otpauth"]


def test_two_people_of_one_name_get_two_sign_in_names(cast, run):
    names = [
        json.loads(run(staff_cli, "create", "Lou", "--role", "admin", "--json").stdout)["sign_in_name"] for _ in "ab"
    ]
    assert names == ["lou", "lou.2"]


def test_a_reset_ends_what_lets_in_lists_it_and_keeps_what_is_kept_on_purpose(cast, run, signed_in):
    with transaction():
        service.set_passphrase(cast.dana, "dana", "plums in the icebox")
        keys = [add_passkey(cast.dana, name) for name in (b"a", b"b")]
    desks = [signed_in(cast.dana), signed_in(cast.dana)]
    listed = json.loads(run(staff_cli, "ways-in", "dana", "--json").stdout)["remains"]
    assert len(listed) == 4
    kept = next(line.split()[1] for line in listed if line.startswith("sign-in"))
    said = json.loads(run(staff_cli, "reset", "dana", "--keep", str(keys[0]), "--keep", kept, "--json").stdout)
    assert {line.split()[1] for line in said["remains"]} == {str(keys[0]), kept}
    assert len(said["ended"]) == 2
    assert sorted(desk.get("/staff/account").status_code for desk in desks) == [200, 303]
    assert [one.id for one in authenticators.passkeys_of(cast.dana)] == [keys[0]]
    assert run(staff_cli, "reset", "dana", "--keep", str(cast.mia)).exit_code == 2
    assert "remains          nothing" in run(staff_cli, "reset", "dana").stdout
    assert authenticators.passkeys_of(cast.dana) == []


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("create", "Lou"), 2),
        (("create", "Lou", "--role", "participant"), 2),
        (("create", " ", "--role", "admin"), 1),
        (("create", "Lou", "--role", "admin", "--sign-in-name", "a b"), 1),
        (("reset", "nobody"), 1),
        (("disable", "nobody"), 1),
    ],
)
def test_a_mistake_makes_no_account(cast, run, words, status):
    before = len(service.everyone(["counselor", "coordinator", "admin"]))
    result = run(staff_cli, *words)
    assert result.exit_code == status
    assert result.stderr
    assert len(service.everyone(["counselor", "coordinator", "admin"])) == before


def test_a_reset_ends_what_was_known_before(cast, run):
    old = json.loads(run(staff_cli, "create", "Lou", "--role", "admin", "--json").stdout)
    new = json.loads(run(staff_cli, "reset", "lou", "--json").stdout)
    assert service.proof_for("lou", old["passphrase"], staff=True) is None
    assert service.proof_for("lou", new["passphrase"], staff=True) is not None


def test_a_closed_account_is_listed_as_closed(cast, run):
    run(staff_cli, "create", "Lou", "--role", "admin")
    assert run(staff_cli, "disable", "lou").exit_code == 0
    listed = json.loads(run(staff_cli, "list", "--json").stdout)
    assert [row["closed"] for row in listed if row["sign_in_name"] == "lou"] == [True]
    assert "passphrase" not in str(listed)


def test_an_invitation_is_a_code_and_an_address(cast, run, client, app):
    made = json.loads(run(participant_cli, "invite", "Zoe", "--json").stdout)
    assert (
        made["activation_url"]
        == f"{app.extensions['companion.config'].origin}/welcome#code={made['activation_code'].replace('-', '')}"
    )
    answer = client.post("/api/v1/activate", json={"code": made["activation_code"], "zone": "America/New_York"})
    assert answer.json["display_name"] == "Zoe"


def test_a_new_code_for_an_account_that_exists(cast, run):
    made = json.loads(run(participant_cli, "invite", "--account", str(cast.mia), "--json").stdout)
    assert made["id"] == str(cast.mia)


@pytest.mark.parametrize(
    "words", [(), ("Zoe", "--account", "00000000-0000-7000-8000-000000000000"), ("--account", "7")]
)
def test_an_invitation_is_for_one_person(cast, run, words):
    assert run(participant_cli, "invite", *words).exit_code == 2


def test_nobody_on_staff_is_invited(cast, run):
    assert run(participant_cli, "invite", "--account", str(cast.dana)).exit_code == 1


@pytest.mark.parametrize("group", [staff_cli, participant_cli])
def test_lists_are_for_people_and_for_programs(cast, run, group):
    assert len(json.loads(run(group, "list", "--json").stdout)) >= 3
    assert run(group, "list").exit_code == 0


def test_every_command_explains_itself(run):
    for group in (staff_cli, participant_cli):
        for name in group.commands:
            assert run(group, name, "--help").exit_code == 0
