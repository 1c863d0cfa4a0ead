"""Other features are asked through their service, and the table of packages in docs/architecture.md is the one of today."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "companion"
FEATURES = {path.parent.name for path in PACKAGE.glob("*/service.py")}

# Values and pure decisions have no opinion about who uses them.
FOR_EVERYBODY = {"service", "rules"}
# Every route says who may call it, and asks who is calling.
FOR_ROUTES = {"accounts.gate", "accounts.policies"}
# `app`, `cli` and `worker` put the edges together; commands of one feature may hang below those of another.
FOR_THE_PROCESS = {"api", "pages", "jobs", "commands"}
PROCESS = {"app", "cli", "worker"}
# One statement instead of several: the calendar is read together with programs and enrollments.
JOINED_TABLES = {
    ("enrollment", "program.models"),
    ("schedule", "program.models"),
    ("schedule", "enrollment.models"),
    ("schedule", "enrollment.days"),
}
# What concerns one-to-ones as well goes through `schedule.enrollment_changes` and nowhere else.
ONLY_THERE = {
    ("schedule.enrollment_changes", "enrollment.lifecycle"),
    ("schedule.enrollment_changes", "enrollment.leaves"),
}
# Modules that others still use beside the service. Nothing is added here; what is no longer used goes.
BESIDE_THE_SERVICE = {
    "accounts.authenticators",
    "accounts.devices",
    "accounts.invitations",
    "accounts.sign_ins",
    "accounts.signed_in",
    "accounts.totp",
    "accounts.throttle",
}


def _used() -> Iterator[tuple[str, str]]:
    """(who imports, which module of another feature), both without `companion.`"""
    for path in sorted(PACKAGE.rglob("*.py")):
        importer = path.relative_to(PACKAGE).with_suffix("").parts
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.ImportFrom) or not (node.module or "").startswith("companion."):
                continue
            _, feature, *rest = str(node.module).split(".")
            if feature in FEATURES and feature != importer[0]:
                for name in node.names:
                    yield ".".join(importer), f"{feature}.{rest[0] if rest else name.name}"


def _allowed(importer: str, module: str) -> bool:
    name = module.split(".")[1]
    edge = importer.split(".")[0] == "staff" or importer.rpartition(".")[2] in {"api", "pages", "app", "shell", "demo"}
    return (
        name in FOR_EVERYBODY
        or (edge and module in FOR_ROUTES)
        or (importer in PROCESS and name in FOR_THE_PROCESS)
        or (importer.endswith("commands") and name in {"commands", "jobs"})
        or (importer.split(".")[0], module) in JOINED_TABLES
        or (importer, module) in ONLY_THERE
    )


def test_other_features_are_asked_through_their_service() -> None:
    """`service` is the only way in. The way out of a red list is to put the name into the feature's service."""
    beside = {(importer, module) for importer, module in _used() if not _allowed(importer, module)}
    assert sorted(f"{who} → {what}" for who, what in beside if what not in BESIDE_THE_SERVICE) == []
    assert sorted(BESIDE_THE_SERVICE - {what for _, what in beside}) == [], (
        "no longer used by others: take it off the list"
    )


def test_the_table_of_packages_is_up_to_date() -> None:
    asked = [sys.executable, "docs/package_table.py", "--check"]
    done = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
