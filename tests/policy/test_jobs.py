"""Every background step that a feature offers is in the worker's one list."""

from __future__ import annotations

import importlib
import inspect
from pathlib import Path
from types import ModuleType

import pytest

from companion import worker

pytestmark = pytest.mark.databases("sqlite", "postgresql")

PACKAGE = Path(worker.__file__).parent
MODULES = [importlib.import_module(f"companion.{path.parent.name}.jobs") for path in sorted(PACKAGE.glob("*/jobs.py"))]


def _steps(module: ModuleType) -> set[object]:
    """Public functions defined there that take the hour and say whether there may be more."""
    found = inspect.getmembers(module, inspect.isfunction)
    return {
        function
        for name, function in found
        if not name.startswith("_")
        and function.__module__ == module.__name__
        and list(inspect.signature(function).parameters) == ["now"]
    }


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_every_step_is_run_by_the_worker(module: ModuleType) -> None:
    assert _steps(module)
    assert _steps(module) <= {job.step for job in worker.JOBS}


def test_no_two_jobs_share_a_name() -> None:
    names = [job.name for job in worker.JOBS]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("job", worker.JOBS, ids=lambda job: job.name)
def test_every_step_does_nothing_when_nothing_is_due(job: worker.Job, app: object) -> None:
    from tests.cast import NOW

    assert job.step(NOW) is False
