"""A real file system that runs full under a whole installation. Needs to mount one; says so loudly where it cannot."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest

from tests.support import child

UNSHARE = ["unshare", "--user", "--map-root-user", "--mount"]


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """What happened, as tests/support/small_disk.py saw it."""
    folder = tmp_path_factory.mktemp("disk")
    if shutil.which("unshare") is None or subprocess.run([*UNSHARE, "true"], capture_output=True).returncode != 0:
        pytest.skip("THIS MACHINE LETS NOBODY MOUNT A SMALL FILE SYSTEM (unshare --user --mount): no disk ran full")
    command = [*UNSHARE, *child.command("tests.support.small_disk", folder)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


def test_writes_are_refused_with_507_and_never_as_a_failure_of_ours(found):
    assert set(found["while full"]) <= {201, 507}
    assert 507 in found["while full"]


def test_what_was_acknowledged_is_there_and_nothing_else(found):
    assert found["kept"] == 1 + found["saved while full"]


def test_reading_and_help_work(found):
    assert found["reading"] == 200
    assert found["help"] in {200, 404}  # 404 where the phone app is not built


def test_sending_stops_before_a_claim_it_could_not_record(found):
    assert (found["sent while full"], found["state while full"]) == (0, "planned")


def test_it_recovers_without_a_restart(found):
    assert found["before"] == found["after"] == 201
    assert (found["sent after"], found["state after"]) == (1, "sent")
