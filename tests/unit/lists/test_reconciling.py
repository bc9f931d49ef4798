"""A second list of a subject beside the records: what is new, what differs, what vanished."""

import csv
from pathlib import Path

import pytest

from tests.unit.commands.command_line import Answer, Run, exported
from tests.unit.records.recorded import SUBJECT

HEADINGS = "Row ID,Drug,Dose,Start,Stop\n"
DASATINIB = "1,dasatinib,100 mg/day,2026-02-01,2026-02-20\n"
STEROID = "2,dexamethasone,10 mg/day,2026-03-01,2026-03-05\n"
LONGER = STEROID.replace("2026-03-05", "2026-03-08")


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "cm.csv"


def bring(run: Run, log: Path, rows: str, *words: str, headings: str = HEADINGS) -> Answer:
    log.write_text(headings + rows)
    return run("import", log, "--subject", SUBJECT, "--accept-columns", *words)


def drugs(run: Run) -> list[dict[str, object]]:
    return [fact for fact in exported(run)["facts"] if fact["kind"] == "drug"]


def typed(run: Run, *words: str) -> None:
    assert run("record", SUBJECT, "drug", *words).code == 0


def test_the_dexamethasone_that_nobody_told_is_shown_and_recorded(enrolled: Run, log: Path) -> None:
    bring(enrolled, log, DASATINIB)

    shown = bring(enrolled, log, DASATINIB + STEROID, "--dry-run")
    bring(enrolled, log, DASATINIB + STEROID)

    assert f"{log} row 3: CN01-007: drug: dexamethasone" in shown.out
    assert "would record 1 fact; 1 fact already recorded" in shown.out
    assert [fact["drug"] for fact in drugs(enrolled)] == ["dasatinib", "dexamethasone"]


def test_what_somebody_typed_in_the_same_words_is_not_recorded_twice(
    enrolled: Run, log: Path
) -> None:
    course = ("--first", "2026-03-01", "--last", "2026-03-05")
    typed(enrolled, "dexamethasone", "--dose", "10 mg/day", *course)

    said = bring(enrolled, log, STEROID)

    assert "row 2: CN01-007: recorded already as f2" in said.out
    assert len(drugs(enrolled)) == 1


def test_a_row_that_differs_is_shown_and_waits_for_a_decision(enrolled: Run, log: Path) -> None:
    typed(enrolled, "地塞米松", "--last", "2026-03-05")

    shown = bring(enrolled, log, STEROID, "--dry-run")
    refused = bring(enrolled, log, STEROID)

    assert (
        f"{log} row 2: CN01-007: says otherwise than f2: 地塞米松, last 2026-03-05 →"
        " dexamethasone, 10 mg/day, first 2026-03-01, last 2026-03-05\n"
    ) in shown.out
    assert refused.code == 2
    assert refused.err == (
        f"{log} row 2: says otherwise than f2 on record; take it as a correction,"
        " --take “row 2=WHY”, or leave the record as it is, --set-aside “row 2=WHY”\n"
    )
    assert len(drugs(enrolled)) == 1


def test_a_difference_that_is_taken_corrects_the_record_with_the_reason(
    enrolled: Run, log: Path
) -> None:
    bring(enrolled, log, STEROID)
    (old,) = drugs(enrolled)

    assert bring(enrolled, log, LONGER, "--take", "row 2=stopped later").code == 0

    new = drugs(enrolled)[-1]
    assert (new["corrects"], new["reason"]) == (old["id"], "stopped later")
    assert new["last"] == "2026-03-08"


def test_a_difference_that_was_taken_is_known_the_next_time(enrolled: Run, log: Path) -> None:
    bring(enrolled, log, STEROID)
    bring(enrolled, log, LONGER, "--take", "*=stopped later")
    before = enrolled("export", SUBJECT).out

    again = bring(enrolled, log, LONGER)

    assert again.code == 0
    assert "recorded 0 facts; 1 fact already recorded" in again.out
    assert enrolled("export", SUBJECT).out == before


def test_a_difference_that_is_set_aside_is_in_the_audit_and_asked_no_more(
    enrolled: Run, log: Path
) -> None:
    bring(enrolled, log, STEROID)

    aside = bring(enrolled, log, LONGER, "--set-aside", "row 2=a slip of the ward")
    again = bring(enrolled, log, LONGER)
    changed = bring(enrolled, log, LONGER.replace("10 mg", "12 mg"))

    assert (aside.code, again.code, changed.code) == (0, 0, 2)
    assert f"{log} row 2: set aside: a slip of the ward\n" in again.out
    assert len(drugs(enrolled)) == 1
    enrolled("audit", "--csv", "audit.csv")
    with Path("audit.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = [line for line in csv.DictReader(file) if line["what"].startswith("set aside")]
    assert [line["why"] for line in lines] == ["a slip of the ward"]


def test_a_new_row_can_be_set_aside_too(enrolled: Run, log: Path) -> None:
    bring(enrolled, log, DASATINIB + STEROID, "--set-aside", "row 3=of another subject")
    again = bring(enrolled, log, DASATINIB + STEROID)

    assert [fact["drug"] for fact in drugs(enrolled)] == ["dasatinib"]
    assert f"{log} row 3: set aside: of another subject\n" in again.out


def test_a_row_that_cannot_be_read_can_be_set_aside_and_the_others_come_in(
    enrolled: Run, log: Path
) -> None:
    rows = DASATINIB + STEROID.replace("2026-03-01", "03/02/2026")

    refused = bring(enrolled, log, rows)
    aside = bring(enrolled, log, rows, "--set-aside", "row 3=asked the ward")
    again = bring(enrolled, log, rows)

    assert (refused.code, aside.code, again.code) == (2, 0, 0)
    assert [fact["drug"] for fact in drugs(enrolled)] == ["dasatinib"]
    assert f"{log} row 3: set aside: asked the ward\n" in again.out


class TestWhatVanished:
    def test_a_whole_list_of_a_system_tells_what_it_no_longer_has(
        self, enrolled: Run, log: Path
    ) -> None:
        bring(enrolled, log, DASATINIB + STEROID, "--source", "HIS")
        (_, steroid) = drugs(enrolled)

        said = bring(enrolled, log, DASATINIB, "--source", "HIS")

        assert f"CN01-007: {steroid['id']} is no longer in the list: dexamethasone" in said.out
        assert len(drugs(enrolled)) == 2

    def test_a_list_that_may_be_a_part_tells_of_nothing_that_is_not_in_it(
        self, enrolled: Run, log: Path
    ) -> None:
        bring(enrolled, log, DASATINIB + STEROID)

        assert "no longer in the list" not in bring(enrolled, log, DASATINIB).out

    def test_what_vanished_is_taken_back_with_the_reason(self, enrolled: Run, log: Path) -> None:
        bring(enrolled, log, DASATINIB + STEROID, "--source", "HIS")
        gone = str(drugs(enrolled)[1]["id"])

        said = bring(enrolled, log, DASATINIB, "--source", "HIS", "--take", f"{gone}=not given")
        again = bring(enrolled, log, DASATINIB, "--source", "HIS")

        assert said.code == 0
        retraction = exported(enrolled)["facts"][-1]
        assert (retraction["kind"], retraction["corrects"]) == ("retraction", gone)
        assert (retraction["reason"], retraction["at"]) == ("not given", "2026-03-10")
        assert "no longer in the list" not in again.out

    def test_what_vanished_is_left_on_record_and_told_no_more(
        self, enrolled: Run, log: Path
    ) -> None:
        bring(enrolled, log, DASATINIB + STEROID, "--source", "HIS")
        gone = str(drugs(enrolled)[1]["id"])

        bring(enrolled, log, DASATINIB, "--source", "HIS", "--set-aside", f"{gone}=was given")
        again = bring(enrolled, log, DASATINIB, "--source", "HIS")

        assert "no longer in the list" not in again.out
        assert len(drugs(enrolled)) == 2


def test_a_decision_on_nothing_is_refused(enrolled: Run, log: Path) -> None:
    refused = bring(enrolled, log, STEROID, "--take", "row 9=why")

    assert refused.code == 2
    assert refused.err == "--take, --set-aside: “row 9” is nothing that differs\n"
    assert drugs(enrolled) == []


def test_what_a_person_corrected_by_hand_is_not_asked_about_while_the_list_stays_as_it_was(
    enrolled: Run, log: Path
) -> None:
    bring(enrolled, log, STEROID)
    (old,) = drugs(enrolled)
    last = '{"last": "2026-03-06"}'
    assert (
        enrolled("correct", SUBJECT, str(old["id"]), "--reason", "ward", "--json", last).code == 0
    )

    assert bring(enrolled, log, STEROID).code == 0
    assert len(drugs(enrolled)) == 2
