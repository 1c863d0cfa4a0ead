"""What the offline journeys share: entries as a phone holds them, what reached the server, and other people's doings."""

from __future__ import annotations

from collections.abc import Callable
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
    const row = rows.find((one) => one.revision === 1);
    const place = (id) => new TextEncoder().encode(owner + '|' + id);
    const opened = await crypto.subtle.decrypt({name: 'AES-GCM', iv: row.sealed.iv, additionalData: place(row.id)}, key, row.sealed.body);
    const pattern = JSON.parse(new TextDecoder().decode(opened));
    const made = [];
    for (const [at, day] of moments) {
        const entry = {...pattern, id: crypto.randomUUID(), recorded_at: at, local_day: day};
        for (const name of without) delete entry[name];
        const iv = crypto.getRandomValues(new Uint8Array(12));
        const body = await crypto.subtle.encrypt({name: 'AES-GCM', iv, additionalData: place(entry.id)}, key, new TextEncoder().encode(JSON.stringify(entry)));
        made.push({id: entry.id, owner, order: Date.parse(at), revision: 1, progress: 'waiting', sealed: {iv, body}});
    }
    const step = db.transaction('outbox', 'readwrite', {durability: 'strict'});
    for (const one of made) step.objectStore('outbox').put(one);
    await new Promise((then, never) => { step.oncomplete = then; step.onerror = never; });
    db.close();
    return made.map((one) => one.id);
}"""


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
    return house.ask(f"SELECT {columns} FROM checkins WHERE participant_id = :id ORDER BY recorded_at", id=person.id)


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
                all.onsuccess = () => { asked.result.close(); then(all.result.map(({owner, progress}) => ({owner, progress}))); };
            };
        })"""
    )
    return found


def end_everywhere(house: House, person: UUID) -> None:
    """Every sign-in of this person is over, as an admin or another phone can make it."""
    with house.inside(), transaction():
        sign_ins.end_others(None, person, clock.now())
