"""How a person works a page: with a mouse, by keyboard alone, or with a thumb on a phone."""

from collections.abc import Callable
from typing import Protocol

from playwright.sync_api import Locator, Page

MOST_TABS = 250
SEEN = (
    "e => e === document.activeElement && (e.type === 'file' ||"
    " parseFloat(getComputedStyle(e).outlineWidth) >= 2)"
)


class Hand(Protocol):
    """Presses one thing, or says one thing in a field."""

    def press(self, what: Locator, *, leads: bool) -> None: ...

    def say(self, field: Locator, value: str) -> None: ...


class Pointing:
    """A mouse; or a thumb, where the page is a phone's."""

    def __init__(self, *, thumb: bool = False) -> None:
        self.thumb = thumb

    def press(self, what: Locator, *, leads: bool) -> None:
        _following(what, what.tap if self.thumb else what.click, leads=leads)

    def say(self, field: Locator, value: str) -> None:
        if _kind(field) == "select":
            field.select_option(value)
        elif _kind(field) == "checkbox":
            field.check()
        elif _kind(field) == "file":
            field.set_input_files(value)
        else:
            field.fill(value)


class Keyboard:
    """Tab leads to everything, and the focus can be seen there; Enter presses it."""

    def press(self, what: Locator, *, leads: bool) -> None:
        self._reach(what)
        _following(what, lambda: what.page.keyboard.press("Enter"), leads=leads)

    def say(self, field: Locator, value: str) -> None:
        self._reach(field)
        {"select": _choose, "checkbox": _tick, "date": _date, "time": _time, "file": _file}.get(
            _kind(field), _type
        )(field, value)

    def _reach(self, what: Locator) -> None:
        found = what.element_handle()
        for _ in range(MOST_TABS):
            if found.evaluate(SEEN):
                return
            what.page.keyboard.press("Tab")
        message = f"no Tab leads to {what}, or its focus cannot be seen"
        raise AssertionError(message)


def _kind(field: Locator) -> str:
    kind: str = field.evaluate("e => e.tagName === 'SELECT' ? 'select' : e.type")
    return kind


def _following(what: Locator, press: Callable[[], None], *, leads: bool) -> None:
    """Wait for the page that a link or a button leads to; a fold or a file leads to none."""
    if not leads or what.evaluate("e => e.closest('summary') !== null"):
        press()
        return
    with what.page.expect_navigation(wait_until="load"):
        press()


def _choose(field: Locator, value: str) -> None:
    for _ in range(int(field.evaluate("e => e.options.length"))):
        if field.input_value() == value:
            return
        field.page.keyboard.press("ArrowDown")
    assert field.input_value() == value


def _tick(field: Locator, _value: str) -> None:
    field.page.keyboard.press("Space")
    assert field.is_checked()


def _file(field: Locator, value: str) -> None:
    field.set_input_files(value)  # the window in which a file is chosen is the system's own


def _date(field: Locator, value: str) -> None:
    """Typed in the order in which this browser shows a day."""
    year, month, day = value.split("-")
    _in_some_order(field, value, (day + month + year, month + day + year, year + month + day))


def _time(field: Locator, value: str) -> None:
    digits = value.replace(":", "")
    _in_some_order(field, value, (digits, digits + "AM", digits + "PM"))


def _in_some_order(field: Locator, value: str, orders: tuple[str, ...]) -> None:
    page: Page = field.page
    for typed in orders:
        field.blur()  # so that the focus begins again with the first part of it
        field.focus()
        page.keyboard.type(typed)
        if field.input_value() == value:
            return
    assert field.input_value() == value


def _type(field: Locator, value: str) -> None:
    field.page.keyboard.press("ControlOrMeta+A")
    field.page.keyboard.type(value)
