"""A phone-sized Chromium, and the few things only a test can do to it.

Phones share one browser, unless a journey is about what is left after switching one off: that one has a browser and a
profile on disk of its own. Chromium would ask Google for a subscription, so `PushManager.subscribe` answers with keys the
test made; what the server then sends is decrypted by the test and handed to the real service worker.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import threading
import uuid
from functools import partial
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, CDPSession, Locator, Page, Playwright, expect

from tests.journeys.rfc8291 import Receiver, base64url
from tests.journeys.shared_browser import ARGS, SharedBrowser

SIZE = {"width": 390, "height": 844}
# Chromium drops a notification from getNotifications() for good when it is asked before the display service answered.
_SETTLE_MS = 500
# A page on a busy machine takes its time; a journey that fails waits this long once.
_PATIENCE_MS = int(os.environ.get("JOURNEY_PATIENCE_MS", "30000"))
expect.set_options(timeout=_PATIENCE_MS)
# A promise in the page has no time limit of its own, nor has closing a browser that hangs: past this it is killed,
# and the journey fails where it stood instead of never ending.
_LIFE_SECONDS = float(os.environ.get("JOURNEY_LIFE_SECONDS", "300"))

_SUBSCRIBE = """(given) => {
    if (!('PushManager' in window)) return;
    const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0)).buffer;
    const keys = {p256dh: given.p256dh, auth: given.auth};
    const subscription = (options) => ({
        endpoint: given.endpoint, expirationTime: null, options,
        getKey: (name) => bytes(keys[name]),
        toJSON: () => ({endpoint: given.endpoint, expirationTime: null, keys}),
        unsubscribe: async () => { localStorage.removeItem('test-push'); return true; },
    });
    const of = (manager) => localStorage.getItem('test-push') ? subscription({userVisibleOnly: true, applicationServerKey: null}) : null;
    PushManager.prototype.getSubscription = async function () { return of(this); };
    PushManager.prototype.permissionState = async () => 'granted';
    PushManager.prototype.subscribe = async function (options) {
        localStorage.setItem('test-push', 'on');
        return subscription(options);
    };
}"""


class Phone:
    """One phone. `page` is the app's window."""

    def __init__(
        self,
        playwright: Playwright,
        browser: str,
        origin: str,
        profile: Path,
        push_address: str,
        shared: SharedBrowser | None = None,
        **options: Any,
    ):
        self.origin = origin
        self._profile = profile
        self._shared = shared
        self._end = threading.Timer(_LIFE_SECONDS, shared.kill if shared else self._kill)
        self._end.daemon = True
        self._end.start()
        self.receiver = Receiver.new()
        self.push_path = f"/push/{uuid.uuid4()}"
        settings = {"viewport": SIZE, "is_mobile": True, "has_touch": True, "device_scale_factor": 1, **options}
        own = partial(
            playwright.chromium.launch_persistent_context,
            str(profile),
            executable_path=browser,
            args=ARGS,
            headless=True,
        )
        self._launch = partial(shared.context if shared else own, **settings)
        self._subscription = {
            "endpoint": push_address + self.push_path,
            "p256dh": base64url(self.receiver.public),
            "auth": base64url(self.receiver.auth),
        }
        self._switch_on()

    def _switch_on(self) -> None:
        self.context: BrowserContext = self._launch()
        self.context.set_default_timeout(_PATIENCE_MS)
        self.context.grant_permissions(["notifications"], origin=self.origin)
        self.context.add_init_script(f"({_SUBSCRIBE})({json.dumps(self._subscription)})")
        self.page: Page = self.context.pages[0] if self.context.pages else self.context.new_page()

    def restart(self, *, offline: bool = False) -> None:
        """Switch it off and on again: nothing survives but what the profile keeps on disk."""
        assert self._shared is None, "what is switched off and on has a browser of its own: `own_browser=True`"
        self.context.close()
        self._switch_on()
        self.offline(offline)

    def open(self, path: str = "/") -> Page:
        """Go there as one does by typing the address, and wait until a screen has been drawn."""
        self.page.goto(self.origin + path, wait_until="domcontentloaded")
        self.settle()
        return self.page

    def settle(self) -> None:
        """Wait until a screen stands: it has its title and nothing is loading any more."""
        self.page.locator("h1").first.wait_for()
        expect(self.page.locator(".skeleton")).to_have_count(0)

    def ready_offline(self) -> None:
        """Wait until the service worker has everything and is in charge of this page."""
        self.ask(
            """async () => {
                await navigator.serviceWorker.ready;
                while (!navigator.serviceWorker.controller) await new Promise((done) => setTimeout(done, 50));
            }"""
        )

    def ask(self, function: str, given: Any = None, seconds: float = _PATIENCE_MS / 1000) -> Any:
        """What this asynchronous function of the page answers; fails when it has not answered in time."""
        late = f"no answer within {seconds} s"
        return self.page.evaluate(
            f"""(given) => Promise.race([({function})(given),
                new Promise((_, no) => setTimeout(() => no(new Error('{late}')), {seconds * 1000}))])""",
            given,
        )

    def offline(self, off: bool = True) -> None:
        self.context.set_offline(off)

    def tap(self, role: Any, name: str, *, exact: bool = False) -> Locator:
        found = self.page.get_by_role(role, name=name, exact=exact).first
        found.tap()
        return found

    def choose(self, group: str, answer: str) -> None:
        """Tap an answer of a question, such as a number on a scale."""
        self.page.get_by_role("group", name=group, exact=True).get_by_role("radio", name=answer, exact=True).tap()

    def sees(self, text: str | re.Pattern[str]) -> Locator:
        """Wait until this is on screen."""
        found = self.page.get_by_text(text).filter(visible=True).first
        found.wait_for()
        return found

    def sees_saved(self) -> Locator:
        """Wait until the line about an entry says it is on the server. The same words stand inside other sentences, too."""
        return self.sees(re.compile("^Saved to your account"))

    def api(self, method: str, path: str, body: Any = None) -> Any:
        """What the app's own page gets from the server; {"status": …, "body": …}."""
        return self.ask(
            """async ([method, path, body]) => {
                const answer = await fetch('/api/v1' + path, {method, cache: 'no-store',
                    headers: body === null ? {} : {'Content-Type': 'application/json'},
                    body: body === null ? undefined : JSON.stringify(body)});
                const text = await answer.text();
                return {status: answer.status, body: text ? JSON.parse(text) : null};
            }""",
            [method, path, body],
        )

    def cdp(self) -> CDPSession:
        return self.context.new_cdp_session(self.page)

    def deliver_push(self, plaintext: bytes) -> None:
        """Wake the service worker with a `push` event that carries this."""
        found: dict[str, dict[str, Any]] = {}
        session = self.cdp()
        session.on(
            "ServiceWorker.workerRegistrationUpdated",
            lambda event: found.update({each["registrationId"]: each for each in event["registrations"]}),
        )
        session.send("ServiceWorker.enable")
        for _ in range(100):
            live = [
                each for each in found.values() if not each["isDeleted"] and each["scopeURL"].startswith(self.origin)
            ]
            if live:
                break
            self.page.wait_for_timeout(50)
        assert live, "no service worker is registered"
        session.send(
            "ServiceWorker.deliverPushMessage",
            {"origin": self.origin, "registrationId": live[-1]["registrationId"], "data": plaintext.decode()},
        )
        session.detach()

    def notifications(self, count: int = 1) -> list[dict[str, Any]]:
        """What stands on the lock screen, once at least `count` do."""
        for _ in range(8):
            self.page.wait_for_timeout(_SETTLE_MS)
            shown = self.ask(
                """async () => (await (await navigator.serviceWorker.ready).getNotifications()).map((each) =>
                    ({title: each.title, body: each.body, tag: each.tag, data: each.data}))"""
            )
            if len(shown) >= count:
                break
        return shown

    def close(self) -> None:
        """Switch it off; harmless to repeat."""
        self.context.close()
        self._end.cancel()

    def _kill(self) -> None:
        """Whatever still waits for this browser gets an error at once."""
        subprocess.run(["pkill", "-KILL", "-f", f"user-data-dir={self._profile}"], check=False)
