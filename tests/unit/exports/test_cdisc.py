"""SV and DV, as a sponsor's data manager would read them."""

import csv
import json
from dataclasses import replace
from io import StringIO
from typing import Any

import pytest

from dayzero.desk.exporting.files import DATASETS, exported_file
from exports.cdisc.dataset import Record
from exports.cdisc.planned import NotPlanned
from exports.lists.standing import Everybody
from models.errors import Fault, InputRefused
from models.reasons.refusals.desk import TypedFlaw
from tests.unit.commands.command_line import Run
from tests.unit.exports.test_export_pages import subjects_in
from tests.web.pages import Pages, words

TREATED = "NCT04684147-CN01-010"


def records(everybody: Everybody, what: str, subject: str = TREATED) -> list[Record]:
    return [one for one in DATASETS[what](everybody).records if one["USUBJID"] == subject]


def visit(everybody: Everybody, name: str) -> Record:
    [found] = [one for one in records(everybody, "sv") if one["VISIT"] == name]
    return found


def test_a_visit_that_was_held_has_its_number_day_and_time(everybody: Everybody) -> None:
    assert visit(everybody, "APHERESIS") == {
        "STUDYID": "NCT04684147",
        "DOMAIN": "SV",
        "USUBJID": TREATED,
        "VISITNUM": 5,
        "VISIT": "APHERESIS",
        "SVPRESP": "Y",
        "SVOCCUR": "Y",
        "VISITDY": None,
        "EPOCH": "APHERESIS",
        "SVSTDTC": "2026-01-10T09:30+08:00",
        "SVENDTC": "2026-01-10T09:30+08:00",
        "SVSTDY": -39,
        "SVENDY": -39,
        "SVUPDES": None,
    }


def test_the_infusion_is_study_day_1_as_sdtm_knows_no_day_0(everybody: Everybody) -> None:
    infusion = visit(everybody, "INFUSION")
    start = visit(everybody, "LYMPHODEPLETION START")

    assert (infusion["VISITDY"], infusion["SVSTDY"]) == (1, 1)
    assert (start["VISITDY"], start["SVSTDY"]) == (-5, -5)


def test_a_time_is_as_exact_as_it_was_recorded(everybody: Everybody) -> None:
    screening = visit(everybody, "SCREENING")

    assert (screening["SVSTDTC"], screening["SVSTDY"]) == ("2026-01", None)
    assert visit(everybody, "INFUSION")["SVSTDTC"] == "2026-02-18T10:00+08:00"


def test_what_is_to_come_and_what_is_no_visit_are_in_no_record(everybody: Everybody) -> None:
    names = {str(one["VISIT"]) for one in records(everybody, "sv")}

    assert names.isdisjoint({"DAY 28 VISIT", "PRODUCT RELEASE", "END OF CONTRACEPTION"})


def test_a_deviation_is_dated_by_its_step_and_coded_by_its_rule(everybody: Everybody) -> None:
    [found] = [one for one in records(everybody, "dv") if one["DVDECOD"] == "EX-03.2"]

    assert (found["DVCAT"], found["DVSCAT"]) == ("EXCLUSION CRITERION", "INFUSION")
    assert (found["DVSTDTC"], found["DVSTDY"]) == ("2026-02-18T10:00+08:00", 1)
    assert str(found["DVTERM"]).startswith("dasatinib")


def test_each_deviation_has_its_own_number_within_its_subject(everybody: Everybody) -> None:
    found = records(everybody, "dv")

    assert [one["DVSEQ"] for one in found] == list(range(1, len(found) + 1))
    assert len({one["DVSPID"] for one in found}) == len(found) > 1


@pytest.mark.parametrize("what", DATASETS)
def test_both_files_of_a_dataset_say_the_same(everybody: Everybody, what: str) -> None:
    document: dict[str, Any] = json.loads(exported_file(what, "json", everybody, "en").content)
    content = exported_file(what, "csv", everybody, "en").content
    lines = list(csv.reader(StringIO(content.decode("ascii"), newline="")))

    names = [column["name"] for column in document["columns"]]
    rows = [["" if cell is None else str(cell) for cell in row] for row in document["rows"]]
    assert [names, *rows] == lines
    assert document["records"] == len(rows) > 0
    assert document["datasetJSONVersion"] == "1.1.0"
    assert document["name"] == what.upper()


@pytest.mark.parametrize("what", DATASETS)
def test_its_keys_tell_every_record_apart(everybody: Everybody, what: str) -> None:
    dataset = DATASETS[what](everybody)
    keys = [one.name for one in dataset.variables if one.key is not None]
    told = {tuple(record[name] for name in keys) for record in dataset.records}

    assert len(told) == len(dataset.records)


@pytest.mark.parametrize("what", DATASETS)
def test_a_dataset_lacks_nobody(everybody: Everybody, what: str) -> None:
    first, *others = everybody.subjects
    refused = InputRefused([Fault("facts", TypedFlaw.WHY_NEEDED)])
    unreadable = replace(everybody, subjects=[replace(first, plan=refused), *others])

    with pytest.raises(NotPlanned) as caught:
        exported_file(what, "csv", unreadable, "en")

    assert caught.value.subject == first.subject


def test_it_is_written_by_command(enrolled: Run) -> None:
    answer = enrolled("export", "sv")

    assert (answer.code, answer.err) == (0, "")
    [line] = csv.DictReader(answer.out.splitlines())
    assert (line["VISIT"], line["SVSTDTC"], line["SVSTDY"]) == ("SCREENING", "2026-03-02", "")


def test_the_pages_lead_to_it_for_the_subjects_of_ones_own_sites(exported: Pages) -> None:
    nurse = exported.signed_in()

    assert "Visits for the sponsor (CDISC SV)" in words(nurse.get("/subjects"))
    file = nurse.get("/exports/sv.csv")
    assert file.headers["content-type"] == "text/csv; charset=utf-8"
    numbers = {row["USUBJID"] for row in csv.DictReader(StringIO(file.text))}
    assert TREATED in numbers
    assert "NCT04684147-CN02-001" not in numbers
    assert subjects_in(nurse.get("/exports/visits.csv")) == {
        number.removeprefix("NCT04684147-") for number in numbers
    }
