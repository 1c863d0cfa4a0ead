"""Four web processes forked from one that has already imported the application, as a preloading server does.

Run as `python -m benchmarks.chaos.web PORT WORKERS`. Granian has no preload switch; it forks its workers, so what its
parent has imported before is what they all share.
"""

from __future__ import annotations

import sys


def _main(port: int, workers: int) -> None:
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    import companion.wsgi  # noqa: F401 - imported once, before the fork

    Granian(
        "companion.wsgi:app",
        address="127.0.0.1",
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=2,
        websockets=False,
        log_level=LogLevels.error,
    ).serve()


if __name__ == "__main__":
    _main(int(sys.argv[1]), int(sys.argv[2]))
