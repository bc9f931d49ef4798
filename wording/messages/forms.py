"""Which sentence asks for what an alert needs: its case, and what the line may tell. Pure."""

from collections.abc import Callable, Mapping
from enum import StrEnum, auto

from models.alerting.case_names import Case
from wording.messages.lines import Line


class Asked(StrEnum):
    """The sentences that ask; each is a message of each language."""

    MOVE = auto()
    MOVE_FOR_WASHOUT = auto()
    MOVE_INTO_WINDOW = auto()
    MOVE_FOR_EVIDENCE = auto()
    DONE_AGAINST_PROTOCOL = auto()
    DONE_AGAINST_WASHOUT = auto()
    DONE_OUT_OF_WINDOW = auto()
    DONE_WITHOUT_EVIDENCE = auto()
    OVERDUE = auto()
    RECORD_LATE = auto()
    RECORD_BEFORE = auto()
    BOOKED_SOON = auto()
    DUE_SOON = auto()
    LAST_DAY_OVER = auto()
    LAST_DAY = auto()
    RECORD_STEP = auto()
    BOOK_STEP = auto()
    BOOK_STEP_SINCE = auto()
    BOOK_TEST = auto()
    BOOK_TEST_SINCE = auto()
    BOOK_TEST_FOR = auto()
    BOOK_TEST_FOR_SINCE = auto()
    MUST_WAIT = auto()
    REPEAT_TEST = auto()
    REPEAT_TEST_SINCE = auto()
    REPEAT_TEST_FOR = auto()
    REPEAT_TEST_FOR_SINCE = auto()
    INFEASIBLE_AS_BOOKED = auto()
    INFEASIBLE = auto()
    MOVE_OTHER = auto()
    HOLD_AS_DEVIATION = auto()
    GIVE_INFORMATION_ON = auto()
    GIVE_INFORMATION = auto()
    ASK_FOR_RESULT = auto()
    ASK_FOR_RESULT_FOR = auto()
    BOOK_AGAIN = auto()
    BOOK_ANEW = auto()
    CORRECT_TWICE = auto()
    CORRECT_RECORDS = auto()
    HOLD_AGAIN = auto()
    CHECK_BOOKING = auto()
    CONFIRM_CHILDBEARING = auto()
    CHECK_NAME = auto()
    ASK_INVESTIGATOR = auto()
    INELIGIBLE = auto()
    HOLD = auto()
    TELL_INVESTIGATOR = auto()
    PROVISIONAL_CALENDAR = auto()


class ByWhen(StrEnum):
    """How a deadline is said; each is a message of each language."""

    MOVED = auto()
    NOT_THEN = auto()
    COULD_BE = auto()
    WAS_DUE = auto()
    WAS = auto()
    BOOKED = auto()
    DONE_BY = auto()
    ACT_OR_MOVE = auto()
    ACT = auto()


def asked_of(line: Line) -> Asked:
    """Which sentence asks."""
    if line.was:
        return Asked.MOVE
    return _BY_WHAT_IS_KNOWN.get(line.case, _by_name)(line)


def _by_name(line: Line) -> Asked:
    return Asked(line.case.value)


def _done(line: Line) -> Asked:
    return Asked.DONE_AGAINST_PROTOCOL if line.plain else Asked(line.case.value)


def _repeat(line: Line) -> Asked:
    if line.tests:
        return Asked.REPEAT_TEST_SINCE if line.since else Asked.REPEAT_TEST
    return Asked.REPEAT_TEST_FOR_SINCE if line.since else Asked.REPEAT_TEST_FOR


def _book_test(line: Line) -> Asked:
    if line.tests:
        return Asked.BOOK_TEST_SINCE if line.since else Asked.BOOK_TEST
    return Asked.BOOK_TEST_FOR_SINCE if line.since else Asked.BOOK_TEST_FOR


_BY_WHAT_IS_KNOWN: Mapping[Case, Callable[[Line], Asked]] = {
    Case.DONE_AGAINST_WASHOUT: _done,
    Case.DONE_WITHOUT_EVIDENCE: _done,
    Case.REPEAT_EVIDENCE: _repeat,
    Case.LAST_DAY: lambda line: Asked.LAST_DAY_OVER if line.passed else Asked.LAST_DAY,
    Case.BOOK_STEP: lambda line: Asked.BOOK_STEP_SINCE if line.since else Asked.BOOK_STEP,
    Case.BOOK_TEST: _book_test,
    Case.INFEASIBLE: lambda line: Asked.INFEASIBLE_AS_BOOKED if line.to else Asked.INFEASIBLE,
    Case.GIVE_INFORMATION: lambda line: (
        Asked.GIVE_INFORMATION_ON if line.step else Asked.GIVE_INFORMATION
    ),
    Case.ASK_FOR_RESULT: lambda line: (
        Asked.ASK_FOR_RESULT if line.tests else Asked.ASK_FOR_RESULT_FOR
    ),
    Case.BOOK_ANEW: lambda line: Asked.BOOK_AGAIN if line.made_from else Asked.BOOK_ANEW,
}


def by_when(line: Line) -> ByWhen | None:
    """How a line's deadline is said; None where there is neither one nor a better time."""
    if line.was:
        return ByWhen.MOVED if line.to else ByWhen.NOT_THEN
    if not line.when:
        return ByWhen.COULD_BE if line.to else None
    if line.case in {Case.OVERDUE, Case.RECORD_LATE, Case.RECORD_BEFORE}:
        return ByWhen.WAS_DUE
    return ByWhen.WAS if line.passed else _ahead(line)


def _ahead(line: Line) -> ByWhen:
    if line.case is Case.BOOKED_SOON:
        return ByWhen.BOOKED
    if line.case in {Case.DUE_SOON, Case.LAST_DAY}:
        return ByWhen.DONE_BY
    return ByWhen.ACT_OR_MOVE if line.to else ByWhen.ACT
