"""The OpenAPI 3.1 document, generated from the declared routes: every route, every answer, every error."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from http import HTTPStatus
from threading import Lock
from typing import Any

from flask import Flask
from pydantic.json_schema import JsonSchemaMode, models_json_schema
from werkzeug.routing import Rule

from companion.kernel.payload import Problem
from companion.kernel.routes import Operation

_REF = "#/components/schemas/{model}"
_ACCOUNT = "#/components/parameters/account"
_ALWAYS = (400, 429, 503)
_PARAMETER = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")


def operations(app: Flask) -> list[tuple[str, str, Operation]]:
    """(path, method, operation) of every declared JSON route, in a stable order."""
    found = []
    for rule in app.url_map.iter_rules():
        operation = getattr(app.view_functions[rule.endpoint], "operation", None)
        if operation is not None:
            found += [(_path(rule), method, operation) for method in sorted(_methods(rule))]
    return sorted(found, key=lambda entry: entry[:2])


def document(app: Flask, title: str, version: str, public: object, account_header: str) -> dict[str, Any]:
    """The whole document. Operations whose policy is `public` need no sign-in; all others take the header that says whose
    sign-in the caller means."""
    entries = operations(app)
    refs, definitions = _schemas([operation for _, _, operation in entries])
    paths: dict[str, dict[str, Any]] = {}
    for path, method, operation in entries:
        paths.setdefault(path, {})[method.lower()] = _operation(path, method, operation, refs, public)
    return {
        "openapi": "3.1.0",
        "info": {"title": title, "version": version},
        "paths": paths,
        "components": {
            "schemas": definitions,
            "parameters": {"account": _account_parameter(account_header)},
            "securitySchemes": {"sign_in": {"type": "apiKey", "in": "cookie", "name": "__Host-companion"}},
        },
        "security": [{"sign_in": []}],
    }


def once(app: Flask, title: str, version: str, public: object, account_header: str) -> Callable[[], str]:
    """A function that gives the document as JSON. It is made at the first call, by one of those who call at once; the others
    wait for it: making it takes a second of a processor, and the address is open to everybody."""
    lock, made = Lock(), list[str]()

    def text() -> str:
        with lock:
            if not made:
                made.append(json.dumps(document(app, title, version, public, account_header)))
            return made[0]

    return text


def _account_parameter(name: str) -> dict[str, Any]:
    return {
        "name": name,
        "in": "header",
        "required": False,
        "schema": {"type": "string", "format": "uuid"},
        "description": "The account whose sign-in the caller means. When another one is signed in on this phone by now, the "
        "answer is 403 other_account and nothing is read or changed.",
    }


def _methods(rule: Rule) -> set[str]:
    return set(rule.methods or ()) - {"HEAD", "OPTIONS"}


def _path(rule: Rule) -> str:
    return _PARAMETER.sub(lambda match: "{" + match["name"] + "}", rule.rule)


Key = tuple[Any, JsonSchemaMode]


def _schemas(found: list[Operation]) -> tuple[dict[Key, dict[str, Any]], dict[str, Any]]:
    wanted: dict[Any, None] = {(Problem, "serialization"): None}
    for operation in found:
        if operation.body is not None:
            wanted[(operation.body, "validation")] = None
        if operation.query is not None:
            wanted[(operation.query, "validation")] = None
        for answer in operation.answers.values():
            if answer is not None:
                wanted[(answer, "serialization")] = None
    refs, schema = models_json_schema(list(wanted), ref_template=_REF)
    return dict(refs), schema.get("$defs", {})


def _operation(
    path: str, method: str, operation: Operation, refs: dict[Key, dict[str, Any]], public: object
) -> dict[str, Any]:
    described: dict[str, Any] = {
        "operationId": _operation_id(path, method),
        "tags": list(operation.tags),
        "summary": operation.summary,
        "responses": _responses(path, method, operation, refs, operation.policy is public),
    }
    if operation.description:
        described["description"] = operation.description
    account = [] if operation.policy is public else [{"$ref": _ACCOUNT}]
    if parameters := _path_parameters(path) + _query_parameters(operation) + account:
        described["parameters"] = parameters
    if operation.body is not None:
        described["requestBody"] = {
            "required": True,
            "content": {"application/json": {"schema": refs[(operation.body, "validation")]}},
        }
    if operation.policy is public:
        described["security"] = []
    return described


def _operation_id(path: str, method: str) -> str:
    words = [word for word in re.split(r"[^a-z0-9]+", path.removeprefix("/api/v1")) if word]
    return "_".join([method.lower(), *words])


def _path_parameters(path: str) -> list[dict[str, Any]]:
    schema = {"type": "string", "format": "uuid"}  # paths carry UUIDs only
    return [{"name": name, "in": "path", "required": True, "schema": schema} for name in re.findall(r"{(\w+)}", path)]


def _query_parameters(operation: Operation) -> list[dict[str, Any]]:
    if operation.query is None:
        return []
    schema = operation.query.model_json_schema(ref_template=_REF)
    required = set(schema.get("required", ()))
    return [
        {"name": name, "in": "query", "required": name in required, "schema": described}
        for name, described in schema.get("properties", {}).items()
    ]


def _responses(
    path: str, method: str, operation: Operation, refs: dict[Key, dict[str, Any]], is_public: bool
) -> dict[str, Any]:
    responses: dict[str, Any] = {}
    for status, answer in operation.answers.items():
        responses[str(status)] = {"description": HTTPStatus(status).phrase}
        if answer is not None:
            schema = refs[(answer, "serialization")]
            responses[str(status)]["content"] = {"application/json": {"schema": schema}}
    problem = {"application/problem+json": {"schema": refs[(Problem, "serialization")]}}
    for status in sorted(_problems(path, method, operation, is_public)):
        responses.setdefault(str(status), {"description": HTTPStatus(status).phrase, "content": problem})
    return responses


def _problems(path: str, method: str, operation: Operation, is_public: bool) -> set[int]:
    statuses = {*_ALWAYS, *operation.problems, 422}
    if not is_public:
        statuses |= {401, 403}
    if method != "GET":
        statuses |= {403, 507}
    if operation.body is not None:
        statuses |= {408, 413, 415}
    if "{" in path:
        statuses.add(404)
    return statuses
