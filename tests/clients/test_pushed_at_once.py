"""What a pass published reaches a real calendar server by itself; what fails waits for its turn."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event
from uuid import uuid4

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from dayzero.commands.calendars.push_status import said_of
from dayzero.prefect_side.pushes import Pushes
from models.records.store import (
    Kept,
    back_up,
    calendars_to_push,
    refused_events,
    restore,
    switch_feeds_off,
    switch_feeds_on,
)
from tasks.pushing.calendar_server import CalendarServerTrouble
from tasks.pushing.rounds import push_round
from tasks.pushing.target import Target
from tests.clients.calendar_server import (
    PASSWORD,
    USER,
    CalendarServer,
    Gate,
    radicale,
    xandikos,
)
from tests.clients.hospital import BY, SCREENED, START, Hospital, Reading, fetched, read_plainly
from tests.refusals import said
from tests.spec.charts import booked

pytestmark = pytest.mark.journey  # real calendar servers, and processes that are killed

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
STUDY = "NCT04684147"
PATIENCE_SECONDS = 300.0  # a busy machine is no fault of ours
MOVED = booked("apheresis", "2026-03-24T14:30+08:00")


class Place:
    """One calendar behind a gate, and whoever pushes into it."""

    def __init__(
        self, server: CalendarServer, path: str, http: HTTPServer, hospital: Hospital
    ) -> None:
        self.server, self.gate, self.hospital = server, Gate(server), hospital
        http.expect_request(re.compile(".*")).respond_with_handler(self.gate)
        self.path = path
        self.target = Target(http.url_for(self.path), USER, PASSWORD)

    def push(self, at: datetime = START) -> int:
        return push_round(self.hospital.engine, self.target, lambda: at)

    def waiting(self) -> dict[str, tuple[str, ...]]:
        found = calendars_to_push(self.hospital.engine, self.target.name)
        refused = refused_events(self.hospital.engine, now=START)
        said = {one.subject: said_of(one, "en") for one in refused}
        return {one.subject: said.get(one.subject, ()) for one in found}

    def holds(self) -> Reading:
        return self.server.holds(self.path)

    def published(self) -> Reading:
        """What the feeds of all subjects say: every one of them is pushed here."""
        study = read_plainly(fetched(self.hospital.link(STUDY, "study")))
        return dict(study)

    def refuse(self, uid: str, answer: Response) -> None:
        """Answer each write of one event so, and pass on all others."""

        def refused(request: Request) -> Response | None:
            return answer if request.method == "PUT" and uid in request.path else None

        self.gate.before = refused


@pytest.fixture(scope="module")
def radicale_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CalendarServer]:
    with radicale(tmp_path_factory.mktemp("radicale")) as running:
        yield running


@pytest.fixture(scope="module")
def path(radicale_server: CalendarServer) -> str:
    """One calendar for the whole file, so that each test pushes its own subject alone."""
    return radicale_server.make_calendar(uuid4().hex)


@pytest.fixture
def place(
    radicale_server: CalendarServer, path: str, httpserver: HTTPServer, hospital: Hospital
) -> Place:
    return Place(radicale_server, path, httpserver, hospital)


@pytest.fixture
def subject(hospital: Hospital, place: Place) -> str:
    """One more subject, pushed; what others left is pushed with it."""
    number = hospital.enrol(*SCREENED)
    while place.push():
        pass
    place.gate.writes()
    return number


def test_what_is_published_is_pushed_once_and_only_what_it_changed(
    place: Place, hospital: Hospital, subject: str
) -> None:
    assert place.holds() == place.published()
    assert place.push() == 0
    assert place.gate.seen == []  # with nothing new the server is not even asked

    hospital.record(subject, START + DAY, MOVED)
    assert place.push() == 1

    assert place.holds() == place.published()
    assert place.holds()[f"{subject}.apheresis@dayzero"][0] == "2026-03-24T14:30"
    whole = [path for method, path in place.gate.seen if method == "GET"]
    assert whole == []  # the rest of the calendar is not read for one subject
    assert place.waiting() == {}


def test_every_booking_stands_there_before_any_date_that_only_follows(
    place: Place, hospital: Hospital, subject: str
) -> None:
    other = hospital.enrol(*SCREENED)
    while place.push():
        pass
    firm: list[bool] = []

    def noted(request: Request) -> None:
        if request.method == "PUT":
            firm.append(b"STATUS:TENTATIVE" not in request.data)

    place.gate.before = noted
    hospital.record(subject, START + DAY, MOVED)
    hospital.record(other, START + DAY, MOVED)
    assert place.push() == 2

    first_computed = firm.index(False)
    assert firm[:first_computed].count(True) >= 2  # one of each subject at least
    assert True not in firm[first_computed:]
    assert place.holds() == place.published()


def test_a_booking_made_in_the_midst_of_another_subjects_push_does_not_wait_for_its_end(
    place: Place, hospital: Hospital, subject: str
) -> None:
    other = hospital.enrol(*SCREENED)
    while place.push():
        pass
    written: list[str] = []

    def noted(request: Request) -> None:
        if request.method == "PUT":
            written.append(request.path.rpartition("/")[2])
            if b"STATUS:TENTATIVE" in request.data and other not in "".join(written):
                hospital.record(other, START + DAY, MOVED)

    place.gate.before = noted
    hospital.record(subject, START + DAY, MOVED)
    assert place.push() == 1

    of_other = [at for at, name in enumerate(written) if name.startswith(other)]
    after = [name for name in written[max(of_other) :] if name.startswith(subject)]
    assert of_other, written
    assert after, "the first subject's dates were all written before"
    assert list(place.waiting()) == [other]  # its own computed dates are still to come
    while place.push():
        pass
    assert place.holds() == place.published()


def test_one_refused_event_keeps_no_other_back_is_named_and_tried_again(
    place: Place, hospital: Hospital, subject: str
) -> None:
    other = hospital.enrol(*SCREENED)
    uid = f"{subject}.apheresis@dayzero"
    hospital.record(subject, START + DAY, MOVED)
    hospital.record(other, START + DAY, MOVED)
    place.refuse(uid, Response("no room for this\n", status=507, content_type="text/plain"))

    assert place.push() == 2

    assert place.waiting() == {subject: (f"{uid} was refused: 507 no room for this",)}
    assert place.holds()[f"{other}.apheresis@dayzero"][0] == "2026-03-24T14:30"
    assert place.holds().keys() == place.published().keys()

    place.gate.before = lambda _: None
    assert place.push() == 0  # not before its turn
    assert place.push(START + MINUTE) == 1
    assert (place.waiting(), place.holds()) == ({}, place.published())


def test_a_200_without_the_event_is_a_failure(
    place: Place, hospital: Hospital, subject: str
) -> None:
    uid = f"{subject}.apheresis@dayzero"
    hospital.record(subject, START + DAY, MOVED)
    place.refuse(uid, Response("<html>Please sign in</html>", content_type="text/html"))

    place.push()

    assert place.waiting() == {
        subject: (f"{uid} was answered with 200, as if it were done, and it is not",)
    }
    place.gate.before = lambda _: None
    place.push(START + MINUTE)
    assert (place.waiting(), place.holds()) == ({}, place.published())


def test_a_calendar_that_another_write_holds_for_a_moment_is_written_all_the_same(
    place: Place, hospital: Hospital, subject: str
) -> None:
    hospital.record(subject, START + DAY, MOVED)
    held = iter([Response(status=423)] * 3)
    place.gate.before = lambda request: next(held, None) if request.method == "PUT" else None

    assert place.push() == 1

    assert next(held, None) is None
    assert (place.waiting(), place.holds()) == ({}, place.published())


def test_a_calendar_that_stays_locked_is_named_and_keeps_nothing_else_back(
    place: Place, hospital: Hospital, subject: str
) -> None:
    uid = f"{subject}.apheresis@dayzero"
    hospital.record(subject, START + DAY, MOVED)
    place.refuse(uid, Response(status=423))

    place.push()

    [(who, (why,))] = place.waiting().items()
    assert (who, uid in why, "423" in why) == (subject, True, True)
    place.gate.before = lambda _: None
    place.push(START + MINUTE)
    assert (place.waiting(), place.holds()) == ({}, place.published())


@pytest.mark.parametrize(
    ("answer", "seconds"),
    [
        (Response(status=429, headers={"Retry-After": "7"}), 7),
        (Response(status=503, headers={"Retry-After": "90"}), 90),
        (Response(status=503), 60),
    ],
)
def test_a_server_that_is_busy_is_left_alone_for_as_long_as_it_says(
    place: Place, hospital: Hospital, subject: str, answer: Response, seconds: int
) -> None:
    hospital.record(subject, START + DAY, MOVED)
    place.refuse(f"{subject}.", answer)
    pushes = Pushes(hospital.engine, place.target, Event())

    with pytest.raises(CalendarServerTrouble) as busy:
        place.push()
    assert f"asks to be left alone for {seconds} s" in said(busy.value)
    pushes.look()
    asked = len(place.gate.seen)
    pushes.look()

    assert len(place.gate.seen) == asked
    assert place.waiting().keys() == {subject}  # nothing is lost
    place.gate.before = lambda _: None
    assert place.push() == 1
    assert place.holds() == place.published()


def test_a_page_in_place_of_the_calendars_answer_is_a_failure(
    place: Place, hospital: Hospital, subject: str
) -> None:
    hospital.record(subject, START + DAY, MOVED)
    page = Response("<html>Please sign in</html>", content_type="text/html")
    place.gate.before = lambda request: page if request.method == "REPORT" else None

    with pytest.raises(CalendarServerTrouble) as wrong:
        place.push()

    assert "does not answer as a calendar server does" in said(wrong.value)
    assert place.gate.writes() == []
    assert place.waiting().keys() == {subject}


def test_a_process_that_is_killed_within_a_push_loses_and_doubles_nothing(
    place: Place, hospital: Hospital, subject: str
) -> None:
    hospital.enrol(*SCREENED)
    hospital.record(subject, START + DAY, MOVED)
    process = subprocess.Popen(  # noqa: S603  our own program, no shell
        [sys.executable, "-c", ROUND, str(hospital.engine.url), place.target.address],
        env=os.environ,
    )
    place.gate.before = killing(process, puts=3)
    process.wait(PATIENCE_SECONDS)
    place.gate.before = lambda _: None

    assert process.returncode == -signal.SIGKILL
    assert place.waiting()
    while place.push(START + 10 * MINUTE):  # what it had taken is free again by then
        pass
    assert (place.waiting(), place.holds()) == ({}, place.published())
    assert place.server.text(place.path).count("BEGIN:VEVENT") == len(place.published())


ROUND = f"""
import sys
from datetime import datetime
from models.records.store import open_engine
from tasks.pushing.rounds import push_round
from tasks.pushing.target import Target
moment = datetime.fromisoformat("{START.isoformat()}")
push_round(open_engine(sys.argv[1]), Target(sys.argv[2], "{USER}", "{PASSWORD}"), lambda: moment)
"""


def killing(process: "subprocess.Popen[bytes]", puts: int) -> Callable[[Request], None]:
    seen: list[str] = []

    def kill(request: Request) -> None:
        seen.append(request.method)
        if seen.count("PUT") == puts:
            process.kill()

    return kill


def test_nothing_of_a_study_that_switched_its_calendars_off_is_pushed(
    place: Place, hospital: Hospital, subject: str
) -> None:
    switch_feeds_off(hospital.engine, STUDY, now=START, by=BY, why="an audit")
    hospital.record(subject, START + DAY, MOVED)
    assert place.push() == 0
    switch_feeds_on(hospital.engine, STUDY, now=START, by=BY)

    assert place.push() == 1


def test_after_a_restore_the_server_holds_what_was_put_back_and_no_sequence_falls(
    place: Place, hospital: Hospital, subject: str, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    back_up(hospital.engine, copy)
    hospital.record(subject, START + DAY, MOVED)
    place.push()
    lost = sequences(place)

    # a minute that no other test restored at: the least SEQUENCE counts minutes
    at = START + DAY + int(subject[-3:]) * MINUTE
    restore(hospital.engine, copy, keep=Kept(file=tmp_path / "before.db"), now=at, by=BY)
    while place.push():
        pass

    assert place.holds() == place.published()
    assert min(sequences(place)) > max(lost)


def sequences(place: Place) -> list[int]:
    return [int(found) for found in re.findall(r"SEQUENCE:(\d+)", place.server.text(place.path))]


def test_a_server_of_another_maker_holds_the_same(
    hospital: Hospital, httpserver: HTTPServer, tmp_path: Path
) -> None:
    with xandikos(tmp_path) as server:
        place = Place(server, server.make_calendar(uuid4().hex), httpserver, hospital)
        subject = hospital.enrol(*SCREENED)
        while place.push():
            pass
        hospital.record(subject, START + DAY, MOVED)
        place.push()

        assert place.target.address
        assert held_each(place, place.published()) == place.published()


def held_each(place: Place, wanted: Reading) -> Reading:
    """Each event at its own address: that server gives a collection out as no file."""
    held: Reading = {}
    for uid in wanted:
        held |= place.server.holds(f"{place.path}{uid.replace('@', '%40')}.ics")
    return held
