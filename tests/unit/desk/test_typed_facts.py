"""Times without an offset, as they are typed at a desk."""

from zoneinfo import ZoneInfo

import pytest

from dayzero.desk.typed_facts import with_offset
from models.errors import InputRefused
from tests.refusals import refuses

SHANGHAI, BERLIN = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("typed", "zone", "read"),
    [
        ("2026-03-20T09:00", SHANGHAI, "2026-03-20T09:00+08:00"),
        ("2026-03-20 09:00", SHANGHAI, "2026-03-20T09:00+08:00"),
        ("2026-03-20T09:00:30", SHANGHAI, "2026-03-20T09:00:30+08:00"),
        ("2026-03-29T03:00", BERLIN, "2026-03-29T03:00+02:00"),  # just after the clocks changed
        ("2026-03-29T01:59", BERLIN, "2026-03-29T01:59+01:00"),  # just before
        ("2026-03-20T09:00Z", SHANGHAI, "2026-03-20T09:00Z"),  # has its offset
        ("2026-03-20", SHANGHAI, "2026-03-20"),  # a date stays a date: precision is kept
        ("tomorrow", SHANGHAI, "tomorrow"),
    ],
)
def test_an_instant_without_offset_is_on_the_sites_clock(
    typed: str, zone: ZoneInfo, read: str
) -> None:
    assert with_offset("at", typed, zone) == read


@pytest.mark.parametrize("text", ["2026-02-30T09:00", "2026-03-01T25:00"])
def test_a_time_that_there_is_not_is_refused(text: str) -> None:
    with refuses(InputRefused, match=f"at: “{text}” is not a time of the calendar"):
        with_offset("at", text, SHANGHAI)


def test_a_time_that_the_clocks_skipped_is_refused() -> None:
    with refuses(InputRefused, match="last: “2026-03-29T02:30” did not exist: clocks in"):
        with_offset("last", "2026-03-29T02:30", BERLIN)


def test_a_time_that_came_twice_asks_for_its_offset() -> None:
    with refuses(InputRefused, match="at: “2026-10-25T02:30” came twice in Europe/Berlin"):
        with_offset("at", "2026-10-25T02:30", BERLIN)
