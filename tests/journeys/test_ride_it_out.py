"""Riding it out without a network: how few taps it takes, and things of one's own that never leave the phone."""

from __future__ import annotations

import io
import struct
import wave
import zlib
from collections.abc import Callable

from playwright.sync_api import expect

from tests.journeys.house import House
from tests.journeys.phone import Phone

Activated = Callable[..., Phone]
_COUNT_TAPS = """sessionStorage.taps ??= '0';
addEventListener('pointerdown', () => { sessionStorage.taps = String(Number(sessionStorage.taps) + 1); }, true);"""


def taps(phone: Phone) -> int:
    """How often this person touched the screen so far."""
    return int(phone.page.evaluate("sessionStorage.taps"))


def picture() -> bytes:
    """Four green pixels."""
    row = b"\0" + b"\x20\x80\x70" * 2

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", 2, 2, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", head), (b"IDAT", zlib.compress(row * 2)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(name, data) for name, data in parts)


def sound() -> bytes:
    """A tenth of a second of silence."""
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setparams((1, 2, 8000, 0, "NONE", ""))
        out.writeframes(b"\0\0" * 800)
    return file.getvalue()


def test_two_taps_to_breathe_and_five_to_the_number_after_the_timer_was_stopped(
    house: House, activated: Activated
) -> None:
    phone = activated(house.invite("Mia"), reduced_motion="reduce")
    page = phone.page
    phone.context.add_init_script(_COUNT_TAPS)
    phone.offline()
    phone.open("/")
    phone.tap("link", "Ride it out", exact=True)
    phone.tap("button", "Breathe", exact=True)
    phone.sees("Breathe in")
    assert taps(phone) == 2
    circle = page.locator(".breath-circle")
    assert circle.evaluate("(it) => [getComputedStyle(it).transform, getComputedStyle(it).transitionDuration]") == [
        "none",
        "0s",
    ]
    phone.tap("button", "5-4-3-2-1")
    for _ in range(5):
        phone.tap("button", "Next", exact=True)
    phone.sees("That was all five.")
    assert taps(phone) == 2 + 6
    phone.tap("button", "Start a 10-minute timer")
    page.get_by_role("button", name="Stop the timer").wait_for()
    phone.tap("link", "Today", exact=True)
    phone.tap("link", "Your timer is running")
    phone.tap("button", "Stop the timer")
    phone.choose("Where is it now?", "3")
    phone.tap("button", "Put it in my log")
    phone.sees("It is in your log.")
    assert taps(phone) == 2 + 6 + 6


def test_songs_photo_and_voice_note_stay_on_the_phone(house: House, activated: Activated) -> None:
    phone = activated(house.invite("Mia"))
    page = phone.page
    phone.context.grant_permissions(["microphone"], origin=house.origin)
    phone.open("/urge")
    page.wait_for_load_state("networkidle")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method != "GET" else None)
    phone.tap("button", "My own things")
    phone.sees("Only on this phone. The app never sends any of it.")
    page.get_by_label("A song, or a link to it").fill("Gracias a la vida")
    phone.tap("button", "Add song")
    phone.sees("Gracias a la vida")
    page.get_by_label("Choose a photo").set_input_files(
        {"name": "us.png", "mimeType": "image/png", "buffer": picture()}
    )
    page.get_by_role("img", name="Your photo").wait_for()
    phone.tap("button", "Record a voice note")
    phone.tap("button", "Stop and keep it")
    page.get_by_role("button", name="Play voice note").wait_for()
    phone.tap("button", "Remove voice note")
    page.get_by_label("Choose a recording").set_input_files(
        {"name": "note.wav", "mimeType": "audio/wav", "buffer": sound()}
    )
    page.get_by_role("button", name="Play voice note").wait_for()
    phone.offline()
    phone.open("/urge")
    phone.tap("button", "My own things")
    phone.sees("Gracias a la vida")
    expect(page.get_by_role("img", name="Your photo")).to_have_js_property("width", 2)
    phone.tap("button", "Play voice note")
    page.get_by_role("button", name="Play voice note").wait_for()
    assert page.get_by_role("alert").count() == 0
    assert sent == []
