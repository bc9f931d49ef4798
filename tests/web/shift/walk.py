"""One person's way through the pages, with what it took."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from playwright.sync_api import Locator, Page
from sqlalchemy import Engine

from tests.web.shift.hands import Hand
from wording.language import Language
from wording.pages import page_words

PRESSED = "a:visible, button:visible, summary:visible"


class Walk:
    """Somebody at a page.

    Attributes:
        counts: what each way from Today took, clicks, keys that act and fields together.
    """

    def __init__(
        self,
        open_page: Callable[[str], Page],
        hand: Hand,
        engine: Engine,
        language: Language,
        **called: str,
    ) -> None:
        self.open_page, self.hand, self.engine = open_page, hand, engine
        self.language, self.called = language, called
        self.before: list[int] = []
        self.counted = 0

    @property
    def subject(self) -> str:
        return self.called["subject"]

    @property
    def counts(self) -> tuple[int, ...]:
        return (*self.before, self.counted)

    def begin(self, who: str) -> None:
        """Go to Today; only then is anything counted."""
        if self.counted:
            self.before.append(self.counted)
        self.counted = 0
        self.page = self.open_page(who)
        self.page.goto("/today")

    def press(self, name: str, *, leads: bool = True) -> None:
        self.counted += 1
        self.hand.press(self.pressed(name), leads=leads)

    def pressed(self, name: str) -> Locator:
        """The first link, button or fold with these words, whatever stands in their blanks."""
        exactly = re.compile(rf"^\s*{with_blanks(name)}\s*$")
        return self.page.locator(PRESSED).filter(has_text=exactly).first

    def say(self, field: str, value: str) -> None:
        self.hand.say(self.field(field), value)

    def field(self, name: str) -> Locator:
        return self.page.locator(f'[name="{name}"]:visible').first

    def words(self, where: str) -> str:
        """What the pages say there; blanks that are called by a name are filled."""
        if where.startswith("="):
            return self.fill(where[1:])
        path, _, count = where.partition("#")
        said: Any = page_words(self.language)
        for part in path.split("."):
            said = said[part] if isinstance(said, Mapping) else getattr(said, part)
        return self.fill(said.of(int(count)) if count else said)

    def fill(self, text: str) -> str:
        for name, value in self.called.items():
            text = text.replace(f"{{{name}}}", value)
        return text


def with_blanks(text: str) -> str:
    """A pattern for a text; what stands in its blanks may be anything."""
    return re.sub(r"\\{\w+\\}", ".+", re.escape(text))
