"""What people may type, and what it means."""

import pytest

from companion.accounts import rules


def test_a_code_has_ten_characters_that_nobody_mixes_up():
    for _ in range(50):
        code = rules.new_code()
        assert len(code) == 10
        assert not set(code) & set("ILOU")


def test_two_codes_are_never_the_same():
    assert len({rules.new_code() for _ in range(500)}) == 500


@pytest.mark.parametrize(
    "typed",
    [
        "7KQ2M-04X1B",
        "7kq2m04x1b",
        " 7KQ2M 04X1B ",
        "7kq2m-o4xlb",
        "7KQ2M–O4XIB",
        "７ＫＱ２Ｍ０４Ｘ１Ｂ",
        "7.k.q.2.m.0.4.x.1.b",
    ],
)
def test_a_code_is_understood_however_it_was_typed(typed):
    assert rules.typed_code(typed) == "7KQ2M04X1B"


@pytest.mark.parametrize("typed", ["", "7KQ2M-04X1", "7KQ2M-04X1BB", "----------", "привет-мир", "７" * 11, "a" * 5000])
def test_what_cannot_be_a_code_is_no_code(typed):
    assert rules.typed_code(typed) is None


def test_a_code_is_shown_in_two_halves_and_reads_back():
    assert rules.shown_code("7KQ2M04X1B") == "7KQ2M-04X1B"
    assert rules.typed_code(rules.shown_code("7KQ2M04X1B")) == "7KQ2M04X1B"


def test_the_kept_hash_does_not_hold_the_code():
    assert "7KQ2M04X1B" not in rules.code_hash("7KQ2M04X1B")
    assert rules.code_hash("7KQ2M04X1B") != rules.code_hash("7KQ2M04X1C")


@pytest.mark.parametrize(
    "passphrase",
    ["twelve chars", "una frase muy mía", "ñandú-ñandú-ñandú", "🌵🌊🌿🌾🍂🍁🌲🌳🌴🪴🍀🌱", "x y" * 5 + "z w"],
)
def test_length_is_the_only_rule_about_a_passphrase(passphrase):
    assert rules.passphrase_problem(passphrase) is None


@pytest.mark.parametrize(
    ("passphrase", "problem"),
    [
        ("eleven char", "passphrase_too_short"),
        ("", "passphrase_too_short"),
        ("e\u0301" * 11, "passphrase_too_short"),
        ("ab cd" * 205, "passphrase_too_long"),
        ("🌵" * 257, "passphrase_too_long"),
        ("password1234", "passphrase_too_common"),
        ("PassWord 1234", "passphrase_too_common"),
        ("aaaaaaaaaaaaaaaa", "passphrase_too_common"),
        ("121212121212", "passphrase_too_common"),
        ("Un día a la vez", None),
        ("undia alavez", "passphrase_too_common"),
        ("eleven char ", "passphrase_too_short"),
    ],
)
def test_a_passphrase_that_will_not_do_says_why(passphrase, problem):
    assert rules.passphrase_problem(passphrase) == problem


def test_a_passphrase_that_is_just_the_name_will_not_do():
    assert rules.passphrase_problem("margarita.lopez", "margarita.lopez") == "passphrase_too_common"
    assert rules.passphrase_problem("margarita.lopez2024", "margarita.lopez") == "passphrase_too_common"
    assert rules.passphrase_problem("margarita.lopez likes plums", "margarita.lopez") is None


def test_two_keyboards_spell_the_same_passphrase():
    assert rules.same_passphrase("cafe\u0301 con leche") == rules.same_passphrase("café con leche")


@pytest.mark.parametrize("typed", ["Ada.L", " ada.l ", "ADA.L", "ａｄａ.ｌ"])
def test_a_name_has_one_spelling(typed):
    assert rules.sign_in_name(typed) == "ada.l"


@pytest.mark.parametrize("name", ["ada", "ada.l", "ada-l_2", "ñandú", "a" * 40])
def test_letters_and_digits_make_a_name(name):
    assert rules.is_sign_in_name(name)


@pytest.mark.parametrize(
    "name", ["", "ad", "a" * 41, ".ada", "ada.", "a da", "Ada", "ada@home", "a\u0000da", "a\u202eda", "<b>ada"]
)
def test_anything_else_is_no_name(name):
    assert not rules.is_sign_in_name(name)


@pytest.mark.parametrize(
    ("called", "name"), [("Dana Ruiz", "dana.ruiz"), ("José Núñez", "jose.nunez"), ("李", "staff"), ("Jo", "staff.jo")]
)
def test_a_name_to_begin_with_comes_from_how_somebody_is_called(called, name):
    assert rules.name_from(called) == name
    assert rules.is_sign_in_name(name)


def test_a_made_passphrase_passes_its_own_rules_and_is_never_repeated():
    made = {rules.new_passphrase() for _ in range(50)}
    assert len(made) == 50
    assert all(rules.passphrase_problem(one) is None for one in made)
