"""Made-up requests against every operation: no 5xx, and every answer is one that the document describes."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.checks import (
    ignored_auth,
    negative_data_rejection,
    object_level_authorization,
    positive_data_acceptance,
)

from tests.api.conftest import Interface

EXAMPLES = 12  # of either mode and operation: bounded, so that the whole takes well under a minute
_NOT_ASKED = [
    positive_data_acceptance,  # a rule such as "that passphrase is too common" cannot be said in a schema
    ignored_auth,  # asked by tests/policy for every route and every kind of caller
    object_level_authorization,
]
# What makes no sense may also be refused for its size before anybody looks at its sense.
_REFUSED = ["400", "401", "403", "404", "405", "406", "409", "413", "415", "422", "428", "429", "5xx"]
_CONFIG = SchemathesisConfig.from_dict({"checks": {"negative_data_rejection": {"expected-statuses": _REFUSED}}})
# Each item of a batch has a verdict of its own: one that makes no sense must not hold back the others.
_BATCH = "POST /api/v1/checkins/batch"

bounded = settings(
    max_examples=EXAMPLES,
    derandomize=True,  # the same requests every time: a failure here is a failure everywhere
    database=None,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def _operations(interface: Interface) -> list[Any]:
    """The sign-in is left out of what is made up: everybody who asks here is signed in."""
    document = {name: part for name, part in interface.document.items() if name != "security"}
    schema = schemathesis.openapi.from_dict(document, config=_CONFIG)
    schema.app = interface.app
    return [found.ok() for found in schema.get_all_operations()]


def _ask(interface: Interface, operation: Any, mode: GenerationMode) -> None:
    """Twelve requests of a signed-in participant to one operation."""
    # Uncompressed: called without a server between, what comes is not unpacked.
    cookies, headers = interface.cookie(), {"Sec-Fetch-Site": "same-origin", "Accept-Encoding": "identity"}
    excluded = [*_NOT_ASKED, negative_data_rejection] if operation.label == _BATCH else _NOT_ASKED

    @bounded
    @given(case=operation.as_strategy(generation_mode=mode))
    def requests(case: Any) -> None:
        case.call_and_validate(cookies=cookies, headers=headers, excluded_checks=excluded)

    requests()


def takes_anything(operation: Any) -> bool:
    """Whether there is a part of the request that could be malformed at all."""
    return bool(operation.body or operation.query or operation.path_parameters)


@pytest.mark.slow
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["well-formed", "malformed"])
def test_every_answer_is_one_that_the_document_describes(interface: Interface, mode: GenerationMode) -> None:
    assert len(CHECKS.get_all_names()) > len(_NOT_ASKED)
    problems = []
    for operation in _operations(interface):
        try:
            _ask(interface, operation, mode)
        except Unsatisfiable:
            assert not takes_anything(operation), operation.label
        except (Exception, BaseExceptionGroup) as problem:  # noqa: BLE001 - all operations are asked before one complains
            problems.append(f"{operation.label}: {problem}")
    assert not problems, "\n\n".join(problems)
