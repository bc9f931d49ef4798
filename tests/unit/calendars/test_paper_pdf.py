"""The printed page itself: one page, its letters inside, the same bytes, nothing unreadable."""

import logging
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any, cast

import pytest
from fontTools.ttLib import TTFont
from pypdf.generic import DictionaryObject

from calendars.paper.page import FONTS, LAYOUTS, PaperFull, print_page
from calendars.paper.pdf import paper_html
from calendars.paper.rows import DEFAULT_MARK, TEST_MARK
from tests.refusals import said
from tests.spec.charts import Json, a_chart, a_woman, booked, done, event
from tests.unit.calendars.papers import (
    NOW,
    PROTOCOL,
    opened,
    planned,
    printed,
    printed_anew,
    sizes_of,
    text_of,
)
from wording.calendars.paper import paper_words
from wording.language import Language, languages

BOTH: tuple[Language, ...] = ("zh", "en")
EACH: tuple[Sequence[Language], ...] = (("zh",), ("en",), BOTH)
LONGEST_NAMES = max(PROTOCOL.sites.values(), key=lambda site: len(site.names.english)).id

CONSENTED = (done("consent", "2026-03-01"), done("screening", "2026-03-02"))
ON_THE_WAY = (
    *CONSENTED,
    done("apheresis", "2026-03-09T09:00+08:00"),
    booked("infusion", "2026-04-15T10:00+08:00"),
)
VISITS = [f"month_{month}" for month in range(3, 25, 3)]


def at_the_longest(*facts: Json) -> Json:
    """A woman's chart, who owes every step, at the site that takes most room."""
    return a_woman(*facts, site=LONGEST_NAMES, subject=f"{LONGEST_NAMES}-007")


def all_booked() -> list[Json]:
    """Every visit booked, at times of the day."""
    days = [
        f"{2026 + (11 + month) // 12}-{(11 + month) % 12 + 1:02}-28" for month in range(3, 25, 3)
    ]
    return [booked(visit, f"{day}T10:30+08:00") for visit, day in zip(VISITS, days, strict=True)]


CHARTS: dict[str, tuple[Json, str]] = {
    "nothing recorded": (at_the_longest(), NOW),
    "infusion before the year's end": (
        at_the_longest(*CONSENTED, booked("infusion", "2026-12-28T10:00+08:00")),
        NOW,
    ),
    "everything booked and nothing since": (
        at_the_longest(booked("infusion", "2026-12-28T10:00+08:00"), *all_booked()),
        "2029-06-01T08:00+08:00",
    ),
    "on the way": (a_woman(*ON_THE_WAY), NOW),
    "withdrawn": (
        a_chart(*ON_THE_WAY, event("withdrawn", "2026-03-10")),
        "2026-03-12T08:00+08:00",
    ),
}
FULLEST = "everything booked and nothing since"
PAGES = [
    pytest.param(name, marks=() if name == FULLEST else pytest.mark.journey) for name in CHARTS
]
"""A page is laid out in some seconds: the fullest each time, all of them on the journey."""


@pytest.mark.parametrize("languages", EACH, ids="-".join)
@pytest.mark.parametrize("name", PAGES)
def test_no_line_of_a_cell_is_a_mark_and_the_end_of_a_date(
    name: str, languages: Sequence[Language]
) -> None:
    chart, now = CHARTS[name]
    [page] = opened(printed(chart, languages, now)).pages
    lines = [line.strip() for line in page.extract_text(extraction_mode="layout").splitlines()]
    marked = [line for line in lines if line.endswith((DEFAULT_MARK, TEST_MARK))]

    assert [line for line in marked if len(line) < len("2029*")] == []


@pytest.mark.parametrize("languages", EACH, ids="-".join)
@pytest.mark.parametrize("name", PAGES)
def test_it_is_one_page_of_a4_that_can_be_read_at_arms_length(
    name: str, languages: Sequence[Language]
) -> None:
    chart, now = CHARTS[name]
    pdf = printed(chart, languages, now)
    (page,) = opened(pdf).pages
    assert [round(float(side)) for side in page.mediabox[2:]] == [595, 842]
    assert min(sizes_of(pdf)) >= 10
    last = paper_words(languages[-1]).notes
    assert last in text_of(pdf)  # the page's last word: nothing was cut off


def test_chinese_is_text_that_can_be_read_out_and_searched() -> None:
    text = text_of(printed(a_woman(*ON_THE_WAY)))
    assert "受试者编号CN01-007" in text
    assert "回输（D0）2026年4月15日星期三10:00已预约" in text
    assert "第3月访视2026年7月8日至22日之间*待预约" in text
    assert "避孕义务结束：不早于2028年4月15日。" in text


def test_english_is_text_that_can_be_read_out_and_searched() -> None:
    text = text_of(printed(a_woman(*ON_THE_WAY), ("en",)))
    assert "SubjectnumberCN01-007" in text
    assert "Infusion(D0)Wed15April2026,10:00booked" in text


def test_every_letter_is_in_the_file() -> None:
    (page,) = opened(printed(a_woman(*ON_THE_WAY), BOTH)).pages
    resources = cast("DictionaryObject", page["/Resources"])
    fonts = cast("DictionaryObject", resources["/Font"])
    names = set()
    for font in fonts.values():
        descendant = font.get_object()["/DescendantFonts"][0].get_object()
        assert descendant["/FontDescriptor"].get_object()["/FontFile2"].get_object().get_data()
        names.add(str(descendant["/BaseFont"]).partition("+")[2])
    assert names == {"KurintoSansSC", "KurintoSansSCBold"}


@pytest.mark.parametrize("file", ["KurintoSansSC-Rg.ttf", "KurintoSansSC-Bd.ttf"])
def test_the_letters_know_every_word_site_and_step(file: str) -> None:
    words = [str(field) for language in languages() for field in _texts(paper_words(language))]
    words += [
        "".join((*site.names.values(), *site.cities.values())) for site in PROTOCOL.sites.values()
    ]
    words += ["".join(step.titles.values()) for step in PROTOCOL.step]
    known = TTFont(str(FONTS / file), lazy=True).getBestCmap()
    assert {letter for letter in "".join(words) if ord(letter) not in known} == set()


def _texts(says: Any) -> list[str]:
    values = [getattr(says, name) for name in says.__slots__]
    texts = [value for value in values if isinstance(value, str)]
    return [*texts, *says.weekdays, *says.states.values()]


def test_nothing_that_the_library_does_not_know_is_in_the_page(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.WARNING):
        printed_anew(a_woman(*ON_THE_WAY), BOTH)
    assert caplog.records == []


def test_the_file_says_its_title_its_language_and_the_moment_of_the_plan() -> None:
    file = opened(printed(a_woman(*ON_THE_WAY), BOTH))
    assert file.metadata is not None
    assert file.metadata.title == "访视日历 Visit calendar CN01-007"
    assert file.metadata.creation_date == datetime(
        2026, 3, 10, 8, tzinfo=timezone(timedelta(hours=8))
    )
    catalog = cast("DictionaryObject", file.trailer["/Root"])
    assert str(catalog["/Lang"]) == "zh-CN"
    assert cast("DictionaryObject", catalog["/ViewerPreferences"])["/DisplayDocTitle"]


def test_the_file_names_nobody() -> None:
    pdf = printed(a_woman(*ON_THE_WAY, born="1988-04-02"))
    metadata = opened(pdf).metadata
    assert metadata is not None
    assert metadata.author is None
    assert "1988" not in text_of(pdf) + str(metadata)


def test_the_same_plan_gives_the_same_bytes() -> None:
    chart = a_woman(*ON_THE_WAY)
    assert printed(chart, BOTH) == printed_anew(chart, BOTH)


@pytest.mark.journey
def test_another_process_with_another_hash_seed_gives_the_same_bytes() -> None:
    script = (
        "import sys\n"
        "from tests.unit.calendars.test_paper_pdf import BOTH, ON_THE_WAY, a_woman, printed\n"
        "sys.stdout.buffer.write(printed(a_woman(*ON_THE_WAY), BOTH))\n"
    )
    seed = "1" if os.environ.get("PYTHONHASHSEED") == "4242" else "4242"
    elsewhere = subprocess.run(  # noqa: S603  our own interpreter and script
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONHASHSEED": seed, "TZ": "America/New_York"},
        capture_output=True,
        check=True,
    )
    assert elsewhere.stdout == printed(a_woman(*ON_THE_WAY), BOTH)


def test_a_page_without_much_on_it_has_large_letters_and_room_to_write() -> None:
    chart, now = CHARTS["withdrawn"]
    assert min(sizes_of(printed(chart, now=now))) == LAYOUTS[0].text_pt


def test_what_does_not_fit_is_refused_in_one_sentence_and_never_cut() -> None:
    rows = "<tr><td>a</td></tr>" * 300
    html = f'<table width="100%" border="1"><tr><td width="100">x</td></tr>{rows}</table>'
    with pytest.raises(PaperFull) as caught:
        print_page(
            lambda _: html, subject="CN01-007", language="en", made=datetime.now().astimezone()
        )
    assert said(caught.value) == (
        "CN01-007: the visit calendar does not fit on one page; print one language"
    )


def test_a_name_with_markup_stays_text() -> None:
    plan = replace(planned(a_woman(*ON_THE_WAY)), subject="<b>&")
    assert "<b>&lt;b&gt;&amp;</b>" in paper_html(plan, PROTOCOL, ("en",))
