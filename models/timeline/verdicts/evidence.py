"""Tests that count only while they are young enough: pregnancy tests, CD19."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from models.chart.facts import Chart, TestFact
from models.moments import Minute, Span, end_of, local_day
from models.protocol import Protocol
from models.protocol.arithmetic.shifts import first_day_after, first_day_within, last_day_within
from models.protocol.criteria import Evidence
from models.said import Said
from models.timeline.history.applies import applies
from models.timeline.questions import RESULT, ask_test, ask_time, ask_time_of_test, asking
from models.timeline.results import DayWindow, Verdict
from models.timeline.values import VerdictValue
from models.timeline.words import say_test, say_when


@dataclass(frozen=True, slots=True)
class Fit:
    """How a test lies to the step it is for.

    Attributes:
        certain: in the window whatever the unrecorded times of day are.
        possible: in the window for some of them.
    """

    certain: bool
    possible: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One evidence rule at one time of its anchor step."""

    evidence: Evidence
    judged: Span
    chart: Chart
    now: Minute
    done: bool


def window_at(evidence: Evidence, judged: Span, chart: Chart) -> DayWindow:
    """Local days on which a sample counts for a step at a given time; both ends included."""
    last = local_day(judged.latest, chart.zone)
    return DayWindow(first_day_within(last, evidence.max_age), last)


def fit(evidence: Evidence, test: TestFact, judged: Span, chart: Chart) -> Fit:
    """Whether a test is before its step, and not older than its age limit."""
    zone = chart.zone
    last_good = last_day_within(local_day(test.at.earliest, zone), evidence.max_age)
    last_maybe = last_day_within(local_day(test.at.latest, zone), evidence.max_age)
    step = judged if evidence.before_start else _ends_of_days(judged, chart)
    before = test.at.earliest <= step.latest
    if evidence.before_start and test.at.exact and step.exact:
        before = test.at < step  # at the same moment is not before
    return Fit(
        certain=before
        and test.at.latest <= step.earliest
        and local_day(judged.latest, zone) <= last_good,
        possible=before and local_day(judged.earliest, zone) <= last_maybe,
    )


def _ends_of_days(span: Span, chart: Chart) -> Span:
    """The last minutes of the days of a step: a test of the same day comes before them."""
    first, last = local_day(span.earliest, chart.zone), local_day(span.latest, chart.zone)
    return Span(end_of(first, chart.zone), end_of(last, chart.zone))


def evidence_verdicts(
    chart: Chart,
    protocol: Protocol,
    judged: Mapping[str, Span | None],
    *,
    done: frozenset[str],
    ended: frozenset[str],
    now: Minute,
) -> Iterator[Verdict]:
    """One verdict for each evidence rule: on the test that decides, or on its absence.

    No test is asked for before a step that has `ended`: one that will not come any more.
    """
    for evidence in protocol.evidence:
        at = judged.get(evidence.anchor)
        if not applies(evidence.applies, chart):
            yield _verdict(evidence, VerdictValue.NOT_APPLICABLE, _NOT_CONCERNED, at)
        elif evidence.anchor in ended:
            yield _verdict(evidence, VerdictValue.NOT_APPLICABLE, _PATH_ENDED, None)
        elif at is None:
            text = f"{_step(evidence)} has no date yet"
            yield _verdict(evidence, VerdictValue.PENDING, text, None)
        else:
            done_already = evidence.anchor in done
            asked = Asked(evidence=evidence, judged=at, chart=chart, now=now, done=done_already)
            yield _judge(asked)


_NOT_CONCERNED = "The rule concerns women of childbearing potential"
_PATH_ENDED = "The subject's path has ended before this step"


def tests_for(evidence: Evidence, chart: Chart) -> list[TestFact]:
    """Recorded tests of the kind a rule asks for, oldest first."""
    named = (test for test in chart.tests if test.test == evidence.test)
    return sorted(named, key=lambda test: (test.at.latest, test.index))


def result_due(evidence: Evidence, test: TestFact, chart: Chart) -> Minute:
    """When a result that is still awaited is asked for: the first minute after its time."""
    last = first_day_after(local_day(test.at.latest, chart.zone), evidence.result_within)
    return end_of(last, chart.zone) + 1


def _judge(asked: Asked) -> Verdict:
    evidence, judged, chart = asked.evidence, asked.judged, asked.chart
    window = window_at(evidence, judged, chart)
    fits = [(test, fit(evidence, test, judged, chart)) for test in tests_for(evidence, chart)]
    usable = [(test, how) for test, how in fits if how.possible]
    good = [(test, how) for test, how in usable if test.result == evidence.result]
    against = [(t, how) for t, how in usable if t.result not in {evidence.result, "pending"}]
    if standing := _standing(against, good):
        return _against(asked, window, standing, good)
    for test, how in reversed(good):
        if how.certain:
            text = f"{_said(test, chart)} is {test.result} and counts for {_on(asked)}"
            until = last_day_within(local_day(test.at.earliest, chart.zone), evidence.max_age)
            return _verdict(
                evidence, VerdictValue.MET, text, judged, window, test=test, counts_until=until
            )
    if good:
        return _coarse(asked, window, good[-1][0])
    return _missing(asked, window, [test for test, _ in usable if test.result == "pending"])


Fitted = tuple[TestFact, Fit]


def _standing(against: list[Fitted], good: list[Fitted]) -> Fitted | None:
    """The last contrary test that no good test certainly came after."""
    answered = max((test.at.earliest for test, how in good if how.certain), default=None)
    left = [(t, how) for t, how in against if answered is None or t.at.latest >= answered]
    return left[-1] if left else None


def _against(asked: Asked, window: DayWindow, standing: Fitted, good: list[Fitted]) -> Verdict:
    """A violation where the contrary test certainly counts and certainly came last."""
    test, how = standing
    if how.certain and all(other.at.latest <= test.at.earliest for other, _ in good):
        text = f"{_said(test, asked.chart)} is {test.result}"
        value = VerdictValue.VIOLATION
        return _verdict(asked.evidence, value, text, asked.judged, window, test=test)
    return _coarse(asked, window, test)


def _coarse(asked: Asked, window: DayWindow, test: TestFact) -> Verdict:
    coarse_test = test.at.coarse
    zone, anchor = asked.chart.zone, asked.evidence.anchor
    question = ask_time_of_test(test, zone) if coarse_test else ask_time(anchor)
    said = _said(test, asked.chart)
    text = f"Cannot tell whether {said} counts for {_on(asked)}; {question.en}"
    return _verdict(
        asked.evidence,
        VerdictValue.INDETERMINATE,
        text,
        asked.judged,
        window,
        test=test,
        question=question,
    )


def _missing(asked: Asked, window: DayWindow, awaited: list[TestFact]) -> Verdict:
    evidence = asked.evidence
    days = f"{window.opens.isoformat()} to {window.closes.isoformat()}"
    needed = f"A {evidence.result} {say_test(evidence.test)} from {days} is needed for {_on(asked)}"
    if awaited:
        text = f"{needed}; the result of {_said(awaited[-1], asked.chart)} is awaited"
        value = VerdictValue.INDETERMINATE if asked.done else VerdictValue.PENDING
        question = RESULT if asked.done else None
        return _verdict(
            evidence, value, text, asked.judged, window, test=awaited[-1], question=question
        )
    if asked.done and not tests_for(evidence, asked.chart):
        asks = ask_test(evidence)
        text = f"{needed}; none is recorded: {asks.en}"
        return _verdict(
            evidence, VerdictValue.INDETERMINATE, text, asked.judged, window, question=asks
        )
    over = asked.done or min(asked.judged.latest, _closes(asked, window)) < asked.now
    value = VerdictValue.VIOLATION if over else VerdictValue.PENDING
    ending = "none is recorded" if over else "none is recorded yet"
    return _verdict(evidence, value, f"{needed}; {ending}", asked.judged, window)


def _closes(asked: Asked, window: DayWindow) -> Minute:
    return end_of(window.closes, asked.chart.zone)


def _said(test: TestFact, chart: Chart) -> str:
    return f"the {say_test(test.test)} of {say_when(test.at, chart.zone)} ({test.id})"


def _step(evidence: Evidence) -> str:
    return evidence.anchor.replace("_", " ")


def _on(asked: Asked) -> str:
    return f"{_step(asked.evidence)} on {say_when(asked.judged, asked.chart.zone)}"


def _verdict(
    evidence: Evidence,
    value: VerdictValue,
    text: str,
    judged: Span | None,
    window: DayWindow | None = None,
    *,
    test: TestFact | None = None,
    question: Said | None = None,
    counts_until: date | None = None,
) -> Verdict:
    return Verdict(
        rule=evidence.rule,
        step=evidence.anchor,
        fact=test.id if test else None,
        value=value,
        text=f"{text[0].upper()}{text[1:]} ({evidence.source}).",
        judged_at=judged,
        window=window,
        counts_until=counts_until,
        **asking(question),
        site_default=evidence.site_default,
    )
