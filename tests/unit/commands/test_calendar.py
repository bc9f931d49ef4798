"""A site's calendars at the command line: brought in, listed, removed, and what that moves."""

import json
import logging
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer

from models.records.database.engine import open_engine
from models.records.subjects.charts import read_for_pass
from tasks.passes.one_pass import Recorded, plan_path
from tests.unit.calendars.ics import event, ics
from tests.unit.commands.command_line import Answer, Run
from tests.unit.records.recorded import NOW, SUBJECT

TOKEN = "s3cret-t0ken"  # noqa: S105  made up, to be looked for in messages
WEEK = event("DTSTART;VALUE=DATE:20260310", "DTEND;VALUE=DATE:20260317", "SUMMARY:ward moves")
AFTERNOONS = event(
    "DTSTART;TZID=China Standard Time:20260313T130000",
    "DTEND;TZID=China Standard Time:20260313T170000",
    "RRULE:FREQ=WEEKLY;COUNT=3",
    "SUMMARY:staff meeting",
    uid="2",
)
CANCELLED = event("DTSTART;VALUE=DATE:20260501", "STATUS:CANCELLED", uid="3")
LUNCH = event("DTSTART;VALUE=DATE:20260502", "TRANSP:TRANSPARENT", uid="4")
SLOTS = event("DTSTART:20260326T083000", "DTEND:20260326T123000", "RRULE:FREQ=WEEKLY;COUNT=2")

SAID = (
    "CN01 closures “ward”: 1 closure of whole days, 3 of some hours from 2026-03-10 to 2026-03-27"
)


@pytest.fixture
def ward(tmp_path: Path) -> Path:
    file = tmp_path / "ward.ics"
    file.write_bytes(ics(WEEK, AFTERNOONS, CANCELLED, LUNCH))
    return file


@pytest.fixture
def unit(tmp_path: Path) -> Path:
    file = tmp_path / "unit.ics"
    file.write_bytes(ics(SLOTS))
    return file


def proposed(run: Run, step: str) -> str | None:
    plan: dict[str, Any] = json.loads(run("show", SUBJECT, "--json").out)["plan"]
    found: str | None = next(each for each in plan["steps"] if each["step"] == step)["proposed"]
    return found


def bring(run: Run, place: object, *words: str, kind: str = "closures") -> Answer:
    return run("calendar", "import", "CN01", str(place), "--kind", kind, *words)


# IMPORT


def test_an_import_says_on_one_line_what_it_read_changed_and_left_out(
    enrolled: Run, ward: Path
) -> None:
    assert bring(enrolled, ward) == Answer(
        0,
        f"{SAID}; 4 added, 0 removed; 1 subject is due for a pass;"
        " left out: 1 cancelled, 1 marked as free time\n",
        "",
    )


def test_the_same_import_again_says_that_nothing_is_new(enrolled: Run, ward: Path) -> None:
    bring(enrolled, ward)

    assert bring(enrolled, ward).out == (
        f"{SAID}; nothing is new; left out: 1 cancelled, 1 marked as free time\n"
    )


def test_a_dry_run_lists_what_would_come_and_go_and_keeps_nothing(
    enrolled: Run, ward: Path
) -> None:
    answer = bring(enrolled, ward, "--dry-run")

    assert answer.out.splitlines() == [
        "+ 2026-03-10 to 2026-03-16 ward moves",
        "+ 2026-03-13 13:00 to 2026-03-13 17:00 staff meeting",
        "+ 2026-03-20 13:00 to 2026-03-20 17:00 staff meeting",
        "+ 2026-03-27 13:00 to 2026-03-27 17:00 staff meeting",
        (
            f"dry run, nothing written: {SAID}; 4 added, 0 removed; 1 subject is due for a pass;"
            " left out: 1 cancelled, 1 marked as free time"
        ),
    ]
    assert enrolled("calendar", "list").out == "no calendar was imported\n"


def test_a_dry_run_over_a_calendar_that_is_there_shows_what_would_go(
    enrolled: Run, ward: Path
) -> None:
    bring(enrolled, ward)
    ward.write_bytes(ics(AFTERNOONS))

    lines = bring(enrolled, ward, "--dry-run").out.splitlines()

    assert lines[0] == "- 2026-03-10 to 2026-03-16 ward moves"
    assert len(lines) == 2


def test_of_many_changes_the_first_are_listed(enrolled: Run, tmp_path: Path) -> None:
    file = tmp_path / "daily.ics"
    file.write_bytes(ics(event("DTSTART;VALUE=DATE:20260310", "RRULE:FREQ=DAILY;COUNT=25")))

    lines = bring(enrolled, file, "--dry-run").out.splitlines()

    assert len(lines) == 22
    assert lines[20] == "… and 5 more"


def test_slots_say_their_step_and_whose_clock_they_were_read_on(enrolled: Run, unit: Path) -> None:
    assert bring(enrolled, unit, "--name", "apheresis unit", kind="slots").out == (
        "CN01 slots for apheresis “apheresis unit”: 2 free slots from 2026-03-26 to 2026-04-02;"
        " 2 added, 0 removed; 1 subject is due for a pass;"
        " 1 event names no zone and is read in Asia/Shanghai\n"
    )


# PUBLIC HOLIDAYS

NEW_YEAR = event("DTSTART;VALUE=DATE:20270101", "TRANSP:TRANSPARENT", "SUMMARY:元旦 假期", uid="1")
MADE_UP = event(
    "DTSTART:20270109T090000",
    "DTEND:20270109T180000",
    "SUMMARY:元旦 补班",
    "TRANSP:OPAQUE",
    uid="2",
)
FESTIVAL = event("DTSTART;VALUE=DATE:20270214", "TRANSP:TRANSPARENT", "SUMMARY:情人节", uid="3")


@pytest.fixture
def next_year(tmp_path: Path) -> Path:
    file = tmp_path / "2027.ics"
    file.write_bytes(ics(NEW_YEAR, MADE_UP, FESTIVAL))
    return file


def test_of_a_holiday_calendar_days_off_close_and_make_up_days_are_worked(
    enrolled: Run, next_year: Path
) -> None:
    said = (
        "CN01 closures “2027”: 1 closure of whole days, 0 of some hours, 1 extra working day"
        " from 2027-01-01 to 2027-01-09"
    )

    assert bring(enrolled, next_year, "--dry-run").out.splitlines() == [
        "+ 2027-01-01 元旦 假期",
        "+ 2027-01-09 works: 元旦 补班",
        (
            f"dry run, nothing written: {said}; 2 added, 0 removed; 1 subject is due for a pass;"
            " left out: 1 marked as free time; 1 event names no zone and is read in Asia/Shanghai"
        ),
    ]
    assert bring(enrolled, next_year).out.startswith(f"{said}; 2 added")
    assert enrolled("calendar", "list").out.startswith(f"{said}; imported")
    [listed] = json.loads(enrolled("calendar", "list", "--json").out)
    assert (listed["closures"], listed["extra_working_days"]) == (1, 1)


def test_its_working_days_alone_are_a_calendar_of_their_own(enrolled: Run, next_year: Path) -> None:
    assert bring(enrolled, next_year, kind="working-days").out.startswith(
        "CN01 working-days “2027”: 1 extra working day from 2027-01-09 to 2027-01-09;"
        " 1 added, 0 removed; 1 subject is due for a pass; left out: 2 not a working day;"
    )


def test_on_an_imported_working_day_the_next_step_is_suggested(
    enrolled: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DAYZERO_NOW", "2026-03-13T17:30+08:00")  # a Friday after hours
    assert proposed(enrolled, "apheresis") == "2026-03-16T09:00+08:00"

    file = tmp_path / "clinic.ics"
    file.write_bytes(ics(event("DTSTART;VALUE=DATE:20260314", "SUMMARY:Saturday clinic")))
    bring(enrolled, file, kind="working-days")
    assert proposed(enrolled, "apheresis") == "2026-03-14T09:00+08:00"

    enrolled("calendar", "remove", "CN01", "clinic")
    assert proposed(enrolled, "apheresis") == "2026-03-16T09:00+08:00"


# NOTHING LEFT


@pytest.mark.parametrize("words", [(), ("--dry-run",)])
def test_a_file_after_which_no_closure_is_left_is_refused_unless_asked_for(
    enrolled: Run, ward: Path, words: tuple[str, ...]
) -> None:
    bring(enrolled, ward)
    ward.write_bytes(ics())

    assert bring(enrolled, ward, *words) == Answer(
        2,
        "",
        "ward.ics: would take away every closure of “ward” that is still to come (4);"
        " if that is meant, add --allow-empty\n",
    )
    assert enrolled("calendar", "list").out.startswith(SAID)
    assert "0 added, 4 removed" in bring(enrolled, ward, "--allow-empty", *words).out


def test_cancellations_take_out_what_they_name_and_leave_the_rest(
    enrolled: Run, ward: Path, tmp_path: Path
) -> None:
    bring(enrolled, ward)
    file = tmp_path / "cancelled.ics"
    file.write_bytes(ics("METHOD:CANCEL", WEEK.replace("SUMMARY:", "SUMMARY:Cancelled: ")))

    assert bring(enrolled, file, "--name", "ward").out == (
        "CN01 closures “ward”: 1 closure of whole days, 0 of some hours"
        " from 2026-03-10 to 2026-03-16 taken back;"
        " 0 added, 1 removed; 1 subject is due for a pass\n"
    )
    assert proposed(enrolled, "apheresis") == "2026-03-10T09:00+08:00"
    assert enrolled("calendar", "list").out.startswith(
        "CN01 closures “ward”: 0 closures of whole days, 3 of some hours"
    )


def test_cancellations_of_a_calendar_that_is_not_there_close_nothing(
    enrolled: Run, ward: Path
) -> None:
    ward.write_bytes(ics("METHOD:CANCEL", WEEK))

    assert bring(enrolled, ward) == Answer(2, "", "CN01 has no imported calendar “ward”\n")
    assert enrolled("calendar", "list").out == "no calendar was imported\n"


# A CLOSURE THAT HITS A BOOKING


AUDIT = event("DTSTART;VALUE=DATE:20260518", "SUMMARY:cell lab audit")
HIT = (
    f"{SUBJECT}: warning: Check the date and the time; book apheresis anew if they are a slip."
    " Apheresis is booked for 2026-05-18 10:00, when the site does not work: cell lab audit"
)


@pytest.fixture
def audit(enrolled: Run, tmp_path: Path) -> Path:
    """A closure of the very day on which apheresis is booked."""
    enrolled("book", SUBJECT, "apheresis", "2026-05-18T10:00")
    file = tmp_path / "lab.ics"
    file.write_bytes(ics(AUDIT))
    return file


def test_a_closure_that_hits_a_booking_is_told_at_import_and_in_a_dry_run(
    enrolled: Run, audit: Path
) -> None:
    tried = bring(enrolled, audit, "--dry-run").out.splitlines()
    brought = bring(enrolled, audit).out.splitlines()
    again = bring(enrolled, audit).out.splitlines()

    assert tried[-1].startswith(HIT)
    assert brought[1:] == tried[2:]
    assert len(brought) == 2
    assert len(again) == 1  # it is told already


def test_a_closure_that_hits_no_booking_tells_nothing(enrolled: Run, audit: Path) -> None:
    audit.write_bytes(ics(AUDIT.replace("0518", "0519")))

    assert len(bring(enrolled, audit).out.splitlines()) == 1


def test_the_same_is_an_alert_of_the_next_pass(enrolled: Run, audit: Path, tmp_path: Path) -> None:
    def told() -> list[str]:
        engine = open_engine(f"sqlite:///{tmp_path / 'home' / 'dayzero.db'}")
        made = plan_path(Recorded(read_for_pass(engine, SUBJECT), ()), NOW)
        return [alert.step or "" for alert in made.alerts if alert.rule == "SITE-working-days"]

    assert told() == []
    bring(enrolled, audit)
    assert told() == ["apheresis"]


def test_who_forgets_a_working_day_on_which_something_is_booked_is_told(
    enrolled: Run, tmp_path: Path
) -> None:
    file = tmp_path / "clinic.ics"
    file.write_bytes(ics(event("DTSTART;VALUE=DATE:20260516", "SUMMARY:Saturday clinic")))
    bring(enrolled, file, kind="working-days")
    enrolled("book", SUBJECT, "apheresis", "2026-05-16T10:00")

    said = enrolled("calendar", "remove", "CN01", "clinic").out.splitlines()

    assert len(said) == 2
    assert "Apheresis is booked for 2026-05-16 10:00, when the site does not work" in said[1]


# WHAT IT MOVES


def test_an_imported_closure_moves_the_suggested_date(enrolled: Run, ward: Path) -> None:
    assert proposed(enrolled, "apheresis") == "2026-03-10T09:00+08:00"

    bring(enrolled, ward)

    assert proposed(enrolled, "apheresis") == "2026-03-17T09:00+08:00"


def test_imported_slots_move_the_suggested_apheresis_and_a_removal_moves_it_back(
    enrolled: Run, unit: Path
) -> None:
    bring(enrolled, unit, kind="slots")
    assert proposed(enrolled, "apheresis") == "2026-03-26T08:30+08:00"

    enrolled("calendar", "remove", "CN01", "unit")
    assert proposed(enrolled, "apheresis") == "2026-03-10T09:00+08:00"


def test_a_pass_plans_with_what_was_imported(enrolled: Run, unit: Path, tmp_path: Path) -> None:
    bring(enrolled, unit, kind="slots")
    engine = open_engine(f"sqlite:///{tmp_path / 'home' / 'dayzero.db'}")
    recorded = Recorded(read_for_pass(engine, SUBJECT), ())

    made = plan_path(recorded, NOW)

    assert made.step("product_release").opened_by == ("PATH-manufacturing", "SITE-slots")


def test_a_chart_in_a_file_is_planned_without_what_was_imported(enrolled: Run, unit: Path) -> None:
    bring(enrolled, unit, kind="slots")

    planned = json.loads(enrolled("plan", f"{SUBJECT}.json", "--json").out)

    apheresis = next(each for each in planned["steps"] if each["step"] == "apheresis")
    assert apheresis["proposed"] == "2026-03-10T09:00+08:00"


def test_booking_says_what_moved_with_the_calendar_in_mind(enrolled: Run, unit: Path) -> None:
    bring(enrolled, unit, kind="slots")
    infusion = proposed(enrolled, "infusion")

    answer = enrolled("book", SUBJECT, "apheresis", "2026-03-26T08:30")

    assert answer.code == 0
    assert proposed(enrolled, "infusion") == infusion


# LIST AND REMOVE


def test_the_list_says_each_calendar_and_where_it_came_from(
    enrolled: Run, ward: Path, unit: Path
) -> None:
    bring(enrolled, ward)
    bring(enrolled, unit, kind="slots")

    assert enrolled("calendar", "list").out.splitlines() == [
        (
            "CN01 slots for apheresis “unit”: 2 free slots from 2026-03-26 to 2026-04-02;"
            " imported 2026-03-10 08:00 by nurse from unit.ics"
        ),
        f"{SAID}; imported 2026-03-10 08:00 by nurse from ward.ics",
    ]
    listed = json.loads(enrolled("calendar", "list", "--json").out)
    assert [(each["name"], each["closures"], each["slots"]) for each in listed] == [
        ("unit", 0, 2),
        ("ward", 1, 0),
    ]


def test_a_removal_says_what_went_and_a_second_one_that_nothing_is_there(
    enrolled: Run, ward: Path
) -> None:
    bring(enrolled, ward)

    assert enrolled("calendar", "remove", "CN01", "ward").out == (
        "CN01 “ward” is removed: 0 added, 4 removed; 1 subject is due for a pass\n"
    )
    assert enrolled("calendar", "remove", "CN01", "ward") == Answer(
        2, "", "CN01 has no imported calendar “ward”\n"
    )


# REFUSED


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ["CN99", "ward.ics", "--kind", "closures"],
            "SITE: “CN99” is not a site; use CN01 to CN11\n",
        ),
        (
            ["CN01", "ward.ics", "--kind", "closures", "--step", "apheresis"],
            "--step: only slots are for a step; leave it out\n",
        ),
        (
            ["CN01", "ward.ics", "--kind", "slots", "--step", "lunch"],
            "--step: “lunch” is not a step that is booked; use one of consent, ",
        ),
        (
            ["CN01", "ward.ics", "--kind", "slots", "--step", "product_release"],
            "--step: “product_release” is not a step that is booked; use one of consent, ",
        ),
        (
            ["CN01", "ward.ics", "--kind", "closures", "--name", "a\nb"],
            "--name: a calendar's name has up to 60 letters that can be printed\n",
        ),
        (
            ["CN01", "none.ics", "--kind", "closures"],
            "none.ics: cannot be read (No such file or directory)\n",
        ),
        (["CN01", ".", "--kind", "closures"], ".: cannot be read (Is a directory)\n"),
        (["CN01", "broken.ics", "--kind", "closures"], "broken.ics: is empty\n"),
        (
            ["CN01", f"http://localhost:9/{TOKEN}", "--kind", "closures"],
            (
                "http://localhost/…: is inside this network;"
                " set DAYZERO_ALLOW_LOCAL_URLS=true to allow that\n"
            ),
        ),
    ],
)
def test_what_cannot_be_brought_in_is_refused_in_one_sentence(
    enrolled: Run, ward: Path, words: list[str], said: str
) -> None:
    ward.with_name("broken.ics").write_bytes(b"")

    answer = enrolled("calendar", "import", *words)

    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(said)
    assert answer.err.count("\n") == 1
    assert enrolled("calendar", "list").out == "no calendar was imported\n"


def test_a_name_is_not_taken_by_another_kind(enrolled: Run, ward: Path) -> None:
    bring(enrolled, ward)

    assert bring(enrolled, ward, kind="slots") == Answer(
        2, "", "--name: “ward” is a calendar of closures already; choose another name\n"
    )


# FROM AN ADDRESS


@pytest.fixture
def address(httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("DAYZERO_ALLOW_LOCAL_URLS", "true")
    httpserver.expect_request(f"/{TOKEN}/basic.ics").respond_with_data(ics(WEEK, AFTERNOONS))
    httpserver.expect_request(f"/{TOKEN}/page").respond_with_data(b"<html>", status=200)
    return httpserver.url_for(f"/{TOKEN}/basic.ics")


def test_a_calendar_at_an_address_is_called_by_its_host(enrolled: Run, address: str) -> None:
    assert bring(enrolled, address).out.startswith("CN01 closures “localhost”: 1 closure")
    assert proposed(enrolled, "apheresis") == "2026-03-17T09:00+08:00"


def test_the_token_in_an_address_is_kept_and_said_nowhere(
    enrolled: Run, address: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)

    answers = [
        bring(enrolled, address),
        bring(enrolled, address),
        bring(enrolled, address.replace("basic.ics", "page")),
        enrolled("calendar", "list", "--json"),
        enrolled("calendar", "remove", "CN01", "localhost"),
    ]

    logged = [line for line in caplog.records if not line.name.startswith("werkzeug")]
    assert not [each for each in answers if TOKEN in each.out + each.err]
    assert not [line for line in logged if TOKEN in line.getMessage()]
    with sqlite3.connect(tmp_path / "home" / "dayzero.db") as connection:
        assert TOKEN not in "\n".join(connection.iterdump())


def test_a_web_page_at_an_address_is_told_as_one(enrolled: Run, address: str) -> None:
    assert bring(enrolled, address.replace("basic.ics", "page")) == Answer(
        2,
        "",
        "http://localhost/…: is a web page, not a calendar;"
        " use the address of the .ics file itself\n",
    )
