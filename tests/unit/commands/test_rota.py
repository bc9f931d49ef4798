"""A rota out of a calendar: who is on is told, and what cannot be meant changes nothing."""

import os
import re
from datetime import datetime
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from models.alerting.duty import covering
from tasks.telling.alert_routing import routing
from tests.unit.alerting.alerts_to_tell import BASE, ROUTES
from tests.unit.alerting.test_duty import ELSEWHERE, TWO
from tests.unit.calendars.ics import event, ics
from tests.unit.commands.command_line import Run

PEOPLE = TWO + ELSEWHERE.replace('"other"', '"li_na"')
DAYS = event(
    "DTSTART;TZID=China Standard Time:20260310T080000",
    "DTEND;TZID=China Standard Time:20260310T200000",
    "RRULE:FREQ=DAILY;COUNT=5",
    "SUMMARY:Li",
)
NIGHTS = event("DTSTART:20260309T200000", "DTEND:20260310T080000", "SUMMARY:Wang", uid="2")
WEEKEND = event(
    "DTSTART;VALUE=DATE:20260314", "DTEND;VALUE=DATE:20260316", "SUMMARY:li na", uid="3"
)
OFF = event("DTSTART:20260311T080000", "DTEND:20260311T090000", "STATUS:CANCELLED", uid="4")


@pytest.fixture(autouse=True)
def told(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A routing with three coordinators that keeps an imported rota in duty.toml."""
    del run  # it holds the clock
    file = tmp_path / "routing.toml"
    file.write_text('duty_file = "duty.toml"\n' + BASE + PEOPLE + ROUTES)
    monkeypatch.setenv("DAYZERO_ROUTING", str(file))
    return file


def imported(run: Run, folder: Path, *events: str) -> str:
    """What a refused import says; empty where it is taken."""
    file = folder / "rota.ics"
    file.write_bytes(ics(*events))
    answer = run("channels", "rota", file)
    assert answer.code == (2 if answer.err else 0)
    return answer.err


def cover_of(name: str, at: str) -> str | None:
    told = routing()
    found = covering(told, told.recipient_by_name[name], datetime.fromisoformat(at))
    return None if found is None else found.name


def shifts() -> list[tuple[str, str, str]]:
    """Each shift as the routing has it: who, and from when until when."""
    return [
        (one.recipient, one.from_.isoformat()[:16], one.until.isoformat()[:16])
        for one in routing().duty
    ]


def test_each_event_is_a_shift_of_the_recipient_in_its_title(run: Run, tmp_path: Path) -> None:
    (tmp_path / "rota.ics").write_bytes(ics(DAYS, NIGHTS, WEEKEND, OFF))
    answer = run("channels", "rota", "rota.ics")

    assert (answer.code, answer.err) == (0, "")
    kept = tmp_path / "duty.toml"
    assert answer.out == f"7 shifts of li, li_na, wang, the last on Sat 14 Mar, written to {kept}\n"
    assert shifts()[:2] == [
        ("wang", "2026-03-09T20:00", "2026-03-10T08:00"),  # of the night before
        ("li", "2026-03-10T08:00", "2026-03-10T20:00"),
    ]
    assert ("li_na", "2026-03-14T00:00", "2026-03-16T00:00") in shifts()  # whole days


def test_who_is_on_by_the_calendar_is_told_in_the_place_of_who_is_off(
    run: Run, tmp_path: Path
) -> None:
    assert imported(run, tmp_path, DAYS, NIGHTS, WEEKEND) == ""

    assert cover_of("wang", "2026-03-10T08:00+08:00") == "li"
    assert cover_of("li", "2026-03-10T07:59+08:00") == "wang"
    assert cover_of("wang", "2026-03-15T12:00+08:00") == "li_na"
    assert cover_of("li", "2026-04-10T12:00+08:00") is None  # nobody is on: li is told
    assert "on duty now: li" in run("channels").out


def test_the_next_import_takes_the_place_of_the_last_and_shifts_of_the_routing_stay(
    run: Run, tmp_path: Path, told: Path
) -> None:
    own = 'recipient = "wang"\nfrom = 2026-03-20T08:00:00Z\nuntil = 2026-03-20T20:00:00Z\n'
    told.write_text(f"{told.read_text()}\n[[duty]]\n{own}")
    assert imported(run, tmp_path, DAYS) == ""
    assert imported(run, tmp_path, WEEKEND) == ""

    assert [who for who, _, _ in shifts()] == ["wang", "li_na"]


@pytest.mark.parametrize(
    ("flawed", "why"),
    [
        (
            event("DTSTART:20260312T080000", "DTEND:20260312T200000", "SUMMARY:Dr Zhao", uid="9"),
            (
                "the event “Dr Zhao” of 2026-03-12 names no recipient of the routing;"
                " title it li, wang, head or li_na"
            ),
        ),
        (
            event("DTSTART:20260312T080000", "SUMMARY:li", uid="9"),
            "the event “li” of 2026-03-12 must end after it begins; give the shift its end",
        ),
        (
            event("DTSTART:20260312T080000", "RRULE:FREQ=MINUTELY", "SUMMARY:li", uid="9"),
            "repeats every minute",
        ),
    ],
)
def test_a_calendar_with_an_event_that_cannot_be_meant_is_refused_and_changes_nothing(
    run: Run, tmp_path: Path, flawed: str, why: str
) -> None:
    assert imported(run, tmp_path, DAYS) == ""
    before = (tmp_path / "duty.toml").read_bytes()

    said = imported(run, tmp_path, WEEKEND, flawed)

    assert re.match(r"rota\.ics, line 1[03]: ", said)  # where the flawed event begins, or its rule
    assert why in said
    assert len(said.splitlines()) == 1
    assert (tmp_path / "duty.toml").read_bytes() == before


def test_a_name_that_is_wrong_in_every_week_is_told_once(run: Run, tmp_path: Path) -> None:
    weekly = event(
        "DTSTART:20260312T080000", "DTEND:20260312T200000", "RRULE:FREQ=WEEKLY", "SUMMARY:Zhao"
    )

    assert imported(run, tmp_path, weekly).count("Zhao") == 1


@pytest.mark.parametrize("events", [(), (OFF,)])
def test_a_calendar_without_a_shift_is_refused(
    run: Run, tmp_path: Path, events: tuple[str, ...]
) -> None:
    said = imported(run, tmp_path, *events)

    assert "rota.ics: has no shift from 2026-03-10 to 2027-03-09" in said
    assert "export the calendar that has the shifts of these days" in said
    assert not (tmp_path / "duty.toml").exists()


def test_what_is_no_calendar_is_refused_as_elsewhere(run: Run, tmp_path: Path) -> None:
    (tmp_path / "rota.ics").write_text("li, wang")
    answer = run("channels", "rota", "rota.ics")

    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("rota.ics: ")


def test_a_routing_that_names_no_file_for_a_rota_is_told_what_to_write(
    run: Run, tmp_path: Path, told: Path
) -> None:
    told.write_text(BASE + PEOPLE + ROUTES)

    assert imported(run, tmp_path, DAYS) == (
        "the routing names no file for an imported rota;"
        ' write duty_file = "duty.toml" into it, above its first table\n'
    )


def test_a_rota_is_fetched_from_an_address(
    run: Run, httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DAYZERO_ALLOW_LOCAL_URLS", "true")
    httpserver.expect_request("/duty.ics").respond_with_data(ics(DAYS))

    assert run("channels", "rota", httpserver.url_for("/duty.ics")).code == 0
    assert {who for who, _, _ in shifts()} == {"li"}


def test_times_without_a_zone_are_those_of_the_site_that_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "rota.ics").write_bytes(ics(NIGHTS))

    assert run("channels", "rota", "rota.ics", "--site", "CN02").code == 0
    assert shifts() == [("wang", "2026-03-09T20:00", "2026-03-10T08:00")]
    refused = run("channels", "rota", "rota.ics", "--site", "CN99").err
    assert "--site: “CN99” is not a site; use CN01 to CN11" in refused


def test_it_is_read_again_once_it_is_imported_and_passes_over_who_left(
    run: Run, tmp_path: Path, told: Path
) -> None:
    assert imported(run, tmp_path, DAYS, NIGHTS) == ""
    without = told.read_text().replace('name = "wang"', 'name = "zhao"')
    told.write_text(without)
    os.utime(told, ns=(0, 1))  # however coarse the disk's clock

    assert "on duty now: li" in run("channels").out


def test_a_file_of_shifts_that_is_none_of_ours_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "duty.toml").write_text('schema = "dayzero.rota/2"\n')
    answer = run("channels")

    assert (answer.code, answer.err) == (2, "duty.toml: input should be 'dayzero.rota/1'\n")


def test_it_speaks_chinese_to_who_asks_for_it(run: Run, tmp_path: Path) -> None:
    (tmp_path / "rota.ics").write_bytes(ics(DAYS))
    said = run("channels", "rota", "rota.ics", "--language", "zh").out
    (tmp_path / "rota.ics").write_bytes(ics(DAYS.replace("SUMMARY:Li", "SUMMARY:赵")))
    refused = run("channels", "rota", "rota.ics", "--language", "zh").err

    assert said.startswith("已将 li 的5个班次（最后一班：3月14日 周六）写入 ")
    assert "的事件“赵”未写明通知路由中的接收人；请将标题改为 li、wang、head或li_na" in refused
