"""The interface document tells programs everything: each address, each answer, each refusal."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from companion.accounts.policies import PUBLIC
from tests.api.conftest import Interface

Named = tuple[str, str, dict[str, Any]]
_PROBLEM = {"$ref": "#/components/schemas/Problem"}


@pytest.fixture
def operations(interface: Interface) -> list[Named]:
    """(method, path, operation) of everything in the document."""
    paths = interface.document["paths"]
    return [(method, path, operation) for path, methods in paths.items() for method, operation in methods.items()]


def _references(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"]
        part = list(part.values())
    if isinstance(part, list):
        for each in part:
            yield from _references(each)


def test_every_address_of_the_interface_is_in_the_document(interface: Interface) -> None:
    served = {
        (method.lower(), re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule))
        for rule in interface.app.url_map.iter_rules()
        if rule.rule.startswith("/api/") or rule.rule == "/healthz"
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    described = {(method, path) for path, methods in interface.document["paths"].items() for method in methods}
    assert served
    assert served == described


def test_nothing_under_api_is_served_from_outside_the_typed_routes(interface: Interface) -> None:
    plain = [
        rule.rule
        for rule in interface.app.url_map.iter_rules()
        if rule.rule.startswith("/api/") and not hasattr(interface.app.view_functions[rule.endpoint], "operation")
    ]
    assert plain == []


def test_paths_are_made_of_words_and_uuids_and_nothing_that_can_be_counted(operations: list[Named]) -> None:
    for _, path, operation in operations:
        for parameter in operation.get("parameters", []):
            if parameter.get("in") == "path":
                assert parameter["schema"] == {"type": "string", "format": "uuid"}, path


def test_every_refusal_has_the_shape_of_a_problem(operations: list[Named]) -> None:
    for method, path, operation in operations:
        for status, answer in operation["responses"].items():
            if int(status) < 400 or (path == "/healthz" and status == "503"):
                continue
            assert answer["content"] == {"application/problem+json": {"schema": _PROBLEM}}, (method, path, status)


def test_whoever_must_be_signed_in_is_told_so_and_a_public_address_says_that_it_is(
    operations: list[Named], interface: Interface
) -> None:
    policies = {
        (method.lower(), re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule)): interface.app.view_functions[
            rule.endpoint
        ].policy
        for rule in interface.app.url_map.iter_rules()
        for method in rule.methods or ()
    }
    for method, path, operation in operations:
        public = policies[method, path] is PUBLIC
        assert (operation.get("security") == []) is public, (method, path)
        if not public:
            assert {"401", "403"} <= set(operation["responses"]), (method, path)


def test_whoever_must_be_signed_in_may_say_whose_sign_in_they_mean(operations: list[Named]) -> None:
    for method, path, operation in operations:
        named = {"$ref": "#/components/parameters/account"} in operation.get("parameters", [])
        assert named is (operation.get("security") != []), (method, path)


def test_every_write_names_what_can_go_wrong_with_it(operations: list[Named]) -> None:
    for method, path, operation in operations:
        expected = {"400", "422", "429", "503"}
        expected |= {"403", "507"} if method != "get" else set()
        expected |= {"413", "415"} if "requestBody" in operation else set()
        expected |= {"404"} if "{" in path else set()
        assert expected <= set(operation["responses"]), (method, path)


def test_every_operation_says_what_it_does_and_has_a_name_of_its_own(operations: list[Named]) -> None:
    names = Counter(operation["operationId"] for _, _, operation in operations)
    assert [name for name, count in names.items() if count > 1] == []
    assert [path for _, path, operation in operations if not operation["summary"].endswith((".", "?"))] == []


def test_every_reference_leads_somewhere(interface: Interface) -> None:
    components = interface.document["components"]
    known = {f"#/components/{kind}/{name}" for kind in ("schemas", "parameters") for name in components[kind]}
    used = set(_references(interface.document))
    assert used
    assert used <= known


def test_bodies_refuse_what_they_do_not_know(interface: Interface, operations: list[Named]) -> None:
    schemas = interface.document["components"]["schemas"]
    for method, path, operation in operations:
        if "requestBody" in operation:
            name = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"].rsplit("/", 1)[1]
            assert schemas[name].get("additionalProperties") is False, (method, path)


def test_the_document_is_served_as_it_is_made(interface: Interface) -> None:
    answer = interface.app.test_client().get("/api/v1/openapi.json")
    assert answer.status_code == 200
    assert answer.get_json() == interface.document
