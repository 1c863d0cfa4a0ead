"""Several machines on one database and their VAPID keys: which files they need, and what happens while one lacks some."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from companion.kernel.database import transaction
from companion.push import commands, keys, told_keys
from companion.push.post import Post
from companion.push.told_keys import KeysDiffer

pytestmark = pytest.mark.databases("sqlite", "postgresql")


@pytest.fixture
def machines(post: Post, tmp_path: Path) -> tuple[Path, Path]:
    """Two keys folders with the same first key, which the database knows."""
    here, there = post.keys_folder, tmp_path / "there"
    for path in here.glob("vapid-*.key"):
        path.unlink()
    keys._load.cache_clear()
    write_down(here)
    there.mkdir()
    copy(here, there)
    write_down(there)
    return here, there


def write_down(folder: Path) -> None:
    with transaction():
        told_keys.write_down(folder)


def rotate(folder: Path) -> keys.VapidKey:
    with transaction():
        return told_keys.rotate(folder)


def prune(folder: Path, in_use: set[str]) -> list[str]:
    with transaction():
        return told_keys.prune(folder, in_use)


def copy(one: Path, other: Path) -> None:
    for path in one.glob("vapid-*.key"):
        shutil.copy(path, other)


def test_both_tell_phones_the_new_key_at_once_also_the_one_that_lacks_it(machines: tuple[Path, Path]) -> None:
    here, there = machines
    made = rotate(here)
    assert told_keys.current(there) == told_keys.current(here) == (made.id, made.public)
    assert told_keys.missing(there) == [made.id]
    copy(here, there)
    assert told_keys.missing(there) == []


def test_a_machine_that_lacks_a_key_cannot_rotate(machines: tuple[Path, Path]) -> None:
    here, there = machines
    made = rotate(here)
    with pytest.raises(KeysDiffer, match="lacks the push key 002"):
        rotate(there)
    copy(here, there)
    assert int(rotate(there).id) == int(made.id) + 1


def test_another_key_under_the_same_number_stops_the_start(machines: tuple[Path, Path]) -> None:
    _, there = machines
    (there / keys.file_name("001")).unlink()
    keys._load.cache_clear()
    keys.save(there, keys.draft("001"))
    with pytest.raises(KeysDiffer, match="is not the push key 001 that phones were told"):
        write_down(there)


def test_a_new_machine_makes_no_key_of_its_own(machines: tuple[Path, Path], tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    write_down(empty)
    assert (list(empty.iterdir()), told_keys.missing(empty)) == ([], ["001"])


def test_a_damaged_key_stops_the_start(machines: tuple[Path, Path]) -> None:
    _, there = machines
    (there / keys.file_name("001")).write_bytes(b"short")
    keys._load.cache_clear()
    with pytest.raises(KeysDiffer, match="is damaged"):
        write_down(there)


def test_an_old_key_stays_until_nobody_uses_it(machines: tuple[Path, Path]) -> None:
    here, _ = machines
    new = rotate(here)
    assert prune(here, {"001"}) == []
    assert keys.load_key(here, "001")
    assert prune(here, set()) == ["001"]
    assert list(told_keys.told()) == [new.id]
    assert prune(here, set()) == [], "the current one stays"


def test_a_phone_names_the_key_it_subscribed_with(machines: tuple[Path, Path], post: Post) -> None:
    here, _ = machines
    old = keys.load_key(here, "001")
    new = rotate(here)
    assert post.key_id_for(old.public + "=") == "001"
    assert post.key_id_for("B" * 87) == post.key_id_for(None) == new.id


def test_a_start_says_which_keys_are_missing(machines: tuple[Path, Path], post: Post) -> None:
    _, there = machines
    assert commands.check_keys() is None
    rotate(there)
    assert "lacks the push key 002" in (commands.check_keys() or "")
