"""What is shipped under deploy/: read by the programs it is made for where they are here, and held against ours."""

from __future__ import annotations

import configparser
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from flask import Flask

from companion import cli, config
from companion.metrics import Figures
from companion.worker import GRACE_SECONDS

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
UNITS = sorted(DEPLOY.glob("*.service"))
HARDENED = {
    "UMask": "0077", "NoNewPrivileges": "yes", "ProtectSystem": "strict", "ProtectHome": "yes", "PrivateTmp": "yes",
    "PrivateDevices": "yes", "StateDirectoryMode": "0700", "CapabilityBoundingSet": "", "RestrictSUIDSGID": "yes", "User": "companion",
}  # fmt: skip


class _Repeating(dict[str, Any]):
    """A unit may say one thing several times; the values are kept together."""

    def __setitem__(self, key: str, value: Any) -> None:
        if key in self and isinstance(self[key], list) and isinstance(value, list):
            value = self[key] + value
        super().__setitem__(key, value)


def read_unit(path: Path) -> configparser.RawConfigParser:
    unit = configparser.RawConfigParser(strict=False, dict_type=_Repeating, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read_string(path.read_text())
    return unit


def command_exists(words: list[str]) -> bool:
    """Whether `companion WORDS` is a command of ours."""
    group: click.Command = cli.companion
    for word in words:
        if not isinstance(group, click.Group) or word not in group.commands:
            return False
        group = group.commands[word]
    return not isinstance(group, click.Group)


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_a_unit_is_hardened_and_starts_what_there_is(path: Path) -> None:
    service = read_unit(path)["Service"]
    assert {name: service.get(name) for name in HARDENED} == HARDENED
    assert int(service["TimeoutStopSec"]) > GRACE_SECONDS
    for line in [*service.get("ExecStartPre", "").splitlines(), service["ExecStart"]]:
        if line:
            program, *words = shlex.split(line)
            assert program == "/opt/companion/bin/companion"
            assert command_exists(words), line
    assert service["ExecReload"] == "/bin/kill -HUP $MAINPID"


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
@pytest.mark.skipif(
    shutil.which("systemd-analyze") is None, reason="no systemd here: the test above reads the unit as well"
)
def test_systemd_reads_a_unit_without_a_word(path: Path, tmp_path: Path) -> None:
    here = tmp_path / path.name  # with programs that exist on this machine
    here.write_text(path.read_text().replace("/opt/companion/bin/companion", "/bin/true"))
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(here)], capture_output=True, text=True, timeout=60, check=False
    )
    said = [line for line in done.stderr.splitlines() if path.name in line]
    assert said == []


def test_the_environment_file_can_be_loaded() -> None:
    lines = [line for line in (DEPLOY / "companion.env").read_text().splitlines() if line and not line.startswith("#")]
    settings = config.load(dict(line.split("=", 1) for line in lines))
    assert (settings.production, settings.trusted_proxies, config.advice(settings)) == (True, 1, None)


def tokens(text: str) -> Iterator[str]:
    """Words, braces, and semicolons of a configuration; comments and quotes as nginx has them."""
    for match in re.finditer(r"#[^\n]*|\"[^\"]*\"|'[^']*'|[{};]|[^\s{};\"'#]+", text):
        if not match[0].startswith("#"):
            yield match[0]


def directives(words: Iterator[str]) -> list[list[Any]]:
    """Directives as lists of words, a block as a list at their end. Fails for what is not closed or not ended."""
    found: list[list[Any]] = []
    current: list[Any] = []
    for word in words:
        if word == "{":
            found.append([*current, directives(words)])
            current = []
        elif word == ";":
            assert current, "a semicolon ends nothing"
            found.append(current)
            current = []
        elif word == "}":
            break
        else:
            current.append(word)
    assert not current, f"not ended: {' '.join(map(str, current))}"
    return found


def test_nginx_says_whose_visitor_it_is_and_logs_no_secret() -> None:
    whole = directives(tokens((DEPLOY / "nginx.conf").read_text().replace("${", "$(")))
    blocks = {block[0]: block[-1] for block in whole if isinstance(block[-1], list)}
    server = blocks["server"]
    location = next(one[-1] for one in server if one[0] == "location")
    assert ["proxy_set_header", "X-Forwarded-For", "$remote_addr"] in location, "never what a visitor wrote"
    assert ["proxy_set_header", "Host", "$host"] in location
    assert all(
        "80" not in one[1].split(":")[-1].split("]")[-1] or "443" in one[1] for one in server if one[0] == "listen"
    )
    [log] = [one for one in whole if one[0] == "log_format"]
    assert not {"$request", "$request_uri", "$args", "$query_string", "$uri"} & set(re.findall(r"\$\w+", " ".join(log)))
    assert ["access_log", "/var/log/nginx/companion.log", "companion"] in server
    assert f"server 127.0.0.1:{config.load({}).port}" in " ".join(map(str, blocks["upstream"][0]))
    assert (DEPLOY / "nginx.conf").read_text().count("COMPANION_TRUSTED_PROXIES=1") == 2


def test_nginx_reads_its_site(tmp_path: Path) -> None:
    nginx = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")
    if nginx is None:
        assert "CI" not in os.environ, ".ci/run installs it"
        pytest.skip("no nginx here; the test above reads the site as well")
    certificate(tmp_path)
    site = (DEPLOY / "nginx.conf").read_text()
    site = re.sub(r"/etc/letsencrypt/live/app\.example\.org", str(tmp_path), site).replace(
        "/var/log/nginx", str(tmp_path)
    )
    (tmp_path / "site.conf").write_text(site)
    folders = " ".join(
        f"{kind}_temp_path {tmp_path}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    whole = f"pid {tmp_path}/pid; events {{}} http {{ {folders} include {tmp_path}/site.conf; }}"
    (tmp_path / "nginx.conf").write_text(whole)
    done = subprocess.run(
        [nginx, "-t", "-q", "-e", str(tmp_path / "errors"), "-c", str(tmp_path / "nginx.conf")],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def certificate(folder: Path) -> None:
    key, name = (
        ec.generate_private_key(ec.SECP256R1()),
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "app.example.org")]),
    )
    now = datetime.now(UTC)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(1).not_valid_before(now).not_valid_after(now + timedelta(days=1))
    (folder / "fullchain.pem").write_bytes(made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    plain = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "privkey.pem").write_bytes(key.private_bytes(*plain))


def test_the_caddyfile_is_whole_and_says_whose_visitor_it_is() -> None:
    text = (DEPLOY / "Caddyfile").read_text()
    lines = [line.split("#")[0].rstrip() for line in text.splitlines()]
    depth, blocks = 0, []
    for line in filter(None, lines):
        assert line.startswith("\t" * (depth - line.strip().startswith("}"))), (
            f"indented as `caddy fmt` does it: {line}"
        )
        if line.endswith("{"):
            blocks.append(line.strip())
            depth += 1
        elif line.strip() == "}":
            depth -= 1
        assert depth >= 0
    assert depth == 0
    assert blocks == ["{", "app.example.org {", f"reverse_proxy 127.0.0.1:{config.load({}).port} {{"]
    assert "header_up X-Forwarded-For {remote_host}" in text
    assert "COMPANION_TRUSTED_PROXIES=1" in text
    assert not any(line.strip().startswith("log") for line in lines)


def instructions() -> list[tuple[str, str]]:
    text = re.sub(r"\\\n\s*", "", (DEPLOY / "Containerfile").read_text())
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [(line.split(None, 1)[0], line.split(None, 1)[1]) for line in lines]


def test_the_container_runs_as_nobody_special_and_says_how_it_is() -> None:
    found = instructions()
    last = found[max(index for index, (word, _) in enumerate(found) if word == "FROM") :]
    said = dict(last)
    assert {word for word, _ in found} <= {
        "FROM", "WORKDIR", "RUN", "COPY", "ENV", "USER", "VOLUME", "EXPOSE", "STOPSIGNAL", "HEALTHCHECK", "CMD",
    }  # fmt: skip
    user, _, group = said["USER"].partition(":")
    assert int(user) > 0 < int(group)
    assert said["VOLUME"] == "/var/lib/companion"
    assert "COMPANION_INSTANCE=/var/lib/companion" in said["ENV"]
    assert "--read-only" in (DEPLOY / "Containerfile").read_text()
    python = re.search(r"python:(3\.\d+)", last[0][1])
    assert python is not None
    assert tuple(map(int, python[1].split("."))) >= (3, 11)


def test_what_the_container_copies_and_starts_is_there() -> None:
    root = DEPLOY.parent
    for word, rest in instructions():
        if word == "COPY" and not rest.startswith("--from"):
            assert (root / rest.split()[0]).exists(), rest
        if word == "RUN" and " -r " in rest:
            assert (root / rest.split(" -r ")[1]).is_file(), rest
    shell = json.loads(dict(instructions())["CMD"])
    assert shell[:2] == ["sh", "-c"]
    steps = [step.strip().removeprefix("exec ") for step in shell[2].split("&&")]
    assert steps[0] == "umask 077"
    assert all(command_exists(step.split()[1:]) for step in steps[1:])
    assert subprocess.run(["sh", "-n", "-c", shell[2]], check=False, timeout=10).returncode == 0


@pytest.mark.parametrize(("status", "healthy"), [(200, True), (503, False)])
def test_the_health_check_of_the_container_knows_well_from_ill(status: int, healthy: bool) -> None:
    class Health(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status if self.path == "/healthz" else 404)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Health)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    check = dict(instructions())["HEALTHCHECK"].split("CMD ", 1)[1].replace(":8000/", f":{server.server_port}/")
    done = subprocess.run([sys.executable, *json.loads(check)[1:]], capture_output=True, timeout=30, check=False)
    server.shutdown()
    server.server_close()
    assert (done.returncode == 0) is healthy


@pytest.fixture
def labels(app: Flask) -> dict[str, set[str]]:
    """Metric → its labels, as the worker serves them."""
    found: dict[str, set[str]] = {}
    for family in Figures(app).collect():
        names = ["_bucket", "_gsum", "_gcount"] if family.type == "gaugehistogram" else [""]
        for name in names:
            found[family.name + name] = {"le"} if name == "_bucket" else set(getattr(family, "_labelnames", ()))
    return found


def unknown(expression: str, labels: dict[str, set[str]]) -> set[str]:
    """Metrics, and labels of theirs, that this expression names and the worker does not serve."""
    missing = set()
    for name, chosen in re.findall(r"\b(companion_\w+)(?:\{([^}]*)\})?", expression):
        if name not in labels:
            missing.add(name)
        else:
            missing |= {f"{name}.{one}" for one in re.findall(r"(\w+)\s*[=!]", chosen)} - {
                f"{name}.{one}" for one in labels[name]
            }
    return missing


def test_every_alert_speaks_of_metrics_there_are(labels: dict[str, set[str]]) -> None:
    groups = yaml.safe_load((DEPLOY / "alerts.yml").read_text())["groups"]
    rules = [rule for group in groups for rule in group["rules"]]
    assert len({rule["alert"] for rule in rules}) == len(rules) >= 5
    for rule in rules:
        assert "companion_" in rule["expr"]
        assert unknown(rule["expr"], labels) == set(), rule["alert"]
        assert re.fullmatch(r"\d+[smh]", rule.get("for", "0s"))
        assert {"summary", "todo"} <= rule["annotations"].keys()
        metric = re.findall(r"companion_\w+", rule["expr"])[0]
        used = re.findall(r"\$labels\.(\w+)", rule["annotations"]["summary"])
        assert set(used) <= labels[metric], rule["alert"]


def test_every_panel_draws_metrics_there_are_and_every_metric_is_drawn(labels: dict[str, set[str]]) -> None:
    board = json.loads((DEPLOY / "grafana-dashboard.json").read_text())
    expressions = [target["expr"] for panel in board["panels"] for target in panel["targets"]]
    assert {name for one in expressions for name in unknown(one, labels)} == set()
    drawn = {name for one in expressions for name in re.findall(r"companion_\w+", one)}
    assert {name for name in labels if name not in drawn and not name.endswith(("_gsum", "_gcount"))} == set()
    for one in expressions:
        grouped = re.search(r"by \(([^)]*)\) \((companion_\w+)\)", one)
        if grouped:
            assert set(grouped[1].split(", ")) <= labels[grouped[2]], one
    assert len({panel["id"] for panel in board["panels"]}) == len(board["panels"])
