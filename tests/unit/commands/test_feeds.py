"""Calendar links, coordinators and the lint, as somebody at the terminal uses them."""

import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import zxingcpp
from PIL import Image

from tests.unit.calendars.golden_feeds import FOLDER
from tests.unit.commands.command_line import Run
from tests.unit.records.recorded import SUBJECT

WEBCAL = re.compile(r"webcal://127\.0\.0\.1:8000/calendar/([\w-]{43})\.ics")


def links(run: Run) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = json.loads(run("feed", "list", "--json").out)
    return listed


def test_a_link_in_a_language_that_nobody_translated_is_refused(enrolled: Run) -> None:
    answer = enrolled("feed", "new", SUBJECT, "--language", "tlh")

    assert answer.code == 2
    assert "'tlh' is not one of 'en', 'zh', 'both'" in answer.err
    assert links(enrolled) == []


def test_a_link_is_made_with_all_its_options(enrolled: Run) -> None:
    said = enrolled(
        *("feed", "new", "CN01", "--scope", "site", "--language", "both", "--detail", "code"),
        *("--windows", "unbooked", "--no-cancelled", "--past", "7", "--future", "90"),
        *("--alarm", "1d", "--alarm", "infusion=2d,3h", "--expires", "2026-12-31"),
    )
    [link] = links(enrolled)

    assert said.code == 0
    assert link["scope"] == {"kind": "site", "value": "CN01"}
    assert link["expires_at"] == "2027-01-01T00:00:00+00:00"  # the first instant after that day
    assert link["options"] == {
        "language": "both",
        "detail": "code",
        "ceiling": "nothing",
        "windows": "unbooked",
        "cancelled": False,
        "past_days": 7,
        "future_days": 90,
        "alarms": [
            {"step": "*", "minutes": 1440},
            {"step": "infusion", "minutes": 2880},
            {"step": "infusion", "minutes": 180},
        ],
    }
    table = enrolled("feed", "list").out
    assert "site CN01" in table
    assert "both, code, no cancelled" in " ".join(table.split())


def test_an_option_that_is_not_named_stays(enrolled: Run) -> None:
    enrolled("feed", "new", SUBJECT, "--language", "zh", "--alarm", "1d", "--future", "30")
    enrolled("feed", "options", "1", "--future", "all", "--detail", "busy")
    options = links(enrolled)[0]["options"]

    assert (options["language"], options["detail"], options["future_days"]) == ("zh", "busy", None)
    assert options["alarms"] == [{"step": "*", "minutes": 1440}]
    assert '"alarms": []' in enrolled("feed", "options", "1", "--alarm", "none").out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["CN01-999"], "CN01-999: no such subject is recorded"),
        (["CN99", "--scope", "site"], "CN99: there is no such site"),
        (["li_na", "--scope", "coordinator"], "dayzero coordinator assign li_na SUBJECT"),
        (["NCT1", "--scope", "study"], "NCT1: there is no such study"),
        ([SUBJECT, "--past", "-1"], "--past: “-1” is not a number of days, nor “all”"),
        ([SUBJECT, "--future", "99999"], "--future: input should be less than or equal to 10000"),
        ([SUBJECT, "--alarm", "1w"], "--alarm: “1w” is not a time before, such as 2d, 3h or 30min"),
        ([SUBJECT, "--alarm", "party=1d"], "--alarm: “party” is not a step of the protocol"),
        ([SUBJECT, "--alarm", "61d"], "--alarm: “61d” is longer before than 60d"),
        ([SUBJECT, "--alarm", "1d,1d"], "--alarm: the same alarm is asked for twice"),
        (
            [SUBJECT, "--detail", "busy", "--alarm", "infusion=2d"],
            "--alarm: busy times name no step: they all ring alike, such as 1d",
        ),
        ([SUBJECT, "--expires", "2026-03-09"], "expires: “2026-03-09” has gone by"),
        ([SUBJECT, "--expires", "tomorrow"], "expires: “tomorrow” is not a day"),
        (
            [SUBJECT, "--expires", "2026-12-31T10:00"],
            "expires: “2026-12-31T10:00” needs its offset",
        ),
        ([SUBJECT, "--qr-file", "code.pdf"], "code.pdf: the code is written as .svg or .png"),
        ([SUBJECT, "--qr-file", "nowhere/code.svg"], "nowhere/code.svg: its folder does not exist"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_no_link_is_made(
    enrolled: Run, words: list[str], sentence: str
) -> None:
    answer = enrolled("feed", "new", *words)

    assert answer.code == 2
    assert sentence in answer.err
    assert "Traceback" not in answer.err
    assert links(enrolled) == []


def test_a_link_is_rotated_and_given_an_end(enrolled: Run) -> None:
    first = enrolled("feed", "new", SUBJECT).out
    second = enrolled("feed", "rotate", "1").out
    assert WEBCAL.findall(first) != WEBCAL.findall(second)
    assert [link["ended"] for link in links(enrolled)] == [True, False]

    assert (
        enrolled("feed", "expire", "2", "2026-06-30").out == "link 2 ends at 2026-07-01 00:00 UTC\n"
    )
    assert enrolled("feed", "expire", "2", "never").out == "link 2 does not end by itself\n"
    refused = enrolled("feed", "rotate", "1")
    assert (refused.code, "dayzero feed new" in refused.err) == (2, True)


def test_a_study_needs_a_reason_to_switch_its_calendars_off(enrolled: Run) -> None:
    assert enrolled("feed", "off", "NCT04684147").code == 2
    said = enrolled("feed", "off", "NCT04684147", "--why", "an audit")
    assert said.out == "the calendars of NCT04684147 are off\n"
    assert enrolled("feed", "on", "NCT04684147").out == "the calendars of NCT04684147 are on\n"
    assert enrolled("feed", "off", "NCT1", "--why", "an audit").code == 2


# The code to scan


def read_from_terminal(lines: list[str]) -> list[list[int]]:
    """Half blocks back into modules: dark where the terminal is dark."""
    above = {" ": 1, "▄": 1, "▀": 0, "█": 0}
    below = {" ": 1, "▄": 0, "▀": 1, "█": 0}
    return [[half[mark] for mark in line] for line in lines for half in (above, below)]


def scanned(picture: object) -> str:
    """What a phone reads from a picture."""
    [code] = zxingcpp.read_barcodes(picture)
    return str(code.text)


def test_a_phone_reads_the_link_from_the_terminal(enrolled: Run) -> None:
    out = enrolled("feed", "new", SUBJECT, "--qr").out
    drawn = np.array(read_from_terminal(out.splitlines()[2:]), dtype=np.uint8)
    picture = np.where(drawn == 1, 0, 255).astype(np.uint8).repeat(6, axis=0).repeat(6, axis=1)

    assert scanned(picture) == out.splitlines()[1]
    assert out.splitlines()[1].startswith("webcal://")


def test_a_phone_reads_the_link_from_the_picture(enrolled: Run, tmp_path: Path) -> None:
    file = tmp_path / "code.png"
    out = enrolled("feed", "new", SUBJECT, "--qr-file", file).out

    with Image.open(file) as picture:
        assert scanned(picture.convert("L")) == out.splitlines()[1]


@pytest.mark.parametrize(("kind", "start"), [("svg", b"<?xml"), ("png", b"\x89PNG")])
def test_the_code_is_written_as_a_picture_for_its_owner_alone(
    enrolled: Run, tmp_path: Path, kind: str, start: bytes
) -> None:
    file = tmp_path / f"code.{kind}"
    assert enrolled("feed", "new", SUBJECT, "--qr-file", file).code == 0
    assert file.read_bytes().startswith(start)
    assert file.stat().st_mode & 0o077 == 0

    again = enrolled("feed", "new", SUBJECT, "--qr-file", file)
    assert (again.code, "is there already" in again.err) == (2, True)
    assert len(links(enrolled)) == 1


# Coordinators


def test_coordinators_are_assigned_listed_and_released(enrolled: Run) -> None:
    assert enrolled("coordinator", "list").out == "no subject is assigned to anybody\n"
    assert enrolled("coordinator", "assign", "li_na", SUBJECT).out == (
        "li_na now looks after CN01-007\n"
    )
    assert enrolled("coordinator", "assign", "li_na", SUBJECT).out == "nothing changed\n"
    [line] = json.loads(enrolled("coordinator", "list", "--json").out)
    assert (line["coordinator"], line["subject"]) == ("li_na", SUBJECT)
    assert "li_na" in enrolled("coordinator", "list").out
    assert enrolled("feed", "new", "li_na", "--scope", "coordinator").code == 0
    assert enrolled("coordinator", "release", "li_na", SUBJECT).out == (
        "li_na no longer looks after CN01-007\n"
    )


@pytest.mark.parametrize("name", ["Li Na", "李娜", "-", "li.na@example.org"])
def test_a_coordinator_is_named_as_in_the_routing(enrolled: Run, name: str) -> None:
    assert enrolled("coordinator", "assign", "--", name, SUBJECT).code == 2


# The lint


def test_a_sound_calendar_passes(run: Run) -> None:
    answer = run("lint", FOLDER / "whole-path.ics")

    assert (answer.code, answer.out) == (0, f"{FOLDER / 'whole-path.ics'}: no fault\n")


def test_every_fault_of_a_file_is_said_with_its_place(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "bad.ics"
    raw = (FOLDER / "whole-path.ics").read_bytes()
    file.write_bytes(
        raw.replace(b"VERSION:2.0", b"VERSION:1.0").replace(b"SEQUENCE:0", b"SEQUENCE:-1", 1)
    )
    answer = run("lint", file)

    assert answer.code == 1
    assert answer.out.splitlines() == [
        f"{file}: VCALENDAR.VERSION: is 2.0",
        f"{file}: VEVENT CN01-007.apheresis@dayzero.SEQUENCE: is a whole number, zero or more",
    ]


@pytest.mark.parametrize("name", ["absent.ics", "."])
def test_a_file_that_cannot_be_read_is_told_in_a_sentence(run: Run, name: str) -> None:
    answer = run("lint", name)

    assert answer.code == 2
    assert re.fullmatch(rf"{re.escape(name)}: cannot be read \(.+\)\n", answer.err)
