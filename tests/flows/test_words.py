"""Every word has one colour, and every state and alert has a word."""

import logging

import pytest
from prefect.client.schemas.objects import StateType

from models.timeline.path_word import WORD_OF_ALERT, WORD_OF_STEP, Word, seriousness, word_of
from models.timeline.results import Alert
from models.timeline.values import AlertKind, Severity, StepState
from pictures.colours import COLOUR, Colour
from tasks.prefect_pages.log_levels import LEVEL_OF_WORD, ColourIsLevel
from tasks.prefect_pages.states import TYPE_OF, state_of
from tests.unit.records.recorded import as_said

NAMES_OF_PREFECT = {
    "Scheduled", "Late", "Resuming", "AwaitingRetry", "AwaitingConcurrencySlot", "Pending",
    "Paused", "Suspended", "Running", "Retrying", "Completed", "Cached", "Cancelled",
    "Cancelling", "Crashed", "Failed", "TimedOut", "RolledBack",
}  # fmt: skip


def test_every_word_has_a_colour() -> None:
    assert set(COLOUR) == set(Word)
    assert set(TYPE_OF) == set(Colour)


def test_every_step_state_has_a_word() -> None:
    assert set(WORD_OF_STEP) == set(StepState)


def test_every_alert_has_a_word() -> None:
    assert set(WORD_OF_ALERT) == set(AlertKind)


def test_only_what_is_done_or_on_track_is_green() -> None:
    green = {word for word, colour in COLOUR.items() if colour is Colour.GREEN}

    assert green == {Word.DONE, Word.ON_TRACK}


@pytest.mark.parametrize("word", [Word.OVERDUE, Word.VIOLATED, Word.MISSED, Word.INELIGIBLE])
def test_a_limit_that_is_broken_or_passed_is_red(word: Word) -> None:
    assert TYPE_OF[COLOUR[word]] is StateType.FAILED


def test_what_is_merely_due_is_no_fault_to_prefect() -> None:
    assert state_of(Word.DUE, "").type is StateType.CANCELLED
    assert state_of(Word.AT_RISK, "").type is StateType.CRASHED


def test_no_word_is_one_of_prefects_own() -> None:
    assert NAMES_OF_PREFECT.isdisjoint(word.value for word in Word)


def test_every_state_is_final_so_that_no_run_seems_to_go_on() -> None:
    assert all(state_of(word, "").is_final() for word in Word)


def an_alert(kind: AlertKind, severity: Severity) -> Alert:
    return Alert(key=kind, kind=kind, severity=severity, cause=as_said("…"))


def test_a_step_that_comes_before_it_is_safe_is_more_than_due() -> None:
    assert word_of(an_alert(AlertKind.DUE_SOON, Severity.CRITICAL)) is Word.AT_RISK
    assert word_of(an_alert(AlertKind.DUE_SOON, Severity.INFO)) is Word.DUE


def test_severity_comes_first_and_then_what_is_most_serious() -> None:
    near = an_alert(AlertKind.DUE_SOON, Severity.CRITICAL)
    violated = an_alert(AlertKind.WASHOUT_VIOLATED, Severity.CRITICAL)
    deviation = an_alert(AlertKind.WINDOW_VIOLATED, Severity.WARNING)
    late = an_alert(AlertKind.OVERDUE, Severity.CRITICAL)

    assert sorted([deviation, near, late, violated], key=seriousness) == [
        violated,
        late,
        near,
        deviation,
    ]


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("Finished in state Planned('from 2026-04-01', type=CANCELLED)", logging.INFO),
        ("Finished in state Cannot tell('EX-05', type=CRASHED)", logging.WARNING),
        ("Finished in state Overdue('since 2026-03-01', type=FAILED)", logging.ERROR),
        ("Finished in state Crashed('by a signal', type=CRASHED)", logging.ERROR),  # our own
        ("Something else went wrong", logging.ERROR),
    ],
)
def test_a_log_line_is_as_loud_as_its_colour(line: str, level: int) -> None:
    record = logging.LogRecord("prefect.task_runs", logging.ERROR, "", 0, line, None, None)

    assert ColourIsLevel().filter(record)
    assert record.levelno == level


def test_every_word_has_a_level() -> None:
    assert set(LEVEL_OF_WORD) == {word.value for word in Word}
