"""Another process that holds the database at URL for so many SECONDS; it says "held" when it has it."""

from __future__ import annotations

import sqlite3
import sys
import time


def hold(url: str, seconds: float) -> None:
    if url.startswith("sqlite:///"):
        connection = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
        connection.execute("BEGIN IMMEDIATE")
        _wait(seconds)
        connection.rollback()
        return
    import psycopg

    with psycopg.connect(url.replace("+psycopg", "")) as other:
        other.execute("LOCK TABLE checkins IN EXCLUSIVE MODE")
        _wait(seconds)
        other.rollback()


def _wait(seconds: float) -> None:
    print("held", flush=True)
    time.sleep(seconds)


if __name__ == "__main__":
    hold(sys.argv[1], float(sys.argv[2]))
