"""`dayzero plan` as a program: its options, its bytes, its exit codes, what it touches."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.unit.timeline.plan_runs import (
    CHART,
    DRUG,
    NOW,
    STEP,
    Json,
    Planned,
    Run,
    a_chart,
    changed,
    refused_for,
    run,
)

__all__ = ["run"]  # a fixture

COMMAND = Path(sys.executable).with_name("dayzero")
INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}\+08:00")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
HOPELESS = a_chart(
    {**STEP, "step": "consent", "at": "2026-03-01"},
    {**STEP, "step": "infusion", "state": "booked", "at": "2026-03-11"},
    {**DRUG, "last": "2026-03-10"},
    {**DRUG, "drug": "pegaspargase", "last": "2026-03-09"},
    {**DRUG, "drug": "nobody-knows-it", "ongoing": True},
    {"kind": "event", "event": "myocardial_infarction", "at": "2026-02-01"},
)


def started(chart: Path, *words: str, **environment: str) -> Planned:
    """The installed command in a process of its own."""
    inherited = {"PATH": os.environ["PATH"], "HOME": str(chart.parent)}
    ended = subprocess.run(  # noqa: S603  our own command
        [COMMAND, "plan", chart, *words],
        env=inherited | environment,
        cwd=chart.parent,
        capture_output=True,
        check=False,
    )
    return Planned(ended.returncode, ended.stdout, ended.stderr.decode())


@pytest.fixture
def chart(tmp_path: Path) -> Path:
    path = tmp_path / "chart.json"
    path.write_text(json.dumps(CHART))
    return path


# ---------------------------------------------------------------- the same bytes


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "1", "TZ": "America/New_York", "LANG": "C", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "2", "TZ": "Pacific/Kiritimati", "LANG": "de_DE.UTF-8"},
        {"PYTHONHASHSEED": "3", "PYTHONUTF8": "0", "PYTHONIOENCODING": "gbk", "NO_COLOR": "1"},
    ],
)
def test_the_same_chart_gives_the_same_bytes_in_any_process(
    run: Run, chart: Path, environment: dict[str, str]
) -> None:
    here = run(CHART, "--at", NOW, "--json")

    assert started(chart, "--at", NOW, "--json", **environment) == here == (0, here.out, "")


def test_the_clock_is_now_unless_at_says_otherwise(run: Run) -> None:
    assert run(CHART, "--json").out == run(CHART, "--at", NOW, "--json").out
    assert run(CHART, "--json").out == run(CHART, "--at", "2026-03-10T00:00Z", "--json").out


def test_order_of_fields_does_not_matter(run: Run) -> None:
    turned = {name: CHART[name] for name in reversed(CHART)}
    turned["facts"] = [{name: fact[name] for name in reversed(fact)} for fact in CHART["facts"]]

    assert run(turned, "--json").out == run(CHART, "--json").out


# ---------------------------------------------------------------- the contract's JSON

KEYS = {
    "": {
        *("schema", "subject", "protocol", "as_of", "feasible", "steps", "verdicts"),
        *("conflicts", "alerts", "next_change_at"),
    },
    "protocol": {"id", "version", "hash"},
    "steps": {
        *("step", "state", "day", "at", "clears_at", "cleared_by", "opens", "opened_by"),
        *("closes", "closed_by", "proposed"),
    },
    "verdicts": {
        *("rule", "step", "fact", "verdict", "judged_at", "clears_at", "possible_from"),
        *("margin_minutes", "text"),
    },
    "alerts": {"key", "kind", "severity", "step", "rule", "text"},
    "conflicts": {"rules", "facts", "repairs"},
}
STATES = {
    *("done", "done_out_of_window", "booked", "due", "overdue", "at_risk", "planned"),
    *("blocked", "missed", "cancelled", "not_applicable"),
}
VERDICTS = {"met", "violation", "indeterminate", "pending", "not_applicable"}
ALERTS = {
    *("washout_violated", "window_violated", "overdue", "due_soon", "evidence_expired"),
    *("infeasible", "needs_information", "ineligible", "provisional_calendar", "hold"),
}


@pytest.mark.parametrize("chart_", [CHART, HOPELESS], ids=["sound", "hopeless"])
def test_the_json_has_every_field_of_the_contract(run: Run, chart_: Json) -> None:
    plan = json.loads(run(chart_, "--json").out)

    assert plan["schema"] == "dayzero.plan/1"
    assert plan.keys() >= KEYS[""]
    assert plan["protocol"].keys() == KEYS["protocol"]
    for table in ("steps", "verdicts", "alerts", "conflicts"):
        assert all(entry.keys() >= KEYS[table] for entry in plan[table]), table


@pytest.mark.parametrize("chart_", [CHART, HOPELESS], ids=["sound", "hopeless"])
def test_the_json_says_nothing_but_the_contracts_words(run: Run, chart_: Json) -> None:
    plan = json.loads(run(chart_, "--json").out)

    assert {step["state"] for step in plan["steps"]} <= STATES
    assert {verdict["verdict"] for verdict in plan["verdicts"]} <= VERDICTS
    assert {alert["kind"] for alert in plan["alerts"]} <= ALERTS
    assert {alert["severity"] for alert in plan["alerts"]} <= {"critical", "warning", "info"}


def test_every_step_of_the_contract_is_told_in_order(run: Run) -> None:
    months = [f"month_{number}" for number in range(3, 25, 3)]

    assert [step["step"] for step in json.loads(run(CHART, "--json").out)["steps"]] == [
        *("consent", "screening", "study_entry", "pregnancy_test_apheresis", "apheresis"),
        *("product_release", "conditioning_start", "conditioning_end"),
        *("pregnancy_test_infusion", "infusion", "day_28", *months, "contraception_end"),
    ]


TIMES = {"as_of", "clears_at", "possible_from", "opens", "closes", "proposed", "next_change_at"}


def times_in(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from () if key == "window" else times_in(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from times_in(inner, name)
    elif isinstance(value, str) and name in TIMES | {"at", "judged_at"}:
        yield name, value


@pytest.mark.parametrize("chart_", [CHART, HOPELESS], ids=["sound", "hopeless"])
def test_times_carry_the_sites_offset_to_the_minute(run: Run, chart_: Json) -> None:
    times = list(times_in(json.loads(run(chart_, "--json").out)))

    assert len(times) > 20
    for name, text in times:
        assert INSTANT.fullmatch(text) or (name not in TIMES and DAY.fullmatch(text)), (name, text)


def test_a_recorded_date_stays_a_date(run: Run) -> None:
    plan = json.loads(run(CHART, "--json").out)

    at = {step["step"]: step["at"] for step in plan["steps"]}
    assert (at["screening"], at["infusion"]) == ("2026-03-02", "2026-04-15T10:00+08:00")


# ---------------------------------------------------------------- exit codes


def test_a_plan_that_says_no_is_still_a_plan(run: Run) -> None:
    answer = run(HOPELESS, "--json")
    plan = json.loads(answer.out)

    assert (answer.code, answer.err, plan["feasible"]) == (0, "", False)
    assert any(verdict["verdict"] == "violation" for verdict in plan["verdicts"])
    assert run(HOPELESS).code == 0


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (json.dumps(changed("facts[2].last", "2026-02-30")), "facts[2].last: “2026-02-30” is not"),
        (json.dumps(changed("name", "王小明")), "name: is not a field of the chart"),
        ("[" * 100_000, "chart: is not a chart: its brackets are nested too deeply"),
        ("", "chart: is not JSON: it is empty"),
    ],
)
def test_the_installed_command_refuses_with_2_and_one_line(
    tmp_path: Path, content: str, fault: str
) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text(content)

    answer = started(bad, "--at", NOW, "--json")

    assert (answer.code, answer.out, len(answer.faults)) == (2, b"", 1)
    assert answer.err.startswith(fault)


def test_a_call_without_a_chart_is_refused_with_2(
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    from dayzero.command_line import main  # noqa: PLC0415  the fixture `run` gives a chart

    with pytest.raises(SystemExit) as ended:
        main(["plan"])

    assert ended.value.code == 2
    assert capsysbinary.readouterr().out == b""


def test_nothing_is_written_and_no_database_is_looked_for(chart: Path) -> None:
    before = sorted(chart.parent.rglob("*"))

    answer = started(chart, "--at", NOW, DAYZERO_DATABASE_URL="sqlite:////nowhere/dayzero.db")

    assert answer.code == 0
    assert sorted(chart.parent.rglob("*")) == before


def test_json_needs_no_drawing_no_prefect_and_no_database(chart: Path) -> None:
    script = (
        "import sys\n"
        "from dayzero.command_line import main\n"
        "try:\n"
        f"    main(['plan', {str(chart)!r}, '--at', {NOW!r}, '--json'])\n"
        "except SystemExit as ended:\n"
        "    assert not ended.code\n"
        "print(*(name for name in ('rich', 'prefect', 'sqlmodel', 'sqlalchemy', 'icalendar',"
        " 'fastapi') if name in sys.modules), file=sys.stderr)\n"
    )
    ended = subprocess.run(  # noqa: S603  our own interpreter and script
        [sys.executable, "-c", script], capture_output=True, check=True
    )

    assert ended.stderr.decode().split() == []
    assert json.loads(ended.stdout)["subject"] == "CN01-007"


def test_the_faults_of_all_that_was_given_are_told_at_once(run: Run) -> None:
    said = run(changed("sex", "x"), "--at", "now", "--assume", "surgery=2026-04-01")

    assert (said.code, said.out) == (2, b"")
    assert [line.partition(":")[0] for line in said.faults] == [
        "--at",
        "sex",
        "--assume",
    ]


# ---------------------------------------------------------------- --at


@pytest.mark.parametrize(
    "at",
    [
        *("2026-03-10", "2026-03-10T08:00", "2026-03-10 08:00+08:00", "2026-03", "now", ""),
        *("08:00", "2026-03-10T08:00+0800", "2026-03-10T8:00+08:00", "1773100800"),
    ],
)
def test_at_is_an_instant_with_its_offset(run: Run, at: str) -> None:
    said = refused_for(run(CHART, "--at", at), "--at")

    assert said == f"“{at}” is not an instant with its offset like 2026-03-09T10:00+08:00"


@pytest.mark.parametrize("at", ["2026-02-30T08:00+08:00", "2026-03-10T25:00+08:00"])
def test_at_is_an_instant_of_the_calendar(run: Run, at: str) -> None:
    assert (
        refused_for(run(CHART, "--at", at), "--at") == f"“{at}” is not an instant of the calendar"
    )


def test_seconds_of_at_are_left_out(run: Run) -> None:
    plan = json.loads(run(CHART, "--at", "2026-03-10T08:00:59+08:00", "--json").out)

    assert plan["as_of"] == NOW


# ---------------------------------------------------------------- --assume


def booked_at(answer: Planned, step: str) -> object:
    """When a step is, by a plan."""
    assert answer.code == 0
    steps = {each["step"]: each for each in json.loads(answer.out)["steps"]}
    return steps[step]["at"]


@pytest.mark.parametrize("when", ["2026-05-06", "2026-05-06T10:00+08:00"])
def test_an_assumption_overrides_a_booking(run: Run, when: str) -> None:
    assert booked_at(run(CHART, "--assume", f"infusion={when}", "--json"), "infusion") == when
    assert booked_at(run(CHART, "--json"), "infusion") == "2026-04-15T10:00+08:00"


def test_several_steps_may_be_assumed(run: Run) -> None:
    words = ("--assume", "apheresis=2026-03-11", "--assume", "infusion=2026-05-06", "--json")

    answer = run(CHART, *words)

    assert booked_at(answer, "apheresis") == "2026-03-11"
    assert booked_at(answer, "infusion") == "2026-05-06"


def test_an_assumption_on_a_done_step_is_left_aside_and_said(run: Run) -> None:
    answer = run(CHART, "--assume", "screening=2026-03-05", "--json")

    assert answer.out == run(CHART, "--json").out
    assert answer.code == 0
    assert answer.err == (
        "note: --assume screening is left aside: the step is done, 2026-03-02 (f1)\n"
    )


def test_an_assumption_on_a_step_of_others_is_left_aside_and_said(run: Run) -> None:
    man = {**CHART, "sex": "male", "facts": CHART["facts"][:4]}

    answer = run(man, "--assume", "pregnancy_test_infusion=2026-04-14", "--json")

    assert answer.out == run(man, "--json").out
    assert answer.err == (
        "note: --assume pregnancy_test_infusion is left aside:"
        " the step does not concern this subject\n"
    )


@pytest.mark.parametrize(
    ("words", "path", "said"),
    [
        ("infusion", "--assume", "“infusion” is not STEP=WHEN like infusion=2026-03-02"),
        ("", "--assume", "“” is not STEP=WHEN like infusion=2026-03-02"),
        ("infuson=2026-05-06", "--assume", "“infuson” is not a step; did you mean “infusion”?"),
        ("=2026-05-06", "--assume", "“” is not a step; use one of consent, screening, "),
        ("lunch=2026-05-06", "--assume", "“lunch” is not a step; use one of consent, screening"),
        ("infusion=", "--assume infusion", "“” is not a date like 2026-03-02 or an instant with"),
        ("infusion=2026", "--assume infusion", "“2026” is not a date like 2026-03-02 or an inst"),
        ("infusion=2026-05", "--assume infusion", "“2026-05” is not a date like 2026-03-02 or a"),
        ("infusion=soon", "--assume infusion", "“soon” is not a date like 2026-03-02 or an inst"),
        ("infusion=2026-05-06T10:00", "--assume infusion", "“2026-05-06T10:00” is not a date li"),
        ("infusion=2026-02-30", "--assume infusion", "“2026-02-30” is not a day of the calendar"),
    ],
)
def test_what_cannot_be_assumed_is_refused(run: Run, words: str, path: str, said: str) -> None:
    assert refused_for(run(CHART, "--assume", words), path).startswith(said)


def test_every_wrong_assumption_is_told_at_once(run: Run) -> None:
    assumed = ("infusion=soon", "lunch", "apheresis=2026-03-11", "apheresis=2026-03-12")

    answer = run(CHART, *(word for each in assumed for word in ("--assume", each)))

    assert answer.code == 2
    assert [fault.partition("”")[0] for fault in answer.faults] == [
        "--assume infusion: “soon",
        "--assume: “lunch",
        "--assume: “apheresis",
    ]
    assert answer.faults[-1] == "--assume: “apheresis” is assumed twice; keep one"
