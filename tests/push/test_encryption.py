"""The encryption of a push, against the example of RFC 8291 and against the libraries that others use."""

from __future__ import annotations

import base64
import os

import http_ece
import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.push import encryption, rules, webpush

# RFC 8291 §5 and appendix A
TEXT = b"When I grow up, I want to be a watermelon"
SENDER_SECRET = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
SENDER = "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8"
PHONE_SECRET = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"
P256DH = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
AUTH = "BTBZMqHH6r4Tts7J_aSIgg"
SALT = "DGv6ra1nlYgDCS1FRnbzlw"
BODY = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_"
    "yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)


def octets(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def private(text: str) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int.from_bytes(octets(text), "big"), ec.SECP256R1())


class Phone:
    """A browser that subscribed."""

    def __init__(self) -> None:
        self.key, self.secret = ec.generate_private_key(ec.SECP256R1()), os.urandom(16)
        point = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        self.p256dh, self.auth = rules.base64url(point), rules.base64url(self.secret)
        self.known = encryption.phone_of(self.p256dh, self.auth)


PHONE = Phone()


def test_the_example_of_the_standard_comes_out_octet_by_octet() -> None:
    phone = encryption.phone_of(P256DH, AUTH)
    assert encryption.encrypt_with(TEXT, phone, private(SENDER_SECRET), octets(SALT)) == octets(BODY)
    assert octets(BODY)[21:86] == octets(SENDER)
    assert encryption.decrypt(octets(BODY), private(PHONE_SECRET), octets(AUTH)) == TEXT


@settings(max_examples=60, deadline=None)
@given(st.binary(min_size=1, max_size=encryption.LARGEST))
def test_the_usual_library_reads_whatever_we_encrypt(text: bytes) -> None:
    body = encryption.encrypt(text, PHONE.known)
    assert http_ece.decrypt(body, private_key=PHONE.key, auth_secret=PHONE.secret, version="aes128gcm") == text


@settings(max_examples=30, deadline=None)
@given(st.binary(min_size=1, max_size=3000))
def test_we_read_whatever_pywebpush_encrypts(text: bytes) -> None:
    assert encryption.decrypt(webpush.by_pywebpush(text, PHONE.p256dh, PHONE.auth), PHONE.key, PHONE.secret) == text


def test_no_two_messages_share_a_key_or_a_salt() -> None:
    bodies = [encryption.encrypt(b"the same", PHONE.known) for _ in range(50)]
    assert len({body[:16] for body in bodies}) == len({body[21:86] for body in bodies}) == 50
    assert len({body[86:] for body in bodies}) == 50


def test_messages_of_one_length_stay_of_one_length() -> None:
    assert {len(encryption.encrypt(os.urandom(1400), PHONE.known)) for _ in range(20)} == {1400 + 103}


def test_what_does_not_fit_into_one_record_is_refused_and_so_is_nothing() -> None:
    assert len(encryption.encrypt(b"x" * encryption.LARGEST, PHONE.known)) == encryption.RECORD + 86
    for text in (b"x" * (encryption.LARGEST + 1), b""):
        with pytest.raises(ValueError, match="too long"):
            encryption.encrypt(text, PHONE.known)


@pytest.mark.parametrize("position", [0, 20, 21, 85, 86, 100, -1])
def test_a_message_changed_on_its_way_cannot_be_read(position: int) -> None:
    body = bytearray(encryption.encrypt(b"as it was", PHONE.known))
    body[position] ^= 1
    with pytest.raises((ValueError, InvalidTag)):
        encryption.decrypt(bytes(body), PHONE.key, PHONE.secret)


def test_another_phone_cannot_read_it() -> None:
    other = Phone()
    with pytest.raises(InvalidTag):
        encryption.decrypt(encryption.encrypt(b"for one", PHONE.known), other.key, PHONE.secret)
    with pytest.raises(InvalidTag):
        encryption.decrypt(encryption.encrypt(b"for one", PHONE.known), PHONE.key, other.secret)


@pytest.mark.parametrize(
    ("p256dh", "auth"),
    [
        ("", AUTH),
        ("not base64!", AUTH),
        (P256DH[:-2], AUTH),
        (rules.base64url(b"\x04" + b"\x01" * 64), AUTH),
        (rules.base64url(b"\x00" * 65), AUTH),
        (rules.base64url(b"\x02" + octets(P256DH)[1:33]), AUTH),
        (P256DH, ""),
        (P256DH, AUTH[:-3]),
    ],
)
def test_what_is_no_key_is_refused_every_time(p256dh: str, auth: str) -> None:
    for _ in range(2):
        with pytest.raises(rules.Refused):
            encryption.phone_of(p256dh, auth)


def test_it_is_used_only_while_it_understands_pywebpush(monkeypatch: pytest.MonkeyPatch) -> None:
    assert webpush.encrypts_as_pywebpush()
    for broken in (lambda *_: b"x" * 200, lambda *_: 1 / 0):
        webpush.encrypts_as_pywebpush.cache_clear()
        with monkeypatch.context() as patched:
            patched.setattr(encryption, "encrypt", broken)
            assert not webpush.encrypts_as_pywebpush()
    webpush.encrypts_as_pywebpush.cache_clear()
    assert webpush.encrypts_as_pywebpush()
