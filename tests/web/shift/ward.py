"""One server for every task: a site, its people and its subjects for each way of working."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from dayzero.passwords import hash_password
from models.records.store import Role, add_person, start_session
from tests.unit.records.recorded import bring_in, chart
from tests.web.pages import NOW, PASSWORD, PATH, Pages, pages_over, pass_over
from tests.web.server import PATIENCE_SECONDS
from tests.web.shift.hands import Hand, Keyboard, Pointing
from tests.web.shift.task import Task
from tests.web.shift.walk import Walk
from wording.language import Language

WHO = ("nurse", "second", "factor", "forgetful")
RIGHT_ONE = 500
NEW_ONE = 900


@dataclass(frozen=True)
class Way:
    """How the tasks are done, at a site of its own."""

    site: str
    hand: Hand
    language: Language
    window: dict[str, Any] = field(default_factory=dict)


WIDE = {"viewport": {"width": 1440, "height": 900}}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
WAYS = {
    "mouse": Way("CN01", Pointing(), "en", WIDE),
    "mouse in Chinese": Way("CN02", Pointing(), "zh", WIDE),
    "keyboard": Way("CN03", Keyboard(), "en", WIDE),
    "phone in Chinese": Way("CN04", Pointing(thumb=True), "zh", PHONE),
}
LOCALES: dict[Language, str] = {"en": "en-GB", "zh": "zh-CN"}


@contextmanager
def ward(folder: Path, tasks: tuple[Task, ...]) -> Iterator[Pages]:
    """A running server with a subject for each task at each site."""
    with pages_over(folder, DAYZERO_HOME=str(folder)) as pages:
        kept = hash_password(PASSWORD)
        for way in WAYS.values():
            for who in WHO:
                add_person(
                    pages.engine,
                    f"{who}-{way.site}",
                    role=Role.COORDINATOR,
                    sites=frozenset({way.site}),
                    password_hash=kept,
                    now=NOW,
                    by="test",
                )
            _enrol(pages, way.site, tasks)
        yield pages


def _enrol(pages: Pages, site: str, tasks: tuple[Task, ...]) -> None:
    """All at once, then one pass of each."""
    charts = [
        chart(*task.chart, subject=number(site, place), **{"site": site, **task.header})
        for place, task in enumerate(tasks)
    ]
    right = [
        chart(*PATH, subject=number(site, place + RIGHT_ONE), site=site)
        for place, task in enumerate(tasks)
        if "wrong subject" in task.name
    ]
    bring_in(pages.engine, *charts, *right)
    for one in charts:
        pass_over(pages.engine, one["subject"])


def number(site: str, place: int) -> str:
    """The subject of a task at a site."""
    return f"{site}-{place + 100}"


class Windows:
    """The windows of one way of working, one for each person."""

    def __init__(self, browser: Browser, pages: Pages, way: Way) -> None:
        self.browser, self.pages, self.way = browser, pages, way
        self.open: dict[str, BrowserContext] = {}
        self.logged: list[str] = []

    def of(self, who: str) -> Page:
        """A new page of somebody who is signed in."""
        if who not in self.open:
            self.open[who] = self._signed_in(f"{who}-{self.way.site}")
        page = self.open[who].new_page()
        page.on("console", lambda message: self.logged.append(message.text))
        return page

    def close(self) -> None:
        for context in self.open.values():
            context.close()

    def _signed_in(self, name: str) -> BrowserContext:
        context = self.browser.new_context(
            base_url=self.pages.url, locale=LOCALES[self.way.language], **self.way.window
        )
        context.set_default_timeout(1000 * PATIENCE_SECONDS)
        token = start_session(self.pages.engine, name, now=NOW)
        context.add_cookies([{"name": "dayzero", "value": token, "url": self.pages.url}])
        return context


def walk_of(windows: Windows, place: int, folder: Path) -> Walk:
    """A walk of one task's person, with what its steps call by a name."""
    site = windows.way.site
    file = folder / f"{number(site, place)}.csv"
    rows = f"Subject,Drug,Dose,Start,Stop\n{number(site, place)},dexamethasone,10 mg/day"
    file.write_text(f"{rows},2026-03-01,2026-03-05\n")
    return Walk(
        windows.of,
        windows.way.hand,
        windows.pages.engine,
        windows.way.language,
        site=site,
        subject=number(site, place),
        other=number(site, place + RIGHT_ONE),
        new=number(site, NEW_ONE),
        file=str(file),
    )
