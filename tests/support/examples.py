"""How many examples of something a test tries: some in `make test`, ten times as many in `make chaos`."""

from __future__ import annotations

import os

_TIMES = int(os.environ.get("MORE_EXAMPLES", "1"))


def examples(usually: int) -> int:
    return usually * _TIMES
