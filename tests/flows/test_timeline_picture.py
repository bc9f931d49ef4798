"""The picture of a path: where things stand, and that any SVG reader can read it."""

from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from models.disclosure import INSIDE
from models.moments import Span
from models.protocol import load_protocol
from models.timeline.path_word import Word
from models.timeline.values import VerdictValue
from pictures.colours import COLOUR
from pictures.path import path_of
from pictures.time_axis import scale_for
from pictures.timeline_svg import PAINT, timeline_svg
from tasks.prefect_pages.timeline_page import timeline_page
from tests.unit.timeline.plan_builder import a_plan, a_step, a_verdict, first
from wording.pictures.timeline import PictureWording, picture_words

SVG = "{http://www.w3.org/2000/svg}"
DAY = 24 * 60
ENGLISH, CHINESE = picture_words("en"), picture_words("zh")
PATH = path_of(
    a_plan(
        a_step("consent", "done", at="2026-02-01"),
        a_step("pregnancy_test_infusion", "not_applicable"),
        a_step("conditioning_start", "booked", at="2026-04-10"),
        a_step("infusion", "at_risk", at="2026-04-15T10:00+08:00"),
        a_step("day_28", opens="2026-05-10", closes="2026-05-16", proposed="2026-05-13"),
        verdicts=(a_verdict("EX-03.2", value=VerdictValue.VIOLATION),),
    ),
    load_protocol(),
    ceiling=INSIDE,
)


def drawn(says: PictureWording = ENGLISH) -> ET.Element:
    # our own text, not a stranger's
    return ET.fromstring(timeline_svg(PATH, "infusion", says))  # noqa: S314


def words(says: PictureWording = ENGLISH) -> list[str]:
    return [text.text or "" for text in drawn(says).iter(f"{SVG}text")]


def test_each_step_that_applies_has_its_row_with_its_word() -> None:
    said = words()

    assert [said[said.index(title) + 1] for title in ("consent", "infusion", "day 28 visit")] == [
        Word.DONE,
        Word.VIOLATED,
        Word.PLANNED,
    ]
    assert "pregnancy test before infusion" not in said


def test_the_title_says_the_subject_the_word_and_day_zero() -> None:
    said = words()

    assert said[0] == "CN01-007: On track"
    assert said[1] == "as of 2026-03-10 08:00 at CN01 · Day 0 is 2026-04-15 10:00"


def test_the_picture_speaks_chinese_where_it_is_asked_to() -> None:
    said = words(CHINESE)

    assert said[0] == "CN01-007：正常"
    assert said[said.index("回输") + 1] == "违反规则"
    assert "现在" in said


@pytest.mark.parametrize("says", [ENGLISH, CHINESE], ids=["en", "zh"])
def test_the_picture_has_a_name_and_each_word_is_said(says: PictureWording) -> None:
    assert drawn(says).get("role") == "img"
    assert "CN01-007" in (drawn(says).findtext(f"{SVG}title") or "")
    assert set(says.words) == set(Word)


def test_what_is_recorded_is_full_and_what_is_proposed_is_hollow() -> None:
    filled = [dot.get("fill") for dot in drawn().iter(f"{SVG}circle")]

    assert filled == [
        PAINT[COLOUR[Word.DONE]],
        PAINT[COLOUR[Word.BOOKED]],
        PAINT[COLOUR[Word.VIOLATED]],
        "#ffffff",
    ]


def test_the_page_carries_the_picture_and_marks_who_must_act() -> None:
    page = timeline_page(PATH, "infusion", "https://site/subjects/x")

    assert "](data:image/svg+xml;base64," in page
    assert "| **Violated** | infusion | booked for 2026-04-15 10:00; EX-03.2 violated |" in page
    assert "| Done | consent | done 2026-02-01 |" in page


def test_the_page_is_in_the_language_of_its_path() -> None:
    page = timeline_page(
        path_of(PATH.plan, load_protocol(), "zh", ceiling=INSIDE), "infusion", "https://site/x"
    )

    assert page.startswith("![CN01-007 的时间线](data:image/svg+xml;base64,")
    assert "要做什么，为什么：[CN01-007](https://site/x)" in page
    assert "| 状态 | 步骤 | 时间，以及与之相违的规则 |" in page
    assert "| **违反规则** | 回输 | 预约于 2026-04-15 10:00；违反 EX-03.2 |" in page
    assert "| 已完成 | 知情同意 | 已完成 2026-02-01 |" in page


def test_a_day_zero_between_two_days_is_said_in_the_pictures_language() -> None:
    coarse = Span(first("2026-04-15"), first("2026-04-17"))
    infusion = replace(a_step("infusion", "done"), at=coarse)
    path = path_of(a_plan(infusion), load_protocol(), ceiling=INSIDE)

    assert "Day 0 is 2026-04-15 to 2026-04-17" in timeline_svg(path, "infusion", ENGLISH)
    assert "第0天为2026-04-15 至 2026-04-17" in timeline_svg(path, "infusion", CHINESE)


def test_later_is_further_to_the_right_on_both_sides_of_day_zero() -> None:
    origin = first("2026-04-15")
    days = [-60, -7, -1, 0, 1, 28, 91, 730]
    scale = scale_for([origin + day * DAY for day in days], origin, left=100, right=900)
    places = [scale.place(origin + day * DAY) for day in days]

    assert places == sorted(set(places))
    assert all(100 < place < 900 for place in places)


def test_days_near_the_infusion_are_wider_than_days_far_from_it() -> None:
    scale = scale_for([0, 730 * DAY], 0, left=0, right=1000)

    assert scale.place_of_day(1) - scale.place_of_day(0) > 10 * (
        scale.place_of_day(700) - scale.place_of_day(699)
    )


def test_a_minute_off_the_picture_stands_at_its_edge() -> None:
    scale = scale_for([0], 0, left=10, right=20)

    assert scale.place(-1000 * DAY) == pytest.approx(10)
    assert scale.place(1000 * DAY) == pytest.approx(20)


def test_labels_never_touch_and_day_zero_is_always_labelled() -> None:
    scale = scale_for([-400 * DAY, 800 * DAY], 0, left=0, right=400)
    ticks = scale.ticks(apart=50)

    assert "D0" in [label for _, label in ticks]
    assert all(b[0] - a[0] >= 50 for a, b in pairwise(ticks))
