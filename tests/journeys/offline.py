"""What the offline journeys share: entries as a phone holds them, what reached the server, and other people's doings."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

from companion.accounts import sign_ins
from companion.kernel import clock
from companion.kernel.database import transaction
from tests.journeys.house import House, Invited
from tests.journeys.phone import Phone

# Takes one entry the app itself wrote as the pattern, opens it with the phone's own key, and writes more like it.
_MORE_LIKE_IT = """async ([moments, without]) => {
    const asked = (request) => new Promise((then, never) => { request.onsuccess = () => then(request.result); request.onerror = () => never(request.error); });
    const db = await asked(indexedDB.open('companion'));
    const all = db.transaction(['outbox', 'meta', 'keys']);
    const owner = await asked(all.objectStore('meta').get('owner'));
    const key = await asked(all.objectStore('keys').get('vault:' + owner));
    const rows = await asked(all.objectStore('outbox').getAll());
    const row = rows.find((one) => one.kind === 'checkin');
    const place = (id) => new TextEncoder().encode(owner + '|' + id);
    const opened = await crypto.subtle.decrypt({name: 'AES-GCM', iv: row.sealed.iv, additionalData: place(row.id)}, key, row.sealed.body);
    const pattern = JSON.parse(new TextDecoder().decode(opened));
    const made = [];
    for (const [at, day] of moments) {
        const entry = {...pattern, id: crypto.randomUUID(), recorded_at: at, local_day: day};
        for (const name of without) delete entry[name];
        const iv = crypto.getRandomValues(new Uint8Array(12));
        const body = await crypto.subtle.encrypt({name: 'AES-GCM', iv, additionalData: place(entry.id)}, key, new TextEncoder().encode(JSON.stringify(entry)));
        made.push({id: entry.id, owner, kind: 'checkin', order: Date.parse(at), state: 'waiting', token: crypto.randomUUID(), sealed: {iv, body}});
    }
    const step = db.transaction('outbox', 'readwrite', {durability: 'strict'});
    for (const one of made) step.objectStore('outbox').put(one);
    await new Promise((then, never) => { step.oncomplete = then; step.onerror = never; });
    db.close();
    return made.map((one) => one.id);
}"""


# Playwright's own routes do not see what a page asks for under a service worker; so the page's `fetch` stands in for the
# network: it refuses everything but one address, holds an answer back, or gives another one.
_NETWORK = """() => {
    if (window.network) return;
    const real = window.fetch;
    window.network = {only: null, hold: null, early: false, held: [], answers: {}};
    window.fetch = async (url, init) => {
        const path = String(url).split('?')[0];
        const api = path.startsWith('/api/');
        if (api && network.only && !path.endsWith(network.only)) throw new TypeError('Failed to fetch');
        for (const [end, body] of Object.entries(network.answers))
            if (path.endsWith(end) && (init?.method ?? 'GET') === 'GET') return Response.json(body);
        const held = network.hold && path.endsWith(network.hold);
        const wait = () => new Promise((go) => network.held.push(go));
        if (held && network.early) await wait();
        const answer = await real(url, init);
        if (held && !network.early) await wait();
        return answer;
    };
}"""


def _set_network(phone: Phone, change: str) -> None:
    """From now on, in the pages that are open and in those to come."""
    script = f"({_NETWORK})(); {change}"
    phone.context.add_init_script(script)
    for page in phone.context.pages:
        page.evaluate(f"() => {{ {script} }}")


def out_of_reach(phone: Phone, but: str = "/sign-in") -> None:
    """From now on every request of the app fails, but those to this address."""
    _set_network(phone, f"network.only = {json.dumps(but)};")


def answered_with(phone: Phone, path: str, body: Any) -> None:
    """From now on the server answers this to whoever asks for `path`."""
    _set_network(phone, f"network.answers[{json.dumps(path)}] = {json.dumps(body)};")


@contextmanager
def held_back(phone: Phone, path: str, *, early: bool = False) -> Iterator[Callable[[], bool]]:
    """Answers of this address reach the page at hand only after the block; `early`: requests leave it only then. Yields
    whether one is being held."""
    page = phone.page
    page.evaluate(
        f"() => {{ ({_NETWORK})(); network.hold = {json.dumps(path)}; network.early = {json.dumps(early)}; }}"
    )
    yield lambda: bool(page.evaluate("network.held.length"))
    page.evaluate("() => { network.hold = null; for (const go of network.held) go(); }")


def log(phone: Phone, mood: str, urge: str | None = None) -> None:
    """Write an entry as one does: choose, and tap Save."""
    phone.open("/log")
    phone.choose("Mood", mood)
    if urge is not None:
        phone.choose("Urge", urge)
    phone.tap("button", "Save", exact=True)


def write_like_it(phone: Phone, moments: list[datetime], without: tuple[str, ...] = ()) -> list[str]:
    """More entries like the one that lies on this phone, felt at these moments; without these answers, as older apps wrote."""
    given = [[at.isoformat(), f"{at:%Y-%m-%d}"] for at in moments]
    made: list[str] = phone.page.evaluate(_MORE_LIKE_IT, [given, list(without)])
    return made


def stored(house: House, person: Invited, columns: str = "mood") -> list[tuple[object, ...]]:
    """What the server holds of this person, oldest first."""
    names = columns.split(", ")
    found = house.entries(person.id)
    return [tuple(getattr(said if hasattr(said, name) else row, name) for name in names) for row, said in found]


def until(phone: Phone, came: Callable[[], bool]) -> None:
    """Wait until this has come about; whoever asked says what is missing when it never does."""
    for _ in range(200):
        if came():
            return
        phone.page.wait_for_timeout(100)


def held(phone: Phone) -> list[dict[str, Any]]:
    """What lies in this phone's outbox: whose it is and how far it got."""
    found: list[dict[str, Any]] = phone.page.evaluate(
        """() => new Promise((then, never) => {
            const asked = indexedDB.open('companion');
            asked.onerror = () => never(asked.error);
            asked.onsuccess = () => {
                const all = asked.result.transaction('outbox').objectStore('outbox').getAll();
                all.onsuccess = () => { asked.result.close(); then(all.result.map(({owner, state}) => ({owner, state}))); };
            };
        })"""
    )
    return found


def end_everywhere(house: House, person: UUID) -> None:
    """Every sign-in of this person is over, as an admin or another phone can make it."""
    with house.inside(), transaction():
        sign_ins.end_others(None, person, clock.now())
