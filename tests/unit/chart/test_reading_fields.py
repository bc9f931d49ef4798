"""Every field of a chart, wrong in every way: told at its path, in words that mend it."""

from typing import Any

import pytest

from tests.unit.timeline.plan_runs import (
    CHART,
    DRUG,
    STEP,
    Json,
    Run,
    a_chart,
    changed,
    refused_for,
    run,
    without,
)

__all__ = ["run"]  # a fixture

NO_DATE = (
    "is not a date like 2026-03-09 (2026-03-UN where the day is not known)"
    " or an instant with its offset like 2026-03-09T10:00+08:00"
)
WORDS: dict[str, Any] = {  # a field that takes a text: one that is none
    "schema": 1,
    "subject": 7,
    "site": None,
    "timezone": 8,
    "protocol": ["NCT04684147"],
    "sex": True,
    "born": 1988,
    "facts[0].id": 1,
    "facts[0].kind": {},
    "facts[0].step": None,
    "facts[0].state": False,
    "facts[0].at": 20260302,
    "facts[2].drug": 5,
    "facts[2].purpose": [],
    "facts[2].route": 1,
    "facts[2].dose.unit": 1.5,
    "facts[2].first": {},
    "facts[2].last": 20260302.5,
    "facts[2].other_trial.half_life_source": 3,
    "facts[3].field": 1,
    "facts[3].last": True,
    "facts[4].test": 1,
    "facts[4].result": None,
    "facts[4].specimen": 1,
    "facts[5].event": 1,
    "facts[6].measure": 1,
    "facts[6].unit": 1,
    "facts[7].finding": 1,
    "facts[7].at": None,
}
OPTIONAL = {"timezone", "childbearing_potential", "born", "weight_kg"}
OPTIONAL_OF_A_FACT = {
    *("purpose", "route", "dose", "first", "other_trial", "field", "specimen", "uln", "llod"),
    *("marketed", "half_life_hours", "half_life_source"),
}


def paths(value: Json, above: str = "") -> list[str]:
    """The path of every field of a chart, facts and what is inside them included."""
    found = []
    for name, inner in value.items():
        path = f"{above}{name}"
        found.append(path)
        if isinstance(inner, dict):
            found += paths(inner, f"{path}.")
        if isinstance(inner, list):
            found += [p for n, fact in enumerate(inner) for p in paths(fact, f"{path}[{n}].")]
    return found


def is_optional(path: str) -> bool:
    return path in OPTIONAL or ("]" in path and path.rpartition(".")[2] in OPTIONAL_OF_A_FACT)


def test_the_whole_chart_is_sound(run: Run) -> None:
    assert run(CHART, "--json").code == 0


@pytest.mark.parametrize(("path", "value"), WORDS.items())
def test_what_must_be_text_says_so(run: Run, path: str, value: object) -> None:
    assert refused_for(run(changed(path, value)), path).startswith("must be text in quotes")


@pytest.mark.parametrize("path", [path for path in paths(CHART) if not is_optional(path)])
def test_a_missing_field_is_told_with_its_path(run: Run, path: str) -> None:
    assert refused_for(run(without(path)), path).startswith("is missing; ")


@pytest.mark.parametrize("path", [path for path in paths(CHART) if is_optional(path)])
def test_what_is_optional_may_be_missing_or_null(run: Run, path: str) -> None:
    assert run(without(path), "--json").code == 0
    assert run(changed(path, None), "--json").code == 0


def test_every_field_is_in_one_of_these_tables() -> None:
    assert len([path for path in paths(CHART) if not is_optional(path)]) > 40


@pytest.mark.parametrize(
    ("path", "near"),
    [
        ("name", None),  # of a person: it is refused, and what it says is not repeated
        ("weight", "weight_kg"),
        ("time_zone", "timezone"),
        ("facts[0].stat", "state"),
        ("facts[2].purpos", "purpose"),
        ("facts[2].dose.units", "unit"),
        ("facts[2].other_trial.half_life", None),
        ("facts[2].other_trial.marketd", "marketed"),
        ("facts[4].specimn", "specimen"),
        ("facts[0].drug", None),  # of another kind of fact
    ],
)
def test_an_unknown_field_is_refused_at_every_level(run: Run, path: str, near: str | None) -> None:
    said = refused_for(run(changed(path, "王小明")), path)

    assert said.startswith("is not a field of the chart; ")
    assert "王小明" not in said
    assert near is None or said.endswith(f"did you mean “{near}”?")


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("schema", "dayzero.chart/2", "“dayzero.chart/2” is not allowed; use dayzero.chart/1"),
        ("sex", "F", "“F” is not allowed; use female or male"),
        ("sex", "femal", "“femal” is not allowed; did you mean “female”?"),
        ("site", "CN12", "“CN12” is not a site of this trial; use CN01 to CN11"),
        ("protocol", "NCT00000000", "“NCT00000000” is not known; use “NCT04684147”"),
        ("timezone", "Asia/Shangai", "“Asia/Shangai” is not a time zone; did you mean “Asia/S"),
        ("timezone", "asia/shanghai", "“asia/shanghai” is not a time zone; did you mean “Asia/Sh"),
        ("timezone", "Asia/Beijing", "“Asia/Beijing” is not a time zone; write it like “Asia/Sh"),
        ("timezone", "GMT+8", "“GMT+8” is not a time zone; write it like “Asia/Shanghai”"),
        ("timezone", "Asia", "“Asia” is not a time zone; "),  # a folder of zones
        ("timezone", "../etc/passwd", "“../etc/passwd” is not a time zone; "),
        ("timezone", "localtime", "“localtime” is not a time zone; "),  # this machine's own
        ("timezone", "right/Asia/Shanghai", "“right/Asia/Shanghai” is not a time zone; "),
        ("timezone", "", "“” is not a time zone; write it like “Asia/Shanghai”"),
        ("facts[0].state", "finished", "“finished” is not allowed; use done, booked, cancelled"),
        ("facts[0].state", "book", "“book” is not allowed; did you mean “booked”?"),
        ("facts[0].step", "infuson", "“infuson” is not a step of NCT04684147; did you mean “infu"),
        ("facts[0].step", "lunch", "“lunch” is not a step of NCT04684147; use one of consent, s"),
        ("facts[0].kind", "medication", "“medication” is not a kind of fact; use one of step, "),
        ("facts[0].kind", "steps", "“steps” is not a kind of fact; did you mean “step”?"),
        ("facts[2].purpose", "briding", "“briding” is not allowed; did you mean “bridging”?"),
        ("facts[2].dose.unit", "mg/l", "“mg/l” is not a unit of a dose; use mg, g, ug or IU"),
        ("facts[2].dose.times_per_day", "often", "must be how many times a day, a whole number"),
        ("facts[2].route", "oarl", "“oarl” is not a known route; did you mean “oral”?"),
        ("facts[2].route", "zz", "“zz” is not a known route; use oral, iv, sc, im, rectal, "),
        ("facts[2].drug", "", "is empty; fill it in or leave it out"),
        ("facts[2].drug", "x" * 121, "is longer than 120 characters; shorten it"),
        ("facts[2].drug", "dasa\u001b[2Jtinib", "holds a control character (U+001B); remove it"),
        ("facts[2].drug", "dasa\u0000tinib", "holds a control character (U+0000); remove it"),
        ("facts[2].drug", "\ud800", "holds half a character"),
        ("facts[3].field", "brain", "“brain” is not allowed; use non_cns, cns, mediastinal or"),
        ("facts[4].test", "hcg", "“hcg” is not allowed; use pregnancy or cd19"),
        ("facts[4].result", "neg", "“neg” is not allowed; "),
        ("facts[5].event", "coronary_stnt", "“coronary_stnt” is not a known event; did you mean"),
        (
            "facts[5].event",
            "Stent!",
            "“Stent!” is not a known event; did you mean “coronary_stent”?",
        ),
        ("facts[0].id", "f 1", "“f 1” is not an id like “f1”"),
        ("facts[0].id", "", "“” is not an id like “f1”"),
        ("facts[7].present", "yes", "must be true or false without quotes, or null where it is n"),
        ("childbearing_potential", "unknown", "must be true or false without quotes, or null wh"),
        ("facts[2].other_trial.marketed", 1, "must be true or false without quotes"),
        ("facts", {}, "must be a list in square brackets"),
        ("facts[1]", "booked", "must be an object in curly brackets"),
        ("facts[2].dose", "100 mg/day", "must be an object in curly brackets"),
        ("facts[2].other_trial", True, "must be an object in curly brackets"),
    ],
)
def test_a_value_that_is_not_known_says_what_is(
    run: Run, path: str, value: object, said: str
) -> None:
    assert refused_for(run(changed(path, value)), path).startswith(said)


def test_a_route_that_nothing_is_like_may_be_recorded_as_another(run: Run) -> None:
    said = refused_for(run(changed("facts[2].route", "zz")), "facts[2].route")

    assert said.endswith("; or “other”, with “text” for what it was")


@pytest.mark.parametrize(
    "path", ["weight_kg", "facts[2].dose.value", "facts[6].value", "facts[6].uln"]
)
@pytest.mark.parametrize(
    ("value", "said"),
    [
        (58, "must be a number in quotes, like “58.5”, so that it stays exact"),
        (58.5, "must be a number in quotes"),
        (float("nan"), "must be a number in quotes"),
        (10**4000, "must be a number in quotes"),
        (True, "must be a number in quotes"),
        ("-1", "“-1” is not a plain number from 0 up like “58.5”"),
        ("NaN", "“NaN” is not a plain number"),
        ("Infinity", "“Infinity” is not a plain number"),
        ("1e5", "“1e5” is not a plain number"),
        ("1,000", "“1,000” is not a plain number"),
        ("", "“” is not a plain number"),
        (" 5", "“ 5” is not a plain number"),
        ("٣", "“٣” is not a plain number"),  # a digit, and not one that a chart is read in
        ("5/2", "“5/2” is not a plain number"),
        ("9" * 400, f"“{'9' * 40}…” has more than 12 digits before or after the point"),
        ("0.0000000000001", "“0.0000000000001” has more than 12 digits"),
        ("\ud800", "“�” is not a plain number"),
    ],
)
def test_a_number_is_a_plain_decimal_in_quotes(
    run: Run, path: str, value: object, said: str
) -> None:
    assert refused_for(run(changed(path, value)), path).startswith(said)


@pytest.mark.parametrize(
    "path",
    ["weight_kg", "facts[2].dose.value", "facts[6].uln", "facts[2].other_trial.half_life_hours"],
)
@pytest.mark.parametrize("zero", ["0", "0.00"])
def test_an_amount_of_nothing_is_not_an_amount(run: Run, path: str, zero: str) -> None:
    said = refused_for(run(changed(path, zero)), path)

    assert said == "must be more than 0; leave it out where it is not known"


def test_a_measured_value_may_be_nothing(run: Run) -> None:
    assert run(changed("facts[6].value", "0"), "--json").code == 0


def test_a_half_life_is_no_longer_than_a_century(run: Run) -> None:
    path = "facts[2].other_trial.half_life_hours"

    assert run(changed(path, "1000000"), "--json").code == 0
    said = refused_for(run(changed(path, "1000000.1")), path)
    assert said == "is more than 1000000 hours; check the value and its unit"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("2026-02-30", "“2026-02-30” is not a day of the calendar"),
        ("2026-13-01", "“2026-13-01” is not a day of the calendar"),
        ("2025-02-29", "“2025-02-29” is not a day of the calendar"),  # no leap year
        ("2026-3-9", f"“2026-3-9” {NO_DATE}"),
        ("20260309", f"“20260309” {NO_DATE}"),
        ("09/03/2026", f"“09/03/2026” {NO_DATE}"),
        ("2026-W11-1", f"“2026-W11-1” {NO_DATE}"),
        ("yesterday", f"“yesterday” {NO_DATE}"),
        ("", f"“” {NO_DATE}"),
        ("2026-03-09T10:00", "“2026-03-09T10:00” lacks its offset; add it, like 2026-03-09T10:00+"),
        ("2026-03-09T10:00:30", "“2026-03-09T10:00:30” lacks its offset; add it"),
        ("2026-03-09 10:00+08:00", f"“2026-03-09 10:00+08:00” {NO_DATE}"),
        ("2026-03-09T10+08:00", f"“2026-03-09T10+08:00” {NO_DATE}"),
        ("2026-03-09T25:00+08:00", "“2026-03-09T25:00+08:00” is not an instant of the calendar"),
        ("2026-03-09T24:00+08:00", "“2026-03-09T24:00+08:00” is not an instant of the calendar"),
        ("2026-03-09T10:60+08:00", "“2026-03-09T10:60+08:00” is not an instant of the calendar"),
        ("2026-02-30T10:00+08:00", "“2026-02-30T10:00+08:00” is not an instant of the calendar"),
        ("2026-03-09T10:00+25:00", "“2026-03-09T10:00+25:00” is not an instant of the calendar"),
        ("2026-03-09T10:00+0800", f"“2026-03-09T10:00+0800” {NO_DATE}"),
        ("2026-03-09\n", f"“2026-03-09�” {NO_DATE}"),
        ("1899-12-31", "“1899-12-31” is outside the years 1900 to 2200"),
        ("2201-01-01", "“2201-01-01” is outside the years 1900 to 2200"),
        ("9999-12-31T23:59+08:00", "“9999-12-31T23:59+08:00” is outside the years 1900 to 2200"),
        ("\ud800", f"“�” {NO_DATE}"),
    ],
)
@pytest.mark.parametrize("path", ["facts[0].at", "facts[2].first", "facts[3].last"])
def test_a_time_is_a_date_or_an_instant_with_its_offset(
    run: Run, path: str, value: str, said: str
) -> None:
    assert refused_for(run(changed(path, value)), path).startswith(said)


@pytest.mark.parametrize(
    "value",
    ["1988-02-30", "19880402", "1988-W14-6", "1899-12-31", "1988-04-02T00:00+08:00", ""],
)
def test_a_birth_date_is_a_day_as_far_as_it_is_known(run: Run, value: str) -> None:
    said = refused_for(run(changed("born", value)), "born")

    assert said == (
        f"“{value}” is not a day of the calendar like 1988-04-02, or 1988-04 where the day is"
        " not known"
    )


def test_nobody_is_born_after_now(run: Run) -> None:
    assert refused_for(run(changed("born", "2026-03-11")), "born").startswith(
        "lies after 2026-03-10"
    )
    assert run(changed("born", "2026-03-10"), "--json").code == 0


@pytest.mark.parametrize(
    "name", ["Wang Xiaoming", "王小明", "Müller", "CN01/007", "-7", "", "x" * 33, "a\nb"]
)
def test_a_subject_that_may_be_a_name_is_refused_and_not_repeated(run: Run, name: str) -> None:
    said = refused_for(run(changed("subject", name)), "subject")

    assert said.startswith("is not a study number like “CN01-007”")
    assert not name or name not in said.replace("CN01-007", "")


def test_a_long_input_is_not_repeated_whole(run: Run) -> None:
    said = refused_for(run(changed("facts[0].step", "y" * 4000)), "facts[0].step")

    assert f"“{'y' * 40}…”" in said
    assert "y" * 41 not in said


def test_the_name_of_an_unknown_field_is_not_repeated_whole(run: Run) -> None:
    assert "z" * 41 not in run(changed("z" * 4000, 1)).err


def test_a_fault_stays_on_its_line_and_off_the_terminals_controls(run: Run) -> None:
    answer = run({**CHART, "a\u001b[31m\nb": "c"})

    assert len(answer.faults) == 1
    assert "\u001b" not in answer.err


def test_a_reason_may_have_several_lines(run: Run) -> None:
    correction = {**STEP, "corrects": "g1", "reason": "typed from the\nwrong\tpage"}

    assert run(a_chart(STEP, correction), "--json").code == 0


def test_several_faults_are_all_told_in_the_charts_order(run: Run) -> None:
    chart = a_chart(
        {**STEP, "at": "2026-02-30", "state": "dne"},
        {**DRUG, "first": "x", "last": "y", "dose": {"value": 100}},
        {"kind": "nonsense"},
        {**STEP, "step": "infuson"},
        {**DRUG, "last": "2026-03-01", "first": "2026-03-02"},
        sex="x",
        site="CN99",
        weight_kg=58,
        born="1988-02-30",
    )

    assert [fault.partition(": ")[0] for fault in run(chart).faults] == [
        "sex",
        "born",
        "weight_kg",
        "site",
        "facts[0].state",
        "facts[0].at",
        "facts[1].dose.value",
        "facts[1].dose.unit",
        "facts[1].first",
        "facts[1].last",
        "facts[2].kind",
        "facts[3].step",
        "facts[4].last",
    ]
