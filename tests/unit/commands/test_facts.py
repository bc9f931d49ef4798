"""Facts at the command line: recorded, booked, corrected, each saying what moved."""

from typing import Any

import pytest

from tests.unit.commands.command_line import Answer, Run, exported
from tests.unit.records.recorded import SUBJECT

TYPED: list[tuple[list[str], dict[str, Any]]] = [
    (
        ["step", "apheresis", "done", "--at", "2026-03-05"],
        {"kind": "step", "step": "apheresis", "state": "done", "at": "2026-03-05"},
    ),
    (
        [
            "drug",
            "dasatinib",
            "--last",
            "2026-03-20T09:00",
            "--dose",
            "100 mg/day",
            "--route",
            "iv",
        ],
        {"kind": "drug", "drug": "dasatinib", "last": "2026-03-20T09:00+08:00"}
        | {"route": "iv", "dose": {"value": "100", "unit": "mg/day"}},
    ),
    (
        ["drug", "prednisone", "--first", "2026-03-01", "--ongoing", "--dose", "5mg/day"],
        {"kind": "drug", "drug": "prednisone", "first": "2026-03-01", "ongoing": True}
        | {"dose": {"value": "5", "unit": "mg/day"}},
    ),
    (
        ["drug", "Ara-C", "--last", "2026-03-01", "--dose", "75 mg/m2 q12h", "--route", "静滴"],
        {"kind": "drug", "drug": "Ara-C", "last": "2026-03-01", "route": "静滴"}
        | {"dose": {"value": "75", "unit": "mg/m2", "times_per_day": "2"}},
    ),
    (
        ["radiotherapy", "cns", "--last", "2026-02-14"],
        {"kind": "radiotherapy", "field": "cns", "last": "2026-02-14"},
    ),
    (
        ["test", "pregnancy", "negative", "--at", "2026-03-09 08:30", "--specimen", "serum"],
        {"kind": "test", "test": "pregnancy", "result": "negative"}
        | {"at": "2026-03-09T08:30+08:00", "specimen": "serum"},
    ),
    (
        ["event", "acute_gvhd", "--at", "2026-03-01", "--severity", "grade 2"],
        {"kind": "event", "event": "acute_gvhd", "at": "2026-03-01", "severity": "grade 2"},
    ),
    (
        ["measurement", "alt", "90", "--unit", "U/L", "--uln", "40", "--at", "2026-03-02"],
        {"kind": "measurement", "measure": "alt", "value": "90", "at": "2026-03-02"}
        | {"unit": "U/L", "uln": "40"},
    ),
    (
        ["finding", "vasculitis", "unknown", "--at", "2026-03-02"],
        {"kind": "finding", "finding": "vasculitis", "present": None, "at": "2026-03-02"},
    ),
    (
        [
            "test",
            "pregnancy",
            "negative",
            "--at",
            "2026-03-09T08:00",
            "--reported",
            "2026-03-09T09:00",
        ],
        {"kind": "test", "test": "pregnancy", "result": "negative"}
        | {"at": "2026-03-09T08:00+08:00", "reported": "2026-03-09T09:00+08:00"},
    ),
    (
        ["event", "cabg", "--at", "UN-MAR-2020"],
        {"kind": "event", "event": "cabg", "at": "UN-MAR-2020"},
    ),
    (
        ["drug", "imatinib", "--first", "2026-02-UN", "--last", "ONGOING"],
        {"kind": "drug", "drug": "imatinib", "first": "2026-02-UN", "last": "ONGOING"},
    ),
    (
        ["radiotherapy", "cns", "--first", "2025---15", "--last", "2026-02-01/2026-02-04"],
        {"kind": "radiotherapy", "field": "cns"}
        | {"first": "2025---15", "last": "2026-02-01/2026-02-04"},
    ),
    (
        ["event", "cabg", "--at", "2026-03-01T10"],
        {"kind": "event", "event": "cabg", "at": "2026-03-01T10"},
    ),
    (
        ["event", "cabg", "--at", "2026-03-01T10:00/2026-03-01T12:00"],
        {"kind": "event", "event": "cabg"}
        | {"at": "2026-03-01T10:00+08:00/2026-03-01T12:00+08:00"},
    ),
    (
        ["constant", "born", "UN-MAY-1988", "--at", "2026-03-UN", "--reason", "passport"],
        {"kind": "constant", "constant": "born", "value": "UN-MAY-1988", "at": "2026-03-UN"}
        | {"reason": "passport"},
    ),
    (
        ["constant", "weight_kg", "61.5", "--at", "2026-03-09", "--reason", "weighed"],
        {"kind": "constant", "constant": "weight_kg", "value": "61.5", "at": "2026-03-09"}
        | {"reason": "weighed"},
    ),
    (
        ["constant", "childbearing_potential", "yes", "--at", "2026-03-09", "--reason", "asked"],
        {"kind": "constant", "constant": "childbearing_potential", "value": True}
        | {"at": "2026-03-09", "reason": "asked"},
    ),
    (
        ["event", "path_reopened", "--at", "2026-03-09", "--reason", "screened again"],
        {"kind": "event", "event": "path_reopened", "at": "2026-03-09", "reason": "screened again"},
    ),
    (
        ["retraction", "f1", "--at", "2026-03-09", "--reason", "of another subject"],
        {"kind": "retraction", "corrects": "f1", "at": "2026-03-09"}
        | {"reason": "of another subject"},
    ),
    (
        ["--json", '{"kind": "event", "event": "relapse", "at": "2026-01-05T10:00"}'],
        {"kind": "event", "event": "relapse", "at": "2026-01-05T10:00+08:00"},
    ),
]


@pytest.mark.parametrize(("words", "fact"), TYPED)
def test_a_fact_is_recorded_as_it_was_typed(
    enrolled: Run, words: list[str], fact: dict[str, object]
) -> None:
    answer = enrolled("record", SUBJECT, *words)

    assert answer.err == ""
    assert answer.out.startswith(f"{SUBJECT} f2 recorded; infusion: ")
    assert exported(enrolled)["facts"][1] == {"id": "f2", **fact}


def test_a_product_that_failed_is_told_in_one_sentence_when_it_is_recorded(enrolled: Run) -> None:
    enrolled("record", SUBJECT, "step", "apheresis", "done", "--at", "2026-03-05")
    lost = enrolled("record", SUBJECT, "step", "product_release", "missed", "--at", "2026-03-08")
    again = enrolled("book", SUBJECT, "apheresis", "2026-03-20T09:00")

    assert lost.out.splitlines()[0].endswith(
        " The product of apheresis of 2026-03-05 (f2) was lost with product release, missed on"
        " 2026-03-08 (f3): a product that failed is made anew from another apheresis"
        " (PATH-apheresis-again, site default)."
    )
    assert again.err == ""
    assert "lost" not in again.out


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "VLB",
            "“VLB” is read as vinblastine (chemotherapy). Easily taken for vincristine or vind",
        ),
        ("MTX", "Easily taken for mitoxantrone"),
        ("强的松龙", "is read as prednisolone (systemic steroid, "),
        ("达沙替尼 50mg", "“达沙替尼 50mg” is read as dasatinib (TKI or hydroxyurea)."),
        ("Kymriah", "is read as tisagenlecleucel (CAR-T product)."),
        ("Pred", "“Pred” may be prednisone or prednisolone: it is judged by each of them"),
        ("VDLP", "“VDLP” is judged by every class it could be. This is a regimen"),
        ("imatanib", "is not in the drug catalogue (did you mean imatinib?)"),
        ("zzz", "“zzz” is not in the drug catalogue: it is judged by every class it could be."),
    ],
)
def test_a_drug_is_said_back_with_its_class_and_what_it_is_taken_for(
    enrolled: Run, name: str, said: str
) -> None:
    answer = enrolled("record", SUBJECT, "drug", name, "--last", "2026-03-01", "--route", "iv")

    assert (answer.err, answer.code) == ("", 0)
    assert said in answer.out.splitlines()[1]


def test_a_corrected_drug_is_said_back_in_the_readers_language(enrolled: Run) -> None:
    enrolled("record", SUBJECT, "drug", "VCR", "--last", "2026-03-01", "--route", "iv")
    answer = enrolled(
        "correct",
        SUBJECT,
        "f2",
        "--reason",
        "misread",
        "--json",
        '{"drug": "VDS"}',
        "--language",
        "zh",
    )

    assert answer.out.splitlines()[1] == (
        "“VDS”读作长春地辛（vindesine）（化疗药物）。易与长春新碱（vincristine）或长春碱（vinblastine）或"
        "长春瑞滨（vinorelbine）混淆，请核对。"
    )


def test_a_booking_says_what_moved(enrolled: Run) -> None:
    first = enrolled("book", SUBJECT, "infusion", "2026-05-15T10:00")
    again = enrolled("book", SUBJECT, "infusion", "2026-05-18")
    same = enrolled("record", SUBJECT, "event", "coronary_stent", "--at", "2010-08-31")

    assert first.out.startswith(f"{SUBJECT} f2 recorded; infusion: planned, not before 2026-")
    assert "→ booked 2026-05-15 10:00; " in first.out
    assert "infusion: booked 2026-05-15 10:00 → booked 2026-05-18; " in again.out
    assert same.out == f"{SUBJECT} f4 recorded; infusion: still booked 2026-05-18\n"


@pytest.mark.parametrize(
    "when", ["2026-04-UN", "UN-APR-2026", "2026---15", "2026-04-01/2026-04-04", "2026-04-01T10"]
)
def test_a_booking_and_its_correction_may_be_known_in_part(enrolled: Run, when: str) -> None:
    booked = enrolled("book", SUBJECT, "infusion", "2026-05-01")
    moved = enrolled("book", SUBJECT, "infusion", when)
    at = f'{{"at": "{when}"}}'
    corrected = enrolled("correct", SUBJECT, "f2", "--reason", "typo", "--json", at)

    assert booked.err == moved.err == corrected.err == ""
    assert [fact["at"] for fact in exported(enrolled)["facts"][2:]] == [when, when]


@pytest.mark.parametrize("word", ["BEFORE", "after", "ONGOING"])
@pytest.mark.parametrize(
    "words",
    [
        ["record", SUBJECT, "event", "cabg", "--at"],
        ["record", SUBJECT, "drug", "imatinib", "--ongoing", "--first"],
        ["book", SUBJECT, "infusion"],
    ],
)
def test_a_word_in_place_of_a_date_is_refused_with_what_to_write(
    enrolled: Run, words: list[str], word: str
) -> None:
    answer = enrolled(*words, word)

    assert answer.code == 2
    assert f"“{word}” does not say when; write the date as far as it is known" in answer.err
    assert "a course that still goes on is recorded as ongoing, without a last day" in answer.err
    assert len(exported(enrolled)["facts"]) == 1


def test_what_is_wrong_since_then_is_told_at_once(enrolled: Run) -> None:
    holiday = enrolled("book", SUBJECT, "infusion", "2026-10-01T10:00")
    enrolled("record", SUBJECT, "event", "screen_failure", "--at", "2026-03-09")
    closed = enrolled("book", SUBJECT, "infusion", "2026-10-12T10:00", "--language", "zh")

    assert "\nwarning: Check the date and the time; book infusion anew if" in holiday.out
    assert " Infusion is booked for 2026-10-01 10:00, when the site does" in holiday.out
    assert "\n注意：" in closed.out
    assert "受试者的路径已于 2026-03-09 结束（筛选失败，f3），其后却有记录：" in closed.out


def test_a_fact_that_was_taken_back_can_be_corrected_anew_in_the_records(enrolled: Run) -> None:
    typed = ("record", SUBJECT, "event", "cabg", "--at", "2026-03-01")
    back = ("--at", "2026-03-09", "--reason", "of another subject")
    answers = [
        enrolled(*typed),
        enrolled("correct", SUBJECT, "f2", "--reason", "slip", "--json", '{"at": "2026-03-02"}'),
        enrolled("record", SUBJECT, "retraction", "f3", *back),
        enrolled("correct", SUBJECT, "f2", "--reason", "slip", "--json", '{"at": "2026-03-03"}'),
        enrolled("record", SUBJECT, "retraction", "f2", *back),
    ]

    assert [answer.err for answer in answers] == [""] * 5
    shown = enrolled("show", SUBJECT).out
    assert "taken back by f4" in shown  # the first correction
    assert "taken back by f6" in shown  # the event, and the second correction with it
    assert "takes back f2: of another subject" in " ".join(shown.split())


def test_a_retraction_is_taken_back_and_not_corrected(enrolled: Run) -> None:
    enrolled("record", SUBJECT, "retraction", "f1", "--at", "2026-03-09", "--reason", "slip")
    corrected = enrolled(
        "correct", SUBJECT, "f2", "--reason", "slip", "--json", '{"at": "2026-03"}'
    )
    back = enrolled("record", SUBJECT, "retraction", "f2", "--at", "2026-03-09", "--reason", "slip")

    assert "is a retraction, which is not corrected" in corrected.err
    assert back.err == ""


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["step", "screening", "--at", "2026-03-02"], "state: is missing"),
        (["test", "cd19", "positive", "serum"], "test: takes test and result; “serum” is one"),
        (["evnt", "relapse"], "kind: “evnt” is not a kind of fact; did you mean “event”?"),
        (["drug", "dasatinib", "--last", "2026-03-01", "--dose", "much"], "dose: “much” is not"),
        (
            ["finding", "vasculitis", "maybe", "--at", "2026-03-01"],
            "present: “maybe” is not an",
        ),
        (["event", "relapse", "--at", "2026-03-01T25:00"], "at: “2026-03-01T25:00” is not a time"),
        (["event", "relapse", "--at", "2026-03-11"], "at: lies after "),
        (["step", "screening", "done", "--at", "2026-03-01", "--dose", "1 mg"], "dose: "),
        (["--json", "{"], "--json: is not JSON"),
        (["--json", '{"kind": "event", "kind": "step"}'], "kind: is given twice"),
        (["event", "--json", "{}"], "--json: is the whole fact"),
        ([], "fact: say what to record"),
    ],
)
def test_a_fact_that_is_not_sound_is_refused_and_not_written(
    enrolled: Run, words: list[str], sentence: str
) -> None:
    answer = enrolled("record", SUBJECT, *words)

    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(sentence)
    assert answer.err.count("\n") == 1
    assert len(exported(enrolled)["facts"]) == 1


def test_a_correction_changes_the_named_fields_and_keeps_the_rest(enrolled: Run) -> None:
    enrolled("record", SUBJECT, "drug", "dasatinib", "--last", "2026-03-01", "--route", "oral")

    changes = '{"last": "2026-03-02T09:00", "route": null}'
    answer = enrolled("correct", SUBJECT, "f2", "--reason", "typing error", "--json", changes)

    assert answer.out.startswith(f"{SUBJECT} f3 recorded; ")
    assert exported(enrolled)["facts"][2] == {
        "id": "f3",
        "kind": "drug",
        "drug": "dasatinib",
        "last": "2026-03-02T09:00+08:00",
        "corrects": "f2",
        "reason": "typing error",
    }


def test_a_correction_with_a_kind_is_the_whole_new_fact(enrolled: Run) -> None:
    whole = '{"kind": "step", "step": "consent", "state": "done", "at": "2026-03-02"}'
    enrolled("correct", SUBJECT, "f1", "--reason", "other step", "--json", whole)

    assert exported(enrolled)["facts"][1]["step"] == "consent"


@pytest.mark.parametrize("words", [["--json", "{}"], ["--reason", "x"]])
def test_a_correction_needs_a_reason_and_a_change(enrolled: Run, words: list[str]) -> None:
    assert enrolled("correct", SUBJECT, "f1", *words).code == 2


def test_a_correction_that_changes_nothing_is_refused(enrolled: Run) -> None:
    answer = enrolled("correct", SUBJECT, "f1", "--reason", "x", "--json", '{"at": "2026-03-02"}')

    assert answer == Answer(2, "", "--json: says what f1 says; nothing is corrected\n")


@pytest.mark.parametrize("by", ["", " ", "a\x1bb", "\udcff"])
def test_who_did_it_must_be_a_name(enrolled: Run, by: str) -> None:
    assert enrolled("book", SUBJECT, "infusion", "2026-05-15", "--by", by).code == 2
    assert len(exported(enrolled)["facts"]) == 1
