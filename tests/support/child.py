"""Runs a module of the tests in a process of its own."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Some installed packages bring a `tests` of theirs, which would be found before ours.
_START = (
    "import runpy, sys, types; root, module, *sys.argv[1:] = sys.argv[1:]; sys.path.insert(0, root);"
    "ours = types.ModuleType('tests'); ours.__path__ = [root + '/tests']; sys.modules['tests'] = ours;"
    "runpy.run_module(module, run_name='__main__')"
)


def command(module: str, *arguments: object) -> list[str]:
    """The command line for `module`, such as "tests.support.holder"."""
    return [sys.executable, "-c", _START, str(ROOT), module, *map(str, arguments)]
