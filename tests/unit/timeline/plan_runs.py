"""`dayzero plan` on a chart, in this process: what it prints and how it ends."""

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from dayzero.command_line import main

Json = dict[str, Any]

NOW = "2026-03-10T08:00+08:00"

CHART: Json = {
    "schema": "dayzero.chart/1",
    "subject": "CN01-007",
    "site": "CN01",
    "timezone": "Asia/Shanghai",
    "protocol": "NCT04684147",
    "sex": "female",
    "childbearing_potential": True,
    "born": "1988-04-02",
    "weight_kg": "58",
    "facts": [
        {"id": "f1", "kind": "step", "step": "screening", "state": "done", "at": "2026-03-02"},
        {
            "id": "f2",
            "kind": "step",
            "step": "infusion",
            "state": "booked",
            "at": "2026-04-15T10:00+08:00",
        },
        {
            "id": "f3",
            "kind": "drug",
            "drug": "dasatinib",
            "purpose": "bridging",
            "route": "oral",
            "dose": {"value": "100", "unit": "mg/day"},
            "first": "2026-01-10",
            "last": "2026-03-20T09:00+08:00",
            "other_trial": {
                "marketed": True,
                "half_life_hours": "5",
                "half_life_source": "label",
            },
        },
        {"id": "f4", "kind": "radiotherapy", "field": "non_cns", "last": "2026-02-14"},
        {
            "id": "f5",
            "kind": "test",
            "test": "pregnancy",
            "at": "2026-03-09",
            "result": "negative",
            "specimen": "serum",
        },
        {"id": "f6", "kind": "event", "event": "coronary_stent", "at": "2025-08-31"},
        {
            "id": "f7",
            "kind": "measurement",
            "measure": "lvef",
            "value": "58",
            "unit": "%",
            "uln": "80",
            "at": "2026-03-02",
        },
        {
            "id": "f8",
            "kind": "finding",
            "finding": "cns_active",
            "present": None,
            "at": "2026-03-02",
        },
    ],
}
"""A chart with a fact of every kind, as the contract shows them."""

STEP: Json = {"kind": "step", "step": "screening", "state": "done", "at": "2026-03-02"}
DRUG: Json = {"kind": "drug", "drug": "dasatinib"}


class Planned(NamedTuple):
    code: int
    out: bytes
    err: str

    @property
    def faults(self) -> list[str]:
        return self.err.splitlines()


Run = Callable[..., Planned]


@pytest.fixture
def run(
    tmp_path: Path,
    capsysbinary: pytest.CaptureFixture[bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> Run:
    """`run(chart or bytes, "--json", …)`; NOW unless the words say another `--at`."""
    monkeypatch.setenv("DAYZERO_NOW", NOW)
    monkeypatch.delenv("DAYZERO_LANGUAGE", raising=False)

    def planned(chart: Json | bytes | Path, *words: str) -> Planned:
        path = chart if isinstance(chart, Path) else tmp_path / "chart.json"
        if not isinstance(chart, Path):
            content = chart if isinstance(chart, bytes) else json.dumps(chart).encode()
            path.write_bytes(content)
        with pytest.raises(SystemExit) as ended:
            main(["plan", str(path), *words])
        out, err = capsysbinary.readouterr()
        code = ended.value.code
        return Planned(code if isinstance(code, int) else 0, out, err.decode())

    return planned


def a_chart(*facts: Json, **header: Any) -> Json:
    """The chart's head with these facts, g1, g2, … unless they say their id."""
    numbered = [{"id": f"g{number}", **fact} for number, fact in enumerate(facts, start=1)]
    return {**CHART, **header, "facts": numbered}


def changed(path: str, value: Any) -> Json:
    """The whole chart with one value replaced or added, at a path like `facts[2].dose.unit`."""
    chart = deepcopy(CHART)
    *way, last = _parts(path)
    at: Any = chart
    for part in way:
        at = at[part]
    at[last] = value
    return chart


def without(path: str) -> Json:
    """The whole chart without one field."""
    chart = deepcopy(CHART)
    *way, last = _parts(path)
    at: Any = chart
    for part in way:
        at = at[part]
    del at[last]
    return chart


def _parts(path: str) -> list[str | int]:
    words = path.replace("[", ".").replace("]", "").split(".")
    return [int(word) if word.isdigit() else word for word in words]


def refused_for(answer: Planned, path: str) -> str:
    """The sentence of the one fault that a refusal tells, which must be at this path."""
    assert (answer.code, answer.out) == (2, b"")
    assert "Traceback" not in answer.err
    assert len(answer.faults) == 1, answer.err
    assert answer.faults[0].startswith(f"{path}: "), answer.err
    return answer.faults[0].removeprefix(f"{path}: ")
