"""What the columns of each table are called: our names, what people write over them in English and Spanish, and which of them a
table needs. A column nobody here knows is asked about once, and remembered (`mappings`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from companion.imports.kinds import likely
from companion.imports.plain import plain_name
from companion.program.service import EventItem, FirstDay, GroupItem, ResourceItem, SegmentItem

PATTERN, ONE_OFFS, ROSTER = "pattern", "one-offs", "roster"
RESOURCES, GROUPS, EVENTS = "resources", "groups", "events"
LISTINGS = (RESOURCES, GROUPS, EVENTS)
TABLE_KINDS = (PATTERN, ONE_OFFS, ROSTER, *LISTINGS)
MOST_ROWS = {PATTERN: 240, ONE_OFFS: 500, ROSTER: 100, RESOURCES: 500, GROUPS: 60, EVENTS: 200}
DATES = frozenset({"date", "on", "starts_on", "expected_end_on"})
TIME = "time"
"""A column with both times, such as `4:00 – 5:30 PM`; it stands for `starts` and `ends`."""

_MEETING = tuple(each.alias or name for name, each in SegmentItem.model_fields.items() if name not in ("first", "last"))
CARD = {f"first_day_{name}": name for name in FirstDay.model_fields}
NEW_TRACK = {"track_name": "name", "level": "level", "about_weeks": "about_weeks", "capacity": "capacity"}
DETAILS = (*NEW_TRACK, *CARD)
"""Columns that say what a new track is."""

PERSON = ("name", "starts_on", "expected_end_on", "own_days", "language")


def _words(**columns: str) -> dict[str, str]:
    """What is written over a column → the column, for each word of each text."""
    return {word: column.rstrip("_") for column, words in columns.items() for word in words.split()}


_TIMES = _words(
    starts="start begins start_time time_start begin begin_time from empieza inicio hora_de_inicio hora_inicio desde comienza",
    ends="end end_time time_end finish to until termina fin hora_de_fin hora_fin hora_final hasta",
    time="times hours hour time_slot hora horas horario",
)
_PLACE = _words(
    place="room location where room_number lugar sala salon ubicacion donde",
    join_url="link zoom_link meeting_link video_link enlace liga enlace_de_zoom",
)
_SESSION = (
    _words(
        days="day weekdays weekday day_s days_of_week day_of_week day_of_the_week dias dia dia_s dias_de_la_semana",
        kind="type session_type group_type category tipo tipo_de_sesion tipo_de_grupo categoria",
        title="titulo group group_name class session session_name activity name grupo nombre_del_grupo clase actividad sesion nombre",
        with_="leader led_by facilitator facilitators therapist clinician instructor counselor staff con facilitador facilitadora "
        "terapeuta responsable consejero consejera imparte",
        modality="modalidad",
        optional="opcional",
        telehealth="online format virtual en_linea formato",
        bring="what_to_bring que_traer traer",
        track="turno program_track schedule_track",
        level="level_of_care nivel nivel_de_atencion",
        about_weeks="weeks semanas",
        first_day_where="first_day_place",
        first_day_door="door",
        first_day_ask_for="ask_for",
    )
    | _TIMES
    | _PLACE
)
_ONCE = _words(date="on day fecha dia session_date")
_PEOPLE = _words(
    name="first_name display_name preferred_name participant client client_name participant_name nombre nombre_preferido "
    "participante",
    track="turno group program schedule grupo programa horario",
    starts_on="start first_day start_date admission admission_date admit_date intake intake_date empieza inicio fecha_de_inicio "
    "fecha_inicio ingreso fecha_de_ingreso primer_dia",
    expected_end_on="end expected_end end_date expected_end_date planned_end termina fin fecha_de_fin fecha_fin fecha_de_salida "
    "salida egreso",
    own_days="days attends_days attendance_days dias dias_de_asistencia",
    language="idioma preferred_language lengua",
    care_team="counselor therapist primary_counselor clinician consejero consejera consejeria equipo terapeuta",
)
_NOT_ASKED = frozenset(
    [
        "last_name",
        "surname",
        "family_name",
        "apellido",
        "apellidos",
        "dob",
        "date_of_birth",
        "birthday",
        "birth_date",
        "fecha_de_nacimiento",
        "nacimiento",
        "age",
        "edad",
        "phone",
        "phone_number",
        "telefono",
        "celular",
        "cell",
        "email",
        "e_mail",
        "correo",
        "correo_electronico",
        "address",
        "direccion",
        "mrn",
        "id",
        "client_id",
        "chart",
        "chart_number",
        "expediente",
        "insurance",
        "seguro",
        "medicaid",
        "medicaid_id",
        "member_id",
        "diagnosis",
        "dx",
        "diagnostico",
        "ssn",
        "gender",
        "sex",
        "sexo",
        "genero",
        "notes",
        "note",
        "notas",
        "comments",
        "comentarios",
        "observaciones",
        "no",
        "number",
    ]
)
_LISTED = _words(
    title="name resource resource_name event event_name organization titulo nombre recurso evento organizacion",
    about="description details notes about_it descripcion detalles notas acerca_de",
    place="address location where room lugar direccion sala ubicacion donde",
    phone="phone_number telephone tel telefono numero",
    url="website web site link web_address sitio sitio_web pagina pagina_web enlace",
    tags="tag category categories type topic topics etiqueta etiquetas categoria tipo tema",
    language="idioma lengua",
    slug="short_name nombre_corto",
)
_GATHERED = _words(
    join_url="link zoom_link meeting_link website url enlace liga",
    ask_for="contact contact_person leader facilitator host contacto responsable facilitador facilitadora pregunta_por",
)
_GROUP = (
    _LISTED
    | _GATHERED
    | _TIMES
    | _words(
        name="title group group_name name nombre grupo nombre_del_grupo titulo",
        day="days weekday day_of_week meets dia dias dia_de_la_semana se_reune",
    )
)
_EVENT = _LISTED | _GATHERED | _TIMES | _words(on="date day event_date fecha dia when cuando")


@dataclass(frozen=True)
class Columns:
    """What a table may say. `also` are other names of a column; `unasked` are headings that are left out unless somebody says
    otherwise: nothing here needs what stands in them."""

    needed: Sequence[str]
    known: Sequence[str]
    also: Mapping[str, str] = field(default_factory=dict)
    unasked: frozenset[str] = frozenset()

    def named(self, heading: str) -> str | None:
        """The column that this heading means for certain, however it is written; empty for one that is not asked about."""
        plain = plain_name(heading)
        if plain in self.known:
            return plain
        found = self.also.get(plain)
        return found if found in self.known else "" if plain in self.unasked else None

    def perhaps(self, heading: str) -> str | None:
        """The column that this heading means in all likelihood, or None."""
        close = likely(
            plain_name(heading), [*self.known, *(word for word, name in self.also.items() if name in self.known)]
        )
        return self.named(close) if close else None

    def missing(self, names: Iterable[str | None]) -> list[str]:
        """Columns that a table with these still needs."""
        there = set(names)
        given = there | ({"starts", "ends"} if TIME in there else set())
        return [name for name in self.needed if name not in given]


def _listed(shape: type[ResourceItem | GroupItem | EventItem]) -> tuple[str, ...]:
    return tuple(name for name in shape.model_fields if name != "slug")


_MEETING_COLUMNS = (*_MEETING[:3], TIME, *_MEETING[3:])
COLUMNS = {
    PATTERN: Columns(("days", "starts", "ends", "kind", "title"), ("track", *_MEETING_COLUMNS, *DETAILS), _SESSION),
    ONE_OFFS: Columns(
        ("date", "starts", "ends", "kind", "title"), ("date", "track", *_MEETING_COLUMNS[1:]), _SESSION | _ONCE
    ),
    ROSTER: Columns(("name", "starts_on"), ("track", *PERSON, "care_team"), _PEOPLE, _NOT_ASKED),
    RESOURCES: Columns(("title",), (*_listed(ResourceItem), "slug"), _LISTED),
    GROUPS: Columns(("name", "day", "starts", "ends", "ask_for"), (*_listed(GroupItem), TIME, "slug"), _GROUP),
    EVENTS: Columns(("title", "on", "starts", "ends"), (*_listed(EventItem), TIME, "slug"), _EVENT),
}

_EXAMPLE = {
    "days": "mon wed",
    "day": "thu",
    "starts": "16:00",
    "ends": "17:30",
    "kind": "process_group",
    "title": "Process group",
    "place": "Room 2",
    "with": "Dana",
    "track": "late-afternoon",
    "track_name": "Late afternoons",
    "level": "iop",
    "about_weeks": "10",
    "capacity": "12",
    "first_day_where": "1 Main Street",
    "first_day_door": "The blue one",
    "first_day_bring": "A photo ID; Something to write with",
    "first_day_ask_for": "Dana",
    "name": "Sam",
    "own_days": "mon wed",
    "language": "en",
    "care_team": "dana",
    "ask_for": "Dana",
}
_OWN_EXAMPLE = {
    RESOURCES: {"title": "Food pantry", "place": "5 Elm Street", "tags": "food", "about": "Open on Saturdays"},
    GROUPS: {"name": "Alumni circle"},
    EVENTS: {"title": "Spring picnic", "place": "Riverside Park"},
}


def template(kind: str, today: date) -> str:
    """A table with every column and one row as an example, for a spreadsheet."""
    soon = (
        _EXAMPLE
        | _OWN_EXAMPLE.get(kind, {})
        | dict.fromkeys(("date", "on", "starts_on"), f"{today + timedelta(days=7)}")
    )
    columns = [name for name in COLUMNS[kind].known if name not in (TIME, "slug")]
    return "".join(",".join(line) + "\r\n" for line in (columns, [soon.get(column, "") for column in columns]))
