"""FHIR of hospital systems: each resource is a fact, or one sentence."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.unit.commands.command_line import Answer, Run, exported
from tests.unit.lists.bundles import (
    CVX,
    LOINC,
    PATIENT,
    SNOMED,
    coded,
    observation,
    statement,
    write,
)
from tests.unit.records.recorded import SUBJECT

IS = ("--patient", f"Patient/4711={SUBJECT}")


def bring(run: Run, tmp_path: Path, *resources: dict[str, Any]) -> Answer:
    return run("import", write(tmp_path / "bundle.json", *resources), *IS)


def facts_of(run: Run, tmp_path: Path, *resources: dict[str, Any]) -> list[dict[str, object]]:
    assert bring(run, tmp_path, *resources).code == 0
    facts = exported(run)["facts"][1:]
    return [{name: fact[name] for name in fact if name != "id"} for fact in facts]


def happened(kind: str, **changes: Any) -> dict[str, Any]:
    return {"resourceType": kind, "id": "r1", "subject": PATIENT, **changes}


METHOTREXATE = "Methotrexate 2.5 MG Oral Tablet"


class TestMedications:
    def test_a_statement_of_r4b_is_a_course_with_its_dose(
        self, enrolled: Run, tmp_path: Path
    ) -> None:
        dosage = {
            "route": coded(SNOMED, "26643006", "Oral route"),
            "timing": {"repeat": {"frequency": 1, "period": 12, "periodUnit": "h"}},
            "doseAndRate": [{"doseQuantity": {"value": 2.50, "unit": "mg"}}],
        }

        assert facts_of(enrolled, tmp_path, statement(dosage=[dosage])) == [
            {
                "kind": "drug",
                "drug": METHOTREXATE,
                "route": "oral",
                "dose": {"value": "2.5", "unit": "mg", "times_per_day": "2"},
                "first": "2026-02-01",
                "last": "2026-02-20T09:00:00+08:00",
            }
        ]

    def test_a_statement_of_r5_says_the_same(self, enrolled: Run, tmp_path: Path) -> None:
        r5 = statement(status="recorded", medication={"concept": {"text": METHOTREXATE}})
        del r5["medicationCodeableConcept"]

        (fact,) = facts_of(enrolled, tmp_path, r5)

        assert (fact["drug"], fact["first"]) == (METHOTREXATE, "2026-02-01")

    def test_an_administration_of_r5_names_its_medication_by_reference(
        self, enrolled: Run, tmp_path: Path
    ) -> None:
        drug = {
            "resourceType": "Medication",
            "id": "m1",
            "code": coded("http://www.whocc.no/atc", "H02AB02", "地塞米松"),
        }
        given = {
            "resourceType": "MedicationAdministration",
            "id": "ma1",
            "status": "completed",
            "subject": PATIENT,
            "medication": {"reference": {"reference": "Medication/m1"}},
            "occurenceDateTime": "2026-03-01T09:00:00+08:00",
            "dosage": {"dose": {"value": 10, "unit": "mg"}, "route": {"text": "静脉滴注"}},
        }

        assert facts_of(enrolled, tmp_path, drug, given) == [
            {
                "kind": "drug",
                "drug": "地塞米松",
                "route": "静脉滴注",
                "dose": {"value": "10", "unit": "mg"},
                "first": "2026-03-01T09:00:00+08:00",
                "last": "2026-03-01T09:00:00+08:00",
            }
        ]

    def test_what_is_still_taken_goes_on(self, enrolled: Run, tmp_path: Path) -> None:
        taken = statement(status="active", effectivePeriod={"start": "2026-02"})

        (fact,) = facts_of(enrolled, tmp_path, taken)

        assert (fact["first"], fact["ongoing"]) == ("2026-02", True)

    def test_a_drug_that_is_active_does_not_end_on_the_day_that_is_told(
        self, enrolled: Run, tmp_path: Path
    ) -> None:
        told = statement(status="active", effectiveDateTime="2026-02-20")
        del told["effectivePeriod"]

        (fact,) = facts_of(enrolled, tmp_path, told)

        assert (fact["first"], fact["ongoing"]) == ("2026-02-20", True)
        assert "last" not in fact

    def test_a_drug_that_ended_nobody_knows_when_is_left_out_with_a_sentence(
        self, enrolled: Run, tmp_path: Path
    ) -> None:
        said = bring(enrolled, tmp_path, statement(effectivePeriod={"start": "2026-02"}))

        assert "ms1: left out: it does not say until which day the drug was taken" in said.out

    def test_tablets_are_no_dose_and_are_told(self, enrolled: Run, tmp_path: Path) -> None:
        dosage = {"doseAndRate": [{"doseQuantity": {"value": 2, "unit": "tablet"}}]}

        said = bring(enrolled, tmp_path, statement(dosage=[dosage]))

        assert "MedicationStatement/ms1: left out: “2 tablet” says nothing that" in said.out
        assert "dose" not in exported(enrolled)["facts"][-1]

    def test_an_order_without_days_is_nothing_that_was_given(
        self, enrolled: Run, tmp_path: Path
    ) -> None:
        order = statement(resourceType="MedicationRequest", status="active", intent="order")
        del order["effectivePeriod"]

        said = bring(enrolled, tmp_path, order)

        assert "it is an order that names no days; record what was given" in said.out
        assert len(exported(enrolled)["facts"]) == 1

    def test_an_order_for_named_days_is_a_planned_course(
        self, enrolled: Run, tmp_path: Path
    ) -> None:
        days = {"start": "2026-03-08", "end": "2026-03-20"}
        order = statement(
            resourceType="MedicationRequest",
            status="active",
            intent="order",
            dosageInstruction=[{"timing": {"repeat": {"boundsPeriod": days}}}],
        )
        del order["effectivePeriod"]

        (fact,) = facts_of(enrolled, tmp_path, order)

        assert (fact["first"], fact["last"]) == ("2026-03-08", "2026-03-20")


class TestObservations:
    def test_a_value_keeps_its_digits_its_limit_and_its_minute(
        self, enrolled: Run, tmp_path: Path
    ) -> None:
        assert facts_of(enrolled, tmp_path, observation()) == [
            {
                "kind": "measurement",
                "measure": "alt",
                "value": "43.5",
                "unit": "U/L",
                "uln": "40",
                "at": "2026-03-09T08:30:00+08:00",
            }
        ]

    def test_a_pregnancy_test_by_its_codes_says_its_specimen_and_when_it_was_known(
        self, enrolled: Run, tmp_path: Path
    ) -> None:
        test = observation(
            code=coded(LOINC, "2118-8"),
            valueCodeableConcept=coded(SNOMED, "260385009", "Negative"),
            issued="2026-03-09T14:00:00+08:00",
        )
        del test["valueQuantity"]
        del test["referenceRange"]

        assert facts_of(enrolled, tmp_path, test) == [
            {
                "kind": "test",
                "test": "pregnancy",
                "result": "negative",
                "specimen": "serum",
                "at": "2026-03-09T08:30:00+08:00",
                "reported": "2026-03-09T14:00:00+08:00",
            }
        ]

    def test_a_blood_pressure_is_its_two_components(self, enrolled: Run, tmp_path: Path) -> None:
        parts = [
            {"code": coded(LOINC, code), "valueQuantity": {"value": value, "unit": "mm[Hg]"}}
            for code, value in (("8480-6", 128), ("8462-4", 79))
        ]
        pressure = observation(code=coded(LOINC, "85354-9"), component=parts)
        del pressure["valueQuantity"]

        found = facts_of(enrolled, tmp_path, pressure)

        assert [(fact["measure"], fact["value"], fact["unit"]) for fact in found] == [
            ("systolic_bp", "128", "mmHg"),
            ("diastolic_bp", "79", "mmHg"),
        ]

    def test_a_bounded_value_and_an_unknown_one_are_left_out_with_a_sentence(
        self, enrolled: Run, tmp_path: Path
    ) -> None:
        bounded = observation(valueQuantity={"value": 5, "comparator": "<", "unit": "U/L"})
        sodium = observation(id="ob2", code={"text": "Sodium"})

        said = bring(enrolled, tmp_path, bounded, sodium)

        assert "Observation/ob1: left out: “<5” is no exact value" in said.out
        assert "Observation/ob2: left out: “Sodium” is nothing that a chart keeps" in said.out


class TestWhatHappened:
    def test_a_stent_is_an_event_and_radiotherapy_a_course(
        self, enrolled: Run, tmp_path: Path
    ) -> None:
        stent = happened(
            "Procedure",
            status="completed",
            code=coded(SNOMED, "36969009", "Placement of stent in coronary artery"),
            performedDateTime="2025-08-31",
        )
        rays = happened(
            "Procedure",
            id="r2",
            status="completed",
            code=coded(SNOMED, "108290001", "Radiation oncology and/or radiotherapy"),
            bodySite=[{"text": "whole brain"}],
            performedPeriod={"start": "2026-01-05", "end": "2026-01-20"},
        )
        assert facts_of(enrolled, tmp_path, stent, rays) == [
            {"kind": "event", "event": "coronary_stent", "at": "2025-08-31"},
            {"kind": "radiotherapy", "field": "cns", "first": "2026-01-05", "last": "2026-01-20"},
        ]

    def test_a_procedure_of_r5_says_when_it_occurred(self, enrolled: Run, tmp_path: Path) -> None:
        bypass = happened(
            "Procedure",
            status="completed",
            code={"text": "冠脉搭桥术"},
            occurrenceDateTime="2025-08-31",
        )
        assert facts_of(enrolled, tmp_path, bypass) == [
            {"kind": "event", "event": "cabg", "at": "2025-08-31"}
        ]

    def test_a_condition_counts_on_its_last_active_day(self, enrolled: Run, tmp_path: Path) -> None:
        gvhd = happened(
            "Condition",
            clinicalStatus={"coding": [{"code": "resolved"}]},
            code=coded(SNOMED, "402355000"),
            onsetDateTime="2025-10-01",
            abatementDateTime="2025-12-24",
        )
        infarction = happened(
            "Condition",
            id="r2",
            clinicalStatus={"coding": [{"code": "active"}]},
            code={"text": "急性心肌梗死"},
            onsetDateTime="2025-07-01",
        )
        assert facts_of(enrolled, tmp_path, gvhd, infarction) == [
            {"kind": "event", "event": "acute_gvhd", "at": "2025-12-24"},
            {"kind": "event", "event": "myocardial_infarction", "at": "2025-07-01"},
        ]

    def test_active_disease_of_which_the_last_day_is_open_is_not_guessed(
        self, enrolled: Run, tmp_path: Path
    ) -> None:
        gvhd = happened(
            "Condition",
            clinicalStatus={"coding": [{"code": "active"}]},
            code={"text": "chronic GVHD"},
            onsetDateTime="2025-10-01",
        )
        refused = bring(enrolled, tmp_path, gvhd)

        assert refused.code == 2
        assert "Condition/r1" in refused.err

    def test_a_live_vaccine_is_an_event_and_another_one_is_left_out(
        self, enrolled: Run, tmp_path: Path
    ) -> None:
        live, dead = (
            {
                "resourceType": "Immunization",
                "id": code,
                "status": "completed",
                "patient": PATIENT,
                "vaccineCode": coded(CVX, code, name),
                "occurrenceDateTime": "2026-02-20",
            }
            for code, name in (("03", "MMR"), ("140", "Influenza, seasonal"))
        )
        said = bring(enrolled, tmp_path, live, dead)

        assert exported(enrolled)["facts"][-1]["event"] == "live_vaccine"
        assert "Immunization/140: left out: “Influenza, seasonal” is nothing that" in said.out


def test_what_did_not_happen_or_was_an_error_is_left_out(enrolled: Run, tmp_path: Path) -> None:
    said = bring(
        enrolled,
        tmp_path,
        statement(status="not-taken"),
        statement(id="ms2", status="entered-in-error"),
    )

    assert "MedicationStatement/ms1: left out: it was not given, or not done" in said.out
    assert "MedicationStatement/ms2: left out: its status is “entered-in-error”" in said.out
    assert "Patient (1): left out: “Patient” is nothing that a chart keeps" in said.out


def test_a_resource_that_is_sound_in_no_version_keeps_all_out(
    enrolled: Run, tmp_path: Path
) -> None:
    refused = bring(enrolled, tmp_path, observation(), statement(effectivePeriod="February"))

    assert refused.err == (
        f"{tmp_path / 'bundle.json'} MedicationStatement/ms1:"
        " is sound neither in FHIR R4B nor in R5: see “effectivePeriod”\n"
    )
    assert len(exported(enrolled)["facts"]) == 1


def test_a_resource_on_each_line_is_read_alike_and_once(enrolled: Run, tmp_path: Path) -> None:
    file = tmp_path / "export.ndjson"
    file.write_text("".join(f"{json.dumps(one)}\n" for one in (statement(), observation())))

    first = enrolled("import", file, *IS)
    again = enrolled("import", file, *IS)

    assert "2 rows: recorded 2 facts" in first.out
    assert "2 rows: recorded 0 facts; 2 facts already recorded" in again.out


def test_nothing_of_the_patient_is_kept(enrolled: Run, tmp_path: Path) -> None:
    bring(enrolled, tmp_path, statement())

    kept = [file.read_bytes() for file in (tmp_path / "home").rglob("*") if file.is_file()]
    for private in (b"Xiaoming", b"0012345", b"4711"):
        assert not any(private in content for content in kept)


@pytest.mark.parametrize(
    "content", ['{"resourceType": "Bundle", "entry": [', '{"resourceType": "Bundle"}\n[]\n']
)
def test_a_file_that_is_cut_off_is_no_fhir(enrolled: Run, tmp_path: Path, content: str) -> None:
    file = tmp_path / "bundle.ndjson"
    file.write_text(content)

    refused = enrolled("import", file, *IS)

    assert refused.code == 2
    assert "is no FHIR: neither a Bundle nor a resource on each line" in refused.err
