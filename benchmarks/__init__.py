"""Compares the product with named peers, in one run, as ratios. See docs/performance.md."""

from pathlib import Path

import tests

# A package of the development tools brings a `tests` of its own into the environment; ours comes first.
_OURS = str(Path(__file__).parents[1] / "tests")
if _OURS not in tests.__path__:
    tests.__path__.insert(0, _OURS)
