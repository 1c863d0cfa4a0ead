"""`python -m benchmarks.chaos [storm|double] [--database sqlite]`: break things on purpose, count, print a table, write
benchmarks/out/chaos.json. About five minutes; Ctrl-C ends everything that was started."""

from __future__ import annotations

import argparse
import json
import os
import platform
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.chaos import double, storm
from benchmarks.chaos.places import DATABASES
from benchmarks.report import Row, say, table

OUT = Path(__file__).parents[1] / "out" / "chaos.json"
DUE_TWICE = 10_000
RESUMES_WITHIN = 60.0


def main() -> int:
    """0 when every promise held, 1 when one did not, 130 when interrupted."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.chaos", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"{' or '.join(PARTS)}; both without")
    parser.add_argument("--database", choices=DATABASES, action="append", help="only this one; may be repeated")
    asked = parser.parse_args()
    if set(asked.parts) - PARTS.keys():
        parser.error(f"there are the parts {', '.join(PARTS)}")
    databases = tuple(asked.database or DATABASES)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    print(f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}\n", flush=True)
    rows: list[Row] = []
    begun, status = time.monotonic(), 0
    try:
        for part in asked.parts or PARTS:
            for title, found in PARTS[part](databases):
                rows += found
                print(table(title, found), flush=True)
    except KeyboardInterrupt:
        say("interrupted; what was started has been ended")
        status = 130
    if rows:
        _write(rows)
    broken = [row.name for row in rows if row.met is False]
    say(f"{time.monotonic() - begun:.0f} s; {len(broken)} promises broken" + "".join(f"\n  {one}" for one in broken))
    return status or bool(broken)


def _storms(databases: Sequence[str]) -> list[tuple[str, list[Row]]]:
    """Both databases at once: most of a storm is waiting."""
    say(f"kill storm on {' and '.join(databases)}, about three minutes")
    found = _side_by_side([lambda each=each: storm.run(each, storm.Size(), say) for each in databases])
    return [(f"Kill storm, {one.database}", _storm_rows(one)) for one in found]


def _doubles(databases: Sequence[str]) -> list[tuple[str, list[Row]]]:
    say(f"double everything on {' and '.join(databases)}, about half a minute each")
    found = [double.run(each, DUE_TWICE, say) for each in databases]
    return [(f"Double everything, {one.database}", _double_rows(one)) for one in found]


def _side_by_side(works: Sequence[Callable[[], Any]]) -> list[Any]:
    """Results in order. An error of one is raised here once all have ended."""
    results: list[Any] = [None] * len(works)

    def work(which: int) -> None:
        try:
            results[which] = works[which]()
        except BaseException as error:  # noqa: BLE001 - carried to the main thread
            results[which] = error

    threads = [threading.Thread(target=work, args=(which,)) for which in range(len(works))]
    for thread in threads:
        thread.start()
    try:
        for thread in threads:
            thread.join()
    except KeyboardInterrupt:
        say("ending what was started …")
        storm.stop.set()
        for thread in threads:
            thread.join()
        raise
    for result in results:
        if isinstance(result, BaseException):
            raise result
    return results


def _storm_rows(one: storm.Storm) -> list[Row]:
    name, count = f"kill storm {one.database}", one.tally
    return [
        Row(f"{name}: workers killed with SIGKILL", one.kills, "kills", target=("≥", 100)),
        Row(f"{name}: reminders due", one.due, "reminders", target=("≥", 2000)),
        Row(
            f"{name}: reminders on their way when their worker was killed",
            one.interrupted,
            "reminders",
            target=("≥", 1),
        ),
        Row(f"{name}: at-least-once kinds lost", count.lost, "reminders", target=("=", 0)),
        Row(f"{name}: drop kinds doubled", count.doubled, "reminders", target=("=", 0)),
        Row(f"{name}: repeats under another topic", count.strayed, "requests", target=("=", 0)),
        Row(f"{name}: repeats under the same topic", count.repeated, "requests"),
        Row(f"{name}: prompts dropped rather than repeated", count.dropped, "reminders"),
        Row(f"{name}: left open at the end", one.waiting, "reminders", target=("=", 0)),
        _resumes(f"{name}: all settled after the last restart", one.settled),
    ]


def _resumes(name: str, seconds: float) -> Row:
    return Row(name, seconds, "s", "60 s promised", seconds / RESUMES_WITHIN, ("≤", 1.0))


def _double_rows(one: double.Doubled) -> list[Row]:
    name, count = f"double everything {one.database}", one.tally
    return [
        Row(f"{name}: worker processes", double.WORKERS, "processes", target=("=", double.WORKERS)),
        Row(f"{name}: web processes, preloaded", one.web_processes, "processes", target=("=", double.WEB_PROCESSES)),
        Row(f"{name}: requests they answered meanwhile", one.answered, "requests", target=("≥", 1)),
        Row(f"{name}: deliveries", count.distinct, "deliveries", target=("≥", DUE_TWICE)),
        Row(f"{name}: duplicates", count.requests - count.distinct, "deliveries", target=("=", 0)),
        Row(f"{name}: missing", count.lost + count.dropped, "deliveries", target=("=", 0)),
        Row(f"{name}: left open at the end", one.left, "reminders", target=("=", 0)),
        Row(f"{name}: from the first to the last delivery", one.seconds, "s"),
    ]


PARTS = {"storm": _storms, "double": _doubles}


def _write(rows: Sequence[Row]) -> None:
    OUT.parent.mkdir(exist_ok=True)
    keys = ("name", "value", "unit", "against", "ratio")
    OUT.write_text(json.dumps([{key: getattr(row, key) for key in keys} for row in rows], indent=1) + "\n")


if __name__ == "__main__":
    sys.exit(main())
