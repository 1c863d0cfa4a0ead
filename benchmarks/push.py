"""Part push: what one message costs, compared with what others would use, over TLS to a push service on the other core."""

from __future__ import annotations

import shutil
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from benchmarks import certificates, children, npm, sink
from benchmarks.report import Row, median_ratio, say
from benchmarks.senders import b64, plaintext
from companion.push import keys

NODE = Path(__file__).parent / "node"
SHORT = 200
COUNTS = {
    "readme": 40,
    "one": 100,
    "session": 400,
    "async": 1000,
    "pooled": 3000,
    "ours": 3000,
    "node": 1000,
    "limit": 4000,
}
NAMES = {
    "readme": "(a) README loop of pywebpush, full CA bundle",
    "one": "(a) README loop, one-certificate CA bundle",
    "session": "(b) webpush(), kept requests.Session",
    "async": "(c) webpush_async(), one aiohttp session",
    "pooled": "our encryption, one aiohttp session, uvloop",
    "node": "(d) Node web-push, keep-alive agent",
    "limit": "(e) bare cryptography, nothing sent",
    "ours": "ours: Sender.send_in_turns, as the worker does",
    "ours_short": f"ours, {SHORT}-byte plaintext",
    "limit_short": f"(e) bare cryptography, {SHORT}-byte plaintext",
}
Figures = dict[str, list[dict[str, float]]]


def run(quick: bool) -> Iterator[tuple[str, list[Row]]]:
    """The one table of this part."""
    folder = Path(tempfile.mkdtemp(prefix="bench-push-"))
    try:
        certificates.make(folder)
        _export_key(folder)
        with sink.running(folder) as service:
            figures = _measure(service, rounds=2 if quick else 9, share=0.2 if quick else 1.0)
        full = certificates.count(folder / "full.pem")
    finally:
        shutil.rmtree(folder)
    size = len(plaintext(0))
    yield (
        f"push: CPU per message, TLS, {size} bytes as shipped for every way; full CA bundle = {full} certificates",
        _rows(figures),
    )


def _measure(service: sink.Sink, rounds: int, share: float) -> Figures:
    figures: Figures = {}
    node_path = npm.installed(NODE, "web-push")
    ways = [name for name in NAMES if name != "node" or node_path]
    for number in range(rounds):
        for name in ways:
            count = max(10, int(COUNTS[name.removesuffix("_short")] * share))
            size = SHORT if name.endswith("_short") else 0
            figures.setdefault(name, []).append(_once(name, count, size, service, node_path))
        costs = ", ".join(f"{name} {figures[name][-1]['cpu'] * 1e6:.0f}" for name in ways)
        say(f"  push round {number + 1} of {rounds}, µs: {costs}")
    return figures


def _once(name: str, count: int, size: int, service: sink.Sink, node_path: str | None) -> dict[str, float]:
    folder = service.folder
    if name == "node":
        (folder / "plaintext").write_bytes(plaintext(size))
        key = keys.current_key(folder)
        secret = b64(key.private.private_numbers().private_value.to_bytes(32, "big"))
        command = [str(node_path), str(NODE / "send.js"), str(count), str(folder / "plaintext"), str(service.port)]
        env = {"NODE_EXTRA_CA_CERTS": str(folder / "one.pem")}
        taskset = shutil.which("taskset")
        pinned = [taskset, "-c", str(children.MEASURED)] if taskset else []
        result = children.run_command([*pinned, *command, key.public, secret], env)
    else:
        bundle = str(folder / ("one.pem" if name == "one" else "full.pem"))
        way = {"one": "readme"}.get(name, name.removesuffix("_short"))
        env = {"SSL_CERT_FILE": bundle, "REQUESTS_CA_BUNDLE": bundle, "CURL_CA_BUNDLE": bundle}
        result = children.run("senders", way, count, size, service.port, folder, env=env)
    service.arrived()
    return result


def _export_key(folder: Path) -> None:
    """The same VAPID key for everybody; pywebpush reads it from a file as its README does."""
    private = keys.current_key(folder).private
    pem = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "vapid.pem").write_bytes(pem)


def _rows(figures: Figures) -> list[Row]:
    def cpu(name: str) -> list[float]:
        return [one["cpu"] for one in figures[name]]

    def row(name: str, label: str | None = None) -> Row:
        times = None if name == "readme" else median_ratio(cpu("readme"), cpu(name))
        micro = statistics.median(cpu(name)) * 1e6
        target = ("≥", 75.0) if name == "ours" else None
        return Row(label or NAMES[name], micro, "µs CPU", None if times is None else "(a), × cheaper", times, target)

    order = [
        name for name in ("readme", "one", "session", "async", "node", "pooled", "ours", "limit") if name in figures
    ]
    rows = [row(name) for name in order]
    share = median_ratio(cpu("limit"), cpu("ours"))
    rows.append(
        Row("ours", statistics.median(cpu("ours")) * 1e6, "µs CPU", "(e), share of the limit", share, ("≥", 0.30))
    )
    if "node" in figures:
        times = median_ratio(cpu("node"), cpu("ours"))
        rows.append(Row("ours", statistics.median(cpu("ours")) * 1e6, "µs CPU", "(d), × cheaper", times, ("≥", 5.0)))
    more = median_ratio(cpu("pooled"), cpu("ours"))
    rows.append(Row("ours", statistics.median(cpu("ours")) * 1e6, "µs CPU", "aiohttp session, × cheaper", more))
    times = median_ratio(cpu("one"), cpu("ours"))
    rows.append(Row("ours", statistics.median(cpu("ours")) * 1e6, "µs CPU", "(a) one certificate, × cheaper", times))
    short = median_ratio(cpu("limit_short"), cpu("ours_short"))
    micro = statistics.median(cpu("ours_short")) * 1e6
    rows.append(Row(NAMES["ours_short"], micro, "µs CPU", "(e) same length, share", short))
    rate = statistics.median(1 / one["wall"] for one in figures["ours"])
    other = [one["wall"] for one in figures["readme"]]
    faster = median_ratio(other, [one["wall"] for one in figures["ours"]])
    rows.append(Row("ours, throughput of one process", rate, "messages/s", "(a), × faster", faster))
    return rows
