"""Chart files in, and back out."""

import json
from typing import Any

import pytest
from sqlalchemy import Engine, text

from models.errors import InputRefused
from models.records.database.errors import SubjectUnknown
from models.records.passes.passes import publish_pass, subjects_due
from models.records.subjects.charts import (
    all_subjects,
    chart_document,
    export_chart,
    read_for_pass,
    recorded_facts,
)
from models.records.subjects.facts import record_fact
from tests.refusals import refuses, said
from tests.unit.records.recorded import (
    BY,
    DASATINIB,
    NOW,
    SCREENING,
    STENT,
    SUBJECT,
    a_pass,
    bring_in,
    bring_in_files,
    chart,
    raw,
)

ROWS = ("subject", "fact", "imported_document", "audit")


def rows(engine: Engine) -> dict[str, int]:
    with engine.connect() as connection:
        count = "SELECT count(*) FROM {}"
        return {name: connection.execute(text(count.format(name))).scalar_one() for name in ROWS}


def refusal(engine: Engine, *documents: dict[str, Any]) -> str:
    with pytest.raises(InputRefused) as caught:
        bring_in(engine, *documents)
    return said(caught.value)


def test_an_imported_chart_is_recorded_as_it_was_written(engine: Engine) -> None:
    document = chart(SCREENING, DASATINIB)

    report = bring_in(engine, document)

    assert json.dumps(chart_document(engine, SUBJECT)) == json.dumps(document)
    assert (report.enrolled, report.added, report.already) == (1, 2, 0)
    assert [line.recorded_by for line in recorded_facts(engine, SUBJECT)] == [BY, BY]


def test_a_subject_that_came_in_is_due_for_a_pass(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING))

    assert subjects_due(engine, NOW) == [SUBJECT]


@pytest.mark.parametrize(
    "content",
    [
        raw(chart(SCREENING, DASATINIB), indent=1),
        raw(chart(SCREENING, DASATINIB), indent=4) + b"\r\n",  # as an editor left it
        b"\xef\xbb\xbf" + raw(chart(SCREENING)),  # with a byte-order mark
        raw({"facts": [SCREENING], **{k: v for k, v in chart().items() if k != "facts"}}),
    ],
)
def test_the_same_bytes_come_back_while_nothing_was_added(engine: Engine, content: bytes) -> None:
    bring_in_files(engine, ("a.json", content))

    assert export_chart(engine, SUBJECT) == content


def test_after_a_new_fact_the_export_is_in_the_contracts_form(engine: Engine) -> None:
    bring_in_files(engine, ("a.json", raw(chart(SCREENING, DASATINIB))))
    record_fact(engine, SUBJECT, STENT, now=NOW, by=BY)

    expected = chart(SCREENING, DASATINIB, {"id": "f3", **STENT})
    assert export_chart(engine, SUBJECT) == raw(expected, indent=1)


def test_facts_that_are_not_last_in_the_file_stay_where_they_are(engine: Engine) -> None:
    facts_first = {"facts": [SCREENING], **{k: v for k, v in chart().items() if k != "facts"}}
    bring_in(engine, facts_first)
    record_fact(engine, SUBJECT, STENT, now=NOW, by=BY)

    assert export_chart(engine, SUBJECT).startswith(b'{\n "facts": [')


def test_an_export_can_be_imported_again_and_adds_nothing(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING))
    record_fact(engine, SUBJECT, STENT, now=NOW, by=BY)
    before = rows(engine)

    report = bring_in_files(engine, ("again.json", export_chart(engine, SUBJECT)))

    assert (report.enrolled, report.added, report.already) == (0, 0, 2)
    assert rows(engine) == before


def test_importing_twice_writes_nothing_and_wakes_nobody(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING))
    publish_pass(engine, a_pass(engine, next_change_at=None))
    before, seen = rows(engine), read_for_pass(engine, SUBJECT).seen

    report = bring_in(engine, chart(SCREENING))

    assert (report.enrolled, report.added, report.already) == (0, 0, 1)
    assert rows(engine) == before
    assert read_for_pass(engine, SUBJECT).seen == seen
    assert subjects_due(engine, NOW) == []


def test_the_order_of_a_facts_fields_is_not_its_content(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING))

    assert bring_in(engine, chart(dict(reversed(SCREENING.items())))).already == 1


def test_new_facts_of_a_known_subject_are_appended(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING))
    longer = raw(chart(DASATINIB, SCREENING), indent=2)

    report = bring_in_files(engine, ("longer.json", longer))

    assert report.charts[0].added == ("f2",)
    assert [line.fact for line in recorded_facts(engine, SUBJECT)] == ["f1", "f2"]
    assert export_chart(engine, SUBJECT) == raw(chart(SCREENING, DASATINIB), indent=1)


def test_the_file_that_says_the_whole_chart_is_the_one_given_back(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING))
    longer = raw(chart(SCREENING, DASATINIB), indent=3)
    bring_in_files(engine, ("longer.json", longer))
    bring_in(engine, chart(SCREENING))  # the short one again: nothing is taken away

    assert export_chart(engine, SUBJECT) == longer


def test_a_fact_that_is_recorded_otherwise_is_refused(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING))
    before = rows(engine)

    other = {**SCREENING, "at": "2026-03-03"}

    assert refusal(engine, chart(DASATINIB, other)) == (
        "facts[1].id: f1 is already recorded with other content; record a correction"
    )
    assert rows(engine) == before


def test_true_and_one_are_not_the_same_content(engine: Engine) -> None:
    finding = {"id": "f1", "kind": "finding", "finding": "systemic_vasculitis", "present": True}
    ongoing = {**finding, "at": "2026-03-01"}
    bring_in(engine, chart(ongoing))

    assert "present" in refusal(engine, chart({**ongoing, "present": 1}))


CONSTANT = (
    "is not what is recorded; an import only adds facts: give the right value as a fact of kind"
    " constant"
)


@pytest.mark.parametrize(
    ("recorded", "incoming", "field", "what"),
    [
        ({}, {"site": "CN02"}, "site", CONSTANT),
        ({"weight_kg": "58"}, {"weight_kg": "58.0"}, "weight_kg", CONSTANT),
        ({}, {"born": "1988-04-02"}, "born", CONSTANT),
        (
            {"born": "1988-04-02"},
            {},
            "born",
            "is recorded but missing here; an import only adds facts",
        ),
        (
            {},
            {"timezone": "Asia/Urumqi"},
            "timezone",
            "is recorded with another value; an import only adds facts",
        ),
    ],
)
def test_a_subject_with_another_header_is_refused_naming_the_field(
    engine: Engine, recorded: dict[str, str], incoming: dict[str, str], field: str, what: str
) -> None:
    bring_in(engine, chart(SCREENING, **recorded))

    sentence = refusal(engine, chart(SCREENING, DASATINIB, **incoming))

    assert sentence == f"{field}: {what}"


def test_what_was_never_recorded_of_a_subject_is_not_added_by_a_file(engine: Engine) -> None:
    whole = chart(SCREENING)
    bring_in(engine, {name: whole[name] for name in whole if name != "timezone"})

    sentence = refusal(engine, chart(SCREENING, DASATINIB))

    assert sentence == "timezone: is not in what is recorded; an import only adds facts"


def test_one_bad_file_keeps_the_whole_set_out_and_each_fault_is_named(engine: Engine) -> None:
    bad = chart({**SCREENING, "step": "infuson"}, subject="CN01-008")
    worse = chart({**SCREENING, "at": "2026-02-30"}, subject="CN01-009")
    before = rows(engine)

    sentences = refusal(engine, chart(SCREENING), bad, worse).splitlines()

    assert sentences[0].startswith("CN01-008.json: facts[0].step: “infuson” is not a step")
    assert sentences[1].startswith("CN01-009.json: facts[0].at: ")
    assert rows(engine) == before


def test_a_fault_that_shows_only_in_the_merged_chart_points_into_the_file(engine: Engine) -> None:
    correction = {**SCREENING, "id": "f3", "corrects": "f1", "reason": "typing error"}
    bring_in(engine, chart(SCREENING, DASATINIB, correction))
    other_correction = {**correction, "id": "f4"}

    sentence = refusal(engine, chart(SCREENING, other_correction))

    assert sentence.startswith("facts[1].corrects: “f1” is already corrected by “f3”")


def test_files_about_one_subject_in_one_set_are_merged_one_after_the_other(engine: Engine) -> None:
    report = bring_in_files(
        engine,
        ("a.json", raw(chart(SCREENING))),
        ("b.json", raw(chart(SCREENING, DASATINIB))),
    )

    assert [(line.enrolled, line.added) for line in report.charts] == [
        (True, ("f1",)),
        (False, ("f2",)),
    ]
    assert export_chart(engine, SUBJECT) == raw(chart(SCREENING, DASATINIB))


def test_files_of_one_set_that_contradict_each_other_are_refused(engine: Engine) -> None:
    with pytest.raises(InputRefused) as caught:
        bring_in_files(
            engine,
            ("a.json", raw(chart(SCREENING))),
            ("b.json", raw(chart({**SCREENING, "at": "2026-03-03"}))),
        )
    assert said(caught.value).startswith("b.json: facts[0].id: f1 is already recorded")
    assert rows(engine)["subject"] == 0


def test_a_dry_run_tells_the_same_and_writes_nothing(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING))
    before = rows(engine)

    report = bring_in(
        engine, chart(SCREENING, DASATINIB), chart(SCREENING, subject="CN01-008"), dry_run=True
    )

    assert (report.enrolled, report.added, report.already, report.dry_run) == (1, 2, 1, True)
    assert rows(engine) == before


def test_a_dry_run_refuses_what_an_import_would_refuse(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING))

    with refuses(InputRefused, match="already recorded with other content"):
        bring_in(engine, chart({**SCREENING, "at": "2026-03-03"}), dry_run=True)


def test_every_subject_is_listed_with_its_chart(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING, subject="CN02-001"), chart(subject="CN01-001"))

    lines = list(all_subjects(engine))

    assert [line.subject for line in lines] == ["CN01-001", "CN02-001"]
    assert lines[0].document == chart(subject="CN01-001")
    assert lines[1].document == chart(SCREENING, subject="CN02-001")


@pytest.mark.parametrize("subject", ["CN01-999", "", "a\x00b", "\udcff", "' OR 1=1 --"])
def test_a_number_that_nobody_has_is_told(engine: Engine, subject: str) -> None:
    bring_in(engine, chart(SCREENING))

    with refuses(SubjectUnknown, match="no such subject is recorded"):
        export_chart(engine, subject)
