"""`dayzero push caldav` into a real calendar server: what it writes and leaves, how it fails."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from dayzero.command_line import main
from dayzero.running.ports import LOOPBACK
from models.records.store import Kept, back_up, restore, switch_feeds_off, switch_feeds_on
from tests.clients.calendar_server import (
    PASSWORD,
    READER,
    USER,
    CalendarServer,
    Gate,
    radicale,
)
from tests.clients.hospital import (
    BY,
    SCREENED,
    START,
    Hospital,
    Reading,
    fetched,
    read_plainly,
)
from tests.ports import free_port
from tests.spec.charts import booked, event

pytestmark = pytest.mark.journey

STUDY = "NCT04684147"
DAY = timedelta(days=1)
MOVED = booked("apheresis", "2026-03-24T14:30+08:00")
STRANGER = """BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//the ward//EN\r
BEGIN:VEVENT\r
UID:team-meeting@ward.example\r
DTSTAMP:20260301T000000Z\r
DTSTART:20260315T020000Z\r
SUMMARY:Team meeting\r
STATUS:CONFIRMED\r
END:VEVENT\r
END:VCALENDAR\r
"""


class Answer(NamedTuple):
    code: int
    said: str


Push = Callable[..., Answer]


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CalendarServer]:
    with radicale(tmp_path_factory.mktemp("radicale")) as running:
        yield running


@dataclass(frozen=True)
class Target:
    """One empty calendar, behind a gate."""

    server: CalendarServer
    gate: Gate
    path: str
    url: str

    def holds(self) -> Reading:
        return self.server.holds(self.path)


@pytest.fixture
def target(
    server: CalendarServer, httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> Target:
    gate = Gate(server)
    httpserver.expect_request(re.compile(".*")).respond_with_handler(gate)
    path = server.make_calendar(uuid4().hex)
    url = httpserver.url_for(path)
    monkeypatch.setenv("DAYZERO_CALDAV_URL", url)
    monkeypatch.setenv("DAYZERO_CALDAV_USER", USER)
    monkeypatch.setenv("DAYZERO_CALDAV_PASSWORD", PASSWORD)
    monkeypatch.setenv("DAYZERO_CALDAV_ALLOW_HTTP", "true")
    return Target(server, gate, path, url)


@pytest.fixture
def push(
    hospital: Hospital, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Push:
    """Run the command; what it said, and that it kept the password to itself."""
    monkeypatch.setenv("DAYZERO_DATABASE_URL", str(hospital.engine.url))

    def run(*words: str) -> Answer:
        with pytest.raises(SystemExit) as ended:
            main(["push", "caldav", *words])
        said = "".join(capfd.readouterr())
        assert PASSWORD not in said
        assert "Traceback" not in said
        assert isinstance(ended.value.code, int)
        return Answer(ended.value.code, said)

    return run


def published(hospital: Hospital, *subjects: str) -> Reading:
    """What the subjects' own feeds say."""
    feeds = [read_plainly(fetched(hospital.link(subject))) for subject in subjects]
    return {uid: line for feed in feeds for uid, line in feed.items()}


def test_a_pushed_calendar_says_what_the_feed_says(
    hospital: Hospital, target: Target, push: Push
) -> None:
    subject = hospital.enrol(*SCREENED)
    wanted = published(hospital, subject)

    assert push(subject) == (
        0,
        f"{len(wanted)} events added, 0 changed, 0 removed, 0 are up to date\n",
    )

    assert target.holds() == wanted


def test_a_second_push_writes_nothing(hospital: Hospital, target: Target, push: Push) -> None:
    subject = hospital.enrol(*SCREENED)
    push(subject)
    count = len(target.gate.writes())
    before = target.server.text(target.path)

    assert push(subject).said == (f"0 events added, 0 changed, 0 removed, {count} are up to date\n")

    assert target.gate.writes() == []
    assert target.server.text(target.path) == before


def test_only_what_changed_is_written_and_what_left_is_removed(
    hospital: Hospital, target: Target, push: Push
) -> None:
    subject = hospital.enrol(*SCREENED)
    push(subject)
    before = published(hospital, subject)
    target.gate.writes()

    hospital.record(subject, START + DAY, MOVED)
    after = published(hospital, subject)
    push(subject)

    assert target.holds() == after
    assert target.holds()[f"{subject}.apheresis@dayzero"][0] == "2026-03-24T14:30"
    writes = target.gate.writes()
    assert 0 < writes.count("PUT") < len(before)  # what stands still is not written again
    assert writes.count("PUT") >= len(after.items() - before.items())

    hospital.record(subject, START + 3 * DAY, event("withdrawn", "2026-03-13"))
    hospital.publish(subject, START + 1000 * DAY)
    push(subject)

    assert target.holds() == published(hospital, subject)
    assert "DELETE" in target.gate.writes()


def test_strangers_and_other_subjects_are_left_alone(
    hospital: Hospital, target: Target, push: Push
) -> None:
    one, other = hospital.enrol(*SCREENED), hospital.enrol(*SCREENED)
    target.server.put(f"{target.path}meeting.ics", STRANGER)
    push(one, other)
    pushed = target.holds()
    hospital.record(one, START + DAY, MOVED)
    hospital.record(other, START + DAY, MOVED)

    push(one)

    held = target.holds()
    assert held["team-meeting@ward.example"][1] == "Team meeting"
    assert held[f"{one}.apheresis@dayzero"][0] == "2026-03-24T14:30"
    assert held[f"{other}.apheresis@dayzero"] == pushed[f"{other}.apheresis@dayzero"]


def test_without_a_subject_everybody_of_the_site_is_pushed(
    hospital: Hospital, target: Target, push: Push
) -> None:
    subjects = [hospital.enrol(*SCREENED, site="CN05") for _ in range(2)]
    assert push("--site", "CN06").said.startswith("0 events added")

    assert push("--site", "CN05").code == 0

    assert target.holds() == published(hospital, *subjects)


def test_what_somebody_moved_in_the_calendar_is_put_back(
    hospital: Hospital, target: Target, push: Push
) -> None:
    subject = hospital.enrol(*SCREENED)
    push(subject)
    address = f"{target.path}{subject}.apheresis%40dayzero.ics"
    moved = target.server.text(address).replace("T100000", "T160000").replace("T110000", "T170000")
    target.server.put(address, moved)
    assert target.holds()[f"{subject}.apheresis@dayzero"][0] == "2026-03-20T16:00"

    target.server.put(address, target.server.text(address).replace("SEQUENCE:0", "SEQUENCE:7"))

    assert push(subject).said.startswith("0 events added, 1 changed")

    assert target.holds() == published(hospital, subject)
    assert "SEQUENCE:8" in target.server.text(address)  # theirs was 7, and no reader sees it fall
    assert push(subject).said.startswith("0 events added, 0 changed")


def test_a_dry_run_writes_nothing(hospital: Hospital, target: Target, push: Push) -> None:
    subject = hospital.enrol(*SCREENED)

    assert "events would be added" in push(subject, "--dry-run").said

    assert target.gate.writes() == []


def test_nothing_of_a_study_that_switched_its_calendars_off_is_pushed(
    hospital: Hospital, target: Target, push: Push
) -> None:
    subject = hospital.enrol(*SCREENED)
    switch_feeds_off(hospital.engine, STUDY, now=START, by=BY, why="an audit")
    try:
        answers = [push(*whose) for whose in ((), (subject,), ("--site", "CN01"), ("--dry-run",))]
    finally:
        switch_feeds_on(hospital.engine, STUDY, now=START, by=BY)

    refusal = (
        f"{STUDY} has switched its calendars off (an audit): nothing of it is pushed until"
        f" `dayzero feed on {STUDY}`; what was pushed before stays where it is\n"
    )
    assert answers == [(2, refusal)] * 4
    assert target.gate.seen == []
    assert push(subject).code == 0


# ---------------------------------------------------------------- what goes wrong


def test_a_push_that_breaks_off_is_finished_by_the_next(
    hospital: Hospital, target: Target, push: Push
) -> None:
    subject = hospital.enrol(*SCREENED)

    def full_at_the_third(request: Request) -> Response | None:
        puts = [method for method, _ in target.gate.seen if method == "PUT"]
        return Response(status=507) if request.method == "PUT" and len(puts) > 2 else None

    target.gate.before = full_at_the_third
    total = len(published(hospital, subject))
    answer = push(subject)
    assert answer.code == 7
    assert answer.said.count("@dayzero was refused: 507 Insufficient Storage\n") == total - 2
    assert answer.said.endswith(
        f"calendar server localhost: does not take {total - 2} of {total} changes;"
        " the others are made, push again\n"
    )
    assert len(target.holds()) == 2

    target.gate.before = lambda _: None
    assert (
        push(subject).said == f"{total - 2} events added, 0 changed, 0 removed, 2 are up to date\n"
    )
    assert target.holds() == published(hospital, subject)


def test_what_somebody_wrote_between_reading_and_writing_is_not_overwritten_unseen(
    hospital: Hospital, target: Target, push: Push
) -> None:
    subject = hospital.enrol(*SCREENED)
    push(subject)
    hospital.record(subject, START + DAY, MOVED)
    uid = f"{subject}.apheresis@dayzero"
    address = f"{target.path}{subject}.apheresis%40dayzero.ics"

    def edited_first(request: Request) -> None:
        if request.method == "PUT":
            target.gate.before = lambda _: None
            text = target.server.text(address)
            target.server.put(address, text.replace("SUMMARY:", "SUMMARY:Ward: "))

    target.gate.before = edited_first
    answer = push(subject)

    assert answer.code == 7
    assert f"{uid} was written to by somebody else meanwhile\n" in answer.said
    assert target.holds()[uid][1].startswith("Ward: ")
    assert push(subject).code == 0
    assert target.holds() == published(hospital, subject)


@pytest.mark.parametrize(
    ("variable", "value", "sentence"),
    [
        ("PASSWORD", "wrong", "refuses the user name or password; check DAYZERO_CALDAV_USER and"),
        ("USER", READER, "lets this user read the calendar but not write to it"),
        ("URL", "{url}absent/", "has no calendar at that address; make one there first"),
        ("URL", "{root}/dayzero/", "has no calendar at that address; DAYZERO_CALDAV_URL names one"),
        ("URL", "{feeds}/", "has no calendar at that address; DAYZERO_CALDAV_URL names one"),
        ("URL", "{feeds}/health", "redirects elsewhere; set DAYZERO_CALDAV_URL to the address"),
        ("URL", "http://127.0.0.1:{closed}/", "cannot be reached, or does not answer in time"),
    ],
)
def test_a_server_that_cannot_be_used_is_named_in_a_sentence(  # noqa: PLR0917  pytest names them
    hospital: Hospital,
    target: Target,
    push: Push,
    monkeypatch: pytest.MonkeyPatch,
    variable: str,
    value: str,
    sentence: str,
) -> None:
    subject = hospital.enrol(*SCREENED)
    value = value.format(
        url=target.url,
        root=target.url.removesuffix(target.path),
        feeds=hospital.address,
        closed=free_port(),
    )
    monkeypatch.setenv(f"DAYZERO_CALDAV_{variable}", value)

    answer = push(subject)

    assert answer.code == 7
    assert answer.said.startswith(("calendar server localhost: ", f"calendar server {LOOPBACK}: "))
    assert sentence in answer.said
    assert answer.said.count("\n") == 1
    assert target.gate.writes() == []


@pytest.mark.parametrize(
    ("variable", "value", "sentence"),
    [
        ("URL", "", "DAYZERO_CALDAV_URL: is not set; until it is, nothing is pushed"),
        ("USER", "", "DAYZERO_CALDAV_USER: is not set; until it is, nothing is pushed"),
        ("PASSWORD", "", "DAYZERO_CALDAV_PASSWORD: is not set; until it is, nothing is pushed"),
        ("ALLOW_HTTP", "false", "DAYZERO_CALDAV_URL: is not encrypted; use https://, or set"),
        ("URL", "caldav.example.org", "DAYZERO_CALDAV_URL: is not an http address like"),
        ("URL", "https://a:b@example.org/", "DAYZERO_CALDAV_URL: must not hold a user or"),
    ],
)
def test_a_setting_that_is_missing_or_wrong_is_named_first(  # noqa: PLR0917  pytest names them
    target: Target,
    push: Push,
    monkeypatch: pytest.MonkeyPatch,
    variable: str,
    value: str,
    sentence: str,
) -> None:
    monkeypatch.setenv(f"DAYZERO_CALDAV_{variable}", value)

    answer = push()

    assert answer.code == 2
    assert answer.said.startswith(sentence)
    assert target.gate.seen == []


def test_subjects_and_a_site_together_are_refused(target: Target, push: Push) -> None:
    assert push("CN01-001", "--site", "CN02").code == 2
    assert target.gate.seen == []


def test_a_subject_that_nobody_has_is_refused(target: Target, push: Push) -> None:
    answer = push("CN99-001")

    assert answer.code == 2
    assert "no such subject" in answer.said
    assert target.gate.seen == []


def test_after_a_restore_the_server_takes_what_was_put_back(
    hospital: Hospital, target: Target, push: Push, tmp_path: Path
) -> None:
    subject = hospital.enrol(*SCREENED)
    push(subject)
    back_up(hospital.engine, tmp_path / "copy.db")
    hospital.record(subject, START + DAY, MOVED)
    hospital.record(subject, START + 2 * DAY, booked("apheresis", "2026-03-26T14:30+08:00"))
    push(subject)
    lost = sequences(target.server.text(target.path))

    copy, at = tmp_path / "copy.db", START + 3 * DAY
    restore(hospital.engine, copy, keep=Kept(file=tmp_path / "before.db"), now=at, by=BY)
    push(subject)

    assert target.holds() == published(hospital, subject)
    assert target.holds()[f"{subject}.apheresis@dayzero"][0] == "2026-03-20T10:00"
    assert min(sequences(target.server.text(target.path))) > max(lost)


def sequences(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"SEQUENCE:(\d+)", text)]
