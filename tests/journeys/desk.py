"""A member of staff at a desk: another browser, signed in with passphrase and authenticator digits."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from playwright.sync_api import Page

from tests.journeys.house import House, StaffMember

SIZE = {"width": 1280, "height": 800}


def sign_in(page: Page, house: House, member: StaffMember) -> None:
    """Through the front door, as every morning."""
    page.goto(f"{house.origin}/staff/")
    page.get_by_label("Name", exact=True).or_(page.locator("input[name=sign_in_name]")).first.fill(member.sign_in_name)
    page.locator("input[name=passphrase]").fill(member.passphrase)
    page.locator("input[name=code]").fill(member.code())
    page.locator("form[action^='/staff/sign-in'] button").click()
    page.get_by_role("heading", level=1).wait_for()
    assert "/staff/sign-in" not in page.url, page.locator("main").inner_text()


def complete(page: Page, house: House, person: UUID) -> None:
    """Say that somebody's program days are done, today being the last."""
    page.goto(f"{house.origin}/staff/people/{person}")
    end(page, house, "Completed")
    page.locator(".phase.completed").wait_for()


def end(page: Page, house: House, how: str) -> None:
    """On the page of one person: their time here ended this way, today being the last day."""
    page.get_by_text("End their time here").click()
    page.get_by_label(how).check()
    page.get_by_label("Last day", exact=True).fill(f"{house.hours.today:%Y-%m-%d}")
    page.locator("form[action$='/exit/preview'] button").click()
    page.get_by_role("button", name="Change it", exact=True).click()
    page.get_by_role("button", name="Undo", exact=True).wait_for()


def move(page: Page, house: House, title: str, starts: datetime, ends: datetime) -> str:
    """Move the first meeting of this name today; returns the page that says what would be told."""
    page.goto(f"{house.origin}/staff/schedule")
    today = page.locator("section").filter(has=page.locator("h2.now"))
    today.get_by_role("link", name=title).first.click()
    page.locator("input[name=what][value=move]").check(force=True)
    page.locator("input[name=day]").fill(f"{starts:%Y-%m-%d}")
    page.locator("input[name=starts]").fill(f"{starts:%H:%M}")
    page.locator("input[name=ends]").fill(f"{ends:%H:%M}")
    page.get_by_role("button", name="Look before telling").click()
    page.get_by_role("heading", name="Tell this track").wait_for()
    preview = page.locator("main").inner_text()
    page.get_by_role("button", name="Change it and tell them").click()
    page.get_by_role("heading", level=1).wait_for()
    return preview
