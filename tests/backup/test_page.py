"""The commands of docs/operating.md about backups do what the page says, one after the other."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.installation import Installation

HEADING = "## Backup, restore, moving to a new machine"


@pytest.mark.slow
def test_the_commands_of_the_page_can_be_run_as_they_are(repository: Path, tmp_path: Path) -> None:
    page = (repository / "docs" / "operating.md").read_text().partition(HEADING)[2].partition("\n## ")[0]
    blocks = re.findall(r"```\n(.*?)```", page, re.DOTALL)
    assert len(blocks) == 6
    old, new = Installation(tmp_path / "old"), Installation(tmp_path / "new")
    (tmp_path / "backups").mkdir()
    old.run("db", "upgrade")
    old.run("participant", "invite", "Mia")
    old.run("staff", "create", "Ruth Example", "--role", "admin")  # its secrets give the log a line

    for block in blocks:
        machine = new if "keys.age --identity" in block else old
        script = block.replace("/backups", str(tmp_path / "backups")).replace(
            "/var/lib/companion", str(machine.instance)
        )
        if "keygen" in script:
            keygen, rest = script.split("\n", 1)
            public = _run(keygen, machine, tmp_path).strip()
            script = rest.replace("age1…", public)
        _run(script, machine, tmp_path)

    assert [row["display_name"] for row in json.loads(new.run("participant", "list", "--json"))] == ["Mia"]
    files = {path.name: path.stat().st_mode & 0o777 for path in (tmp_path / "backups").glob("*.age")}
    assert files == dict.fromkeys(["keys.age", "move.age", "nightly.age"], 0o600)


def _run(script: str, machine: Installation, folder: Path) -> str:
    environment = machine.environment | {"PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin"}
    command = ["bash", "-euc", f"systemctl() {{ :; }}\n{script}"]
    done = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, f"{script}\n{done.stdout}{done.stderr}"
    return done.stdout
