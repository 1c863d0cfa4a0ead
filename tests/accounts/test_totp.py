"""Codes from an authenticator app: right now, once."""

from datetime import UTC, datetime, timedelta

import pytest

from companion.accounts import totp

NOON = datetime(2026, 3, 10, 12, 0, 5, tzinfo=UTC)
SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # the secret of RFC 6238, appendix B


def test_the_codes_are_those_of_rfc_6238():
    assert totp.code_at(SECRET, datetime.fromtimestamp(59, UTC)) == "287082"
    assert totp.code_at(SECRET, datetime.fromtimestamp(1111111109, UTC)) == "081804"


@pytest.mark.parametrize("drift", [-30, 0, 30])
def test_a_clock_half_a_minute_off_is_accepted(drift):
    typed = totp.code_at(SECRET, NOON + timedelta(seconds=drift))
    assert totp.accepted_step(SECRET, typed, NOON, 0) is not None


@pytest.mark.parametrize("drift", [-90, -60, 60, 90, 3600])
def test_a_clock_further_off_is_not(drift):
    typed = totp.code_at(SECRET, NOON + timedelta(seconds=drift))
    assert totp.accepted_step(SECRET, typed, NOON, 0) is None


def test_a_code_that_was_used_is_not_accepted_again():
    typed = totp.code_at(SECRET, NOON)
    step = totp.accepted_step(SECRET, typed, NOON, 0)
    assert totp.accepted_step(SECRET, typed, NOON, step) is None


def test_an_older_code_is_not_accepted_after_a_newer_one():
    newer = totp.accepted_step(SECRET, totp.code_at(SECRET, NOON), NOON, 0)
    older = totp.code_at(SECRET, NOON - timedelta(seconds=30))
    assert totp.accepted_step(SECRET, older, NOON, newer) is None


@pytest.mark.parametrize("typed", ["287 082", " 287082 ", "２８７０８２"])
def test_spaces_and_wide_digits_are_understood(typed):
    assert totp.accepted_step(SECRET, typed, datetime.fromtimestamp(59, UTC), 0) == 1


@pytest.mark.parametrize("typed", ["", "0", "abcdef", "2870820", "\ud800", "999999", "2" * 9000])
def test_anything_else_is_refused(typed):
    assert totp.accepted_step(SECRET, typed, datetime.fromtimestamp(59, UTC), 0) is None


def test_the_address_for_the_authenticator_names_the_neutral_app():
    address = totp.otpauth(SECRET, "dana", "Daybook")
    assert address.startswith("otpauth://totp/Daybook:dana?")
    assert SECRET in address
