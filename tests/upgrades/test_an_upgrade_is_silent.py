"""Records of a version before there were reasons: read, planned anew, and nobody is told.

`records-0010.sql.gz` holds 26 subjects of the demo on 1 December 2026 at 13:00, when everybody
whom the shipped routing names had been told; one alert is acknowledged, one is put off. A gate had
an alert of its own then, a conflict one beside that of its cause, and a question one for each step.
"""

import gzip
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, text

from dayzero.web.feeds.shelf import Body
from models.alerting.routing_file import ROUTING, load_routing
from models.alerting.tellings import AlertState
from models.protocol import load_protocol
from models.reasons.kept import AsSaidBefore
from models.records.database.engine import open_engine, upgrade
from models.records.deliveries.deliveries import record_due
from models.records.passes.passes import publish_pass
from models.records.store import (
    Scope,
    new_feed,
    open_alerts,
    published_entries,
    read_for_pass,
    registered_deviations,
    take_checkpoint,
    verify,
)
from models.subscriptions import FeedOptions
from models.timeline.results import Plan
from tasks.passes.one_pass import Recorded, plan_path, work_out
from tests.reading_feeds import body_behind
from tests.unit.calendars.said_entries import changed
from wording.language import languages

pytestmark = pytest.mark.journey  # plans and tells everybody of an older installation, many times

RECORDS = Path(__file__).with_name("records-0010.sql.gz")
NOW = datetime(2026, 12, 1, 5, 1, tzinfo=UTC)  # a minute later, 13:01 at the sites
ZONES = {name: site.zone for name, site in load_protocol().sites.items()}

ALERTS = "SELECT id, key, severity, deadline, acknowledged_by, snoozed_by, closed_at FROM alert"
SEQUENCES = "SELECT subject, key, sequence, created, revised FROM published_entry"
REVISIONS = "SELECT subject, revision FROM published_calendar"
FINDINGS = 'SELECT deviation, what, at, "by", margin_minutes FROM deviation_note'
NO_REASON = "SELECT subject, key FROM published_entry WHERE title IS NULL OR summary != ''"
WHOLE: dict[str, Any] = {"windows": "all", "past_days": None, "future_days": None}
FEEDS = [
    FeedOptions(language=language, detail=detail, ceiling=ceiling, **WHOLE)
    for language in ("en", "zh", "both")
    for detail, ceiling in (("full", "treatment"), ("full", "nothing"), ("code", "nothing"))
]


@pytest.fixture(scope="module")
def upgraded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The records of then, upgraded once, to be copied for each test."""
    database = tmp_path_factory.mktemp("upgraded") / "dayzero.db"
    connection = sqlite3.connect(database)
    connection.executescript(gzip.decompress(RECORDS.read_bytes()).decode())
    connection.close()
    engine = open_engine(f"sqlite:///{database}")
    upgrade(engine)
    engine.dispose()
    return database


def copied(source: Path, target: Path) -> Path:
    """By SQLite itself: the file alone may lack what was written last."""
    with closing(sqlite3.connect(source)) as whole, closing(sqlite3.connect(target)) as copy:
        whole.backup(copy)
    return target


@pytest.fixture
def file(upgraded: Path, tmp_path: Path) -> Path:
    return copied(upgraded, tmp_path / "dayzero.db")


@pytest.fixture
def engine(file: Path) -> Iterator[Engine]:
    engine = open_engine(f"sqlite:///{file}")
    yield engine
    engine.dispose()


@dataclass(frozen=True)
class PassedOver:
    """The records after the first pass over everybody, with the calendars of before."""

    file: Path
    tokens: list[str]
    calendars: list[Body | None]


@pytest.fixture(scope="module")
def passed_over(upgraded: Path, tmp_path_factory: pytest.TempPathFactory) -> PassedOver:
    """Done once, to be copied for each test that changes nothing before the pass."""
    file = copied(upgraded, tmp_path_factory.mktemp("passed") / "dayzero.db")
    engine, study = open_engine(f"sqlite:///{file}"), Scope("study", "NCT04684147")
    tokens = [new_feed(engine, study, now=NOW, by="test", options=each) for each in FEEDS]
    calendars = [body_behind(engine, token, NOW) for token in tokens]
    assert pass_over_everybody(engine, file) == 26
    engine.dispose()
    return PassedOver(file, tokens, calendars)


@pytest.fixture
def after(passed_over: PassedOver, tmp_path: Path) -> Path:
    return copied(passed_over.file, tmp_path / "after.db")


@pytest.fixture
def passed(after: Path) -> Iterator[Engine]:
    engine = open_engine(f"sqlite:///{after}")
    yield engine
    engine.dispose()


def rows(file: Path, query: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(file) as connection:
        return sorted(connection.execute(query).fetchall(), key=repr)


def pass_over_everybody(engine: Engine, file: Path) -> int:
    """How many were planned anew."""
    subjects = [str(subject) for (subject,) in rows(file, "SELECT number FROM subject")]
    for subject in subjects:
        reading = read_for_pass(engine, subject)
        recorded = Recorded(reading, published_entries(engine, subject))
        publish_pass(engine, work_out(recorded, planned(recorded), NOW))
    return len(subjects)


PLANS: dict[str, Plan] = {}


def planned(recorded: Recorded) -> Plan:
    """Made once for all tests: it follows from the facts, and no test here changes a fact."""
    subject = recorded.reading.seen.subject
    if subject not in PLANS:
        PLANS[subject] = plan_path(recorded, NOW)
    return PLANS[subject]


def change(file: Path, query: str) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute(query)


LOUDER = {
    "CN03-001/due_soon/pregnancy_test_apheresis": "warning",
    "CN09-001/due_soon/pregnancy_test_infusion": "critical",
}
"""Tests that nobody booked, on the last day that leaves time for a result: only noted before."""

TELLINGS = "SELECT delivery, key FROM telling JOIN alert ON alert.id = telling.alert"


def due(engine: Engine, after: timedelta = timedelta()) -> int:
    """How many messages somebody would get, but for those on tests that are loud now."""
    routing, before = load_routing(ROUTING, tuple(ZONES), languages()), tellings(engine)
    record_due(engine, routing, ZONES, NOW + after)
    new = tellings(engine) - before
    return len({delivery for delivery, key in new if key not in LOUDER})


def tellings(engine: Engine) -> set[tuple[int, str]]:
    """Which message tells of which alert."""
    with engine.connect() as connection:
        return {(delivery, key) for delivery, key in connection.execute(text(TELLINGS))}


# ------------------------------------------------------------------ it is sealed as it stood


def test_what_was_recorded_before_there_were_chains_is_sealed(engine: Engine) -> None:
    looked = verify(engine)

    assert looked.findings == ()
    assert looked.chains == 27  # a chain for each subject, and one for everything else


@pytest.mark.journey
def test_the_first_passes_after_it_go_on_with_the_chains(upgraded: Path, passed: Engine) -> None:
    before = open_engine(f"sqlite:///{upgraded}")
    known = take_checkpoint(before)
    before.dispose()

    looked = verify(passed, known)
    assert looked.findings == ()
    assert looked.checkpoint.hash != known.hash


# ------------------------------------------------------------------ nobody is told


def test_nobody_is_told_anything_not_even_that_an_alert_is_over(passed: Engine) -> None:
    assert due(passed) == 0


def test_a_test_that_nobody_booked_on_its_last_day_is_told(passed: Engine) -> None:
    before = tellings(passed)
    record_due(passed, load_routing(ROUTING, tuple(ZONES), languages()), ZONES, NOW)

    assert {key for _, key in tellings(passed) - before} == set(LOUDER)


PASSED_ON = {
    "CN01-002/due_soon/conditioning_start/PATH-no-return": "CN01-002/needs_information/name/f9",
    "CN01-003/infeasible/infusion": "CN01-003/window_violated/infusion/booked",
    "CN03-002/due_soon/conditioning_start/PATH-no-return": (
        "CN03-002/evidence_expired/infusion/IN-10b/f10"
    ),
    "CN05-002/infeasible/month_3": "CN05-002/overdue/month_3",
    "CN10-001/due_soon/conditioning_start/PATH-no-return": (
        "CN10-001/washout_violated/infusion/EX-03.2/f9"
    ),
    "CN10-001/infeasible/infusion/EX-03.2": "CN10-001/washout_violated/infusion/EX-03.2/f9",
}
"""The alerts that end, and which tells of the same cause from now on."""


def test_what_another_alert_tells_ends_and_says_which(passed: Engine, after: Path) -> None:
    keys = {number: key for number, key in rows(after, "SELECT id, key FROM alert")}  # noqa: C416  a row is no pair
    ended = rows(after, "SELECT key, passed_to FROM alert WHERE closed_at IS NOT NULL")
    assert {key: keys[heir] for key, heir in ended} == PASSED_ON
    assert len(open_alerts(passed)) == 28 - len(PASSED_ON)


KEYS = {
    "CN01-002/needs_information/infusion/f9": "CN01-002/needs_information/name/f9",
    "CN01-003/window_violated/infusion/PATH-conditioning-end": (
        "CN01-003/window_violated/infusion/booked"
    ),
    "CN02-002/needs_information/infusion/f10": "CN02-002/needs_information/dose/f10",
    "CN11-001/needs_information/infusion/f10": "CN11-001/needs_information/end/f10",
}
"""The same opening goes on under another key."""

RISEN = {
    "CN01-002/needs_information/name/f9": "critical",
    "CN03-002/evidence_expired/infusion/IN-10b/f10": "critical",
    "CN10-001/washout_violated/infusion/EX-03.2/f9": "critical",
}
"""What lymphodepletion waits for: due when it starts, as the alert on the gate said."""


def test_what_stands_stands_as_it_did_but_for_what_the_gate_said_of_it(
    upgraded: Path, after: Path
) -> None:
    before = {number: (key, *rest) for number, key, *rest in rows(upgraded, ALERTS)}
    gates = "SELECT subject, deadline FROM alert WHERE key LIKE '%no-return'"
    started = {subject: deadline for subject, deadline in rows(upgraded, gates)}  # noqa: C416  the same

    for number, key, severity, deadline, *answer, closed_at in rows(after, ALERTS):
        old_key, old_severity, old_deadline, *old_answer, _ = before[number]
        assert (answer, key) == (old_answer, KEYS.get(str(old_key), old_key))
        if closed_at is None and key in RISEN:
            assert (severity, deadline) == (RISEN[str(key)], started[str(key)[:8]])
        elif key in LOUDER:
            assert (severity, deadline) == (LOUDER[str(key)], old_deadline)
        else:
            assert (severity, deadline) == (old_severity, old_deadline)


def test_what_was_told_as_a_gate_is_not_told_again_when_its_next_reader_is_due(
    passed: Engine,
) -> None:
    """Whoever comes next in the route was told of the gate as well, hours ago."""
    assert due(passed, timedelta(hours=1)) == 0


# ------------------------------------------------------------------ no answer is lost

GATE = "CN01-002/due_soon/conditioning_start/PATH-no-return"
DUPLICATE = "CN10-001/infeasible/infusion/EX-03.2"
ANSWER = "acknowledged_by = 'li', acknowledged_at = '2026-12-01 04:00:00', acknowledged_why = 'why'"
PUT_OFF = "tell_from = '2026-12-02 04:00:00', snoozed_by = 'li', snoozed_why = 'why', occasion = 1"


@pytest.mark.parametrize(
    ("answered", "heir"), [(GATE, PASSED_ON[GATE]), (DUPLICATE, PASSED_ON[DUPLICATE])]
)
def test_an_answer_counts_for_the_alert_that_tells_of_the_same(
    engine: Engine, file: Path, answered: str, heir: str
) -> None:
    change(file, f"UPDATE alert SET {ANSWER} WHERE key = '{answered}'")  # noqa: S608  our own words

    pass_over_everybody(engine, file)

    [standing] = [one for one in open_alerts(engine) if one.alert.key == heir]
    assert (standing.acknowledged_by, standing.acknowledged_why) == ("li", "why")
    assert due(engine) == 0


@pytest.mark.parametrize("put_off", [GATE, DUPLICATE])
def test_what_was_put_off_sleeps_on_under_the_alert_that_tells_of_the_same(
    engine: Engine, file: Path, put_off: str
) -> None:
    change(file, f"UPDATE alert SET {PUT_OFF} WHERE key = '{put_off}'")  # noqa: S608  our own words

    pass_over_everybody(engine, file)

    [standing] = [one for one in open_alerts(engine) if one.alert.key == PASSED_ON[put_off]]
    assert standing.state(NOW) is AlertState.SNOOZED
    assert (standing.snoozed_by, due(engine)) == ("li", 0)
    assert due(engine, timedelta(days=1)) > 0  # then it is told anew


def test_an_answer_of_its_own_stays(engine: Engine, file: Path) -> None:
    own = ANSWER.replace("'li'", "'wang'")
    question = "CN01-002/needs_information/infusion/f9"
    change(file, f"UPDATE alert SET {ANSWER} WHERE key = '{GATE}'")  # noqa: S608  our own words
    change(file, f"UPDATE alert SET {own} WHERE key = '{question}'")  # noqa: S608  our own words

    pass_over_everybody(engine, file)

    [standing] = [one for one in open_alerts(engine) if one.alert.key == PASSED_ON[GATE]]
    assert standing.acknowledged_by == "wang"


def test_a_message_that_never_went_out_is_told_by_the_alert_that_goes_on(
    engine: Engine, file: Path
) -> None:
    sent = "SELECT delivery FROM telling JOIN alert ON alert.id = telling.alert WHERE"
    change(file, f"UPDATE delivery SET state = 'waiting' WHERE id IN ({sent} key = '{GATE}')")  # noqa: S608  our own words

    pass_over_everybody(engine, file)

    assert due(engine) > 0


# ------------------------------------------------------------------ all else


TESTS_BEFORE = {
    ("CN01-001", "pregnancy_test_apheresis"),
    ("CN01-001", "pregnancy_test_infusion"),
    ("CN03-001", "pregnancy_test_infusion"),
    ("CN03-002", "pregnancy_test_infusion"),
    ("CN07-002", "pregnancy_test_infusion"),
    ("CN11-001", "pregnancy_test_infusion"),
}
"""Tests for a Monday: they were suggested for that day itself, and are for the Friday before."""

WINDOWS_SINCE = {("CN09-001", "infusion.window")}
"""Lymphodepletion was given: how long it serves an infusion was not known to the program then."""


VISITS_THAT_SAY_THEIR_OWN_DAY = 1
"""Booked on another day than planned (D+30), which a stored sentence does not tell as a fact."""


def test_no_calendar_entry_is_revised_but_for_what_was_suggested_too_late(
    file: Path, after: Path
) -> None:
    before, now = (set(rows(of, SEQUENCES)) for of in (file, after))

    assert {row[:2] for row in now - before} == TESTS_BEFORE | WINDOWS_SINCE
    assert {row[:2] for row in before - now} == TESTS_BEFORE


def test_none_says_that_it_changed_but_those(
    engine: Engine, file: Path, passed: Engine, after: Path
) -> None:
    before, now = changes_told(engine, file), changes_told(passed, after)

    assert {key for key, told in now.items() if told != before.get(key)} == (
        TESTS_BEFORE | WINDOWS_SINCE
    )


def changes_told(engine: Engine, file: Path) -> dict[tuple[str, str], str]:
    subjects = [str(subject) for (subject,) in rows(file, "SELECT number FROM subject")]
    lines = (line for subject in subjects for line in published_entries(engine, subject))
    return {(line.entry.subject, line.entry.key): changed(line, "zh") for line in lines}


def test_each_entry_has_its_reasons_after_the_first_pass(upgraded: Path, after: Path) -> None:
    assert len(rows(upgraded, NO_REASON)) == 567
    assert rows(after, NO_REASON) == []


def test_a_second_pass_writes_nothing(passed: Engine, after: Path) -> None:
    once = [rows(after, query) for query in ("SELECT * FROM published_entry", REVISIONS)]

    pass_over_everybody(passed, after)

    assert [rows(after, query) for query in ("SELECT * FROM published_entry", REVISIONS)] == once


@pytest.mark.parametrize(
    "index", range(len(FEEDS)), ids=[f"{o.language} {o.detail} {o.ceiling}" for o in FEEDS]
)
def test_a_calendar_is_the_same_lines_before_and_after_but_for_those_entries(
    passed_over: PassedOver, passed: Engine, index: int
) -> None:
    before = passed_over.calendars[index]
    now = body_behind(passed, passed_over.tokens[index], NOW)

    assert before is not None
    assert now is not None
    entries, entries_before = (entries_of(body.octets) for body in (now, before))
    own_day = 0 if FEEDS[index].detail == "code" else VISITS_THAT_SAY_THEIR_OWN_DAY
    assert len(entries - entries_before) == len(TESTS_BEFORE | WINDOWS_SINCE) + own_day
    assert len(entries_before - entries) == len(TESTS_BEFORE) + own_day


REWORDED = (
    ("「", ""),
    ("」", ""),
    ("由已记录事实推算", "由已有记录推算"),
    ("事实", "记录"),
    ("：尚未完成", "（尚未完成）"),
    (": it is not done yet", "\\, as it is not done yet"),
)


_MONTHS = [date(2026, month, 1).strftime("%B") for month in range(1, 13)]
_FULL = re.compile(
    rf"(\d{{1,2}}) ({'|'.join(_MONTHS)}) (\d{{4}})|(\d{{4}})年(\d{{1,2}})月(\d{{1,2}})日"
)


def _as_iso(found: re.Match[str]) -> str:
    if found[3]:
        return date(int(found[3]), _MONTHS.index(found[2]) + 1, int(found[1])).isoformat()
    return date(int(found[4]), int(found[5]), int(found[6])).isoformat()


def entries_of(octets: bytes) -> set[str]:
    """Each entry of a calendar, line by line, without what is told of it.

    Since then an infusion says between which days its lymphodepletion lets it be; nothing is
    revised for that.
    """
    told = [line for line in lines_of(octets) if not line.startswith("DESCRIPTION")]
    events = "\n".join(told).split("BEGIN:VEVENT")[1:]
    return {event.split("END:VEVENT")[0] for event in events}


def lines_of(octets: bytes) -> list[str]:
    """Titles with commas between rules, where a Chinese one had those of English before.

    What was worded otherwise before is read as it is worded now, and each date as ISO writes it.
    """
    text = octets.decode().replace("\r\n ", "")
    for before, now in REWORDED:
        text = text.replace(before, now)
    lines = _FULL.sub(_as_iso, text).split("\r\n")
    return [line.replace("、", "\\, ") if line.startswith("SUMMARY") else line for line in lines]


def test_the_register_of_deviations_says_nothing_new(
    engine: Engine, file: Path, passed: Engine, after: Path
) -> None:
    before, found = registered_deviations(engine), rows(file, FINDINGS)
    assert [isinstance(one.reason, AsSaidBefore) for one in before] == [True, True]

    pass_over_everybody(passed, after)  # once more

    now = registered_deviations(passed)
    assert not [one for one in now if isinstance(one.reason, AsSaidBefore)]
    assert [replace(one, reason=was.reason) for one, was in zip(now, before, strict=True)] == before
    new = [row for row in rows(after, FINDINGS) if row not in found]
    assert {what for _, what, *_ in new} == {"restated"}
    assert len(new) == len(before)


def test_an_alert_that_no_pass_has_seen_since_says_what_was_stored(
    engine: Engine, file: Path
) -> None:
    standing = open_alerts(engine)
    open_rows = rows(file, "SELECT key, text FROM alert WHERE closed_at IS NULL")
    stored = {str(key): text for key, text in open_rows}

    assert len(standing) == 28
    for one in standing:
        assert isinstance(one.alert.cause, AsSaidBefore)
        assert one.alert.cause.texts["en"] == stored[one.alert.key]
        assert one.alert.cause.texts["zh"]


def test_after_a_pass_each_alert_has_its_reason(passed: Engine) -> None:
    causes = [one.alert.cause for one in open_alerts(passed)]
    assert not [cause for cause in causes if isinstance(cause, AsSaidBefore)]
