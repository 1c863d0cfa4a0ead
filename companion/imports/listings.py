"""Interprets the tables that add to a list of the program: resources, alumni groups, and events. What is in the list already is
changed where the table names it again; nothing is taken away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from companion.imports import parsers
from companion.imports.columns import EVENTS, GROUPS, MOST_ROWS, RESOURCES
from companion.imports.layout import Reading, read_rows
from companion.imports.plain import plain_slug, plain_words
from companion.kernel.sentences import Sentence
from companion.program.service import BadFile, EventItem, GroupItem, ResourceItem, Trouble

ListItem = ResourceItem | GroupItem | EventItem
ADDED, CHANGED, SAME = "added", "changed", "same"


@dataclass(frozen=True)
class _List:
    """`title` is what people call an item; `beside` tells two of one title apart, such as the day of a group."""

    shape: type[Any]
    column: str
    title: Callable[[Any], str]
    beside: Callable[[Any], str]


_LISTS = {
    RESOURCES: _List(ResourceItem, "title", lambda item: item.title, lambda item: item.language),
    GROUPS: _List(GroupItem, "name", lambda item: item.name, lambda item: item.day),
    EVENTS: _List(EventItem, "title", lambda item: item.title, lambda item: f"{item.on}"),
}
_PLACEHOLDER = "x"  # a row is checked before it is known which item of the list it is


@dataclass(frozen=True)
class Listed:
    """One row, as it will stand in the list."""

    item: Any
    what: str


@dataclass(frozen=True)
class Listing:
    """The whole list with the table in it, and what the table says."""

    items: list[Any]
    rows: list[Listed]


def read_listing(content: bytes, name: str, kind: str, reading: Reading, there: Sequence[ListItem]) -> Listing:
    """The table, put into the list that is `there`. Raises BadFile."""
    troubles, of = list[Trouble](), _LISTS[kind]
    found: list[tuple[int, str | None, Any]] = []
    for row in read_rows(content, name, kind, reading, troubles):
        cells = row.cells
        slug = plain_slug(cells["slug"]) if "slug" in cells else None
        item = parsers.read_row(of.shape, row, troubles, slug=_PLACEHOLDER)
        if item is not None:
            found.append((row.line, slug, item))
    if troubles:
        raise BadFile(name, troubles)
    return _merged(of, found, name, list(there), MOST_ROWS[kind])


def _merged(of: _List, found: Sequence[tuple[int, str | None, Any]], name: str, there: list[Any], most: int) -> Listing:
    items, lines = {item.slug: item for item in there}, dict[str, int]()
    titles = [plain_words(of.title(item)) for _, _, item in found]
    rows, troubles = list[Listed](), list[Trouble]()
    for line, said, item in found:
        slug = said or _slug(of, item, items, lines, alone=titles.count(plain_words(of.title(item))) == 1)
        if not slug:
            troubles.append(Trouble(line, of.column, Sentence("expected a name with letters or digits")))
            continue
        if slug in lines:
            sentence = Sentence("already appears in line %(line)s; give one of them another name", line=lines[slug])
            troubles.append(Trouble(line, of.column, sentence))
            continue
        lines[slug] = line
        before, after = items.get(slug), item.model_copy(update={"slug": slug})
        items[slug] = after
        rows.append(Listed(after, ADDED if before is None else SAME if before == after else CHANGED))
    if not troubles and len(items) > most:
        sentence = Sentence(
            "the list would have %(number)s entries; it has room for %(most)s", number=len(items), most=most
        )
        troubles.append(Trouble(found[-1][0], "", sentence))
    if troubles:
        raise BadFile(name, troubles)
    return Listing(list(items.values()), rows)


def _slug(of: _List, item: Any, items: dict[str, Any], lines: dict[str, int], *, alone: bool) -> str:
    """That of the item in the list with this title, if it is clear which; else a new one made of the title."""
    title, beside = plain_words(of.title(item)), of.beside(item)
    same = [one for one in items.values() if plain_words(of.title(one)) == title and one.slug not in lines]
    exact = [one for one in same if of.beside(one) == beside]
    if exact or (alone and len(same) == 1):
        return str((exact or same)[0].slug)
    plain = plain_slug(of.title(item))
    longer = plain_slug(f"{plain[: 59 - len(beside)]}-{beside}")
    return plain if plain not in items else longer
