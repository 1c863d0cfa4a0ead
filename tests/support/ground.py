"""What tests begin with, said so that it is made once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Ground:
    """What lies in the database when a test begins. `make` is asked once for each database, in a context of the
    application, for what the fixtures of these names give; from then on the database is a copy."""

    name: str
    make: Callable[[], dict[str, Any]]
