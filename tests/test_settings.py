"""Settings as people write them: put into one form, or refused with the way to mend it."""

from __future__ import annotations

from pathlib import Path

import pytest

from companion import config
from companion.app import create_app
from companion.config import ConfigError
from companion.kernel.database import db

ORIGINS = [
    ("https://App.Example.ORG", "https://app.example.org", "app.example.org"),
    ("https://app.example.org:443/", "https://app.example.org", "app.example.org"),
    ("https://app.example.org:8443", "https://app.example.org:8443", "app.example.org"),
    ("https://MÜNCHEN.example", "https://xn--mnchen-3ya.example", "xn--mnchen-3ya.example"),
    ("https://xn--mnchen-3ya.example", "https://xn--mnchen-3ya.example", "xn--mnchen-3ya.example"),
    (" https://app.example.org. ", "https://app.example.org", "app.example.org"),
    ("app.example.org", "https://app.example.org", "app.example.org"),
    ("http://LOCALHOST:80", "http://localhost", "localhost"),
    ("localhost:8000", "http://localhost:8000", "localhost"),
    ("http://[::1]:8000", "http://[::1]:8000", "::1"),
]


@pytest.mark.parametrize(("written", "origin", "rp_id"), ORIGINS)
def test_an_origin_is_written_as_browsers_write_it(written: str, origin: str, rp_id: str) -> None:
    settings = config.load({"COMPANION_ORIGIN": written})
    assert (settings.origin, settings.rp_id) == (origin, rp_id)


@pytest.mark.parametrize(
    "written",
    [
        "https://app.example.org/path", "https://u:p@app.example.org", "https://a b", "ftp://x.example", "https://", "https://x:y",
        "http://app.example.org", "https://app.example.org/?a=1", "https://app.example.org/#x", "https://app..example.org",
    ],
)  # fmt: skip
def test_what_is_no_origin_is_refused_with_the_way_to_mend_it(written: str) -> None:
    with pytest.raises(ConfigError, match=r"COMPANION_ORIGIN is .*; "):
        config.load({"COMPANION_ORIGIN": written})


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("COMPANION_TRUSTED_PROXY", "COMPANION_TRUSTED_PROXIES"),
        ("COMPANION_ORIGINS", "COMPANION_ORIGIN"),
        ("COMPANION_DB_URL", "COMPANION_DATABASE_URL"),
        ("COMPANION_vapid_contact", "COMPANION_VAPID_CONTACT"),
        ("COMPANION_XYZZY", "Known are"),
    ],
)
def test_an_unknown_name_stops_the_start_with_a_suggestion(name: str, meant: str) -> None:
    with pytest.raises(ConfigError, match=meant):
        config.load({name: "1"})


def test_every_name_that_is_read_is_documented(repository: Path) -> None:
    page = (repository / "docs" / "operating.md").read_text()
    assert {name for name in config.NAMES if f"`{name}`" not in page} == {"COMPANION_SKIP_PWA"}


@pytest.mark.parametrize("name", ["with spaces", "what?", "50%", "a#b", "a%20b", "ñandú", "a&b=c"])
def test_an_instance_folder_may_be_called_anything(name: str, tmp_path: Path) -> None:
    folder = tmp_path / name
    folder.mkdir()
    app = create_app(config.load({"COMPANION_INSTANCE": str(folder)}))
    with app.app_context():
        db.session.connection()
        db.session.remove()
        db.engine.dispose()
    assert (folder / "companion.sqlite3").is_file()
    assert [path.name for path in tmp_path.iterdir()] == [name], "nothing landed beside it"


def test_an_app_name_is_a_plain_line() -> None:
    assert config.load({"COMPANION_APP_NAME": " Day\u202ebook\n "}).app_name == "Daybook"
