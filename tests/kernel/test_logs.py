"""What the logs may not say."""

import json

from companion.kernel import logs


def test_an_unexpected_error_is_logged_by_kind_and_place_without_its_message_or_values(capsys):
    logs.configure()
    try:
        private = "canary-note"  # noqa: F841 - a local variable that must not be shown
        raise ValueError("canary-message")
    except ValueError:
        logs.log("test").error("failed", exc_info=True)
    line = capsys.readouterr().err
    said = json.loads(line)
    assert said["exception"][0]["exc_type"] == "ValueError"
    assert said["exception"][0]["frames"][0]["name"].startswith("test_an_unexpected_error")
    assert "canary-message" not in line
    assert '"canary-note"' not in line
