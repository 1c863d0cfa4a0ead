"""`python -m benchmarks [NAME…] [--quick] [--screen SCREEN…]`: run the parts, print their tables, write
benchmarks/out/latest.json."""

from __future__ import annotations

import argparse
import importlib
import os
import platform
import sys
import time

from benchmarks import report

PARTS = ("push", "tick", "burst", "planning", "apscheduler", "web", "schedule", "audit", "pages", "phone")


def main() -> int:
    """0 when every part ran; a missed target is said, not an error. 1 when a part failed, 130 when interrupted."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which parts: {', '.join(PARTS)}; all without")
    parser.add_argument("--quick", action="store_true", help="smaller counts, to see that everything runs")
    parser.add_argument(
        "--screen", nargs="+", default=[], help="of pages: only these screens (tests/journeys/screens.py)"
    )
    asked = parser.parse_args()
    unknown = [name for name in asked.names if name not in PARTS]
    if unknown:
        parser.error(f"there is no part {', '.join(unknown)}; there are {', '.join(PARTS)}")
    print(f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}\n", flush=True)
    rows, status, begun = [], 0, time.monotonic()
    try:
        for name in asked.names or PARTS:
            report.say(f"{name} …")
            try:
                more = {"only": asked.screen} if name == "pages" and asked.screen else {}
                for title, found in importlib.import_module(f"benchmarks.{name}").run(asked.quick, **more):
                    rows += found
                    print(report.table(title, found), flush=True)
            except Exception as error:  # noqa: BLE001 - the other parts still have something to say
                report.say(f"{name} failed: {type(error).__name__}: {error}")
                status = 1
    except KeyboardInterrupt:
        report.say("interrupted; what was measured until here is kept")
        status = 130
    report.write(rows)
    missed = [row.name for row in rows if row.met is False]
    report.say(
        f"{time.monotonic() - begun:.0f} s; {len(missed)} targets missed" + "".join(f"\n  {one}" for one in missed)
    )
    return status


if __name__ == "__main__":
    sys.exit(main())
