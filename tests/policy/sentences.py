"""Collects the sentences people read, wherever they are defined, for the tests about wording."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Message

from tests.policy import catalogs

ROOT = Path(__file__).resolve().parents[2]
_COMMENT = re.compile(r"/\*.*?\*/|(?<![:'\"`])//[^\n]*", re.DOTALL)
_QUOTED = re.compile(r"'((?:[^'\\\n]|\\.)*)'|\"((?:[^\"\\\n]|\\.)*)\"|`((?:[^`\\]|\\.)*)`")
_TAG = re.compile(r"<(script|style)\b.*?</\1>|<!--.*?-->|<[^>]*>", re.DOTALL)


def in_python(path: Path) -> Iterator[str]:
    """String constants but docstrings; addresses are no sentences."""
    tree = ast.parse(path.read_text())
    documented = (ast.Module, ast.FunctionDef, ast.ClassDef)
    docstrings = {
        id(node.body[0].value) for node in ast.walk(tree) if isinstance(node, documented) and _has_docstring(node)
    }  # type: ignore[attr-defined]
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in docstrings:
            continue
        if not node.value.startswith("/"):
            yield node.value


def _has_docstring(node: ast.Module | ast.FunctionDef | ast.ClassDef) -> bool:
    return bool(node.body) and isinstance(node.body[0], ast.Expr)


def in_typescript(path: Path) -> Iterator[str]:
    """Quoted text outside comments and imports."""
    text = _COMMENT.sub("", path.read_text())
    for line in re.sub(r"^import .*$|^} from .*$", "", text, flags=re.MULTILINE).split("\n\n"):
        for found in _QUOTED.finditer(line):
            yield next(part for part in found.groups() if part is not None)


def in_html(path: Path) -> Iterator[str]:
    """What stands between the tags."""
    yield from filter(None, (part.strip() for part in _TAG.sub("\n", path.read_text()).splitlines()))


def phone_messages() -> list[Path]:
    """The files with the phone's sentences: the first screen's by language, a feature's own beside it."""
    source = ROOT / "pwa" / "src"
    return sorted([*source.glob("i18n/e[ns]/*.ts"), *source.glob("features/*/messages.e[ns].ts")])


def on_screens() -> Iterator[tuple[str, str]]:
    """(file, sentence) of everything a participant or staff can read."""
    for path in phone_messages():
        yield from ((_name(path), sentence) for sentence in in_typescript(path))
    for path in sorted((ROOT / "pwa" / "public").glob("*.html")):
        yield from ((_name(path), sentence) for sentence in in_html(path))
    labels = ROOT / "companion" / "export" / "labels.py"
    yield from ((_name(labels), sentence) for sentence in in_python(labels))
    yield from on_staff_pages()


def on_staff_pages() -> Iterator[tuple[str, str]]:
    """By the file that says it, in English and, below the name of its catalog, in each other language."""
    for message in catalogs.messages(catalogs.extracted()):
        yield from ((place, text) for place in _said_in(message) for text in catalogs.forms(message.id))
    for catalog in catalogs.FILES:
        language = catalog.parent.parent.name
        for message in catalogs.messages(catalogs.translated(language)):
            here = [
                place.replace("companion/", f"companion/translations/{language}/", 1) for place in _said_in(message)
            ]
            yield from ((place, text) for place in here for text in catalogs.forms(message.string))


def _said_in(message: Message) -> set[str]:
    """The files; names of codes are one topic, whatever file lists them."""
    return {re.sub(r"/labels/\w+\.py$", "/labels", file) for file, _ in message.locations}


def on_lock_screens() -> Iterator[tuple[str, str]]:
    """(file, sentence) of everything a notification can show, or a calendar, which shows its dates there by itself."""
    others = [ROOT / "companion" / "push" / "messages.py", ROOT / "companion" / "reminders" / "calendar.py"]
    for path in [*sorted((ROOT / "companion").glob("*/wording.py")), *others]:
        yield from ((_name(path), sentence) for sentence in in_python(path))
    for path in sorted((ROOT / "pwa" / "src" / "sw").glob("*.ts")):
        yield from ((_name(path), sentence) for sentence in in_typescript(path) if not sentence.startswith("/"))


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))
