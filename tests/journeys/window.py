"""A phone-sized window of an engine that Playwright cannot drive: what one does in it, and what is drawn there."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

_PATIENCE_SECONDS = int(os.environ.get("JOURNEY_PATIENCE_MS", "30000")) / 1000

_WATCH = """window.seen = []; addEventListener('error', e => seen.push(e.message));
addEventListener('unhandledrejection', e => seen.push(String(e.reason?.stack ?? e.reason)))"""
# What lies under an open sheet cannot be touched, and hidden things are not there.
_FIND = """const [selector, name] = arguments;
const said = (text) => (text ?? '').replace(/\\s+/g, ' ').trim();
const names = (one) => [said(one.getAttribute('aria-label')), said(one.innerText), said(one.innerText.split('\\n')[0])];
return [...(document.querySelector('dialog[open]') ?? document).querySelectorAll(selector)]
    .find((one) => one.checkVisibility() && names(one).includes(name)) ?? null;"""
_ROW = """const [text] = arguments;
return [...document.querySelectorAll('main a')].find((one) => one.checkVisibility() && one.innerText.includes(text)) ?? null;"""
_CHOICE = """const [group, answer] = arguments;
const said = (one) => one?.textContent.replace(/\\s+/g, ' ').trim();
const field = [...document.querySelectorAll('fieldset')].find((one) => said(one.querySelector('legend')) === group);
return [...(field?.querySelectorAll('label') ?? [])].find((one) => said(one) === answer) ?? null;"""
_FIELD = """const [name] = arguments;
const label = [...document.querySelectorAll('label')].find((one) => one.textContent.trim().startsWith(name));
return label?.control?.checkVisibility() ? label.control : null;"""
# Nothing is loading, and there is a heading with something under it.
_STANDS = """const main = document.querySelector('main');
const head = main?.querySelector('h1');
const all = main?.innerText.trim() ?? '';
return !main?.left && !document.querySelector('.skeleton') && head?.checkVisibility() && all.length > head.innerText.trim().length
    ? head.innerText.trim() : null;"""

# The screen that is left stays until the next one has come: it is marked, so that it is not taken for that one.
_FOLLOW = """document.querySelector('main').left = true;
const link = Object.assign(document.createElement('a'), {href: arguments[0]});
document.body.append(link);
link.click();
link.remove();"""


class Window:
    """`problems` gathers what went wrong in any page that was open; `console` adds what the browser wrote down itself."""

    def __init__(self, driver: WebDriver, origin: str, console: Callable[[], list[str]]):
        self.driver = driver
        self.origin = origin
        self._console = console
        self._gathered: list[str] = []

    def start(self, path: str = "/") -> None:
        """Start the app at this address, as from the home screen, and wait until a screen has been drawn."""
        self._gather()
        self.driver.get(self.origin + path)
        self.driver.execute_script(_WATCH)
        self._wait(lambda: self.driver.execute_script(_STANDS), f"no screen is drawn at {path}")

    def go(self, path: str) -> None:
        """Follow a link to this address inside the app, and wait until another screen has been drawn."""
        self.driver.execute_script(_FOLLOW, path)
        self._wait(lambda: self.driver.execute_script(_STANDS), f"no screen is drawn at {path}")

    def arrives(self, heading: str) -> None:
        """Wait until the screen of this name is drawn."""
        self._wait(lambda: self.driver.execute_script(_STANDS) == heading, f"never drawn: the screen {heading!r}")

    def press(self, name: str) -> None:
        self._element(_FIND, "button, a, summary", name).click()

    def press_row(self, text: str) -> None:
        """Tap the link that has this among what it says."""
        self._element(_ROW, text).click()

    def choose(self, group: str, answer: str) -> None:
        """Tap an answer of a question, such as a number on a scale."""
        self._element(_CHOICE, group, answer).click()

    def write(self, field: str, text: str) -> None:
        """Type after what is there already, and see it stand there."""
        control = self._element(_FIELD, field)
        # WebKit's driver types where the caret happens to be, and knows a new line only as a key.
        self.driver.execute_script(
            "const [one] = arguments; one.focus(); one.setSelectionRange(one.value.length, one.value.length)", control
        )
        control.send_keys(text.replace("\n", Keys.ENTER))
        typed = "return arguments[0].value.endsWith(arguments[1])"
        self._wait(lambda: self.driver.execute_script(typed, control, text), f"never stood in {field!r}: {text!r}")

    def sees(self, text: str) -> None:
        """Wait until this is on screen."""
        self._wait(lambda: text in self.text(), f"never on screen: {text!r}")

    def text(self) -> str:
        """Everything that is drawn, on one line."""
        drawn: str = self.driver.execute_script("return document.body.innerText")
        return " ".join(drawn.split())

    def ask(self, function: str, *given: object) -> Any:
        """What this asynchronous function of the page answers."""
        answer, problem = self.driver.execute_async_script(
            f"const done = arguments[arguments.length - 1]; const given = [...arguments].slice(0, -1);"
            f"({function})(...given).then((value) => done([value, null]), (why) => done([null, String(why)]));",
            *given,
        )
        assert problem is None, problem
        return answer

    def ready_offline(self) -> None:
        """Wait until the service worker has everything and is in charge of this page."""
        self.ask("""async () => {
            await navigator.serviceWorker.ready;
            if (!navigator.serviceWorker.controller)
                await new Promise((then) => navigator.serviceWorker.addEventListener('controllerchange', then, {once: true}));
        }""")

    def problems(self) -> list[str]:
        self._gather()
        return self._gathered + self._console()

    def online(self) -> None:
        """What the system tells an app once the network is back: neither engine can be cut off from it here."""
        self.driver.execute_script("dispatchEvent(new Event('online'))")

    def rest(self) -> None:
        """Wait until nothing is on its way into the phone's database: WebKit keeps a page it has left, and what that page was
        writing keeps the next one waiting."""
        self.ask("""() => new Promise((then, never) => {
            const asked = indexedDB.open('companion');
            asked.onupgradeneeded = () => asked.transaction.abort(); // there is none, and none is made here
            asked.onerror = () => never(asked.error);
            asked.onsuccess = () => {
                const step = asked.result.transaction([...asked.result.objectStoreNames], 'readwrite');
                step.oncomplete = () => { asked.result.close(); then(null); };
                step.objectStore('meta').count();
            };
        })""")

    def _gather(self) -> None:
        self._gathered += self.driver.execute_script("return window.seen?.splice(0) ?? []")

    def _element(self, script: str, *given: str) -> WebElement:
        found: WebElement = self._wait(lambda: self.driver.execute_script(script, *given), f"not there: {given}")
        return found

    def _wait(self, came: Callable[[], Any], otherwise: str) -> Any:
        def tell() -> str:
            return (
                f"{otherwise}\nat {self.driver.current_url} is drawn: {self.text()[:600]}\nproblems: {self.problems()}"
            )

        waiting = WebDriverWait(self.driver, _PATIENCE_SECONDS, poll_frequency=0.05)
        try:
            return waiting.until(lambda _: came())
        except Exception as problem:
            raise AssertionError(tell()) from problem
