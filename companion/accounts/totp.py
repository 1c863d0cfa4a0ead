"""Six-digit codes from a staff member's authenticator app (RFC 6238, 30 s steps)."""

import hmac
import unicodedata
from datetime import datetime

import pyotp

_STEP_SECONDS = 30
_DRIFT = 1  # steps before and after: half a minute of a wrong clock
_SEEN_WITHIN = 30  # steps before and after at which a wrong clock is recognized, and still refused


def new_secret() -> str:
    """160 random bits, in base 32."""
    return pyotp.random_base32()


def otpauth(secret: str, sign_in_name: str, app_name: str) -> str:
    """The address an authenticator app reads from a QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=sign_in_name, issuer_name=app_name)


def code_at(secret: str, now: datetime) -> str:
    """The code an authenticator shows at `now`."""
    return pyotp.TOTP(secret).at(int(now.timestamp()))


def minutes_off(secret: str, typed: str, now: datetime) -> int | None:
    """By how many minutes the clock of the authenticator, or ours, is wrong, if these are the digits of another time within a
    quarter of an hour: below zero when the authenticator's is behind. None for digits that are simply wrong."""
    digits = "".join(unicodedata.normalize("NFKC", typed).split()).encode("utf-8", "replace")
    current = int(now.timestamp()) // _STEP_SECONDS
    for away in range(_DRIFT + 1, _SEEN_WITHIN + 1):
        for step in (current - away, current + away):
            if hmac.compare_digest(pyotp.TOTP(secret).generate_otp(step).encode(), digits):
                return round((step - current) * _STEP_SECONDS / 60)
    return None


def accepted_step(secret: str, typed: str, now: datetime, last_step: int) -> int | None:
    """The time step whose code was typed, or None. Steps up to `last_step` were used and are not accepted again."""
    digits = "".join(unicodedata.normalize("NFKC", typed).split())
    current = int(now.timestamp()) // _STEP_SECONDS
    for step in range(current - _DRIFT, current + _DRIFT + 1):
        right = pyotp.TOTP(secret).generate_otp(step)
        if hmac.compare_digest(right.encode(), digits.encode("utf-8", "replace")) and step > last_step:
            return step
    return None
