"""The own copy as one HTML page to read or print: no script, nothing fetched, every word escaped."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime, format_time
from markupsafe import Markup, escape

from companion.export import labels
from companion.export.rules import OWNERS
from companion.export.tables import Record

_STYLE = (
    "body{font:17px/1.45 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#22302f;background:#fffdfa}"
    "h1{font-size:1.75rem}h2{font-size:1.2rem;margin:2rem 0 .5rem}article{border-top:1px solid #d8d2c8;padding:.6rem 0;"
    "break-inside:avoid}dl{margin:0;display:grid;grid-template-columns:minmax(8rem,14rem) 1fr;gap:.15rem 1rem}"
    "dt{color:#56635f}dd{margin:0;overflow-wrap:anywhere;white-space:pre-line}dd dl{grid-template-columns:1fr}"
    "@media(max-width:30rem){dl{grid-template-columns:1fr}dd{margin-bottom:.4rem}}"
)
_SCALES = ("mood", "craving", "stress", "confidence", "sleep")
# Numbers of rows, and a switch that says nothing to the person it was set for.
_UNSAID = ("id", "rev", "gone", "hides_craving", "late", "clock_doubt", *OWNERS)


def of(found: dict[str, list[Record]], language: str, zone: ZoneInfo, now: datetime) -> str:
    """A complete HTML document in the person's language, times in their zone."""
    page = _Page("es" if language == "es" else "en", zone)
    behind = [name for name in found if name in labels.BEHIND]
    body = Markup().join(page.section(name, found[name]) for name in labels.tables_in_order(list(found)))
    if behind:
        inside = Markup().join(page.section(name, found[name]) for name in behind)
        body += Markup("<details><summary>{}</summary>{}</details>").format(labels.heading("behind", language), inside)
    return str(page.document(body or page.line("nothing"), page.value("made_at", now)))


class _Page:
    def __init__(self, language: str, zone: ZoneInfo):
        self.language = language
        self.locale = "es_US" if language == "es" else "en_US"
        self.zone = zone

    def document(self, body: Markup, made: Markup) -> Markup:
        title = labels.heading("title", self.language)
        about = labels.heading("made", self.language).format(when=made)
        return Markup(
            '<!doctype html>\n<html lang="{}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, '
            'initial-scale=1"><meta name="robots" content="noindex"><title>{}</title><style>{}</style></head>'
            "<body><main><h1>{}</h1><p>{}</p>{}{}</main></body></html>\n"
        ).format(self.language, title, Markup(_STYLE), title, about, self.line("kept_back"), body)  # noqa: S704 - our own style

    def line(self, name: str) -> Markup:
        return Markup("<p>{}</p>").format(labels.heading(name, self.language))

    def section(self, name: str, rows: list[Record]) -> Markup:
        inside = Markup().join(Markup("<article>{}</article>").format(self.record(row)) for row in rows)
        return Markup("<section><h2>{}</h2>{}</section>").format(labels.table(name, self.language), inside)

    def record(self, row: Record) -> Markup:
        """What was said; what was skipped is left out."""
        said = {key: value for key, value in row.items() if key not in _UNSAID and value not in (None, "", [], {}, ())}
        pairs = [(labels.column(str(key), self.language), self.value(str(key), value)) for key, value in said.items()]
        return Markup("<dl>{}</dl>").format(
            Markup().join(Markup("<dt>{}</dt><dd>{}</dd>").format(*pair) for pair in pairs)
        )

    def value(self, key: str, value: Any) -> Markup:
        if isinstance(value, dict):
            return self.record(value)
        if isinstance(value, list | tuple):
            return Markup("<br>").join(self.value("", one) for one in value)
        return escape(self._plain(key, value))

    def _plain(self, key: str, value: Any) -> str:
        if isinstance(value, bool) or (key in _SCALES and isinstance(value, int | str)):
            return labels.answer(key, value, self.language)
        if isinstance(value, datetime):
            return format_datetime(value, "medium", tzinfo=self.zone, locale=self.locale)
        if isinstance(value, date):
            return format_date(value, "full", locale=self.locale)
        if isinstance(value, time):
            return format_time(value, "short", locale=self.locale)
        return str(value) if not isinstance(value, UUID) else str(value)[:8]
