"""Runs each measurement in a process of its own, on a core of its own where the system allows it."""

from __future__ import annotations

import contextlib
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

MEASURED, BESIDE = 0, 1  # cores: what is measured, and what serves it


def pin(core: int) -> None:
    """Stay on one core, if there are several and the system lets us choose."""
    if not hasattr(os, "sched_setaffinity"):
        return
    allowed = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {allowed[core % len(allowed)]})


def cpu_seconds() -> float:
    """User and system time of this process and all its threads."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def peak_mib() -> float:
    """The most memory this process ever held."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)


@dataclass
class Spent:
    """Seconds inside a `measured()` block."""

    cpu: float = 0.0
    wall: float = 0.0


@contextlib.contextmanager
def measured() -> Iterator[Spent]:
    """How long the block takes."""
    spent, wall, cpu = Spent(), time.perf_counter(), cpu_seconds()
    yield spent
    spent.cpu, spent.wall = cpu_seconds() - cpu, time.perf_counter() - wall


def run(module: str, *arguments: object, env: Mapping[str, str] | None = None) -> dict[str, Any]:
    """What `python -m benchmarks.MODULE ARGUMENTS` prints as its last line, read as JSON. Raises when it fails."""
    return run_command([sys.executable, "-m", f"benchmarks.{module}", *map(str, arguments)], env)


def run_command(command: list[str], env: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Like `run`, for any command."""
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **(env or {})})
    if done.returncode:
        raise RuntimeError(f"{' '.join(command[1:4])} failed:\n{done.stderr[-2000:]}")
    said: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return said
