"""Dates, lengths and rule ids are kept on one line, whatever language a page is in."""

import re

import pytest
from markupsafe import Markup

from dayzero.web.rendering import whole
from wording.pages.unbroken import unbroken


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("by Tue 1 Dec 10:00 at the latest", ["Tue 1 Dec 10:00"]),
        ("on Mon 12 Mar 2026", ["Mon 12 Mar 2026"]),
        ("infusion moved to 15 April 2026 10:00", ["15 April 2026 10:00"]),
        ("2026年3月12日 周四 10:00前", ["2026年3月12日 周四 10:00"]),
        ("请于12月1日 周二前", ["12月1日 周二"]),
        ("回输改至4月15日", ["4月15日"]),
        ("还有3天5小时", ["3天5小时"]),
        ("差 2 天 9 小时", ["2 天 9 小时"]),
        ("a margin of −2 d 9 h, then 10 min", ["2 d 9 h", "10 min"]),
        ("EX-03.2 since 2026-03-01 10:00", ["EX-03.2", "2026-03-01 10:00"]),
        ("3 days and 3 hundred", []),
        ("3 个月", []),
    ],
)
def test_what_no_line_may_break_is_found(text: str, whole: list[str]) -> None:
    assert [found[0] for found in re.finditer(unbroken(), text)] == whole


def test_a_page_holds_dates_together_between_its_tags_and_leaves_choices_as_they_are() -> None:
    page = Markup(
        '<p title="2026-03-01">by <b>Tue 1 Dec 10:00</b>, 3 h</p>'
        "<select><option>2026-03-01</option></select><svg><text>EX-03.2</text></svg> EX-03.2"
    )

    assert whole(page) == (
        '<p title="2026-03-01">by <b><span class="whole">Tue 1 Dec 10:00</span></b>,'
        ' <span class="whole">3 h</span></p>'
        "<select><option>2026-03-01</option></select><svg><text>EX-03.2</text></svg>"
        ' <span class="whole">EX-03.2</span>'
    )


def test_what_is_no_markup_stays_none() -> None:
    assert whole("<b>2026-03-01</b>") == (
        '&lt;b&gt;<span class="whole">2026-03-01</span>&lt;/b&gt;'
    )
