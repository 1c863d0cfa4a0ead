"""The `companion` command in a process of its own, which begins as a copy of one that has loaded the program: loading takes longer
than most commands, and a test gives many."""

from __future__ import annotations

import atexit
import io
import multiprocessing
import os
import runpy
import signal
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

_IN_THE_COPY = "a copy"  # this file is run there by its path: `tests` is the name of somebody else's package as well
_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(["companion.app", "companion.cli"])


def run(words: tuple[str, ...], environment: Mapping[str, str], first: str = "") -> tuple[int, str, str]:
    """The command with these words: its exit status (negative for a signal), and what it printed on each stream. `first` is
    Python with `os` and `signal` that its process runs beforehand, such as what kills it later. Raises TimeoutError after five minutes."""
    with tempfile.TemporaryDirectory() as folder:
        given = {"given": (words, dict(environment), first, folder)}
        process = _context.Process(target=runpy.run_path, args=(__file__, given, _IN_THE_COPY))
        process.start()
        process.join(300)
        if process.is_alive():
            process.kill()
            raise TimeoutError(f"companion {' '.join(words)}")
        out, error = (Path(folder, name).read_text() for name in ("out", "error"))
    assert process.exitcode is not None
    return process.exitcode, out, error


def _main(words: tuple[str, ...], environment: dict[str, str], first: str, folder: str) -> None:
    from companion import cli

    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ.clear()
    os.environ.update(environment)
    for name, descriptor in (("out", 1), ("error", 2)):
        opened = os.open(Path(folder, name), os.O_WRONLY | os.O_CREAT)
        os.dup2(opened, descriptor)
        os.close(opened)
    sys.stdout, sys.stderr = (io.TextIOWrapper(os.fdopen(number, "wb", 0), write_through=True) for number in (1, 2))
    sys.argv = ["companion", *words]
    try:
        exec(first, {"os": os, "signal": signal})
        cli.main()
    finally:
        atexit._run_exitfuncs()  # a copy of the server ends without them


if __name__ == _IN_THE_COPY:
    _main(*globals()["given"])
