"""A coordinator's tracker of visits and results, as CSV or as a spreadsheet."""

from datetime import date, datetime
from pathlib import Path

import pytest

from tests.unit.commands.command_line import Answer, Run, exported
from tests.unit.lists.sheets import write_sheets
from tests.unit.records.recorded import SCREENING, SUBJECT, chart, raw

OTHER = "CN01-008"
NINE_THIRTY = datetime(2026, 3, 16, 9, 30)  # noqa: DTZ001  a workbook knows no zones


@pytest.fixture
def two_enrolled(enrolled: Run, tmp_path: Path) -> Run:
    """Besides CN01-007, CN01-008 is on record."""
    file = tmp_path / "other.json"
    file.write_bytes(raw(chart(SCREENING, subject=OTHER)))
    assert enrolled("import", file).code == 0
    return enrolled


def bring(run: Run, file: Path, *words: str) -> Answer:
    return run("import", file, "--accept-columns", *words)


def new_facts(run: Run) -> list[dict[str, object]]:
    facts = exported(run)["facts"]
    return [{name: fact[name] for name in fact if name != "id"} for fact in facts[1:]]


def test_a_tracker_with_a_column_for_each_step_books_what_is_to_come(
    two_enrolled: Run, tmp_path: Path
) -> None:
    file = write_sheets(
        tmp_path / "tracker.xlsx",
        Tracker=[
            ["Trial tracker", None, None, None],
            ["受试者编号", "实际知情同意日期", "Apheresis date", "Planned infusion date"],
            [SUBJECT, date(2026, 3, 1), NINE_THIRTY, date(2026, 4, 15)],
            [OTHER, date(2026, 2, 27), None, None],
        ],
    )

    said = bring(two_enrolled, file)

    assert said.code == 0
    assert new_facts(two_enrolled) == [
        {"kind": "step", "step": "consent", "state": "done", "at": "2026-03-01"},
        {"kind": "step", "step": "apheresis", "state": "booked", "at": "2026-03-16T09:30+08:00"},
        {"kind": "step", "step": "infusion", "state": "booked", "at": "2026-04-15"},
    ]
    assert "2 rows: recorded 4 facts" in said.out


def test_a_past_date_of_a_step_is_never_guessed_to_have_been_kept(
    enrolled: Run, tmp_path: Path
) -> None:
    file = tmp_path / "tracker.csv"
    file.write_text(f"Subject,Apheresis date,Infusion date\n{SUBJECT},2026-03-05,2026-04-15\n")

    refused = bring(enrolled, file)
    said = bring(enrolled, file, "--column", "Apheresis date=apheresis done")

    assert refused.err == (
        f"{file} B2: is of a day that is past; say whether it was done or only booked,"
        " such as --column “Apheresis=apheresis done”\n"
    )
    assert said.code == 0
    assert new_facts(enrolled)[0] == {
        "kind": "step",
        "step": "apheresis",
        "state": "done",
        "at": "2026-03-05",
    }


def test_a_list_of_visits_says_how_each_stands(enrolled: Run, tmp_path: Path) -> None:
    file = tmp_path / "visits.tsv"
    file.write_text("访视\t状态\t日期\n单采\t已完成\t2026年3月5日\n回输\t计划\t2026/4/15 10:00\n")

    assert bring(enrolled, file, "--subject", SUBJECT).code == 0

    assert [(fact["step"], fact["state"], fact["at"]) for fact in new_facts(enrolled)] == [
        ("apheresis", "done", "2026-03-05"),
        ("infusion", "booked", "2026-04-15T10:00+08:00"),
    ]


def test_results_become_tests_values_and_findings_and_the_rest_is_named(
    enrolled: Run, tmp_path: Path
) -> None:
    file = tmp_path / "lab.csv"
    file.write_text(
        "Test;Result;Unit;ULN;Sample date;Sample type\n"
        "谷丙转氨酶;43,5;U/L;40;2026-03-09 08:30;\n"
        "hCG;negative;;;2026-03-09;serum\n"
        "HBsAg;neg;;;2026-03-09;\n"
        "ECOG;1;—;;2026-03-09;\n"
        "Sodium;140;mmol/L;;2026-03-09;\n"
        "Potassium;4,1;mmol/L;;2026-03-09;\n"
        "HBV-DNA;<20;IU/mL;;2026-03-09;\n"
        "coronary stent;;;;2025-08-31;\n"
        "LVEF;58; % ;/;2026-03-09;\n"
        "SpO2;97;％;-;2026-03-09;\n"
    )

    said = bring(enrolled, file, "--subject", SUBJECT)

    assert new_facts(enrolled) == [
        {
            "kind": "measurement",
            "measure": "alt",
            "value": "43.5",
            "unit": "U/L",
            "uln": "40",
            "at": "2026-03-09T08:30+08:00",
        },
        {
            "kind": "test",
            "test": "pregnancy",
            "result": "negative",
            "specimen": "serum",
            "at": "2026-03-09",
        },
        {"kind": "finding", "finding": "hbsag", "present": False, "at": "2026-03-09"},
        {
            "kind": "measurement",
            "measure": "ecog",
            "value": "1",
            "unit": "score",
            "at": "2026-03-09",
        },
        {"kind": "event", "event": "coronary_stent", "at": "2025-08-31"},
        {"kind": "measurement", "measure": "lvef", "value": "58", "unit": "%", "at": "2026-03-09"},
        {"kind": "measurement", "measure": "spo2", "value": "97", "unit": "%", "at": "2026-03-09"},
    ]
    assert f"{file} row 6: left out: “Sodium” is nothing that a chart keeps\n" in said.out
    assert f"{file} row 8: left out: “<20” is no exact value\n" in said.out


def test_radiotherapy_in_a_list_of_procedures_has_its_field(enrolled: Run, tmp_path: Path) -> None:
    file = tmp_path / "procedures.csv"
    file.write_text("Procedure,Field,Start,Stop\n放疗,全脑,2026-01-05,2026-01-20\n")

    assert bring(enrolled, file, "--subject", SUBJECT).code == 0

    assert new_facts(enrolled) == [
        {"kind": "radiotherapy", "field": "cns", "first": "2026-01-05", "last": "2026-01-20"}
    ]


def test_what_was_not_given_and_rows_that_name_nothing_are_left_out_with_a_sentence(
    enrolled: Run, tmp_path: Path
) -> None:
    file = tmp_path / "cm.csv"
    file.write_text(
        "Drug,Given,Frequency,Indication,Start,Stop\n"
        "imatinib,no,,,2026-02-01,2026-02-02\n"
        ",,,,2026-02-01,2026-02-02\n"
        "dasatinib,yes,q3w,headache,2026-02-01,2026-02-02\n"
    )

    said = bring(enrolled, file, "--subject", SUBJECT)

    assert f"{file} row 2: left out: it was not given, or not done\n" in said.out
    assert f"{file} row 3: left out: it names no drug, test, event or step\n" in said.out
    assert f"{file} D4: left out: “headache” says nothing that a chart knows\n" in said.out
    assert len(new_facts(enrolled)) == 1


def test_a_name_and_a_code_that_are_two_drugs_are_refused(enrolled: Run, tmp_path: Path) -> None:
    file = tmp_path / "cm.csv"
    file.write_text("Drug,ATC code,Start,Stop\nGlivec,L01EA02,2026-02-01,2026-02-02\n")

    refused = bring(enrolled, file, "--subject", SUBJECT)

    assert refused.err == (
        f"{file} A2: “Glivec” and “L01EA02” are two drugs; correct one of the two\n"
    )


class TestWhoseRowItIs:
    def test_a_patients_hospital_number_is_the_subject_that_was_said(
        self, two_enrolled: Run, tmp_path: Path
    ) -> None:
        file = tmp_path / "cm.csv"
        file.write_text("Patient,Drug,Start,Stop\n00123,imatinib,2026-02-01,2026-02-02\n")
        whose = ("--column", "Patient=subject")

        refused = bring(two_enrolled, file, *whose)
        said = bring(two_enrolled, file, *whose, "--patient", f"00123={OTHER}")

        assert refused.err == (
            f"{file} A2: names nobody on record; say who that is:"
            " --patient “NAME IN THE LIST=CN01-007”\n"
        )
        assert "00123" not in refused.err + said.out
        assert f"row 2: {OTHER}: drug: imatinib" in said.out

    def test_a_list_of_nobody_asks_whose_it_is(self, enrolled: Run, tmp_path: Path) -> None:
        file = tmp_path / "cm.csv"
        file.write_text("Drug,Start,Stop\nimatinib,2026-02-01,2026-02-02\n")

        assert bring(enrolled, file).err == (
            f"{file} row 2: does not say whose it is; give a column for it, or --subject\n"
        )

    def test_one_subjects_list_takes_no_row_of_another(
        self, two_enrolled: Run, tmp_path: Path
    ) -> None:
        file = tmp_path / "cm.csv"
        file.write_text(f"Subject,Drug,Start,Stop\n{OTHER},imatinib,2026-02-01,2026-02-02\n")

        refused = bring(two_enrolled, file, "--subject", SUBJECT)

        assert refused.code == 2
        assert "names nobody on record" in refused.err
        assert OTHER not in refused.err
