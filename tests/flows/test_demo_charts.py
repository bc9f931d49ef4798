"""The demo's stories hold on any day of the year, working day or holiday."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from dayzero.demo.charts import demo_charts
from dayzero.demo.relative_dates import read_when, written
from dayzero.demo.stories import STORIES
from models.chart import read_chart, read_document
from models.disclosure import INSIDE
from models.moments import to_minute
from models.plan import assess
from models.protocol import load_protocol
from models.reasons.refusals.refusal import ValueRefused
from models.timeline.path_word import Word
from models.timeline.windows.case import open_case
from pictures.path import path_of
from tests.refusals import refuses

PROTOCOL = load_protocol()
SHANGHAI = ZoneInfo("Asia/Shanghai")


def test_the_stories_are_two_dozen_at_all_eleven_sites() -> None:
    numbers = [story.subject for story in STORIES]

    assert len(numbers) == len(set(numbers)) >= 24
    assert {number.partition("-")[0] for number in numbers} == set(PROTOCOL.sites)


def test_the_stories_show_every_kind_of_trouble() -> None:
    assert {story.shows for story in STORIES} >= {
        "On track", "Due", "Overdue", "Violated", "Cannot tell", "Ineligible", "Closed", "Done",
    }  # fmt: skip
    assert {(story.sex, story.fertile) for story in STORIES} == {
        ("male", None),
        ("female", True),
        ("female", False),
        ("female", None),
    }


@pytest.mark.parametrize("today", ["2026-03-11", "2028-02-29"])
def test_each_story_shows_what_it_promises(today: str) -> None:
    assert shown_on(today) == {story.subject: {story.shows} for story in STORIES}


@pytest.mark.parametrize(
    "today",
    [
        "2026-05-02",  # a Saturday of a holiday
        "2026-02-16",  # the first day of the Spring Festival
        "2026-10-04",  # in the middle of the National Day week
        "2027-01-01",  # a year whose working days may not be published yet
    ],
)
def test_in_a_holiday_what_is_near_is_told_louder_and_nothing_is_told_less(today: str) -> None:
    """What is due has no working day left; what comes after the holiday is told before it."""
    louder = {
        "On track": {"Due", "At risk"},
        "Due": {"Blocked", "At risk"},
        "Violated": {"At risk"},  # the point of no return is near, and not ready
        "Cannot tell": {"At risk"},
    }
    expected = {story.subject: {story.shows} | louder.get(story.shows, set()) for story in STORIES}

    shown = shown_on(today)

    assert {name: words for name, words in shown.items() if not words <= expected[name]} == {}


def shown_on(today: str) -> dict[str, set[str]]:
    """The word that each story's path shows that morning."""
    now = datetime.fromisoformat(f"{today}T01:30:00+00:00")
    return {
        name.removesuffix(".json"): {path_word(raw, now).value}
        for name, raw in demo_charts(now, PROTOCOL)
    }


def path_word(raw: bytes, now: datetime) -> Word:
    minute = to_minute(now)
    chart = read_chart(read_document(raw), protocol=PROTOCOL, now=minute)
    return path_of(assess(open_case(chart, PROTOCOL, {}), minute), PROTOCOL, ceiling=INSIDE).word


def test_a_second_demo_on_the_same_day_brings_in_the_same_charts() -> None:
    morning = datetime(2026, 3, 11, 1, tzinfo=UTC)

    assert demo_charts(morning, PROTOCOL) == demo_charts(morning + timedelta(hours=9), PROTOCOL)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("today", "2026-03-10"),
        ("today-10d", "2026-02-28"),
        ("today+2d 09:30", "2026-03-12T09:30+08:00"),
        ("infusion-71h", "2026-04-12T11:00+08:00"),
        ("infusion-3d", "2026-04-12"),
        ("infusion+1d 08:00", "2026-04-16T08:00+08:00"),
    ],
)
def test_a_relative_date_is_a_day_or_an_instant_at_the_site(text: str, expected: str) -> None:
    anchors = {
        "today": datetime(2026, 3, 10, tzinfo=SHANGHAI).date(),
        "infusion": datetime(2026, 4, 15, 10, tzinfo=SHANGHAI),
    }

    assert written(read_when(text).resolve(anchors, SHANGHAI)) == expected


def test_a_date_that_is_not_relative_is_refused() -> None:
    with refuses(ValueRefused, match="is not like today-5d"):
        read_when("five days ago")
