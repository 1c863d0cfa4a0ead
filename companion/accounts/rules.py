"""What counts as a code, a passphrase, or a sign-in name: pure decisions, no database and no clock.

A code is typed from a sheet of paper by somebody who may be having a bad day, so reading it back is forgiving.
"""

import hashlib
import re
import secrets
import unicodedata
from datetime import datetime, timedelta

# Crockford's base 32: no I, L, O, U. Ten characters are 50 bits, single use and short-lived.
CODE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 10
CODE_LIFETIME = timedelta(days=14)
CARD_LENGTH = 20  # 100 bits: a recovery card has no end, and a photograph of it may lie about for years
_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
_NOT_IN_A_CODE = re.compile(r"[^0-9A-Z]")

OWN_WISH, DIED = "own_wish", "died"
CLOSED_BECAUSE = (OWN_WISH, "asked", "left", "transferred", "moved", "by_mistake", DIED)
"""Why a participant's account was closed: they did it themselves, or staff gave one of the other reasons."""

PASSPHRASE_MIN = 12
PASSPHRASE_MAX_BYTES = 1024
# Long enough to pass the length rule and still among the first guesses of anyone.
_FIRST_GUESSES = frozenset(
    """password1234 password12345 password123456 passwordpassword password1password 123456789012 1234567890123
    12345678901234 123456789101112 qwertyuiop12 qwertyuiop123 qwertyuiopasdf 1qaz2wsx3edc 1q2w3e4r5t6y zaq12wsxcde3
    iloveyou1234 iloveyouforever letmein12345 letmeinplease welcome12345 welcome123456 administrator changeme1234
    changemeplease correcthorsebatterystaple onedayatatime oneday@atime keepcomingback serenityprayer
    contraseña123 contrasena123 contraseña1234 contrasena1234 contraseñacontraseña teamomucho123 undiaalavez
    trustno1trustno1 football1234 baseball1234 sunshine1234 princess1234 abcdefghijkl abcdefghijklm
    abcdefghijklmnopqrstuvwxyz""".split()  # noqa: SIM905 - a list of words reads as words
)

_NAME_SHAPE = re.compile(r"[^\W_](?:[\w.-]*[^\W_])?", re.UNICODE)
NAME_MIN, NAME_MAX = 3, 40


def new_code() -> str:
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))


def new_card_code() -> str:
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CARD_LENGTH))


def shown_code(code: str) -> str:
    """The code in groups of five, easier to read aloud and to copy by hand."""
    return "-".join(code[start : start + 5] for start in range(0, len(code), 5))


def typed_code(text: str) -> str | None:
    """The code somebody meant, whatever case, dashes, spaces or look-alike letters they typed; None if it cannot be one."""
    return _typed(text, CODE_LENGTH)


def typed_card_code(text: str) -> str | None:
    """The same for the code of a recovery card."""
    return _typed(text, CARD_LENGTH)


def _typed(text: str, length: int) -> str | None:
    plain = _NOT_IN_A_CODE.sub("", unicodedata.normalize("NFKC", text).upper()).translate(_LOOKALIKES)
    return plain if len(plain) == length else None


def code_hash(code: str) -> str:
    """SHA-256 of the code, in hex: what the database keeps instead of it."""
    return hashlib.sha256(code.encode("ascii")).hexdigest()


def code_expires_at(now: datetime) -> datetime:
    return now + CODE_LIFETIME


def same_passphrase(text: str) -> str:
    """One spelling for what two keyboards may encode differently, without the space that phones put at the end."""
    return unicodedata.normalize("NFKC", text).strip()


def passphrase_problem(text: str, sign_in_name: str = "") -> str | None:
    """A code saying why this passphrase will not do, or None. Length is the only rule about its make-up."""
    plain = same_passphrase(text)
    if len(plain) < PASSPHRASE_MIN:
        return "passphrase_too_short"
    if len(plain.encode("utf-8", "surrogatepass")) > PASSPHRASE_MAX_BYTES:
        return "passphrase_too_long"
    if _is_a_first_guess(plain.casefold(), sign_in_name):
        return "passphrase_too_common"
    return None


def _is_a_first_guess(folded: str, sign_in_name: str) -> bool:
    squeezed = "".join(folded.split())
    if squeezed in _FIRST_GUESSES or len(set(squeezed)) < 4:
        return True
    return bool(sign_in_name) and squeezed.replace(sign_in_name, "", 1).strip("0123456789.-_!") == ""


def sign_in_name(text: str) -> str:
    """The one spelling under which a name is stored and looked up. Raises nothing: an odd name is simply unknown."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


def is_sign_in_name(name: str) -> bool:
    """Letters and digits of any script, with . - _ inside; 3 to 40 characters, already in its one spelling."""
    return NAME_MIN <= len(name) <= NAME_MAX and sign_in_name(name) == name and bool(_NAME_SHAPE.fullmatch(name))


def name_from(display_name: str) -> str:
    """A sign-in name to begin with, made from how somebody is called; never empty."""
    plain = unicodedata.normalize("NFKD", display_name).encode("ascii", "ignore").decode().casefold()
    dotted = re.sub(r"[^a-z0-9]+", ".", plain).strip(".")[: NAME_MAX - 5].strip(".")
    return dotted if len(dotted) >= NAME_MIN else f"staff.{dotted}".strip(".")


_WORDS = """amber anchor apple april arrow aspen autumn badge bamboo basil beacon bicycle birch blanket bottle branch bridge
    bronze bucket button cabin camera candle canvas canyon carpet cedar cherry circle citrus clover cobalt comet
    copper coral cotton cradle crystal daisy delta denim desert dolphin eagle ember engine fabric falcon feather
    fennel fiddle forest fossil garden garlic ginger glacier granite guitar hammer harbor hazel helmet hickory
    honey igloo indigo island ivory jacket jasmine jigsaw juniper kettle kitten ladder lagoon lantern lemon lilac
    linen lobster magnet mango maple marble meadow melon mirror mitten mosaic mountain napkin nectar nickel
    notebook nutmeg ocean olive onion orange orchard oyster paddle panda paper parade parrot pebble pencil pepper
    piano pigeon pillow planet pocket poppy prairie puzzle quartz quill rabbit radish raven ribbon river rocket
    saddle saffron salmon sandal sapphire shadow silver spider spruce sugar summer sunset table thimble thunder
    timber tomato trumpet tulip tunnel turtle umbrella valley vanilla velvet violet walnut whistle willow window
    winter yellow zephyr zipper""".split()  # noqa: SIM905


def new_passphrase() -> str:
    """Six ordinary words and two digits: at least 50 bits, and can be read out over a telephone."""
    return "-".join([*(secrets.choice(_WORDS) for _ in range(6)), f"{secrets.randbelow(90) + 10}"])
