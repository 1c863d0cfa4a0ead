"""Where the design tokens are: one file of colors, spaces and type for the phone app (its build reads the same file), the staff
pages and the family page."""

from __future__ import annotations

from pathlib import Path

TOKENS = Path(__file__).parents[1] / "static" / "tokens.css"
