"""Cycles, and visits that come again and again, are written once with the numbers they are for."""

from pathlib import Path

import pytest

from tests.protocols.written import picture, small, table, trial
from tests.spec.charts import done
from tests.unit.protocol.authored import refusal_of

SAYS = {"text": "as the schedule has it", "text_zh": "按日程"}
SOURCE = {"source": "made up for tests", "basis": "site default"}
PLACE = {"phase": "after", "days": "working"}

VISITS = "\n".join(
    (
        table(
            "step",
            {
                "n": "1 to 4",
                "id": "month_{n*3}",
                "title": "month {n*3} visit",
                "title_zh": "第 {n*3} 月访视",
                **PLACE,
                "after": ["infusion"],
                "anchor": "infusion",
                "target": "{n*3} months",
            },
        ),
        table(
            "link",
            {
                "n": "1 to 4",
                "rule": "P-M{n*3}",
                "step": "month_{n*3}",
                "anchor": "infusion",
                "earliest": "{n*3} months - 7 days",
                "latest": "{n*3} months + 7 days",
                **SAYS,
                **SOURCE,
            },
        ),
    )
)


def cycle(which: str, anchor: str, earliest: str) -> str:
    titles = {"title": f"{which} of cycle {{n}}", "title_zh": f"第 {{n}} 周期 {which}"}
    step = {"n": "1 to 9", "id": f"cycle_{{n}}_{which}", **titles, **PLACE, "anchor": anchor}
    link = {"n": "1 to 9", "rule": f"C-{{n}}-{which}", "step": f"cycle_{{n}}_{which}"}
    return "\n".join(
        (
            table("step", {**step, "after": [anchor], "target": earliest}),
            table("link", {**link, "anchor": anchor, "earliest": earliest, **SAYS, **SOURCE}),
        )
    )


BEFORE = table(
    "step",
    {
        "id": "cycle_0_end",
        "title": "bridging",
        "title_zh": "桥接",
        **PLACE,
        "after": ["infusion"],
        "anchor": "infusion",
    },
)
CYCLES = "\n".join(
    (
        BEFORE,
        cycle("start", "cycle_{n-1}_end", "14 days"),
        cycle("end", "cycle_{n}_start", "28 days"),
    )
)


def test_a_visit_every_third_month_is_one_step_and_one_window() -> None:
    protocol = trial(small(VISITS))
    assert [step.id for step in protocol.step[-4:]] == ["month_3", "month_6", "month_9", "month_12"]
    assert protocol.step_by_id["month_12"].titles["zh"] == "第 12 月访视"
    facts = [
        done("consent", "2026-01-05"),
        done("collection", "2026-01-08"),
        done("preparation", "2026-02-18"),
        done("infusion", "2026-02-23T10:00+08:00"),
    ]
    plan = picture(small(VISITS), facts, "2026-03-02T08:00+08:00")
    (last,) = (one for one in plan["steps"] if one["step"] == "month_12")
    assert (last["opens"][:10], last["closes"][:10]) == ("2027-02-16", "2027-03-02")


def test_neighbours_with_the_same_numbers_are_written_out_number_by_number() -> None:
    protocol = trial(small(CYCLES))
    steps = [step.id for step in protocol.step][-18:]
    assert steps[:4] == ["cycle_1_start", "cycle_1_end", "cycle_2_start", "cycle_2_end"]
    assert steps[-1] == "cycle_9_end"
    assert protocol.step_by_id["cycle_9_start"].anchor == "cycle_8_end"


def test_a_value_that_is_nothing_but_a_number_is_one() -> None:
    daily = table(
        "step",
        {
            "n": "2 to 3",
            "id": "day_{n}",
            "title": "day {n}",
            "title_zh": "第 {n} 天",
            **PLACE,
            "day": "{n}",
            "after": ["infusion"],
            "anchor": "infusion",
        },
    )
    assert [step.day for step in trial(small(daily)).step[-2:]] == [2, 3]


@pytest.mark.parametrize(
    ("old", "new", "line", "sentence"),
    [
        ("1 to 4", "1 - 4", 'n = "1 - 4"', "“1 - 4” is not a first and a last number, of at most"),
        ("1 to 4", "4 to 1", 'n = "4 to 1"', "“4 to 1” is not a first and a last number"),
        ("1 to 4", "1 to 300", 'n = "1 to 300"', "“1 to 300” is not a first and a last number"),
        ('n = "1 to 4"\n', "", "[[step]]", "“{n*3}” is a number that nothing gives; write “n” in"),
        (
            'title = "month {n*3} visit"',
            'titel = "month {n*3} visit"',
            'titel = "month {n*3} visit"',
            "“titel” is not known here; did you mean “title”?",
        ),
        ('target = "{n*3} months"', 'target = "{n*5} months"', 'target = "{n*5} months"', ""),
        (
            '[[link]]\nn = "1 to 4"\nrule = "P-M{n*3}"\nstep = "month_{n*3}"',
            '[[link]]\nn = "1 to 5"\nrule = "P-M{n*3}"\nstep = "month_{n*3}"',
            'step = "month_{n*3}"',
            "“month_15” is not a step of this protocol",
        ),
    ],
)
def test_a_slip_in_a_series_is_told_at_the_line_where_it_was_written(
    tmp_path: Path, old: str, new: str, line: str, sentence: str
) -> None:
    text = small(VISITS)
    assert old in text
    found, said = refusal_of(text.replace(old, new, 1), tmp_path)
    assert found == line
    assert said.startswith(sentence)


def test_an_entry_that_would_be_the_same_for_each_number_is_refused(tmp_path: Path) -> None:
    text = small(VISITS).replace('id = "transplant"', 'n = "1 to 2"\nid = "transplant"', 1)
    assert refusal_of(text, tmp_path) == (
        'n = "1 to 2"',
        "the entry would be the same for each number; write “{n}” where the number stands",
    )
