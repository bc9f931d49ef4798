"""A trial may call the day that all are counted from Day 1; there is then no Day 0."""

from pathlib import Path

import pytest

from tests.protocols.test_other_trials import FELIX, step, trial
from tests.protocols.written import SMALL, picture, small
from tests.spec.charts import done
from tests.unit.protocol.authored import refusal_of

NOW = "2026-05-05T08:00+08:00"
FIRST = "first_day = 1\nday_zero"


def test_the_day_of_infusion_is_day_1_and_nine_days_later_day_10() -> None:
    plan = picture(trial("felix"), [*FELIX[:-1], done("infusion_2", "2026-04-23")], NOW)
    days = {one["step"]: one["day"] for one in plan["steps"]}
    assert (days["infusion_1"], days["infusion_2"]) == (1, 10)
    assert days["ld_start"] == -7  # 7 April, where the first infusion was on the 14th


@pytest.mark.parametrize(
    ("at", "day"), [("2026-04-13", -1), ("2026-04-14", 1), ("2026-04-15", 2), ("2026-07-14", 92)]
)
def test_no_day_is_called_day_0(at: str, day: int) -> None:
    facts = [*FELIX[:5], done("infusion_1", "2026-04-14"), done("month_3", at)]
    assert step(picture(trial("felix"), facts, "2026-08-05T08:00+08:00"), "month_3")["day"] == day


def test_a_day_number_is_counted_from_there_when_the_file_is_read(tmp_path: Path) -> None:
    text = trial("felix").replace("day = 10", "day = 22")
    assert refusal_of(text, tmp_path)[1].startswith("Day 22 of “infusion_2” lies outside")
    assert picture(text.replace("day = 22", "day = 21"), FELIX, "2026-04-21T08:00+08:00")


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("", "", "“infusion” is Day 1; give it day = 1"),
        ("day = 28", "day = 1", "Day 1 is “infusion”, not “day_28”"),
        ("day = -5", "day = 0", "“preparation” is on Day 0, which there is not where first_day"),
    ],
)
def test_a_number_that_is_no_day_is_refused(
    tmp_path: Path, old: str, new: str, sentence: str
) -> None:
    text = small().replace("day_zero", FIRST, 1)
    if old:
        assert old in SMALL
        text = text.replace("day = 0", "day = 1").replace(old, new)
    assert refusal_of(text, tmp_path)[1].startswith(sentence)
