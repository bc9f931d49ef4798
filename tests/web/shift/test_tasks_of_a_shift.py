"""Each ordinary task of a shift, in a browser, from Today to its confirmation."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.web.pages import Pages
from tests.web.server import PATIENCE_SECONDS
from tests.web.shift.task import MOST, Task
from tests.web.shift.tasks import TASKS
from tests.web.shift.ward import WAYS, Windows, walk_of, ward
from tests.web.test_browser import PROGRAMS, QUIET

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        pytest.skip("No browser was found: install the package chromium to run this test.")
    with sync_playwright() as playwright:
        expect.set_options(timeout=1000 * PATIENCE_SECONDS)
        browser = playwright.chromium.launch(executable_path=program, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    with ward(tmp_path_factory.mktemp("shift"), TASKS) as running:
        yield running


@pytest.fixture(scope="module", params=WAYS)
def windows(request: pytest.FixtureRequest, chromium: Browser, pages: Pages) -> Iterator[Windows]:
    opened = Windows(chromium, pages, WAYS[request.param])
    yield opened
    opened.close()


@pytest.mark.parametrize(("place", "task"), list(enumerate(TASKS)), ids=[one.name for one in TASKS])
def test_a_task_takes_as_few_deeds_as_the_table_says(
    windows: Windows, place: int, task: Task, tmp_path: Path
) -> None:
    windows.logged.clear()
    walk = walk_of(windows, place, tmp_path)
    for step in task.steps:
        step.do(walk)

    assert walk.counts == task.counts
    assert max(walk.counts) <= MOST
    assert walk.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert windows.logged == []  # what a page logs is a fault of ours
    walk.page.close()
