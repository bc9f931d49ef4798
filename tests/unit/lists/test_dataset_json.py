"""Domains of the CDISC as Dataset-JSON, in each of its forms."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.unit.commands.command_line import Run, exported
from tests.unit.records.recorded import SUBJECT

STUDY = "NCT04684147"
WHO = {"STUDYID": STUDY, "USUBJID": f"{STUDY}-{SUBJECT}"}


def version_1_1(domain: str, *rows: dict[str, Any]) -> str:
    names = list(rows[0])
    return json.dumps(
        {
            "datasetJSONVersion": "1.1.0",
            "name": domain,
            "columns": [{"itemOID": f"IT.{name}", "name": name} for name in names],
            "rows": [[row.get(name) for name in names] for row in rows],
        }
    )


def version_1_0(domain: str, *rows: dict[str, Any]) -> str:
    names = list(rows[0])
    group = {
        "name": domain,
        "items": [{"OID": f"IT.{name}", "name": name} for name in names],
        "itemData": [[row.get(name) for name in names] for row in rows],
    }
    return json.dumps({"clinicalData": {"itemGroupData": {f"IG.{domain}": group}}})


def by_lines(domain: str, *rows: dict[str, Any]) -> str:
    whole = json.loads(version_1_1(domain, *rows))
    lines = [{name: whole[name] for name in whole if name != "rows"}, *whole["rows"]]
    return "".join(f"{json.dumps(line)}\n" for line in lines)


def facts_of(run: Run, tmp_path: Path, **domains: str) -> list[dict[str, object]]:
    files = []
    for name, content in domains.items():
        files.append(tmp_path / f"{name}.json")
        files[-1].write_text(content)
    answer = run("import", *files)
    assert answer.code == 0, answer.err
    facts = exported(run)["facts"][1:]
    return [{name: fact[name] for name in fact if name != "id"} for fact in facts]


CM = {
    **WHO,
    "CMSEQ": 1.0,
    "CMTRT": "Decadron",
    "CMDECOD": "DEXAMETHASONE",
    "CMDOSE": 7.5,
    "CMDOSU": "mg",
    "CMDOSFRQ": "BID",
    "CMROUTE": "ORAL",
    "CMSTDTC": "2026-02-01",
    "CMENDTC": "2026-02-05T09:00",
    "CMENRF": None,
}


@pytest.mark.parametrize("form", [version_1_1, version_1_0, by_lines])
def test_concomitant_medication_needs_no_columns_said(
    enrolled: Run, tmp_path: Path, form: Any
) -> None:
    going_on = {**CM, "CMSEQ": 2, "CMTRT": "imatinib", "CMDECOD": "", "CMENDTC": ""}

    assert facts_of(enrolled, tmp_path, cm=form("CM", CM, {**going_on, "CMENRF": "ONGOING"})) == [
        {
            "kind": "drug",
            "drug": "Decadron",
            "route": "ORAL",
            "dose": {"value": "7.5", "unit": "mg", "times_per_day": "2"},
            "first": "2026-02-01",
            "last": "2026-02-05T09:00+08:00",
        },
        {
            "kind": "drug",
            "drug": "imatinib",
            "route": "ORAL",
            "dose": {"value": "7.5", "unit": "mg", "times_per_day": "2"},
            "first": "2026-02-01",
            "ongoing": True,
        },
    ]


def test_five_domains_come_in_together_and_the_rest_of_their_rows_is_named(
    enrolled: Run, tmp_path: Path
) -> None:
    exposure = {**WHO, "EXSEQ": 1, "EXTRT": "fludarabine", "EXDOSE": 25, "EXDOSU": "mg/m2"}
    exposure |= {"EXSTDTC": "2026-03-01", "EXENDTC": "2026-03-01"}
    procedure = {**WHO, "PRSEQ": 1, "PRTRT": "Coronary stenting", "PRSTDTC": "2025-08-31"}
    laboratory = {**WHO, "LBSEQ": 1, "LBTESTCD": "ALT", "LBTEST": "Alanine Aminotransferase"}
    laboratory |= {"LBORRES": "43.5", "LBORRESU": "U/L", "LBORNRHI": "40", "LBDTC": "2026-03-09"}
    undone = {**laboratory, "LBSEQ": 2, "LBORRES": "", "LBSTAT": "NOT DONE"}
    vital = {**WHO, "VSSEQ": 1, "VSTESTCD": "SYSBP", "VSTEST": "Systolic Blood Pressure"}
    vital |= {"VSORRES": 128, "VSORRESU": "mmHg", "VSDTC": "2026-03-09T08:30"}

    found = facts_of(
        enrolled,
        tmp_path,
        cm=version_1_1("CM", CM),
        ex=version_1_1("EX", exposure),
        pr=version_1_1("PR", procedure),
        lb=version_1_1("LB", {**laboratory, "LBSTAT": ""}, undone),
        vs=version_1_1("VS", vital),
    )

    assert [fact["kind"] for fact in found] == [
        "drug",
        "drug",
        "event",
        "measurement",
        "measurement",
    ]
    assert found[1]["dose"] == {"value": "25", "unit": "mg/m2"}
    assert found[2] == {"kind": "event", "event": "coronary_stent", "at": "2025-08-31"}
    assert (found[4]["measure"], found[4]["at"]) == ("systolic_bp", "2026-03-09T08:30+08:00")
    again = enrolled("import", tmp_path / "lb.json", "--dry-run")
    assert "lb.json row 2: left out: it was not given, or not done" in again.out


def test_a_row_that_was_changed_in_its_system_is_not_recorded_beside_the_old_one(
    enrolled: Run, tmp_path: Path
) -> None:
    facts_of(enrolled, tmp_path, cm=version_1_1("CM", CM))
    file = tmp_path / "cm.json"
    file.write_text(version_1_1("CM", {**CM, "CMENDTC": "2026-03-05"}))

    refused = enrolled("import", file)

    assert refused.code == 2
    assert refused.err.startswith(f"{file} row 1: says otherwise than CM:")
    assert len(exported(enrolled)["facts"]) == 2
