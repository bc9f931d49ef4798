"""The board: who is in which phase with which margin, and how many are where on each day."""

import re
from datetime import date
from zoneinfo import ZoneInfo

import httpx

from dayzero.web.pages.clocks import Clocks
from dayzero.web.views.board import occupied
from models.records.store import ComingVisit
from models.timeline.values import StepState
from tests.web.pages import NOW, Pages, words, words_of
from wording.language import ENGLISH


def columns(page: httpx.Response) -> dict[str, str]:
    """What stands in each phase, by its id."""
    found = re.findall(r'aria-labelledby="phase-([\w-]+)">(.*?)</section>', page.text, re.DOTALL)
    return {phase: words_of(text) for phase, text in found}


def row(page: httpx.Response, title: str) -> list[str]:
    """How many are in a phase on each of the days from today."""
    line = re.search(rf'<tr><th scope="row">{title}</th>(.*?)</tr>', page.text, re.DOTALL)
    assert line, title
    return re.findall(r'<td class="number">(\d*)</td>', line[1])


def test_subjects_stand_in_the_phases_of_the_protocol_with_their_margin(pages: Pages) -> None:
    board = columns(pages.signed_in().get("/board"))

    assert [*board][0::5] == ["screening", "follow-up"]
    assert "CN01-009" in board["screening"]
    assert "Wed 18 Mar 10:00 −1 h 1 min" in board["conditioning"]
    assert board["follow-up"].endswith("0 Nobody.")


def test_every_day_of_a_stay_counts_and_an_appointment_counts_on_its_day(pages: Pages) -> None:
    board = pages.signed_in().get("/board")

    assert row(board, "lymphodepletion")[:7] == ["", "", "", "2", "2", "2", ""]  # 13 to 15 March
    assert row(board, "infusion")[8] == "2"


def test_a_pregnancy_test_takes_no_chair_and_the_makers_release_no_place() -> None:
    at = ZoneInfo("Asia/Shanghai")
    booked = {"apheresis": 12, "pregnancy_test_apheresis": 11, "product_release": 13}
    visits = [
        ComingVisit(
            subject="CN01-007",
            site="CN01",
            step=step,
            state=StepState.BOOKED,
            day=date(2026, 3, day),
            starts=None,
            zone=at,
        )
        for step, day in booked.items()
    ]
    lines = occupied(
        date(2026, 3, 10), visits, Clocks(ENGLISH, NOW).at("NCT04684147", "CN01", None)
    )

    assert [(line.title, line.counts[:4]) for line in lines] == [("apheresis", (0, 0, 1, 0))]


def test_nobody_sees_who_stands_at_a_site_of_others(pages: Pages) -> None:
    assert "CN02-001" not in pages.signed_in().get("/board").text
    assert "CN02-001" in words(pages.signed_in("chief").get("/board"))
