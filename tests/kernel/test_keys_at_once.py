"""Processes that start together on a new machine find one key, and nobody half of it."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from pathlib import Path

PROCESSES = 6
# Each waits for the others at a pipe that closes, then asks for forty keys in a row.
MAKE = """
import sys
from pathlib import Path
from companion.kernel.crypto import load_or_make
sys.stdin.read()
print([load_or_make(Path(sys.argv[1]), f"{number}.key", 32).hex() for number in range(40)])
"""


def test_several_processes_end_up_with_the_same_keys(tmp_path: Path) -> None:
    command = [sys.executable, "-c", MAKE, str(tmp_path / "keys")]
    with contextlib.ExitStack() as stack:
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        started = [stack.enter_context(subprocess.Popen(command, text=True, **pipes)) for _ in range(PROCESSES)]  # type: ignore[call-overload]
        for one in started:
            one.stdin.close()
        said = {one.stdout.read() for one in started}
    assert [one.returncode for one in started] == [0] * PROCESSES
    assert len(said) == 1
    assert len(list((tmp_path / "keys").iterdir())) == 40
