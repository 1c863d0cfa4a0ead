"""What the installation writes is for its own user only, also what an earlier version, or a copy, left open."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from companion.kernel import private_files


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    mask = os.umask(0o022)
    yield
    os.umask(mask)


def modes(folder: Path) -> set[str]:
    return {oct(stat.S_IMODE(path.lstat().st_mode)) for path in (folder, *folder.rglob("*")) if not path.is_symlink()}


def test_a_new_installation_is_private_from_its_first_file(tmp_path: Path) -> None:
    instance = tmp_path / "instance"
    environment = {"COMPANION_INSTANCE": str(instance), "PATH": "/usr/bin:/bin"}
    command = [sys.executable, "-m", "companion.cli", "db", "upgrade"]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, umask=0o022)
    assert done.returncode == 0, done.stderr
    assert (instance / "companion.sqlite3").exists()
    assert (instance / "keys" / "data.key").exists()
    assert modes(instance) == {"0o700", "0o600"}
    assert "open_to_others" not in done.stderr


def test_what_lies_open_is_closed_and_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "before-migration").mkdir(mode=0o755)
    for name in ("companion.sqlite3", "before-migration/1.sqlite3"):
        (tmp_path / name).write_text("x")
        (tmp_path / name).chmod(0o644)
    tmp_path.chmod(0o755)
    private_files.begin(tmp_path)
    assert modes(tmp_path) == {"0o700", "0o600"}
    said = capsys.readouterr().err
    assert '"event": "files_were_open_to_others"' in said
    assert '"tightened": 4' in said
    private_files.begin(tmp_path)
    assert capsys.readouterr().err == ""


def test_what_a_link_points_at_is_left_alone(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text("x")
    elsewhere.chmod(0o644)
    instance = tmp_path / "instance"
    instance.mkdir(mode=0o700)
    (instance / "link").symlink_to(elsewhere)
    private_files.begin(instance)
    assert stat.S_IMODE(elsewhere.stat().st_mode) == 0o644


def test_a_folder_that_is_not_there_yet_is_no_matter(tmp_path: Path) -> None:
    private_files.begin(tmp_path / "instance")
    assert not (tmp_path / "instance").exists()
