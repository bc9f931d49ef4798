"""A command that is sent twice, and what each says at once of what became critical."""

import json
from pathlib import Path

import pytest

from dayzero.desk import following
from tests.unit.commands.command_line import Answer, Run, exported
from tests.unit.records.recorded import SCREENING, SUBJECT, chart, raw

HOLIDAY = ("book", SUBJECT, "infusion", "2026-10-01T10:00")
STENT = ("record", SUBJECT, "event", "coronary_stent", "--at", "2025-08-31")
TYPING_ERROR = ("correct", SUBJECT, "f1", "--reason", "typing error", "--json")


def facts_of(run: Run) -> list[dict[str, object]]:
    return exported(run)["facts"]


@pytest.mark.parametrize(
    "words", [STENT, HOLIDAY, (*TYPING_ERROR, '{"at": "2026-03-03"}')], ids=lambda words: words[0]
)
def test_a_command_that_is_sent_twice_under_a_key_answers_the_same_and_records_once(
    enrolled: Run, words: tuple[str, ...]
) -> None:
    first = enrolled(*words, "--key", "shift 7, line 3")
    again = enrolled(*words, "--key", "shift 7, line 3")

    assert (first.code, first.err) == (0, "")
    assert f"{SUBJECT} f2 recorded" in first.out
    assert again == first
    assert len(exported(enrolled)["facts"]) == 2


def test_a_key_of_another_deed_is_refused_in_one_sentence(enrolled: Run) -> None:
    enrolled(*STENT, "--key", "k")

    assert enrolled(*HOLIDAY, "--key", "k") == Answer(
        2,
        "",
        "key: “k” is the key of f2, which says something else;"
        " give another deed a key of its own\n",
    )
    assert enrolled(*HOLIDAY, "--key", "").err == (
        "key: must have 1 to 200 characters, all of which can be printed\n"
    )


def test_an_equal_fact_without_a_key_is_asked_about_and_another_one_is_recorded(
    enrolled: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    enrolled(*STENT)

    assert enrolled(*STENT) == Answer(
        2,
        "",
        f"{SUBJECT}: f2 says the same and was recorded within the last minute; nothing more was"
        " recorded. If this is another one, say --again or give it a --key\n",
    )
    assert "最近一分钟内已有内容相同的记录 f2" in enrolled(*STENT, "--language", "zh").err
    assert f"{SUBJECT} f3 recorded" in enrolled(*STENT, "--again").out
    assert f"{SUBJECT} f4 recorded" in enrolled(*STENT, "--key", "another").out
    monkeypatch.setenv("DAYZERO_NOW", "2026-03-10T08:01+08:00")
    assert f"{SUBJECT} f5 recorded" in enrolled(*STENT).out


def test_a_correction_that_is_sent_twice_without_a_key_is_refused_as_corrected(
    enrolled: Run,
) -> None:
    enrolled(*TYPING_ERROR, '{"at": "2026-03-03"}')
    again = enrolled(*TYPING_ERROR, '{"at": "2026-03-03"}')

    assert again.code == 2
    assert "--again" not in again.err  # which no correction has
    assert len(exported(enrolled)["facts"]) == 2


def test_booking_anew_on_another_day_on_which_the_site_is_closed_is_told_again(
    enrolled: Run,
) -> None:
    enrolled(*HOLIDAY)
    again = enrolled("book", SUBJECT, "infusion", "2026-10-02T10:00")
    other = enrolled(*STENT)

    assert " Infusion is booked for 2026-10-02 10:00, when the site does not work" in again.out
    assert "2026-10-02 10:00, when" not in other.out  # nothing of it is new


def test_each_booking_on_a_closed_path_is_told(enrolled: Run) -> None:
    enrolled("record", SUBJECT, "event", "screen_failure", "--at", "2026-03-09")
    first = enrolled("book", SUBJECT, "infusion", "2026-10-12T10:00")
    second = enrolled("book", SUBJECT, "infusion", "2026-10-13T10:00")

    for answer, fact in ((first, "f3"), (second, "f4")):
        assert "\nwarning: Record that the path is open again (path_reopened)" in answer.out
        assert f", {fact})" in answer.out or f"({fact})" in answer.out


def test_what_is_critical_comes_first(enrolled: Run) -> None:
    enrolled("book", SUBJECT, "infusion", "2026-04-15T10:00")
    drug = ("drug", "dasatinib", "--first", "2026-03-01", "--last", "2026-04-14")
    lines = enrolled("record", SUBJECT, *drug, "--route", "oral").out.splitlines()[2:]
    severities = [line.partition(":")[0] for line in lines]

    assert severities[0] == "critical"
    assert severities == sorted(severities)  # critical, then warning


@pytest.fixture
def _no_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(following, "stand_of", broken)


@pytest.mark.usefixtures("_no_plan")
def test_a_fact_is_recorded_where_no_plan_can_be_made_of_it(enrolled: Run) -> None:
    answer = enrolled(*STENT)

    assert answer == Answer(
        0,
        f"{SUBJECT} f2 recorded\n",
        "the plan cannot be computed (ZeroDivisionError), nor what became critical: look with"
        f" `dayzero show {SUBJECT}`, and at the dates by hand\n",
    )
    assert len(exported(enrolled)["facts"]) == 2


@pytest.mark.usefixtures("_no_plan")
def test_an_import_is_kept_where_no_plan_can_be_made_of_it(enrolled: Run, tmp_path: Path) -> None:
    file = tmp_path / "b.json"
    file.write_bytes(raw(chart(SCREENING, subject="CN01-008")))
    answer = enrolled("import", file)

    assert (answer.code, answer.out) == (
        0,
        "1 chart: added 1 subject and 1 fact; 0 facts already recorded\n",
    )
    assert "`dayzero show CN01-008`" in answer.err


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "CN01-007: warning: Check the date and the time; book infusion anew if they are a"),
        ("zh", "CN01-007：注意：请核对日期和时间"),
    ],
)
def test_an_import_says_at_once_what_became_critical_and_of_whom(
    enrolled: Run, tmp_path: Path, language: str, said: str
) -> None:
    booked = {"id": "x1", "kind": "step", "step": "infusion", "state": "booked"}
    file = tmp_path / "grown.json"
    file.write_bytes(raw(chart(SCREENING, {**booked, "at": "2026-10-01T10:00+08:00"})))

    dry = enrolled("import", "--dry-run", file, "--language", language)
    answer = enrolled("import", file, "--language", language)
    again = enrolled("import", file, "--language", language)

    assert dry.out.count("\n") == again.out.count("\n") == 1
    assert answer.out.splitlines()[1].startswith(said)
    assert len(answer.out.splitlines()) == 2  # what was wrong before is not said again
    assert json.loads(enrolled("export", SUBJECT).out)["facts"][1]["id"] == "x1"


def test_rows_of_another_system_are_known_by_its_own_numbers_however_its_file_grows(
    enrolled: Run, tmp_path: Path
) -> None:
    file = tmp_path / "edc.json"
    drug = {"id": "f2", "kind": "drug", "drug": "imatinib", "last": "2026-03-01"}
    test = {"id": "f3", "kind": "test", "test": "cd19", "result": "positive", "at": "2026-03-09"}
    fixed = {**drug, "id": "f4", "last": "2026-03-02", "corrects": "f2", "reason": "typing error"}
    file.write_bytes(raw(chart(drug)))
    imported = ("import", file, "--source", "EDC 7")
    enrolled(*STENT)  # takes f2 here
    first, again = enrolled(*imported), enrolled(*imported)
    enrolled(*STENT, "--again")
    file.write_bytes(raw(chart(drug, test, fixed)))
    grown, last = enrolled(*imported), enrolled(*imported)
    shown = [(fact["id"], fact["kind"], fact.get("corrects")) for fact in facts_of(enrolled)]

    assert [answer.out.partition("\n")[0] for answer in (first, again, grown, last)] == [
        "1 chart: added 0 subjects and 1 fact; 0 facts already recorded",
        "1 chart: added 0 subjects and 0 facts; 1 fact already recorded",
        "1 chart: added 0 subjects and 2 facts; 1 fact already recorded",
        "1 chart: added 0 subjects and 0 facts; 3 facts already recorded",
    ]
    assert shown == [
        ("f1", "step", None),
        ("f2", "event", None),
        ("f3", "drug", None),
        ("f4", "event", None),
        ("f5", "test", None),
        ("f6", "drug", "f3"),
    ]


def test_a_row_that_its_system_changed_is_refused_and_nothing_is_written(
    enrolled: Run, tmp_path: Path
) -> None:
    file = tmp_path / "edc.json"
    drug = {"id": "row.1", "kind": "drug", "drug": "imatinib", "last": "2026-03-01"}
    file.write_bytes(raw(chart(drug)))
    enrolled("import", file, "--source", "EDC")
    file.write_bytes(raw(chart({**drug, "last": "2026-03-05"})))

    refused = enrolled("import", file, "--source", "EDC")

    assert refused.code == 2
    assert "facts[0].id: row.1 is already recorded with other content" in refused.err
    assert len(facts_of(enrolled)) == 2


def test_a_chart_of_another_system_is_given_back_in_the_records_own_ids(
    enrolled: Run, tmp_path: Path
) -> None:
    file = tmp_path / "edc.json"
    other = {**SCREENING, "step": "consent"}
    file.write_bytes(raw(chart(other)))
    enrolled("import", file, "--source", "EDC")

    assert [(fact["id"], fact["step"]) for fact in facts_of(enrolled)] == [
        ("f1", "screening"),
        ("f2", "consent"),
    ]
