"""Public-holiday calendars as their makers write them: days off close, make-up days are worked."""

from collections.abc import Callable
from datetime import date

import pytest
from holidays import country_holidays

from calendars.imported import AllDay, Meaning, closures_in, left_out, working_days_in
from calendars.imported.day_words import Day, day_of
from models.extra_working_days import ExtraWorkingDays, extra_days_of
from models.protocol.site_calendars import SiteCalendar
from models.protocol.sites import load_sites
from tests.unit.calendars.ics import event, ics, read

SITE = load_sites()["CN01"]
FREE = "TRANSP:TRANSPARENT"

# ShuYZ: each day off is an event of its own, free; a make-up day has hours and is busy.
SHUYZ = (
    event("DTSTART;VALUE=DATE:20261001", FREE, "SUMMARY:国庆节 假期 第1天/共2天", uid="1"),
    event("DTSTART;VALUE=DATE:20261002", FREE, "SUMMARY:国庆节 假期 第2天/共2天", uid="2"),
    event(
        "DTSTART:20261010T090000",
        "DTEND:20261010T180000",
        "SUMMARY:国庆节 补班 第1天/共1天",
        "DESCRIPTION:10月1日至2日放假调休",
        "STATUS:TENTATIVE",
        "TRANSP:OPAQUE",
        uid="3",
    ),
)
# holiday-cn: all of it busy days, and the make-up day names the holiday.
HOLIDAY_CN = (
    event(
        "DTSTART;VALUE=DATE:20261001", "DTEND;VALUE=DATE:20261003", "SUMMARY:国庆节假期", uid="1"
    ),
    event("DTSTART;VALUE=DATE:20261010", "SUMMARY:上班(补国庆节假期)", uid="2"),
)
# Apple: its own property says it; a festival without one is an ordinary day.
APPLE = (
    event(
        "DTSTART;VALUE=DATE:20261001",
        "DTEND;VALUE=DATE:20261003",
        FREE,
        "SUMMARY;LANGUAGE=zh_CN:国庆节（休）",
        "X-APPLE-SPECIAL-DAY:WORK-HOLIDAY",
        uid="1",
    ),
    event(
        "DTSTART;VALUE=DATE:20261010",
        FREE,
        "SUMMARY:国庆节",
        "X-APPLE-SPECIAL-DAY:ALTERNATE-WORKDAY",
        uid="2",
    ),
    event("DTSTART;VALUE=DATE:20261031", FREE, "SUMMARY:万圣夜", uid="3"),
)
# Google: free, in English, by the names of the holidays.
GOOGLE = (
    event("DTSTART;VALUE=DATE:20261001", FREE, "SUMMARY:National Day", uid="1"),
    event("DTSTART;VALUE=DATE:20261002", FREE, "SUMMARY:National Day Golden Week holiday", uid="2"),
    event("DTSTART;VALUE=DATE:20261010", FREE, "SUMMARY:Special Working Day", uid="3"),
    event("DTSTART;VALUE=DATE:20261031", FREE, "SUMMARY:Halloween", uid="4"),
)


def closed_days(calendar: SiteCalendar) -> list[str]:
    return [
        day.isoformat()
        for day in (date(2026, 10, number) for number in range(1, 32))
        if any(closure.covers(day) for closure in calendar.closures)
    ]


def worked_days(calendar: SiteCalendar) -> list[str]:
    return [f"{each.first} to {each.last}" for each in extra_days_of(calendar)]


@pytest.mark.parametrize("events", [SHUYZ, HOLIDAY_CN, APPLE, GOOGLE])
def test_days_off_close_free_or_not_and_the_make_up_day_is_worked(events: tuple[str, ...]) -> None:
    found = closures_in(read(ics(*events)), SITE, "cn")

    assert closed_days(found) == ["2026-10-01", "2026-10-02"]
    assert worked_days(found) == ["2026-10-10 to 2026-10-10"]
    assert found.closed_hours == ()


@pytest.mark.parametrize("events", [SHUYZ, HOLIDAY_CN, APPLE, GOOGLE])
def test_of_the_same_calendar_the_working_days_alone_can_be_had(events: tuple[str, ...]) -> None:
    found = working_days_in(read(ics(*events)), SITE, "cn")

    assert worked_days(found) == ["2026-10-10 to 2026-10-10"]
    assert (found.closures, found.closed_hours) == ((), ())


def test_a_sites_own_list_of_working_days_needs_no_word_for_them() -> None:
    listed = read(
        ics(
            event("DTSTART;VALUE=DATE:20260613", "SUMMARY:Saturday clinic", uid="1"),
            event("DTSTART:20260620T090000", "DTEND:20260620T120000", FREE, uid="2"),
            event("DTSTART;VALUE=DATE:20260625", "SUMMARY:端午节 假期", uid="3"),
        )
    )

    assert extra_days_of(working_days_in(listed, SITE, "ours")) == (
        ExtraWorkingDays(date(2026, 6, 13), date(2026, 6, 13), "Saturday clinic"),
        ExtraWorkingDays(date(2026, 6, 20), date(2026, 6, 20), "working day"),
    )
    assert left_out(listed, SITE, Meaning.WORKING_DAYS).untaken == 1  # the day off


def test_a_working_day_without_an_end_is_that_day_and_one_over_a_weekend_is_both() -> None:
    found = closures_in(
        read(
            ics(
                event("DTSTART:20261010T090000", "SUMMARY:补班", uid="1"),
                event(
                    "DTSTART;VALUE=DATE:20261017",
                    "DTEND;VALUE=DATE:20261019",
                    "SUMMARY:上班(补中秋节、国庆节假期)",
                    uid="2",
                ),
            )
        ),
        SITE,
        "cn",
    )

    assert worked_days(found) == ["2026-10-10 to 2026-10-10", "2026-10-17 to 2026-10-18"]


def test_what_is_left_out_is_neither_off_nor_worked_nor_takes_time() -> None:
    events = read(ics(*GOOGLE, event("DTSTART:20261012T090000", "SUMMARY:audit", uid="5")))
    left = left_out(events, SITE, Meaning.CLOSURES)

    assert (left.untaken, left.endless) == (1, 1)  # Halloween; the audit has no end


@pytest.mark.parametrize(
    "title",
    [
        *(
            "元旦 补班",
            "春节（班）",
            "春节(班)",
            "【班】中秋",
            "班",
            "国庆节班",
            "调休上班",
            "春节前补班",
        ),
        *(
            "上班(补春节假期)",
            "中秋节、国庆节 补班 第1天/共2天",
            "補班日",
            "补班 2月14日",
            "特殊工作日",
        ),
        *(
            "Special Working Day",
            "Working Day for Spring Festival",
            "Make-up working day",
            "Workday",
        ),
    ],
)
def test_a_title_that_says_working_day_is_one_whatever_else_it_names(title: str) -> None:
    assert said(title) is Day.WORKING


@pytest.mark.parametrize(
    "title",
    [
        *(
            "元旦 假期 第1天/共3天",
            "元旦假期",
            "劳动节 放假",
            "元旦 假日",
            "春节（休）",
            "休",
            "国庆节休",
        ),
        *("元旦", "劳动节", "中秋节", "National Day", "Labor Day", "Spring Festival holiday"),
        *("Public holiday", "National Day Golden Week holiday"),
        # the holidays of the library that we use, as it writes them itself
        *("放假日（2026-02-14 補班）", "休息日（由 2026-02-14 调休）"),
        *("Day off (substituted from 02/14/2026)", "国庆节放假，10月10日补班"),
    ],
)
def test_a_title_that_says_day_off_is_one(title: str) -> None:
    assert said(title) is Day.OFF


@pytest.mark.parametrize(
    "title",
    [
        *("值班", "培训班占用", "不上班", "停止上班", "暂停上班", "晚上班车停运", "王医生休假"),
        *("元宵节", "万圣夜", "ward moves", "Workday upgrade", "non-working day", "lab audit", ""),
    ],
)
def test_another_title_is_of_neither(title: str) -> None:
    assert said(title) is None


def said(title: str) -> Day | None:
    return day_of(AllDay(date(2026, 10, 1), date(2026, 10, 1), title), SITE.country)


def test_a_holiday_is_known_by_its_name_where_it_is_one() -> None:
    unity = AllDay(date(2026, 10, 3), date(2026, 10, 3), "Tag der Deutschen Einheit")

    assert day_of(unity, "DE") is Day.OFF
    assert day_of(unity, "CN") is None


# WHOLE YEARS, AS CHINA ANNOUNCED THEM


def shuyz(day: date, name: str, *, works: bool) -> tuple[str, ...]:
    if works:
        hours = (f"DTSTART:{day:%Y%m%d}T090000", f"DTEND:{day:%Y%m%d}T180000")
        return (*hours, f"SUMMARY:{name} 补班 第1天/共2天", "STATUS:TENTATIVE")
    return (f"DTSTART;VALUE=DATE:{day:%Y%m%d}", f"SUMMARY:{name} 假期 第1天/共3天", FREE)


def holiday_cn(day: date, name: str, *, works: bool) -> tuple[str, ...]:
    title = f"上班(补{name}假期)" if works else f"{name}假期"
    return (f"DTSTART;VALUE=DATE:{day:%Y%m%d}", f"SUMMARY:{title}")


def apple(day: date, name: str, *, works: bool) -> tuple[str, ...]:
    title = f"SUMMARY;LANGUAGE=zh_CN:{name}（{'班' if works else '休'}）"
    return (f"DTSTART;VALUE=DATE:{day:%Y%m%d}", title, FREE)


def traditional(day: date, name: str, *, works: bool) -> tuple[str, ...]:
    title = "補班日" if works else f"放假日（{day:%Y}-02-14 補班）"
    return (f"DTSTART;VALUE=DATE:{day:%Y%m%d}", f"SUMMARY:{title}", f"COMMENT:{name}", FREE)


@pytest.mark.parametrize("year", range(2018, 2027))
@pytest.mark.parametrize("written", [shuyz, holiday_cn, apple, traditional])
def test_a_year_in_any_of_these_hands_is_the_year_that_was_announced(
    written: Callable[..., tuple[str, ...]], year: int
) -> None:
    """Against the official list of a library, which knows it without any calendar."""
    official = country_holidays("CN", years=year, expand=False, language="zh_CN")
    off = set(official)
    made_up = {day for day in official.weekend_workdays if day.year == year}
    lines = [written(day, "国庆节", works=False) for day in sorted(off)]
    lines += [written(day, "国庆节", works=True) for day in sorted(made_up)]
    raw = ics(*(event(*each, uid=str(number)) for number, each in enumerate(lines)))

    found = closures_in(read(raw, first=date(year, 1, 1), last=date(year, 12, 31)), SITE, "cn")

    assert {each.first for each in found.closures} == off
    assert {each.first for each in extra_days_of(found)} == made_up
    assert len(made_up) >= 4
