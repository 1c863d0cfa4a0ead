"""The one strict door for JSON, on a small application of its own."""

import json
from enum import Enum
from typing import Annotated
from uuid import UUID

import pytest
from flask import Flask
from pydantic import Field

from companion import boundary, config
from companion.kernel import openapi
from companion.kernel.payload import Day, In, LongText, Out, Stamp, Text, Whole
from companion.kernel.routes import Api


class Mark(Enum):
    OPEN = 1
    CLOSED = 2


class NoteIn(In):
    title: Text(20)
    body: LongText(200) = ""
    score: Whole(0, 10) | None = None
    weight: float | None = None
    at: Stamp | None = None
    day: Day | None = None
    tags: Annotated[list[str], Field(max_length=5)] = []


class NoteOut(Out):
    id: UUID
    title: str
    at: Stamp | None


class Range(In):
    start: Day
    limit: int = 5


@pytest.fixture
def door():
    app = Flask(__name__)
    api = Api("notes")

    @api.put("/notes/<uuid:note_id>", policy=Mark.CLOSED, answers={201: NoteOut, 200: NoteOut}, problems=(409,))
    def put_note(note_id: UUID, body: NoteIn) -> NoteOut:
        """Keep a note."""
        return NoteOut(id=note_id, title=body.title, at=body.at)

    @api.get("/notes", policy=Mark.OPEN, answers={200: None})
    def list_notes(query: Range) -> None:
        """List notes."""

    app.register_blueprint(api)
    app.extensions["companion.config"] = config.load({})
    boundary.init_app(app, https=False)
    app.config["MAX_CONTENT_LENGTH"] = 1 << 20
    return app


PATH = "/api/v1/notes/0190d2c0-0000-7000-8000-000000000001"


def put(door, raw, **headers):
    return door.test_client().put(PATH, data=raw, headers={"Content-Type": "application/json", **headers})


def test_a_good_body_comes_through_and_instants_come_back_in_utc(door):
    answer = put(door, '{"title": "  hello ", "at": "2026-03-10T16:00:00-04:00"}')
    assert answer.status_code == 201
    assert answer.json == {"id": PATH.rsplit("/", 1)[1], "title": "hello", "at": "2026-03-10T20:00:00.000Z"}


HOSTILE = [
    ("", 400),
    ("{", 400),
    ("[" * 20_000, 400),
    ('{"a":' * 10_000, 400),
    ('{"title": "x", "tags": ' + "[" * 9 + "]" * 9 + "}", 400),
    ('{"title": "\\ud800"}', 400),
    (b'{"title": "\xff\xfe"}', 400),
    ('{"title": "x", "weight": NaN}', 422),
    ('{"title": "x", "weight": Infinity}', 422),
    ('{"title": "x", "weight": 1e400}', 422),
    ('{"title": "x", "score": true}', 422),
    ('{"title": "x", "score": 1.5}', 422),
    ('{"title": "x", "score": "3"}', 422),
    ('{"title": "x", "score": 9223372036854775808}', 422),
    ('{"title": "x", "score": ' + "9" * 5000 + "}", 400),
    ('{"title": "x", "score": -1}', 422),
    ('{"title": {"x": 1}}', 422),
    ('{"title": ["x"]}', 422),
    ('{"title": null}', 422),
    ('{"title": "a\\u0000b"}', 422),
    ('{"title": "a\\nb"}', 422),
    ('{"title": ""}', 422),
    ('{"title": "   "}', 422),
    ('{"title": "' + "x" * 21 + '"}', 422),
    ('{"title": "x", "unknown": 1}', 422),
    ('{"title": "x", "at": "2026-03-10T16:00:00"}', 422),
    ('{"title": "x", "at": 1773172800}', 422),
    ('{"title": "x", "at": "0001-01-01T00:00:00Z"}', 422),
    ('{"title": "x", "day": "2026-02-30"}', 422),
    ('{"title": "x", "day": "9999-12-31"}', 422),
    ("[]", 422),
    ("null", 422),
    ('"title"', 422),
]


@pytest.mark.parametrize(("raw", "status"), HOSTILE)
def test_a_hostile_body_gets_a_plain_problem_and_never_a_500(door, raw, status):
    answer = put(door, raw)
    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"
    problem = answer.json
    assert problem["status"] == status
    assert problem["code"]
    assert problem["detail"]


def test_brackets_inside_a_string_are_not_nesting(door):
    assert put(door, json.dumps({"title": "x", "body": "[" * 50 + '\\"' + "{" * 50})).status_code == 201


def test_what_was_sent_is_not_repeated_in_the_answer(door):
    answer = put(door, '{"title": "x", "score": "private words"}')
    assert b"private words" not in answer.data


def test_only_uncompressed_json_is_read(door):
    assert put(door, '{"title": "x"}', **{"Content-Type": "text/plain"}).status_code == 415
    assert put(door, "title=x", **{"Content-Type": "application/x-www-form-urlencoded"}).status_code == 415
    assert put(door, b"\x1f\x8b", **{"Content-Encoding": "gzip"}).status_code == 415


def test_too_much_is_refused_with_and_without_a_declared_length(door):
    big = json.dumps({"title": "x", "body": "y" * 70_000})
    assert put(door, big).status_code == 413
    environ = {"wsgi.input_terminated": True}
    import io

    answer = door.test_client().put(
        PATH, input_stream=io.BytesIO(big.encode()), environ_overrides=environ, content_type="application/json"
    )
    assert answer.status_code == 413


def test_a_path_carries_uuids_only(door):
    client = door.test_client()
    for last in ("1", "9" * 30, "%00", "0190d2c0-0000-7000-8000-00000000000g"):
        answer = client.put(f"/api/v1/notes/{last}", json={"title": "x"})
        assert answer.status_code == 404
        assert answer.json["code"] == "not_found"


@pytest.mark.parametrize(
    "query",
    ["", "?start=tomorrow", "?start=2026-03-10&start=2026-03-11", "?start=2026-03-10&x=1", "?start=2026-03-10&limit=a"],
)
def test_a_query_is_as_strict_as_a_body(door, query):
    assert door.test_client().get(f"/api/v1/notes{query}").status_code == 422


def test_a_good_query_is_parsed(door):
    assert door.test_client().get("/api/v1/notes?start=2026-03-10&limit=3").status_code == 204


def test_the_document_names_every_answer_and_error_of_a_route(door):
    document = openapi.document(door, "Notes", "1", Mark.OPEN, "Notes-Account")
    put_operation = document["paths"]["/api/v1/notes/{note_id}"]["put"]
    assert set(put_operation["responses"]) == {
        "200",
        "201",
        "400",
        "401",
        "403",
        "404",
        "408",
        "409",
        "413",
        "415",
        "422",
        "429",
        "503",
        "507",
    }
    assert put_operation["requestBody"]["content"]["application/json"]["schema"] == {
        "$ref": "#/components/schemas/NoteIn"
    }
    assert document["paths"]["/api/v1/notes"]["get"]["security"] == []
    assert [p["name"] for p in document["paths"]["/api/v1/notes"]["get"]["parameters"]] == ["start", "limit"]


def test_a_route_without_a_docstring_is_refused():
    api = Api("silent")
    with pytest.raises(TypeError, match="docstring"):

        @api.get("/x", policy=Mark.OPEN, answers={200: None})
        def silent() -> None: ...
