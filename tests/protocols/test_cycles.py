"""Cycles that follow one another: what is suggested keeps the distance that the chain asks for."""

from datetime import date, datetime

from tests.protocols.written import Json, picture, small, table
from tests.spec.charts import booked, done

TEXTS = {"source": "made up for tests", "basis": "site default"}
NOW = "2026-03-10T08:00+08:00"


def cycle(number: int) -> str:
    """A course of 28 days that begins 14 to 28 days after the end of the one before."""
    start, end, before = f"cycle_{number}", f"cycle_{number}_end", f"cycle_{number - 1}_end"
    common = {"phase": "after", "days": "working"}
    named = [("start", start, before, "14 days", "28 days"), ("end", end, start, "28 days", "")]
    ideal = {"start": "21 days", "end": "28 days"}
    tables = []
    for which, step, anchor, least, most in named:
        titles = {"title": f"{which} of cycle {number}", "title_zh": f"第 {number} 周期 {which}"}
        after = anchor if number > 1 or which == "end" else "infusion"
        keys = {"after": [after], "anchor": after, "target": ideal[which]}
        tables.append(table("step", {"id": step, **titles, **common, **keys}))
        link = {"rule": f"C-{step}", "step": step, "anchor": after, "earliest": least}
        text = {"text": f"{which} of cycle", "text_zh": "周期"}
        tables.append(table("link", {**link, "latest": most or least, **text, **TEXTS}))
    return "\n".join(tables)


TRIAL = small(*map(cycle, range(1, 5)))
BEFORE = [
    done("consent", "2026-01-05"),
    done("collection", "2026-01-08"),
    done("preparation", "2026-02-18"),
    done("infusion", "2026-02-23T10:00+08:00"),
]


def days(plan: Json) -> dict[str, date]:
    """When each step is done, booked or suggested."""
    at = {step["step"]: step["at"] or step["proposed"] for step in plan["steps"]}
    dated = {step: when for step, when in at.items() if when}
    return {step: datetime.fromisoformat(when).date() for step, when in dated.items()}


def test_every_suggested_cycle_keeps_its_distance_from_the_one_suggested_before() -> None:
    suggested = days(picture(TRIAL, BEFORE, NOW))
    for number in (1, 2, 3, 4):
        length = suggested[f"cycle_{number}_end"] - suggested[f"cycle_{number}"]
        assert length.days == 28
    for number in (2, 3, 4):
        pause = suggested[f"cycle_{number}"] - suggested[f"cycle_{number - 1}_end"]
        assert 14 <= pause.days <= 28


def test_a_cycle_that_is_booked_late_moves_all_that_are_suggested_behind_it() -> None:
    late = booked("cycle_2", "2026-05-12T10:00+08:00")
    suggested = days(picture(TRIAL, [*BEFORE, done("cycle_1", "2026-03-09"), late], NOW))
    assert suggested["cycle_2_end"] == date(2026, 6, 9)
    assert 14 <= (suggested["cycle_3"] - suggested["cycle_2_end"]).days <= 28
    assert 14 <= (suggested["cycle_4"] - suggested["cycle_3_end"]).days <= 28
