"""Tables as people have them: their own headings, dates, times, separators and encodings, in English and Spanish. Nobody in them
exists."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Real:
    """`said` is what somebody answers about columns the table does not make clear, by heading; `shown` is what the preview says then.
    `asked`: whether there is anything to answer."""

    name: str
    kind: str
    content: bytes
    shown: tuple[str, ...]
    said: dict[str, str] = field(default_factory=dict)
    first_number: str | None = None
    more: dict[str, str] = field(default_factory=dict)

    @property
    def asked(self) -> bool:
        return bool(self.said or self.first_number)


def table(text: str, encoding: str = "utf-8", newline: str = "\r\n") -> bytes:
    return text.strip().replace("\n", newline).encode(encoding) + newline.encode(encoding)


PATTERN = (
    Real(
        "one time column, letters for days",
        "pattern",
        table("""
Day(s),Time,Group,Type,Room,Facilitator
M/W/F,4:00 PM - 5:30 PM,Process group,Process Group,Room 2,Dana
TTh,4–5:30 PM,Coping skills,Skills,Room 3,
MWF,5:45-6:45pm,Family night,Family Therapy,Room 2,
"""),
        ("7\u00a0h\u00a030\u00a0min a week", "4:00 PM", "until 5:30 PM", "Coping skills", "Room 3"),
        more={"track": "evening"},
    ),
    Real(
        "Spanish, semicolons, Windows letters",
        "pattern",
        table(
            """
Días;Inicio;Fin;Tipo;Título;Salón;Facilitador
lunes y miércoles;4:00 p. m.;5:30 p. m.;Grupo de proceso;Grupo de la tarde;Salón 2;Dana
martes a jueves;17:45;18:45;Psicoeducación;Cómo dormir mejor;Salón 3;
viernes;16h;17h30;Terapia familiar;Noche en familia;Salón 2;
""",
            "cp1252",
        ),
        ("6\u00a0h a week", "Grupo de la tarde", "Cómo dormir mejor", "Salón 3"),
        more={"track": "evening"},
    ),
    Real(
        "a title above, notes beside, weekdays spelled out",
        "pattern",
        table("""
Evening program – spring,,,,,,
Last changed 3/2/2026,,,,,,
Days of the week,Start time,End time,Session type,Session name,Location,Notes to self
Monday through Thursday,16:00,17:30,process group,Process group,Room 2,ask Dana
weekdays,17:45,18:45,Lecture,Education hour,Room 4,
"""),
        ("11\u00a0h a week", "Education hour", "left out"),
        said={"Notes to self": ""},
        more={"track": "evening"},
    ),
    Real(
        "tabs and UTF-16, as “Unicode text”",
        "pattern",
        table(
            "Track\tDay\tBegin\tEnd\tKind\tTitle\tPlace\nEvenings\tMon\t4 pm\t5:30 pm\tSkills group\tSkills\tRoom 1\n"
            "Evenings\tTue\tnoon\t1 pm\tLunch\tLunch\t\n",
            "utf-16",
        ),
        ("1\u00a0h\u00a030\u00a0min a week", "12:00 PM", "Skills"),
    ),
    Real(
        "headings with slips of the fingers",
        "pattern",
        table("""
Weekday|Strats|Ends|Kind|Titel|Room
Mo-Fr|9:00|12:00|1:1|Counseling|Room 5
"""),
        ("15\u00a0h a week", "Counseling"),
        said={"Strats": "starts", "Titel": "title"},
        more={"track": "morning"},
    ),
)
ONCE = (
    Real(
        "dates and times as a spreadsheet stores them",
        "one-offs",
        table("""
Date,Start,End,Type,Title,Where
46094,0.416666667,0.458333333,Workshop,Résumé help,Room 9
46095,0.6875,0.75,Yoga,Stretch,Room 9
"""),
        ("Fri, Mar 13", "10:00 AM", "Sat, Mar 14", "4:30 PM", "until 6:00 PM"),
        more={"track": "evening"},
    ),
    Real(
        "month first, with a time nobody meant",
        "one-offs",
        table("""
Session Date,Time Start,Time End,Category,Activity,Location,Format
3/13/2026 0:00,10:00 AM,11:00 AM,Workshop,Resume help,Room 9,In person
4/1/2026 0:00,2:00 PM,3:00 PM,Family education,Family night,Room 9,In person
"""),
        ("Fri, Mar 13", "Wed, Apr 1", "2:00 PM"),
        more={"track": "evening"},
    ),
    Real(
        "every date can be read two ways",
        "one-offs",
        table("""
date,time,kind,title,place
04/05/2026,16:00-17:00,workshop,Art,Studio
06/05/2026,16:00-17:00,workshop,Clay,Studio
"""),
        ("Mon, May 4", "Wed, May 6"),
        first_number="day",
        more={"track": "evening"},
    ),
    Real(
        "Spanish days in words",
        "one-offs",
        table("""
Fecha;Horario;Tipo de sesión;Actividad;Lugar
viernes 13 de marzo de 2026;10:00 a 11:30;Taller;Arte;Sala 1
lunes, 16 de marzo del 2026;de 4:00 p. m. a 5:30 p. m.;Yoga;Estirarse;Sala 1
"""),
        ("Fri, Mar 13", "until 11:30 AM", "Mon, Mar 16", "4:00 PM"),
        more={"track": "evening"},
    ),
    Real(
        "dots, a weekday beside each date, and a column of its own",
        "one-offs",
        table("""
Date,Weekday,From,To,Kind,Name,Room
Fri 13.3.2026,Friday,10:00,11:00,Workshop,Résumé help,Room 9
Mon 6.4.2026,Monday,10:00,11:00,Workshop,Résumé help,Room 9
"""),
        ("Fri, Mar 13", "Mon, Apr 6"),
        said={"Weekday": ""},
        more={"track": "evening"},
    ),
)
ROSTER = (
    Real(
        "an export with more than anybody here needs",
        "roster",
        table("""
MRN,Last Name,First Name,DOB,Phone,Admit Date,Expected End Date,Program
00123,Ito,Sam,1/2/1990,505-555-0100,3/16/2026,5/22/2026,Evenings
00124,Bello,Ana,12/30/1984,,3/18/2026,,Evenings
"""),
        ("Mon, Mar 16, 2026", "Fri, May 22, 2026", "Wed, Mar 18, 2026"),
    ),
    Real(
        "Spanish, day first because one date says so",
        "roster",
        table("""
Nombre;Turno;Fecha de inicio;Días de asistencia;Idioma
Inés;evening;03/04/2026;martes y jueves;español
Noé;evening;30/03/2026;;Español
"""),
        ("Fri, Apr 3, 2026", "Mon, Mar 30, 2026"),
    ),
    Real(
        "two ways to read a first day, month first",
        "roster",
        table("""
Client,Group,Start Date,Counselor
Sam,Evenings,4/6/2026,Dana
Lou,Evenings,4/7/2026,Dana
"""),
        ("Mon, Apr 6, 2026", "Tue, Apr 7, 2026", "Care team: Dana"),
        first_number="month",
    ),
    Real(
        "months in letters, two digits for the year, dashes for nothing",
        "roster",
        table(
            """
Preferred name,Schedule,Intake date,Planned end,Days
Sam,Evenings,16-Mar-26,22-May-26,Tue/Thu
Lou,Evenings,"March 17, 2026",-,–
""",
            newline="\n",
        ),
        ("Mon, Mar 16, 2026", "Tue, Mar 17, 2026"),
    ),
    Real(
        "headings only the clinic knows",
        "roster",
        table("""
Cliente nuevo,Tanda,Entra el
Sam,evening,2026-03-16T00:00:00
"""),
        ("Mon, Mar 16, 2026",),
        said={"Cliente nuevo": "name", "Tanda": "track", "Entra el": "starts_on"},
    ),
)
LISTS = (
    Real(
        "community resources",
        "resources",
        table("""
Resource,Description,Address,Phone Number,Website,Category
Food pantry,Open on Saturdays,5 Elm Street,(505) 555-0100,www.example.org,"Food, Families"
Night bus,Every half hour,,+1 505 555 0101,,Getting around
"""),
        ("Food pantry", "(505) 555-0100", "https://www.example.org", "Night bus"),
    ),
    Real(
        "recursos en español",
        "resources",
        table(
            """
Recurso;Descripción;Dirección;Teléfono;Idioma
Despensa;Abre los sábados;Calle Olmo 5;505 555 0100;español
""",
            "cp1252",
        ),
        ("Despensa", "Calle Olmo 5"),
    ),
    Real(
        "alumni groups with both times in one column",
        "groups",
        table("""
Group name,Meets,Time,Where,Contact
Alumni circle,Thursdays,6 – 7:30 PM,Room 2,Dana
Breakfast club,Saturday,9:00-10:00 AM,Corner café,Lou
"""),
        ("Alumni circle", "Thu", "6:00 PM – 7:30 PM", "Breakfast club", "Sat"),
    ),
    Real(
        "events as a newsletter lists them",
        "events",
        table("""
Event,When,Starts,Ends,Where,Details
Spring picnic,"Sunday, April 19, 2026",noon,3 pm,Riverside Park,Bring a blanket
Graduation,4/24/26,18:00,19:00,Room 1,
"""),
        ("Sun, Apr 19, 2026", "12:00 PM – 3:00 PM", "Fri, Apr 24, 2026"),
    ),
    Real(
        "eventos con una columna de más",
        "events",
        table("""
Evento;Fecha;Hora;Lugar;Quién compra el pastel
Día de campo;19.4.2026;de 12:00 a 15:00;Parque;Dana
"""),
        ("Día de campo", "Sun, Apr 19, 2026"),
        said={"Quién compra el pastel": ""},
    ),
)
ALL = (*PATTERN, *ONCE, *ROSTER, *LISTS)
