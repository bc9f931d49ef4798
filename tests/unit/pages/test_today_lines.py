"""Which group of Today an alert stands in, and which form its button opens."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from dayzero.web.views.today.deeds import Deed, Does, deed_of
from dayzero.web.views.today.lines import Case, Group, grouped
from dayzero.web.views.today.unplanned import LATE, Unplanned, unplanned
from dayzero.web.views.when import Clock, voice_at
from models.moments import to_minute
from models.protocol import load_protocol
from models.reasons.alerts.asked import Asked
from models.reasons.alerts.asks import (
    AskForResult,
    CheckName,
    CorrectRecord,
    RecordChildbearing,
    RecordFact,
)
from models.reasons.alerts.bookings import BookStep, RecordOnceDone, RecordWhenDone
from models.reasons.alerts.moves import AnyOf, MoveStep
from models.reasons.questions.results import FindingAsked, ValuesAsked, ValueWanted, Wanted
from models.records.store import OpenAlert, SubjectLine
from models.timeline.results import Alert
from models.timeline.values import AlertKind, Severity
from wording.language import ENGLISH

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 3, 10, 10, 0, tzinfo=SHANGHAI)
CLOCK = Clock(voice_at(NOW.astimezone(UTC), SHANGHAI, ENGLISH, load_protocol()), NOW)
BOOK = BookStep(step="apheresis")
FACTS = (
    {"id": "f1", "kind": "drug", "drug": "herbal decoction", "last": "2026-02-28"},
    {"id": "f2", "kind": "radiotherapy", "field": "cns", "last": "2026-01-02"},
)


def at(text: str) -> int:
    return to_minute(datetime.fromisoformat(f"2026-03-{text}+08:00"))


def an_alert(
    deadline: str | None = None,
    severity: Severity = Severity.WARNING,
    ask: Asked | None = BOOK,
) -> Alert:
    return Alert(
        key="k",
        kind=AlertKind.DUE_SOON,
        severity=severity,
        cause=BOOK,
        ask=ask,
        step="apheresis",
        deadline=None if deadline is None else at(deadline),
    )


def a_case(alert: Alert, *, subject: str = "CN01-001", mine: bool = False, **facts: object) -> Case:
    opened = OpenAlert(subject=subject, alert=alert, opened_at=NOW, reopened=0, number=1)
    return Case(opened=replace(opened, **facts), site="CN01", facts=FACTS, mine=mine, clock=CLOCK)  # type: ignore[arg-type]


def group_of(case: Case) -> Group:
    return next(group for group, lines in grouped([case]).items() if lines)


@pytest.mark.parametrize(
    ("deadline", "group"),
    [
        ("09T23:59", Group.NOW),
        ("10T00:00", Group.TODAY),  # a day without a time lasts as long as the day
        ("10T09:59", Group.NOW),
        ("10T10:00", Group.TODAY),
        ("10T23:59", Group.TODAY),
        ("11T00:00", Group.WEEK),
        ("17T23:59", Group.WEEK),
        ("18T00:00", Group.LATER),
        (None, Group.WEEK),
    ],
)
def test_a_deadline_stands_under_the_day_by_which_one_must_act(
    deadline: str | None, group: Group
) -> None:
    assert group_of(a_case(an_alert(deadline))) is group


def test_what_is_critical_cannot_wait_however_far_its_deadline() -> None:
    assert group_of(a_case(an_alert("30T10:00", Severity.CRITICAL))) is Group.NOW


def test_what_asks_nothing_is_only_to_be_known() -> None:
    assert group_of(a_case(an_alert("09T23:59", Severity.CRITICAL, ask=None))) is Group.KNOWN


def test_what_was_taken_over_waits_for_whoever_took_it() -> None:
    taken = a_case(an_alert("10T12:00"), acknowledged_by="chief")

    assert group_of(taken) is Group.WAITING


@pytest.mark.parametrize(
    ("minutes", "group"), [(1, Group.WAITING), (0, Group.TODAY), (-1, Group.TODAY)]
)
def test_what_was_put_off_comes_back_at_its_minute(minutes: int, group: Group) -> None:
    until = NOW + timedelta(minutes=minutes)
    snoozed = a_case(an_alert("10T12:00"), snoozed_by="chief", tell_from=until)

    assert group_of(snoozed) is group


def test_mine_come_first_then_the_most_severe_then_the_nearest_deadline() -> None:
    cases = [
        a_case(an_alert("10T12:00"), subject="third"),
        a_case(an_alert("10T11:00"), subject="second"),
        a_case(an_alert("10T22:00"), subject="first", mine=True),
        a_case(an_alert("10T10:30", Severity.INFO), subject="last"),
    ]

    order = [case.opened.subject for case in grouped(cases)[Group.TODAY]]

    assert order == ["first", "second", "third", "last"]


@pytest.mark.parametrize(
    ("ask", "deed"),
    [
        (BOOK, Deed(Does.BOOK, "/record/step?step=apheresis&state=booked")),
        (
            RecordWhenDone(step="apheresis"),
            Deed(Does.RECORD, "/record/step?step=apheresis&state=done"),
        ),
        (
            AnyOf(ways=(RecordOnceDone(step="screening"), BOOK)),
            Deed(Does.RECORD, "/record/step?step=screening&state=done"),
        ),
        (
            AskForResult(test="pregnancy", fact="f4"),
            Deed(Does.TEST, "/record/test?test=pregnancy"),
        ),
        (
            RecordFact(question=BOOK, fact="f1"),
            Deed(Does.ANSWER, "/record/drug?corrects=f1"),
        ),
        (CheckName(fact="f2"), Deed(Does.CORRECT, "/record/radiotherapy?corrects=f2")),
        (RecordFact(question=BOOK), Deed(Does.OPEN, "#alert-1")),
        (RecordFact(question=BOOK, fact="f99"), Deed(Does.OPEN, "#alert-1")),
        (
            RecordFact(
                question=ValuesAsked(values=(ValueWanted(wanted=Wanted.RECORD, about="ecog"),))
            ),
            Deed(Does.RECORD, "/record/measurement?measure=ecog"),
        ),
        (
            RecordFact(
                question=ValuesAsked(
                    values=(ValueWanted(wanted=Wanted.REPEAT, about="active_infection"),)
                )
            ),
            Deed(Does.ANSWER, "/record/finding?finding=active_infection"),
        ),
        (
            RecordFact(question=FindingAsked(finding="active_infection")),
            Deed(Does.ANSWER, "/record/finding?finding=active_infection"),
        ),
        (
            RecordFact(
                question=ValuesAsked(values=(ValueWanted(wanted=Wanted.BORN, about="ecog"),))
            ),
            Deed(Does.OPEN, "#alert-1"),
        ),
        (RecordChildbearing(), Deed(Does.ANSWER, "/record/childbearing_potential")),
        (CorrectRecord(step="screening"), Deed(Does.OPEN, "#alert-1")),
        (None, Deed(Does.OPEN, "#alert-1")),
    ],
)
def test_the_button_opens_the_form_for_what_is_asked(ask: Asked | None, deed: Deed) -> None:
    assert deed_of(an_alert(ask=ask), "alert-1", FACTS, CLOCK) == deed


def test_a_move_opens_its_proposal_with_all_that_moves_together() -> None:
    to = at("12T11:15")
    start = MoveStep(step="conditioning_start", since=None, to=at("07T00:00"), whole_day=True)
    moves = MoveStep(step="infusion", since=None, to=to, with_it=(start,))
    alert = replace(an_alert(ask=AnyOf(ways=(moves, BOOK))), to=to)

    assert deed_of(alert, "alert-1", FACTS, CLOCK) == Deed(
        Does.MOVE,
        "/what-if?step.infusion.day=2026-03-12+11%3A15&step.conditioning_start.day=2026-03-07",
    )


def a_line(late: timedelta | None, **header: str) -> SubjectLine:
    document = {
        "schema": "dayzero.chart/1",
        "subject": "CN01-001",
        "site": "CN01",
        "timezone": "Asia/Shanghai",
        "protocol": "NCT04684147",
        "sex": "male",
        "facts": [],
    }
    due = None if late is None else NOW - late
    return SubjectLine("CN01-001", "CN01", {**document, **header}, due)


@pytest.mark.parametrize(
    ("late", "count"),
    [(None, 0), (LATE, 0), (LATE + timedelta(minutes=1), 1), (timedelta(minutes=-5), 0)],
)
def test_a_pass_is_missed_a_quarter_of_an_hour_after_it_was_due(
    late: timedelta | None, count: int
) -> None:
    found = unplanned([a_line(late)], NOW, ENGLISH)

    assert found.late == count
    assert found.since == (NOW - late if count and late else None)


def test_a_chart_that_cannot_be_read_any_more_is_named_with_its_reason() -> None:
    found = unplanned([a_line(timedelta(hours=1), site="CN99")], NOW, ENGLISH)

    assert found == Unplanned({"CN01-001": found.refused["CN01-001"]}, None, 0)
    assert "CN99" in found.refused["CN01-001"]
