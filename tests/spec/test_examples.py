"""The contract's own examples, through the command that programs call.

`examples/` holds them as the contract ships them: a chart, and beside it the arguments and
the fields that must come out. What an expectation does not name may be anything.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from dayzero.command_line import main
from tests.spec.charts import (
    Json,
    a_woman,
    booked,
    done,
    drug,
    event,
    picture_of,
    plan_of,
    pregnancy_test,
    radiotherapy,
    step_of,
    verdict_of,
)

EXAMPLES = Path(__file__).parent / "examples"
NAMES = sorted(path.name.removesuffix(".chart.json") for path in EXAMPLES.glob("*.chart.json"))


def runs() -> Iterator[tuple[str, Json]]:
    for name in NAMES:
        expected = json.loads((EXAMPLES / f"{name}.expect.json").read_text("utf-8"))
        for run in expected["runs"]:
            yield name, run


def answer(capsys: pytest.CaptureFixture[bytes], chart: Path, *arguments: str) -> bytes:
    """What `dayzero plan CHART … --json` prints, once it has ended well."""
    with pytest.raises(SystemExit) as ended:
        main(["plan", str(chart), *arguments, "--json"])
    assert ended.value.code == 0
    return capsys.readouterr().out


def agrees(expected: object, got: object) -> bool:
    """Every field that the expectation names is there with that value."""
    if isinstance(expected, dict) and isinstance(got, dict):
        return all(agrees(value, got.get(field)) for field, value in expected.items())
    return expected == got


def test_all_six_examples_are_here() -> None:
    assert len(NAMES) == 6


@pytest.mark.parametrize(
    ("name", "run"), [pytest.param(*run, id=f"{run[0]}-{run[1]['args'][-1]}") for run in runs()]
)
def test_an_example_of_the_contract_comes_out_as_it_says(
    name: str, run: Json, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    plan = json.loads(answer(capsysbinary, EXAMPLES / f"{name}.chart.json", *run["args"]))

    for expected in run.get("verdicts", []):
        assert any(agrees(expected, verdict) for verdict in plan["verdicts"]), expected
    for expected in run.get("steps", []):
        assert any(agrees(expected, step) for step in plan["steps"]), expected
    for kind in run.get("alerts_include", []):
        assert kind in {alert["kind"] for alert in plan["alerts"]}


# THE CHART IN THE CONTRACT'S TEXT

NOW = "2026-03-10T08:00+08:00"
CHART = a_woman(
    done("screening", "2026-03-02"),
    booked("infusion", "2026-04-15T10:00+08:00"),
    drug(
        "dasatinib",
        "2026-03-20T09:00+08:00",
        dose="100 mg/day",
        route="oral",
        first="2026-01-10",
    ),
    radiotherapy("non_cns", "2026-02-14"),
    pregnancy_test("2026-03-09", specimen="serum"),
    event("coronary_stent", "2025-08-31"),
    {
        "kind": "measurement",
        "measure": "lvef",
        "value": "58",
        "unit": "%",
        "at": "2026-03-02",
    },
    born="1988-04-02",
    weight_kg="58",
)


def test_the_chart_of_the_text_clears_by_its_last_tyrosine_kinase_inhibitor() -> None:
    infusion = step_of(CHART, "infusion", now=NOW)

    assert infusion["state"] == "booked"
    assert infusion["day"] == 0
    assert infusion["at"] == "2026-04-15T10:00+08:00"
    assert infusion["clears_at"] == "2026-03-23T09:01+08:00"
    assert infusion["cleared_by"] == [{"rule": "EX-03.2", "fact": "f3"}]


def test_the_chart_of_the_text_has_its_verdicts() -> None:
    tki = verdict_of(CHART, "EX-03.2", now=NOW)
    test = verdict_of(CHART, "IN-10b", now=NOW)

    assert tki["fact"] == "f3"
    assert tki["verdict"] == "met"
    assert tki["judged_at"] == "2026-04-15T10:00+08:00"
    assert tki["clears_at"] == tki["possible_from"] == "2026-03-23T09:01+08:00"
    assert tki["margin_minutes"] == 33_179
    assert (test["verdict"], test["fact"]) == ("pending", None)
    assert test["window"] == {"opens": "2026-04-12", "closes": "2026-04-15"}


def test_the_plan_names_its_subject_protocol_and_moment() -> None:
    plan = plan_of(CHART, now=NOW)

    assert plan["schema"] == "dayzero.plan/1"
    assert plan["subject"] == "CN01-007"
    assert plan["protocol"]["id"] == "NCT04684147"
    assert plan["protocol"]["hash"].startswith("sha256:")
    assert plan["as_of"] == NOW


def test_the_same_chart_at_the_same_moment_gives_the_same_bytes(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    file = tmp_path / "chart.json"
    file.write_text(json.dumps(CHART), "utf-8")

    first = answer(capsysbinary, file, "--at", NOW)
    second = answer(capsysbinary, file, "--at", NOW)

    assert first == second


def test_only_the_next_change_is_left_out_where_these_tests_ask_for_a_picture() -> None:
    plan, picture = plan_of(CHART, now=NOW), picture_of(CHART, now=NOW)

    assert plan["next_change_at"] is not None
    assert picture == {**plan, "next_change_at": None}
