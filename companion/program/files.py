"""Reads a program file: YAML without surprises, then `schema`. Every error names its line and what was expected.

Scalars stay text until the schema asks for a date, a time, or a number, so 16:00 is never 960 and NO is never False.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from companion.kernel.sentences import Sentence
from companion.program.schema import ProgramFile
from companion.program.translations import LANGUAGES, Inline, merged, texts_of

LARGEST = 1024 * 1024
DEEPEST = 12

Path_ = tuple[str | int, ...]


@dataclass(frozen=True)
class Trouble:
    """One thing wrong in a file: the line (1 is the first), where in the file's own words, and what was expected."""

    line: int
    where: str
    expected: str

    def text(self, name: str) -> str:
        return f"{name}:{self.line}: {self.where + ': ' if self.where else ''}{self.expected}"


class BadFile(Exception):
    """The file was not accepted; nothing of it was used."""

    def __init__(self, name: str, troubles: list[Trouble]):
        super().__init__(name)
        self.name = name
        self.troubles = sorted(troubles, key=lambda trouble: trouble.line)

    def __str__(self) -> str:
        return "\n".join(trouble.text(self.name) for trouble in self.troubles)


class _Lines(dict[Path_, int]):
    """Where each value of the file stands."""

    def nearest(self, path: Path_) -> int:
        """The line of `path`, or of the closest thing around it that is in the file."""
        while path not in self and path:
            path = path[:-1]
        return self.get(path, 1)


class _WithoutReferences(yaml.SafeLoader):
    """A few lines of references (`*name`) can stand for gigabytes, so they are refused before anything is built."""

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.composer.ComposerError(
                None, None, "references such as *name are not used here; write it out", mark
            )
        return super().compose_node(parent, index)


def read_file(path: Path) -> ProgramFile:
    """The program file at `path`. Raises BadFile."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise BadFile(
            path.name, [Trouble(1, "", Sentence("cannot be read (%(error)s)", error=error.strerror))]
        ) from error
    return parse_file(content, path.name)


def parse_file(content: bytes, name: str) -> ProgramFile:
    """The program file in `content`; `name` is only for messages. Raises BadFile with everything that is wrong."""
    tree = _tree(content, name)
    lines, troubles = _Lines(), list[Trouble]()
    plain = _plain(tree, (), lines, troubles)
    if troubles:
        raise BadFile(name, troubles)
    said = plain.get("language")
    own = said if isinstance(said, str) and said in LANGUAGES else "en"  # what else it says, the schema refuses
    read = _in_language(plain, own, own, lines, name)
    return _with_translations(read, plain, lines, name) if read.inline.places else read.content


@dataclass(frozen=True)
class _Read:
    """A file as it is in one language."""

    content: ProgramFile
    inline: Inline


def _in_language(plain: Any, language: str, own: str, lines: _Lines, name: str) -> _Read:
    """Every text of the file in this language. Raises BadFile."""
    inline = Inline(language, own)
    said = inline.read(plain)
    _refuse(inline.without, lines, name)
    try:
        content = ProgramFile.model_validate(said)
    except ValidationError as error:
        raise BadFile(name, [_trouble(details, lines, plain) for details in error.errors()]) from error
    texts = {path for path, _ in texts_of(content)}
    _refuse([(path, "expected one text for all languages") for path in inline.places - texts], lines, name)
    return _Read(content, inline)


def _with_translations(read: _Read, plain: Any, lines: _Lines, name: str) -> ProgramFile:
    """Reads the file once more in each other language, so that a translation meets the limits of its field."""
    pairs = []
    for language in LANGUAGES:
        if language != read.content.language:
            other = _in_language(plain, language, read.content.language, lines, name)
            both = zip(texts_of(read.content), texts_of(other.content), strict=True)
            pairs += [
                (path, language, text, translation)
                for (path, text), (_, translation) in both
                if path in read.inline.places and language in _at(plain, path)
            ]
    translations, wrong = merged(read.content.translations, pairs)
    _refuse(wrong, lines, name)
    return read.content.model_copy(update={"translations": translations})


def _refuse(wrong: list[tuple[Path_, str]], lines: _Lines, name: str) -> None:
    if wrong:
        raise BadFile(name, [Trouble(lines.nearest(path), _where(path), expected) for path, expected in wrong])


def _at(plain: Any, path: Path_) -> Any:
    for part in path:
        plain = plain[part]
    return plain


def _tree(content: bytes, name: str) -> yaml.Node:
    if len(content) > LARGEST:
        raise BadFile(name, [Trouble(1, "", Sentence("expected a file of at most 1 MiB"))])
    try:
        text = content.decode("utf-8-sig")
        tree = yaml.compose(text, Loader=_WithoutReferences)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise BadFile(name, [Trouble(line, "", Sentence("expected text in UTF-8"))]) from error
    except RecursionError as error:
        raise BadFile(name, [Trouble(1, "", Sentence("is nested too deeply"))]) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise BadFile(
            name, [Trouble(mark.line + 1 if mark else 1, "", Sentence("is not YAML: %(error)s", error=error.problem))]
        ) from error
    except yaml.YAMLError as error:
        raise BadFile(
            name, [Trouble(1, "", Sentence("is not YAML: it contains a character that is not text"))]
        ) from error
    if not isinstance(tree, yaml.MappingNode):
        raise BadFile(name, [Trouble(1, "", Sentence("expected keys such as 'slug:' and 'tracks:' at the top"))])
    return tree


def _plain(node: yaml.Node, path: Path_, lines: _Lines, troubles: list[Trouble]) -> Any:
    """The node as dicts, lists and text. Remembers lines; refuses depth and repeated keys."""
    line = node.start_mark.line + 1
    if len(path) > DEEPEST:
        troubles.append(Trouble(line, _where(path), Sentence("is nested too deeply")))
        return None
    lines[path] = line
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, lines, troubles)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(child, (*path, index), lines, troubles) for index, child in enumerate(node.value)]
    if node.tag == "tag:yaml.org,2002:null":
        return None
    return node.value


def _mapping(node: yaml.MappingNode, path: Path_, lines: _Lines, troubles: list[Trouble]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            troubles.append(Trouble(line, _where(path), Sentence("expected a plain word as key")))
            continue
        key = key_node.value
        if key in found:
            troubles.append(Trouble(line, _where((*path, key)), Sentence("appears twice here; expected it once")))
            continue
        found[key] = _plain(value_node, (*path, key), lines, troubles)
        lines[(*path, key)] = line
    return found


def _where(path: Path_) -> str:
    """tracks, 0, segments, 2 → tracks[1].segments[3]: people count from one."""
    text = ""
    for part in path:
        text += f"[{part + 1}]" if isinstance(part, int) else f"{'.' if text else ''}{part}"
    return text


def _trouble(details: ErrorDetails, lines: _Lines, plain: Any) -> Trouble:
    path = tuple(details["loc"])
    return Trouble(lines.nearest(path), _where(path), describe_error(details, path))


_SENTENCES = {
    "missing": Sentence("is missing"),
    "string_type": Sentence("expected text"),
    "string_too_short": Sentence("expected text, not nothing"),
    "list_type": Sentence("expected a list"),
    "model_type": Sentence("expected keys and values"),
    "date_from_datetime_parsing": Sentence("expected a date such as 2026-11-26"),
    "date_parsing": Sentence("expected a date such as 2026-11-26"),
    "date_type": Sentence("expected a date such as 2026-11-26"),
    "date_from_datetime_inexact": Sentence("expected a date without a time"),
    "int_parsing": Sentence("expected a whole number"),
    "int_type": Sentence("expected a whole number"),
    "bool_parsing": Sentence("expected true or false"),
    "bool_type": Sentence("expected true or false"),
}


# What text and days may be is said where requests are checked, too; there in the words of a protocol.
_KERNEL = {
    "must be a single line": Sentence("expected a single line"),
    "must lie between the years 2000 and 2200": Sentence("expected a day between the years 2000 and 2200"),
    "contains a character that cannot be stored": Sentence("contains a character that cannot be stored"),
}


def describe_error(details: ErrorDetails, path: Path_) -> str:
    """What should have stood there, as a sentence."""
    kind, context = details["type"], details.get("ctx", {})
    if kind == "extra_forbidden":
        return _perhaps(path)
    if kind == "value_error":
        said = context["error"].args[0]
        said = _KERNEL.get(said, said)
        return said if isinstance(said, str) else str(context["error"])
    if kind == "literal_error":
        known = context["expected"].replace("'", "")
        return Sentence("expected %(known)s", known=known)
    if kind == "too_short":
        return Sentence("expected at least %(number)s entries", number=context["min_length"])
    if kind == "too_long":
        return Sentence("expected at most %(number)s entries", number=context["max_length"])
    if kind == "string_too_long":
        return Sentence("expected at most %(number)s characters", number=context["max_length"])
    return _SENTENCES.get(kind) or details["msg"].replace("Input should be", "expected")


def _perhaps(path: Path_) -> str:
    """A near miss of a known key deserves its name: `begins` → did you mean …?"""
    model: Any = ProgramFile
    for part in path[:-1]:
        if isinstance(part, str):
            model = _inner(model, part)
    if model is None:
        return Sentence("is not known here")
    known = [field.alias or name for name, field in model.model_fields.items()]
    close = get_close_matches(str(path[-1]), known, 1)
    if close:
        return Sentence("is not known here; did you mean %(known)s?", known=repr(close[0]))
    return Sentence("is not known here; expected one of %(known)s", known=", ".join(known))


def _inner(model: Any, key: str) -> type[BaseModel] | None:
    """The item that `key` of `model` holds, looking through lists and optional values."""
    field = model.model_fields.get(key) if model else None
    waiting = [field.annotation] if field else []
    while waiting:
        annotation = waiting.pop()
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            return annotation
        waiting.extend(getattr(annotation, "__args__", ()))
    return None
