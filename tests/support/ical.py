"""A second opinion on calendar files: ical.js, the parser of Mozilla's calendar, which shares no line with what wrote them."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import hatch_build

READER = Path(hatch_build.__file__).parent / "pwa" / "tools" / "read-calendar.mjs"


def understood(files: Sequence[bytes]) -> list[dict[str, Any]]:
    """What ical.js makes of each file. Raises CalledProcessError, whose `stderr` says why, for what it does not accept."""
    hatch_build.install()
    node, _ = hatch_build.node_and_npm()
    given = json.dumps([content.decode() for content in files])
    done = subprocess.run([node, str(READER)], input=given, capture_output=True, text=True, timeout=60, check=True)
    read: list[dict[str, Any]] = json.loads(done.stdout)
    return read


def lines(content: bytes) -> list[str]:
    """Content lines, unfolded (RFC 5545 §3.1): CRLF, at most 75 octets, whole characters, a space goes on."""
    assert content.endswith(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert b"\r" not in content.replace(b"\r\n", b"")
    for line in content.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()
    return re.sub(r"\r\n[ \t]", "", content.decode()).rstrip("\r\n").split("\r\n")
