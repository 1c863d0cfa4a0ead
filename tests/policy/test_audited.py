"""Every act in accounts, leaving, staff pages, own copies and sharing is in the audit log, or says why not; and so is the next one."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import click
import pytest
from flask import Flask

from companion import cli
from companion.audit import rules
from tests.policy.acts import COMMANDS, ROUTES

ROOT = Path(__file__).resolve().parents[2] / "companion"
AUDITED = ("companion.accounts", "companion.leaving", "companion.staff", "companion.export", "companion.sharing")
GROUPS = ("staff", "participant", "program", "audit")
WRITING = {"POST", "PUT", "PATCH", "DELETE"}
READING_OUT = {"export_api.get_my_copy", "staff.download"}  # reads that are acts: something leaves

Function = ast.FunctionDef | ast.AsyncFunctionDef
Where = tuple[str, str]  # (module, name of a function in it)


@dataclass
class Module:
    functions: dict[str, Function] = field(default_factory=dict)
    names: dict[str, Where] = field(default_factory=dict)  # what an import, or `name = module.name`, stands for


@lru_cache(maxsize=500)
def module(name: str) -> Module | None:
    """The functions of a module of ours, and what its names stand for."""
    path = ROOT.parent / Path(*name.split(".")).with_suffix(".py")
    if not path.exists():
        return None
    made = Module()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, Function):
            made.functions[node.name] = node
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("companion"):
            for one in node.names:
                made.names[one.asname or one.name] = (str(node.module), one.name)
    return made


def functions_named(node: ast.AST, of: str) -> Iterator[Where]:
    """The functions of ours that this code, in module `of`, calls or hands on."""
    for each in ast.walk(node):
        if isinstance(each, ast.Name):
            yield from found(of, each.id)
        elif isinstance(each, ast.Attribute) and isinstance(each.value, ast.Name):
            here = module(of)
            assert here is not None
            if each.value.id in here.names:
                yield from found(".".join(here.names[each.value.id]), each.attr)


def found(of: str, name: str) -> Iterator[Where]:
    """Where the function that `name` stands for in module `of` is written."""
    here = module(of)
    if here is None:
        return
    if name in here.functions:
        yield of, name
    elif name in here.names:
        yield from found(*here.names[name])


def words(node: ast.AST) -> set[str]:
    """Words of the audit log in this function; of `f"request_{done}"` all that begin so."""
    said = set()
    for each in ast.walk(node):
        if isinstance(each, ast.Constant) and isinstance(each.value, str):
            said |= {each.value} & rules.ACTIONS
        elif isinstance(each, ast.keyword):
            said |= {each.arg} & rules.ACTIONS  # `seen(listed=…)`
        elif isinstance(each, ast.Attribute) and each.attr in ("KEY_ROTATED", "RESTORED", "SEALED"):
            said.add(getattr(rules, each.attr))
        elif isinstance(each, ast.JoinedStr) and isinstance(each.values[0], ast.Constant):
            start = str(each.values[0].value)
            said |= {word for word in rules.ACTIONS if start.endswith("_") and word.startswith(start)}
    return said


def reached(where: Where) -> set[str]:
    """The words that this function can write, itself or through what it calls."""
    seen, now, said = {where}, {where}, set[str]()
    while now:
        nodes = [(of, node) for of, name in now if (here := module(of)) and (node := here.functions[name])]
        said |= {word for _, node in nodes for word in words(node)}
        now = {one for of, node in nodes for one in functions_named(node, of)} - seen
        seen |= now
    return said


def routes(app: Flask) -> dict[str, Where]:
    """Endpoint → its function, of everything that changes something or hands it out."""
    made = {}
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        view = getattr(view, "__wrapped__", view)
        if view.__module__.startswith(AUDITED) and (rule.methods & WRITING or rule.endpoint in READING_OUT):
            made[rule.endpoint] = (view.__module__, view.__name__)
    return made


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, Where]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))
        elif path and path[0] in GROUPS:
            assert command.callback is not None
            yield " ".join((*path, name)), (command.callback.__module__, command.callback.__name__)


def test_every_act_is_in_the_list(app: Flask) -> None:
    assert set(routes(app)) == set(ROUTES), "name it in tests/policy/acts.py"
    assert {name for name, _ in commands(cli.companion)} == set(COMMANDS), "name it in tests/policy/acts.py"


def test_what_the_list_says_is_what_the_code_writes(app: Flask) -> None:
    by_name = {**routes(app), **dict(commands(cli.companion))}
    wrong = {
        name: missing
        for name, said in {**ROUTES, **COMMANDS}.items()
        if isinstance(said, set) and (missing := said - reached(by_name[name]))
    }
    assert wrong == {}


def test_every_word_of_the_log_is_written_by_somebody() -> None:
    everywhere = {
        word for path in ROOT.rglob("*.py") for word in words(ast.parse(path.read_text())) if path.name != "rules.py"
    }
    assert rules.ACTIONS - everywhere == set()


@pytest.mark.parametrize("said", [*ROUTES.items(), *COMMANDS.items()], ids=lambda one: one[0])
def test_a_reason_is_a_sentence(said: tuple[str, set[str] | str]) -> None:
    reason = said[1]
    assert reason <= rules.ACTIONS if isinstance(reason, set) else len(reason) > 20
