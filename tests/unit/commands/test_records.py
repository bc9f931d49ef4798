"""The records at the command line, as a coordinator uses them."""

import json
import sqlite3
from pathlib import Path

import pytest

from models.chart.document import LARGEST_CHART_BYTES
from tests.unit.commands.command_line import Answer, Run
from tests.unit.records.recorded import DASATINIB, SCREENING, SUBJECT, chart, raw


def test_init_sets_up_a_database_and_may_be_repeated(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "home" / "dayzero.db"

    assert run("init") == Answer(0, f"the database {file} is ready\n", "")
    assert run("init").code == 0
    assert file.exists()


@pytest.mark.parametrize(
    "words",
    [("subjects",), ("export", "x"), ("book", "x", "infusion", "2026-04-15"), ("show", "x")],
)
def test_before_init_a_command_says_what_to_run_and_makes_no_file(
    run: Run, tmp_path: Path, words: tuple[str, ...]
) -> None:
    answer = run(*words)

    assert answer.code == 3
    assert answer.err.endswith("run `dayzero init`; nothing was changed\n")
    assert answer.err.count("\n") == 1
    assert not (tmp_path / "home").exists()


def test_import_says_what_it_added_and_export_gives_the_same_bytes_back(
    run: Run, tmp_path: Path
) -> None:
    content = raw(chart(SCREENING, DASATINIB), indent=2) + b"\n"
    file = tmp_path / "a.json"
    file.write_bytes(content)
    run("init")

    said = (
        "1 chart: added 1 subject and 2 facts; 0 facts already recorded\n"
        "“达沙替尼” is read as dasatinib (TKI or hydroxyurea). Easily taken for imatinib or"
        " nilotinib: check that it is the right one.\n"
        "CN01-007: warning: Record when consent was done."
        " Consent is overdue: a later step is recorded as done.\n"
    )
    assert run("import", file) == Answer(0, said, "")
    assert run("export", SUBJECT).out.encode() == content
    assert run("export", SUBJECT, "--out", "b.json") == Answer(0, "", "")
    assert (tmp_path / "b.json").read_bytes() == content


def test_a_dry_run_of_an_import_writes_nothing(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_bytes(raw(chart(SCREENING)))
    run("init")

    answer = run("import", "--dry-run", file)

    assert answer.out.startswith(
        "1 chart: dry run, nothing written: would add 1 subject and 1 fact"
    )
    assert run("export", SUBJECT).code == 2


@pytest.mark.parametrize("preview", [("--dry-run",), ()])
def test_an_import_says_back_each_name_of_a_new_drug_once_before_and_after_it_is_written(
    run: Run, tmp_path: Path, preview: tuple[str, ...]
) -> None:
    first = {**DASATINIB, "drug": "VLB"}
    twice = {**first, "id": "f3"}
    (tmp_path / "a.json").write_bytes(raw(chart(SCREENING, first, twice)))
    (tmp_path / "b.json").write_bytes(raw(chart(first, subject="CN01-008")))
    (tmp_path / "c.json").write_bytes(raw(chart({**first, "drug": "CTXX"}, subject="CN01-009")))
    files = [tmp_path / name for name in ("a.json", "b.json", "c.json")]
    run("init")
    lines = run("import", *preview, *files).out.splitlines()
    known, unknown = (line for line in lines if line.startswith("“"))

    assert known == (
        "“VLB” is read as vinblastine (chemotherapy). Easily taken for vincristine or vindesine"
        " or vinorelbine: check that it is the right one."
    )
    assert unknown.startswith("“CTXX” is not in the drug catalogue (did you mean CTX?)")


def test_what_is_recorded_already_is_not_said_back_again(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(raw(chart(SCREENING, DASATINIB)))
    run("init")
    run("import", tmp_path / "a.json")
    again = run("import", "--dry-run", tmp_path / "a.json", "--language", "zh").out

    assert "读作" not in again


BAD_FILES: list[tuple[bytes, str]] = [
    (b"", "chart: is not JSON"),
    (b"[]", "chart: is not a JSON object"),
    ("名".encode("gbk"), "chart: is not UTF-8"),
    (raw(chart(SCREENING, SCREENING)), "facts[1].id: “f1” is already the id of facts[0]"),
    (raw(chart({**SCREENING, "step": "infuson"})), "facts[0].step: “infuson” is not a step"),
    (raw(chart({**SCREENING, "at": "2026-02-30"})), "facts[0].at: “2026-02-30” is not a day"),
    (raw(chart(SCREENING, name="Wang")), "name: "),
    (b" " * (LARGEST_CHART_BYTES + 1), "chart: is larger than 5 MB"),
]


@pytest.mark.parametrize(("content", "sentence"), BAD_FILES)
def test_a_bad_chart_is_refused_in_one_sentence_and_nothing_is_written(
    run: Run, tmp_path: Path, content: bytes, sentence: str
) -> None:
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_bytes(raw(chart(SCREENING)))
    bad.write_bytes(content)
    run("init")

    alone, beside = run("import", bad), run("import", good, bad)

    assert (alone.code, alone.out) == (2, "")
    assert alone.err.startswith(sentence)
    assert alone.err.count("\n") == 1
    assert (beside.code, beside.err) == (2, f"{bad}: {alone.err}")
    assert run("export", SUBJECT).code == 2


def test_a_huge_file_is_not_read_whole(run: Run, tmp_path: Path) -> None:
    huge = tmp_path / "huge.json"
    with huge.open("wb") as file:
        file.truncate(10**12)  # a terabyte of nothing: reading it would end this process
    run("init")

    assert run("import", huge).err == "chart: is larger than 5 MB; a chart holds one subject\n"


@pytest.mark.parametrize(("name", "cause"), [("none.json", "No such file"), ("", "Is a directory")])
def test_a_file_that_cannot_be_read_is_told(
    run: Run, tmp_path: Path, name: str, cause: str
) -> None:
    run("init")

    answer = run("import", tmp_path / name)

    assert answer.code == 2
    assert f"cannot be read ({cause}" in answer.err


def test_an_export_that_cannot_be_written_is_told(enrolled: Run, tmp_path: Path) -> None:
    answer = enrolled("export", SUBJECT, "--out", tmp_path / "none" / "a.json")

    assert answer.code == 2
    assert "cannot be written (No such file" in answer.err


def test_a_chart_that_can_no_longer_be_read_does_not_hide_the_others(
    enrolled: Run, tmp_path: Path
) -> None:
    file = tmp_path / "b.json"
    file.write_bytes(raw(chart(SCREENING, subject="CN01-008")))
    enrolled("import", file)
    with sqlite3.connect(tmp_path / "home" / "dayzero.db") as connection:
        connection.execute("UPDATE subject SET header = replace(header, 'CN01\"', 'CN99\"')")
        connection.execute(
            "UPDATE subject SET header = replace(header, 'CN99', 'CN01') WHERE number = 'CN01-008'"
        )

    table = enrolled("subjects").out
    lines = json.loads(enrolled("subjects", "--json").out)

    assert "cannot be planned: site: “CN99” is not a site" in table
    assert [line["plan"] is None for line in lines] == [True, False]


def test_subjects_are_listed_with_where_they_stand(enrolled: Run) -> None:
    enrolled("book", SUBJECT, "infusion", "2026-05-15")

    table = enrolled("subjects").out
    [line] = json.loads(enrolled("subjects", "--json").out)

    assert table.split("\n")[3].split()[:4] == [SUBJECT, "CN01", "booked", "2026-05-15"]
    assert "a pass is due" in table
    assert (line["subject"], line["plan"]["schema"]) == (SUBJECT, "dayzero.plan/1")


def test_a_subject_is_shown_with_who_recorded_what_and_the_timeline(enrolled: Run) -> None:
    enrolled("record", SUBJECT, "event", "relapse", "--at", "2026-01-05", "--by", "Dr Li")
    enrolled("correct", SUBJECT, "f2", "--reason", "letter [3]", "--json", '{"at": "2026-01-06"}')

    shown = enrolled("show", SUBJECT).out
    document = json.loads(enrolled("show", SUBJECT, "--json").out)

    assert "relapse, at 2026-01-05" in shown
    assert "Dr Li" in shown
    assert "corrects f2: letter [3]" in shown
    assert "corrected by f3" in shown
    assert "infusion" in shown
    assert [line["recorded_by"] for line in document["facts"]] == ["nurse", "Dr Li", "nurse"]
    assert document["plan"]["subject"] == SUBJECT


def test_what_a_retraction_took_back_is_shown_when_it_is_taken_back_itself(enrolled: Run) -> None:
    for fact, reason in (("f1", "of another subject"), ("f2", "it was his")):
        enrolled("record", SUBJECT, "retraction", fact, "--at", "2026-03-09", "--reason", reason)

    shown = " ".join(enrolled("show", SUBJECT).out.split())
    rows = json.loads(enrolled("show", SUBJECT, "--json").out)["facts"]

    assert [row["fact"]["id"] for row in rows] == ["f1", "f2", "f3"]
    assert "taken back by f3" in shown
    assert "takes back f1:" in shown
    assert "takes back f2: it" in shown


WRITTEN_BY_ANOTHER_SYSTEM = (
    {"id": "f1", "kind": "step", "step": "consent", "state": "done", "at": "2026-02-UN"},
    {**DASATINIB, "first": "UN-FEB-2026", "last": "ONGOING"},
    {"id": "f3", "kind": "event", "event": "cabg", "at": "2025---15"},
    {"id": "f4", "kind": "radiotherapy", "field": "cns", "last": "2026-01-01/2026-01-04"},
    {"id": "f5", "kind": "finding", "finding": "fever", "present": False, "at": "2026-02-01T10"},
)


def test_an_import_takes_dates_as_other_systems_write_them(run: Run, tmp_path: Path) -> None:
    content = raw(chart(*WRITTEN_BY_ANOTHER_SYSTEM, born="UN-MAY-1988"), indent=2)
    (tmp_path / "a.json").write_bytes(content)
    run("init")
    answer = run("import", tmp_path / "a.json")
    shown = " ".join(run("show", SUBJECT).out.split())

    assert answer.err == ""
    assert answer.out.startswith("1 chart: added 1 subject and 5 facts; ")
    assert run("export", SUBJECT).out.encode() == content
    assert "ONGOING" not in shown
    assert "ongoing yes" in shown


@pytest.mark.parametrize("word", ["BEFORE", "AFTER", "DURING"])
def test_an_import_names_the_field_in_which_a_word_stands_for_a_date(
    run: Run, tmp_path: Path, word: str
) -> None:
    (tmp_path / "a.json").write_bytes(raw(chart({**DASATINIB, "first": word}), indent=2))
    run("init")
    answer = run("import", tmp_path / "a.json")

    assert answer.err.startswith(f"facts[0].first: “{word}” does not say when; write the date as")


@pytest.mark.parametrize(
    "words",
    [
        ["export", "CN01-999"],
        ["show", "CN01-999"],
        ["book", "CN01-999", "infusion", "2026-05-15"],
        ["record", "CN01-999", "event", "relapse", "--at", "2026-01-05"],
    ],
)
def test_a_number_that_nobody_has_is_told(enrolled: Run, words: list[str]) -> None:
    assert enrolled(*words) == Answer(2, "", "CN01-999: no such subject is recorded\n")


def test_what_an_error_quotes_cannot_steer_the_terminal(enrolled: Run) -> None:
    assert enrolled("export", "\x1b[31mred").err == "�[31mred: no such subject is recorded\n"
