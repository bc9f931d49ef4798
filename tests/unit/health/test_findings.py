"""What each check says and how bad it is: just within its limit, and just beyond."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from dayzero.health.clocks import compared
from dayzero.health.finding import Finding, Level, fail, ok, say_age, warn, worst
from dayzero.health.installation import Machine, machine_findings
from dayzero.health.prefect_api import (
    DELIVER,
    SWEEP,
    Deployment,
    LastRun,
    PrefectSigns,
    PrefectSilent,
)
from dayzero.health.prefect_findings import prefect_findings, silent_finding
from dayzero.health.work import work_findings
from models.protocol import load_protocol
from models.records.passes.vital_signs import VitalSigns, Waiting

NOW = datetime(2026, 3, 10, 0, 0, tzinfo=UTC)
TODAY = NOW.date()
INSTALLED = {"NCT04684147": frozenset({"a" * 64})}
OK, WARN, FAIL = Level


def by_check(findings: Iterable[Finding]) -> dict[str, Finding]:
    return {one.check: one for one in findings}


def signs(**changes: Any) -> VitalSigns:
    nothing = Waiting(count=0, since=None)
    facts: dict[str, Any] = {
        "subjects": 3,
        "passes": nothing,
        "last_pass_at": NOW - timedelta(minutes=4),
        "planned_with": {("NCT04684147", "a" * 64): 3},
        "without_calendar": 0,
        "deliveries": nothing,
        "untold": 0,
        "dead": 0,
        "unreached": 0,
        **changes,
    }
    return VitalSigns(**facts)


def waiting(count: int, **since: float) -> Waiting:
    return Waiting(count=count, since=NOW - timedelta(**since))


@pytest.mark.parametrize(
    ("changes", "check", "level", "said"),
    [
        ({}, "passes", OK, "none is overdue, the last 4 min ago"),
        ({"last_pass_at": None}, "passes", OK, "none was made yet"),
        ({"passes": waiting(2, minutes=15)}, "passes", OK, "none is overdue"),
        ({"passes": waiting(2, minutes=16)}, "passes", WARN, "2 subjects not planned anew"),
        ({"passes": waiting(1, minutes=60)}, "passes", WARN, "1 subject not planned anew"),
        ({"passes": waiting(1, minutes=61)}, "passes", FAIL, "the longest for 61 min"),
        ({}, "protocol", OK, "NCT04684147 aaaaaaaaaaaa"),
        (
            {"planned_with": {("NCT04684147", "a" * 64): 2, ("NCT04684147", "b" * 64): 1}},
            "protocol",
            WARN,
            "1 subject last planned with other protocol data",
        ),
        ({"without_calendar": 2}, "calendars", FAIL, "2 subjects planned and without"),
        ({"deliveries": waiting(9, minutes=15)}, "deliveries", OK, "9 on their way"),
        ({"deliveries": waiting(9, minutes=16)}, "deliveries", WARN, "9 messages due"),
        ({"deliveries": waiting(9, minutes=61)}, "deliveries", FAIL, "9 messages due"),
        # nobody even looked at what is to be told
        ({"untold": 1}, "deliveries", FAIL, "1 message due for more than 15 min"),
        ({"dead": 1}, "dead letters", FAIL, "1 message that every channel refused"),
        ({"unreached": 1}, "unreached", FAIL, "1 message that no channel takes at present"),
        ({}, "unreached", OK, "finds its way"),
    ],
)
def test_the_work(changes: dict[str, Any], check: str, level: Level, said: str) -> None:
    found = by_check(work_findings(signs(**changes), INSTALLED, NOW))[check]

    assert found.level is level
    assert said in found.said
    assert (found.do is None) == (level is OK)  # whatever is not fine says what to do


def prefect(**changes: Any) -> dict[str, Finding]:
    facts: dict[str, Any] = {
        "address": "http://prefect.example/api",
        "version": "3.8.8",
        "clock": (NOW, NOW),
        "deployments": (deployed(SWEEP), deployed(DELIVER)),
        "last_runs": {SWEEP: ran("Swept"), DELIVER: ran("Delivered")},
        **changes,
    }
    return by_check(prefect_findings(PrefectSigns(**facts), "3.8.9", NOW))


def deployed(flow: str, *, ready: bool = True, paused: bool = False) -> Deployment:
    return Deployment(flow, "every-five-minutes", paused, ready)


def ran(state: str, kind: str = "COMPLETED", **ago: float) -> LastRun:
    return LastRun(state, kind, NOW - timedelta(**ago))


@pytest.mark.parametrize(
    ("changes", "check", "level", "said"),
    [
        ({}, "Prefect", OK, "3.8.8 at http://prefect.example/api"),
        ({"version": "3.9.0"}, "Prefect", WARN, "and 3.8.9 here"),
        ({}, "sweep runner", OK, "polls for every-five-minutes"),
        ({"deployments": (deployed(DELIVER),)}, "sweep runner", OK, "runs come from elsewhere"),
        ({"deployments": (), "last_runs": {}}, "sweep runner", WARN, "no deployment"),
        (
            {"deployments": (deployed(SWEEP, ready=False),)},
            "sweep runner",
            FAIL,
            "nothing polls for its runs",
        ),
        (
            {"deployments": (deployed(SWEEP, paused=True),)},
            "sweep runner",
            WARN,
            "the deployment is paused",
        ),
        (
            {"deployments": (deployed(SWEEP, ready=False), deployed(SWEEP))},  # two ways
            "sweep runner",
            OK,
            "polls",
        ),
        ({"deployments": (deployed(SWEEP),), "last_runs": {}}, "deliver runner", WARN, "no recent"),
        ({}, "last sweep", OK, "Swept, 0 s ago"),
        ({"last_runs": {SWEEP: ran("Swept", minutes=90)}}, "last sweep", OK, "90 min ago"),
        (
            {"last_runs": {SWEEP: ran("Incomplete", "FAILED")}},
            "last sweep",
            WARN,
            "Incomplete, 0 s ago",
        ),
        ({"last_runs": {}}, "last deliver", OK, "none is on record"),
    ],
)
def test_prefect(changes: dict[str, Any], check: str, level: Level, said: str) -> None:
    found = prefect(**changes)[check]

    assert found.level is level
    assert said in found.said
    assert (found.do is None) == (level is OK)


def test_what_is_not_registered_is_mended_by_registering_it() -> None:
    found = prefect(deployments=(), last_runs={})["sweep runner"]

    assert found.do == "`dayzero deploy` registers it"


def test_a_server_that_is_named_and_silent_is_worse_than_none_that_is_named() -> None:
    silent = silent_finding(PrefectSilent("http://prefect.example/api", "does not answer"))
    unnamed = silent_finding(PrefectSilent(None, "PREFECT_API_URL names no server"))

    assert (silent.level, unnamed.level) == (FAIL, WARN)
    assert "what is recorded waits" in (silent.do or "")


@pytest.mark.parametrize(
    ("status", "do"),
    [
        (None, "start `dayzero up`"),
        (401, "set PREFECT_API_AUTH_STRING"),
        (500, "it runs: see that its database does"),
    ],
)
def test_a_server_is_to_be_started_only_where_nothing_answers(status: int | None, do: str) -> None:
    silent = silent_finding(PrefectSilent("http://prefect.example/api", "is silent", status))

    assert (silent.do or "").startswith(do)


@pytest.mark.parametrize(
    ("seconds", "level", "said"),
    [
        (5, OK, "agrees"),
        (-5, OK, "agrees"),
        (6, WARN, "6 s ahead of this machine's"),
        (-59, WARN, "59 s behind this machine's"),
        (60, FAIL, "60 s ahead of this machine's"),
        (-86_400, FAIL, "86400 s behind this machine's"),
    ],
)
def test_clocks(seconds: int, level: Level, said: str) -> None:
    found = compared("database clock", NOW + timedelta(seconds=seconds), NOW)

    assert found.level is level
    assert said in found.said


def machine(today: date = TODAY, **changes: Any) -> dict[str, Finding]:
    facts: dict[str, Any] = {
        "held_at": None,
        "zones": "2026a",
        "free_bytes": {"/srv": 50_000_000_000},
        **changes,
    }
    return by_check(machine_findings(Machine(**facts), load_protocol().sites.values(), today))


@pytest.mark.parametrize(
    ("changes", "check", "level", "said"),
    [
        ({}, "clock", OK, "runs"),
        ({"held_at": NOW}, "clock", WARN, "held at 2026-03-10T00:00:00+00:00"),
        ({}, "time zones", OK, "2026a, of the package tzdata"),
        ({"zones": "2025b"}, "time zones", OK, "2025b"),
        ({"zones": "2024a"}, "time zones", WARN, "2024a"),
        ({"free_bytes": {"/srv": 1_000_000_001}}, "disk", OK, "1.0 GB free in /srv"),
        ({"free_bytes": {"/srv": 1_000_000_000}}, "disk", WARN, "1.0 GB free in /srv"),
        ({"free_bytes": {"/srv": 100_000_000}}, "disk", FAIL, "0.1 GB free in /srv"),
        # 2025's working days are published; those of a year far off are not
        ({"today": date(2024, 12, 1)}, "holidays", OK, "known for 2025 as well"),
        ({"today": date(2040, 1, 1)}, "holidays", FAIL, "working days of 2040"),
    ],
)
def test_the_machine(changes: dict[str, Any], check: str, level: Level, said: str) -> None:
    found = machine(**changes)[check]

    assert found.level is level
    assert said in found.said


def test_next_years_working_days_are_asked_for_in_december_and_not_before() -> None:
    last_known = next(year for year in range(2025, 2040) if lacks(year + 1))

    assert machine(today=date(last_known, 11, 30))["holidays"].level is OK
    late = machine(today=date(last_known, 12, 1))["holidays"]
    assert late.level is WARN
    assert str(last_known + 1) in late.said


def lacks(year: int) -> bool:
    return machine(today=date(year, 1, 1))["holidays"].level is FAIL


def test_the_report_is_as_bad_as_its_worst_line() -> None:
    fine, odd, broken = ok("a", ""), warn("b", "", ""), fail("c", "", "")

    assert [worst(found).exit_code for found in ([], [fine], [odd, fine], [fine, broken, odd])] == [
        0,
        0,
        1,
        2,
    ]


@pytest.mark.parametrize(
    ("age", "said"),
    [
        (timedelta(seconds=-3), "0 s"),
        (timedelta(seconds=119), "119 s"),
        (timedelta(minutes=2), "2 min"),
        (timedelta(minutes=119), "119 min"),
        (timedelta(hours=47), "47 h"),
        (timedelta(days=2), "2 d"),
    ],
)
def test_ages_are_said_in_the_unit_that_people_would_use(age: timedelta, said: str) -> None:
    assert say_age(age) == said
