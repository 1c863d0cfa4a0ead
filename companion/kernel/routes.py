"""A typed function is a route: its annotations say what may come in, its decorator what goes out and who may call it.

One strict path for every JSON body: size, nesting, exact types, nothing extra. The OpenAPI document in
`kernel.openapi` is generated from the same declarations.
"""

from __future__ import annotations

import inspect
import re
import typing
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, TypeVar

from flask import Blueprint, Response, request
from pydantic import BaseModel, ValidationError

from companion.kernel.errors import BadRequest, Field, Invalid, TooLarge, UnsupportedMedia
from companion.kernel.payload import In, Out

BODY_LIMIT = 64 * 1024
BATCH_LIMIT = 256 * 1024
_DEPTH_LIMIT = 8

View = Callable[..., Any]
T = TypeVar("T", bound=In)


@dataclass(frozen=True)
class Operation:
    """What one route declares: read by the gate (policy, proof), the parser and the OpenAPI document."""

    policy: object
    answers: Mapping[int, type[Out] | None]
    problems: Sequence[int]
    summary: str
    description: str
    body: type[In] | None = None
    query: type[In] | None = None
    max_body: int = BODY_LIMIT
    tags: Sequence[str] = field(default=())
    proof: object = None


class Api(Blueprint):
    """The JSON routes of one feature, all under /api/v1 unless `prefix` says otherwise."""

    def __init__(self, name: str, prefix: str = "/api/v1"):
        super().__init__(f"{name}_api", __name__, url_prefix=prefix)
        self.feature = name

    def route_for(
        self,
        method: str,
        rule: str,
        *,
        policy: object,
        answers: Mapping[int, type[Out] | None],
        problems: Sequence[int] = (),
        max_body: int = BODY_LIMIT,
        proof: object = None,
    ) -> Callable[[View], View]:
        """Declare a route. The first status in `answers` is the one a bare return value gets."""

        def declare(view: View) -> View:
            operation = _read_declaration(view, policy, answers, problems, max_body, self.feature, proof)
            self.add_url_rule(rule, endpoint=view.__name__, view_func=_wrap(view, operation), methods=[method])
            return view

        return declare

    def get(self, rule: str, **declared: Any) -> Callable[[View], View]:  # type: ignore[override]
        return self.route_for("GET", rule, **declared)

    def post(self, rule: str, **declared: Any) -> Callable[[View], View]:  # type: ignore[override]
        return self.route_for("POST", rule, **declared)

    def put(self, rule: str, **declared: Any) -> Callable[[View], View]:  # type: ignore[override]
        return self.route_for("PUT", rule, **declared)

    def patch(self, rule: str, **declared: Any) -> Callable[[View], View]:  # type: ignore[override]
        return self.route_for("PATCH", rule, **declared)

    def delete(self, rule: str, **declared: Any) -> Callable[[View], View]:  # type: ignore[override]
        return self.route_for("DELETE", rule, **declared)


def _read_declaration(
    view: View,
    policy: object,
    answers: Mapping[int, type[Out] | None],
    problems: Sequence[int],
    max_body: int,
    feature: str,
    proof: object,
) -> Operation:
    hints = typing.get_type_hints(view)
    summary, _, description = (inspect.getdoc(view) or "").partition("\n")
    if not summary:
        raise TypeError(f"{view.__qualname__} needs a docstring: its first line is the summary in the API document")
    return Operation(
        policy,
        dict(answers),
        tuple(problems),
        summary,
        description.strip(),
        hints.get("body"),
        hints.get("query"),
        max_body,
        (feature,),
        proof,
    )


def _wrap(view: View, operation: Operation) -> View:
    first_status = next(iter(operation.answers))

    @wraps(view)
    def call(**arguments: Any) -> Response:
        if operation.body is not None:
            arguments["body"] = parse_body(operation.body, operation.max_body)
        if operation.query is not None:
            arguments["query"] = parse_query(operation.query)
        elif request.query_string and request.args:
            raise Invalid("unknown_parameter", "This address takes no parameters.")
        result = view(**arguments)
        payload, status = result if isinstance(result, tuple) else (result, first_status)
        return _answer(payload, status)

    call.operation = operation  # type: ignore[attr-defined]
    call.policy = operation.policy  # type: ignore[attr-defined]
    call.proof = operation.proof  # type: ignore[attr-defined]
    return call


def _answer(payload: BaseModel | Response | bytes | None, status: int) -> Response:
    """Bytes are JSON already, of the declared shape: for hot routes, with a test that says so."""
    if isinstance(payload, Response):
        return payload
    if payload is None:
        return Response(status=204 if status == 200 else status)
    body = payload if isinstance(payload, bytes) else payload.__pydantic_serializer__.to_json(payload)
    return Response(body, status=status, mimetype="application/json")


def parse_body(model: type[T], limit: int = BODY_LIMIT) -> T:
    """The request's JSON as `model`. Raises UnsupportedMedia, TooLarge, BadRequest or Invalid."""
    if request.mimetype != "application/json":
        raise UnsupportedMedia("json_only", "Send the body as application/json.")
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise UnsupportedMedia("no_compression", "Send the body uncompressed.")
    raw = _read(limit)
    _check_depth(raw)
    try:
        return model.read(raw)
    except ValidationError as error:
        raise _refusal(error) from None


def parse_query(model: type[T]) -> T:
    """The query string as `model`; each parameter at most once. Raises Invalid."""
    if any(len(values) > 1 for _, values in request.args.lists()):
        raise Invalid("repeated_parameter", "Give each parameter once.")
    try:
        return model.model_validate_strings(request.args.to_dict(), strict=True)
    except ValidationError as error:
        raise _refusal(error) from None


def _read(limit: int) -> bytes:
    request.max_content_length = limit  # covers bodies without a length as well: reading stops there
    if request.content_length is not None and request.content_length > limit:
        raise TooLarge("too_large", f"Send at most {limit // 1024} KiB at once.")
    return request.get_data(cache=False)


_STRING_OR_BRACKET = re.compile(rb'"(?:[^"\\]|\\.?)*+(?:"|\Z)|[\[\]{}]', re.DOTALL)


_BRACKETS = bytes.maketrans(b"{}", b"[]")
_OTHERS = bytes(set(range(256)) - set(b'"\\[]{}'))


def _check_depth(raw: bytes) -> None:
    """Refuse deep nesting before a parser recurses into it. Brackets inside strings do not count."""
    if not _plainly_flat(raw):
        _count_depth(raw)


def _plainly_flat(raw: bytes) -> bool:
    """Whether the brackets are balanced and shallow, seen without looking at every string. False when that is not plain:
    at a backslash, at brackets in a string, at what is no JSON."""
    marks = raw.translate(_BRACKETS, _OTHERS).replace(b'""', b"")  # a string without brackets leaves only its quotes
    for _ in range(_DEPTH_LIMIT):
        marks = marks.replace(b"[]", b"")  # the innermost level
    return not marks


def _count_depth(raw: bytes) -> None:
    depth = 0
    for match in _STRING_OR_BRACKET.finditer(raw):
        first = match.group()[:1]
        if first in b"[{":
            depth += 1
            if depth > _DEPTH_LIMIT:
                raise BadRequest("too_deep", f"Nest at most {_DEPTH_LIMIT} levels.")
        elif first in b"]}":
            depth -= 1


def _refusal(error: ValidationError) -> Invalid | BadRequest:
    found = error.errors(include_url=False, include_context=False, include_input=False)
    if any(e["type"] == "json_invalid" for e in found):
        return BadRequest("not_json", "The body is not valid JSON.")
    fields = [Field(".".join(str(part) for part in e["loc"]), e["type"], e["msg"]) for e in found[:20]]
    return Invalid("not_accepted", "Some fields were not accepted.", fields=fields)
