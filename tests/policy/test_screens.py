"""No screen is forgotten: the accessibility test visits every address of the app, and the server knows each of them."""

from __future__ import annotations

import re

from companion.shell import SCREENS as SERVED
from tests.journeys.screens import SCREENS
from tests.policy.sentences import ROOT

_PATHS = (ROOT / "pwa" / "src" / "lib" / "paths.ts").read_text()
_SERVED_AS_FILES = {"/help"}


def addresses() -> set[str]:
    """The patterns in the app's own table of addresses."""
    table = re.search(r"export const paths = \{(.*?)\} as const", _PATHS, re.DOTALL)
    assert table is not None
    return set(re.findall(r"\w+: '([^']+)'", table[1]))


def test_every_address_of_the_app_is_looked_at_for_accessibility() -> None:
    walked = {screen.draws or screen.path for screen in SCREENS}
    assert addresses() - walked == set(), "name them in tests/journeys/screens.py"


def test_the_router_has_a_screen_for_every_address() -> None:
    router = (ROOT / "pwa" / "src" / "app" / "router.ts").read_text()
    names = set(re.findall(r"(\w+): '/", _PATHS))
    assert names - set(re.findall(r"^  (\w+): \{\s*load", router, re.MULTILINE)) == set()


def test_the_server_answers_every_address_of_the_app_with_the_app() -> None:
    served = {re.sub(r"<\w+:\w+>", ":id", path) for path in SERVED} | _SERVED_AS_FILES
    assert {re.sub(r":\w+", ":id", path) for path in addresses()} - served == set()
