"""The sweep: everyone who is due, in chunks, and who needs attention."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine, text

from calendars.entries.waiting import waits_for
from dayzero.demo.show import artifact_page
from dayzero.demo.stage import Stage
from flows.patient_path import patient_path
from flows.sweep import sweep
from models.moments import to_minute
from models.records.store import (
    OpenAlert,
    acknowledge,
    open_alerts,
    published_entries,
    subjects_due,
)
from tasks.prefect_pages.attention import Attention
from tasks.prefect_pages.attention_list import MOST_LINES, attention_lines, say_waiting
from tests.flows.conftest import NOW, a_database, bring_in
from tests.flows.prefect_pages import Pages
from tests.reading_feeds import subscribed
from tests.unit.records.recorded import an_alert

TRIAL = "NCT04684147"

FIVE = ("CN01-001", "CN03-001", "CN05-001", "CN10-001", "CN11-001")


@pytest.mark.journey
@pytest.mark.usefixtures("stage")
def test_everyone_due_is_passed_over_in_chunks(records: Engine, pages: Pages) -> None:
    bring_in(records, *FIVE)
    state = sweep(NOW, 2, return_state=True)
    run = pages.newest_run_of("sweep")

    assert (state.name, state.type.value) == ("Swept", "COMPLETED")
    assert "5 passes: 5 calendars changed" in (state.message or "")
    names = [task["name"] for task in pages.task_runs(run, 5)]
    assert names[0] == "find-due"
    assert [name for name in names if name.endswith("and on")] == names[1:4]  # 2 + 2 + 1
    assert names[4] == "who-needs-attention"
    assert subjects_due(records, NOW) == []


@pytest.mark.journey
@pytest.mark.usefixtures("stage")
def test_who_needs_attention_stands_in_a_list_most_urgent_first(
    records: Engine, pages: Pages
) -> None:
    bring_in(records, *FIVE)
    sweep(NOW, return_state=True)
    run = pages.newest_run_of("sweep")
    artifact = pages.newest_artifact("who-needs-attention")
    parts = artifact["data"].split("### ")
    critical = parts[1].splitlines()

    assert artifact["description"].startswith("**4 subjects need attention: ")
    assert run["name"].startswith("sweep · 4 subjects need attention: ")
    assert [part.split("\n")[0] for part in parts] == ["", "critical", "warning", "info"]
    overdue = "- [CN05-001](http://127.0.0.1:8000/subjects/CN05-001), since "
    assert critical[2].startswith(overdue)  # the longest past comes first
    assert any(
        line.startswith("- [CN10-001]") and ": Move infusion from " in line for line in critical
    )
    assert "EX-" not in artifact["data"]
    assert "CN01-001" not in artifact["data"]  # on track


@pytest.mark.journey
@pytest.mark.usefixtures("stage")
def test_the_list_is_written_again_when_it_changed_and_at_least_hourly(
    records: Engine, pages: Pages
) -> None:
    bring_in(records, "CN05-001", "CN10-001")
    written = []
    began = NOW + timedelta(minutes=2)  # no other test's list is of this moment
    for minutes in (0, 1, 59, 60, 61):
        sweep(began + timedelta(minutes=minutes), return_state=True)
        written.append(len(pages.artifacts(pages.newest_run_of("sweep"))))
    (standing, *_) = open_alerts(records)
    acknowledge(records, str(standing.number), why="called the ward", now=NOW, by="nurse")
    sweep(began + timedelta(minutes=62), return_state=True)
    (changed,) = pages.artifacts(pages.newest_run_of("sweep"))

    assert written == [1, 0, 0, 1, 0]
    assert "Taken over by somebody." in changed["data"]
    assert "nurse" not in changed["data"]


@pytest.mark.usefixtures("records")  # its address stands in the links
def test_more_alerts_than_somebody_can_look_through_are_counted_and_not_dropped() -> None:
    zone = ZoneInfo("Asia/Shanghai")
    many = [
        Attention(an_open_alert(number), TRIAL, site="CN01", zone=zone)
        for number in range(1, MOST_LINES + 4)
    ]
    heading, _, *lines, _, rest = attention_lines(many, NOW).splitlines()

    assert heading == "### critical"
    assert len(lines) == MOST_LINES
    assert rest == "And 3 more, not more urgent: `dayzero alerts` lists all."
    assert say_waiting(many) == (
        "53 subjects need attention:"
        " 53 critical (CN01-001, CN01-002, CN01-003, CN01-004 and 49 more)."
    )


@pytest.mark.usefixtures("records")
def test_a_sweeps_name_says_who_is_critical_the_most_urgent_first_and_each_once() -> None:
    zone = ZoneInfo("Asia/Shanghai")
    waiting = [Attention(an_open_alert(number), TRIAL, "CN01", zone) for number in (7, 2, 7)]

    assert say_waiting(waiting) == "2 subjects need attention: 2 critical (CN01-007, CN01-002)."


@pytest.mark.usefixtures("records")
def test_the_list_is_in_the_language_of_the_installation() -> None:
    zone = ZoneInfo("Asia/Shanghai")
    waiting = [Attention(an_open_alert(number), TRIAL, "CN01", zone) for number in (7, 2)]
    heading, _, first, *_ = attention_lines(waiting, NOW, "zh").splitlines()

    assert say_waiting(waiting, "zh") == "2 名受试者需要处理：2 名紧急（CN01-007、CN01-002）。"
    assert say_waiting([], "zh") == attention_lines([], NOW, "zh") == "目前无需处理的受试者。"
    assert heading == "### 紧急"
    page = "[CN01-007](http://127.0.0.1:8000/subjects/CN01-007)"
    assert first.startswith(f"- {page}，3月11日 周三 09:38前：请将回输改期，")
    assert first.endswith("。")


@pytest.mark.usefixtures("records")
def test_a_deadline_in_the_list_says_whether_its_day_is_included() -> None:
    day = datetime(2026, 3, 12, tzinfo=ZoneInfo("Asia/Shanghai"))

    assert ", before Thu 12 Mar: " in first_line_of(to_minute(day))
    assert ", on Wed 11 Mar at the latest: " in first_line_of(to_minute(day) - 1)
    assert ", by Thu 12 Mar 00:01: " in first_line_of(to_minute(day) + 1)


def first_line_of(deadline: int) -> str:
    alert = replace(an_open_alert(7), alert=an_alert(deadline=deadline))
    return attention_lines(
        [Attention(alert, TRIAL, "CN01", ZoneInfo("Asia/Shanghai"))], NOW
    ).splitlines()[2]


def an_open_alert(number: int) -> OpenAlert:
    alert = an_alert(deadline=to_minute(NOW) + 1 + number)
    return OpenAlert(
        subject=f"CN01-{number:03}", alert=alert, opened_at=NOW, reopened=0, number=number
    )


@pytest.mark.journey
def test_the_demo_points_at_the_newest_list_itself(
    records: Engine, pages: Pages, stage: Stage
) -> None:
    bring_in(records, "CN05-001")
    for now in (NOW, NOW + timedelta(hours=1)):
        sweep(now, return_state=True)
    (newest,) = pages.artifacts(pages.newest_run_of("sweep"))

    assert artifact_page(stage, "who-needs-attention").endswith(f"/artifact/{newest['id']}")


@pytest.mark.journey
@pytest.mark.usefixtures("stage")
def test_a_second_sweep_changes_nothing(records: Engine) -> None:
    bring_in(records, *FIVE)
    sweep(NOW, return_state=True)
    before = published(records)
    again = sweep(NOW, return_state=True)

    assert again.message is not None
    assert again.message.endswith("0 passes: 0 calendars changed, 0 alerts opened, 0 closed.")
    assert published(records) == before


@pytest.mark.journey
@pytest.mark.usefixtures("stage")
def test_a_sweep_leaves_what_single_passes_leave(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    swept = a_database(tmp_path / "swept.db", monkeypatch)
    bring_in(swept, *FIVE)
    sweep(NOW, return_state=True)
    passed = a_database(tmp_path / "passed.db", monkeypatch)
    bring_in(passed, *FIVE)
    for subject in FIVE:
        patient_path(subject, NOW, return_state=True)

    assert published(swept) == published(passed)


@pytest.mark.journey
@pytest.mark.usefixtures("stage")
def test_many_missed_sweeps_equal_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    moments = [NOW + timedelta(days=day) for day in (0, 1, 2, 3, 5, 8, 10)]
    often = a_database(tmp_path / "often.db", monkeypatch)
    bring_in(often, *FIVE)
    for moment in moments:
        sweep(moment, return_state=True)
    once = a_database(tmp_path / "once.db", monkeypatch)
    bring_in(once, *FIVE)
    sweep(moments[-1], return_state=True)

    assert alerts_to_tell(often) == alerts_to_tell(once)
    assert shown(often) == shown(once)


@pytest.mark.journey
@pytest.mark.usefixtures("stage")
def test_one_chart_that_cannot_be_planned_keeps_nobody_else_back(
    records: Engine, pages: Pages
) -> None:
    bring_in(records, *FIVE)
    with records.begin() as connection:
        connection.execute(
            text("UPDATE subject SET header = replace(header, 'female', 'Wang') WHERE number = :n"),
            {"n": "CN03-001"},
        )
    state = sweep(NOW, return_state=True)
    run = pages.newest_run_of("sweep")

    assert (state.name, state.type.value) == ("Incomplete", "FAILED")
    assert "4 passes:" in (state.message or "")
    assert "failed: CN03-001 (ChartUnsound)" in (state.message or "")
    assert "our-fault" in run["tags"]
    assert subjects_due(records, NOW) == ["CN03-001"]
    assert "Wang" not in pages.everything_about(run)


def published(engine: Engine) -> object:
    """All that subscribers and coordinators have; alerts without the moment they were opened."""
    bodies = {subject: subscribed(engine, subject, NOW) for subject in FIVE}
    return (
        {subject: body and (body.octets, body.etag) for subject, body in bodies.items()},
        [replace(one, word="") for one in open_alerts(engine)],  # the word is random
    )


def alerts_to_tell(engine: Engine) -> set[tuple[str, str]]:
    return {(one.subject, one.alert.key) for one in open_alerts(engine)}


def shown(engine: Engine) -> object:
    """What the calendars hold, but for revisions, what was cancelled, and what waits.

    A date that waits for a booking stays where subscribers have seen it: one sweep has shown fewer.
    """
    return {
        subject: [
            line.entry
            for line in published_entries(engine, subject)
            if line.entry.status != "CANCELLED" and waits_for(line.entry) is None
        ]
        for subject in FIVE
    }
