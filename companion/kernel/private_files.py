"""What this installation writes is for its own user only: files 0600, folders 0700."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from companion.kernel import logs
from companion.kernel.logs import log

UMASK = 0o077
_FILE, _FOLDER = 0o600, 0o700


def begin(folder: Path) -> None:
    """At the start of a process: whatever it makes is private, and what lies in `folder` open to others is closed, which the
    log says."""
    os.umask(UMASK)
    logs.configure()
    tightened = sum(map(_tighten, _inside(folder)))
    if tightened:
        log("files").warning("files_were_open_to_others", tightened=tightened)


def _inside(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield folder
        for where, folders, files in os.walk(folder):  # never into what a link points at
            yield from (Path(where, name) for name in (*folders, *files))


def _tighten(path: Path) -> bool:
    """Whether it was open to others. What vanished meanwhile, and what links elsewhere, is left alone."""
    try:
        found = path.lstat()
        allowed = _FOLDER if stat.S_ISDIR(found.st_mode) else _FILE
        if not (stat.S_ISDIR(found.st_mode) or stat.S_ISREG(found.st_mode)) or not found.st_mode & 0o077:
            return False
        path.chmod(stat.S_IMODE(found.st_mode) & allowed)
    except FileNotFoundError:
        return False
    except PermissionError:  # somebody else's file in our folder
        log("files").error("file_open_to_others")
        return False
    return True
