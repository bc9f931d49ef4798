"""Verdicts on tests that count only while they are young enough: pregnancy tests, CD19."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypedDict

from models.chart.facts import Chart, TestFact
from models.moments import Minute, Span, end_of, local_day
from models.protocol import Protocol
from models.protocol.arithmetic.shifts import last_day_within
from models.protocol.criteria import Evidence
from models.reasons.questions import Question
from models.reasons.questions.results import EarlierTestAsked, ResultAsked
from models.reasons.questions.times import ReportTimeAsked, SampleTimeAsked, StepTimeAsked
from models.reasons.recorded import TestTaken
from models.reasons.stated import Stated, stated
from models.reasons.verdicts.tests import (
    OnlyOfChildbearing,
    PathEndedBefore,
    SampleAgainst,
    SampleAwaited,
    SampleCounts,
    SampleDoubtful,
    StepUndated,
    TestMissing,
    TestReason,
    TestUnrecorded,
)
from models.timeline.history.applies import applies
from models.timeline.questions import asking, question_said
from models.timeline.results import Verdict
from models.timeline.values import VerdictValue
from models.timeline.verdicts.evidence import Fit, fit, tests_for, window_at
from models.timeline.verdicts.reports import as_known, report_asked, why_too_late
from models.timeline.words import cite, say_test, say_when


@dataclass(frozen=True, slots=True, kw_only=True)
class _Court:
    """What one evidence rule is judged with."""

    evidence: Evidence
    chart: Chart
    protocol: Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked(_Court):
    """The rule at one time of its anchor step."""

    judged: Span
    now: Minute
    done: bool


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
        at, done_already = judged.get(evidence.anchor), evidence.anchor in done
        court = _Court(evidence=evidence, chart=chart, protocol=protocol)
        if not applies(evidence.applies, chart):
            yield _of_others(court, at)
        elif evidence.anchor in ended:
            yield _over(court)
        elif at is None:
            yield _undated(court)
        else:
            yield _judge(
                _Asked(
                    evidence=evidence,
                    chart=chart,
                    protocol=protocol,
                    judged=at,
                    now=now,
                    done=done_already,
                )
            )


def _of_others(court: _Court, at: Span | None) -> Verdict:
    reason = OnlyOfChildbearing(stated=stated(court.evidence), step=court.evidence.anchor)
    return _verdict(court, VerdictValue.NOT_APPLICABLE, _NOT_CONCERNED, reason, at=at)


def _over(court: _Court) -> Verdict:
    reason = PathEndedBefore(stated=stated(court.evidence), step=court.evidence.anchor)
    text = f"The subject's path has ended before {_step(court)}"
    return _verdict(court, VerdictValue.NOT_APPLICABLE, text, reason)


def _undated(court: _Court) -> Verdict:
    reason = StepUndated(stated=stated(court.evidence), step=court.evidence.anchor)
    return _verdict(court, VerdictValue.PENDING, f"{_step(court)} has no date yet", reason)


_NOT_CONCERNED = "The rule concerns women of childbearing potential"


def _judge(asked: _Asked) -> Verdict:
    evidence, judged, chart = asked.evidence, asked.judged, asked.chart
    fits = [(test, fit(evidence, test, judged, chart)) for test in tests_for(evidence, chart)]
    usable = [(test, how) for test, how in fits if how.possible]
    named = [(test, how) for test, how in usable if test.result == evidence.result]
    known = [(one[0], as_known(evidence, one, judged, chart)) for one in named]
    good = [(test, how) for test, how in known if how.possible]
    against = [(t, how) for t, how in usable if t.result not in {evidence.result, "pending"}]
    if standing := _standing(against, good):
        return _against(asked, standing, good)
    for test, how in reversed(good):
        if how.certain:
            return _counts(asked, test)
    if good:
        doubtful = good[-1][0]
        return _coarse(asked, doubtful, report_asked(evidence, doubtful, judged, chart))
    if known:
        return _too_late(asked, known[-1][0])
    return _missing(asked, [test for test, _ in usable if test.result == "pending"])


def _counts(asked: _Asked, test: TestFact) -> Verdict:
    evidence, zone = asked.evidence, asked.chart.zone
    text = f"{_said(test, asked.chart)} is {test.result} and counts for {_on(asked)}"
    until = last_day_within(local_day(test.at.earliest, zone), evidence.max_age)
    reason = SampleCounts(
        stated=stated(evidence),
        step=evidence.anchor,
        judged=asked.judged,
        sample=_sample(test),
        result=test.result,
    )
    verdict = _verdict(asked, VerdictValue.MET, text, reason, at=asked.judged, test=test)
    return replace(verdict, counts_until=until)


Fitted = tuple[TestFact, Fit]


def _standing(against: list[Fitted], good: list[Fitted]) -> Fitted | None:
    """The last contrary test that no good test certainly came after."""
    answered = max((test.at.earliest for test, how in good if how.certain), default=None)
    left = [(t, how) for t, how in against if answered is None or t.at.latest >= answered]
    return left[-1] if left else None


def _against(asked: _Asked, standing: Fitted, good: list[Fitted]) -> Verdict:
    """A violation where the contrary test certainly counts and certainly came last."""
    test, how = standing
    if not how.certain or any(other.at.latest > test.at.earliest for other, _ in good):
        return _coarse(asked, test)
    text = f"{_said(test, asked.chart)} is {test.result}"
    reason = SampleAgainst(
        stated=stated(asked.evidence),
        step=asked.evidence.anchor,
        sample=_sample(test),
        result=test.result,
    )
    return _verdict(asked, VerdictValue.VIOLATION, text, reason, at=asked.judged, test=test)


def _coarse(asked: _Asked, test: TestFact, report: ReportTimeAsked | None = None) -> Verdict:
    anchor, sample = asked.evidence.anchor, _sample(test)
    times = SampleTimeAsked(sample=sample) if test.at.coarse else StepTimeAsked(step=anchor)
    asks = report or times
    question = _asked(asks, asked)
    text = f"Cannot tell whether {_said(test, asked.chart)} counts for {_on(asked)}; {question}"
    reason = SampleDoubtful(
        stated=stated(asked.evidence),
        step=anchor,
        judged=asked.judged,
        sample=sample,
        asks=asks,
    )
    value = VerdictValue.INDETERMINATE
    return _verdict(asked, value, text, reason, at=asked.judged, test=test, asks=asks)


def _too_late(asked: _Asked, test: TestFact) -> Verdict:
    """A good result that was known only after the step: it did not allow it."""
    reason, zone = why_too_late(asked.evidence, asked.judged, test), asked.chart.zone
    reported = f"was reported on {say_when(reason.reported, zone)}, after {_on(asked)}"
    text = f"{_said(test, asked.chart)} is {test.result}, but {reported}"
    return _verdict(asked, VerdictValue.VIOLATION, text, reason, at=asked.judged)


def _missing(asked: _Asked, awaited: list[TestFact]) -> Verdict:
    if awaited:
        return _awaited(asked, awaited[-1])
    if asked.done and not tests_for(asked.evidence, asked.chart):
        return _unrecorded(asked)
    over = asked.done or min(asked.judged.latest, _closes(asked)) < asked.now
    value = VerdictValue.VIOLATION if over else VerdictValue.PENDING
    ending = "none is recorded" if over else "none is recorded yet"
    reason = TestMissing(**_needed(asked), over=over)
    return _verdict(asked, value, f"{_need(asked)}; {ending}", reason, at=asked.judged)


def _awaited(asked: _Asked, test: TestFact) -> Verdict:
    value = VerdictValue.INDETERMINATE if asked.done else VerdictValue.PENDING
    asks = ResultAsked() if asked.done else None
    text = f"{_need(asked)}; the result of {_said(test, asked.chart)} is awaited"
    text += f": {_asked(asks, asked)}" if asks else ""
    reason = SampleAwaited(**_needed(asked), sample=_sample(test), asks=asks)
    return _verdict(asked, value, text, reason, at=asked.judged, test=test, asks=asks)


def _unrecorded(asked: _Asked) -> Verdict:
    """A test that must have been made, as its step is done."""
    asks = EarlierTestAsked(test=asked.evidence.test, step=asked.evidence.anchor)
    text = f"{_need(asked)}; none is recorded: {_asked(asks, asked)}"
    reason = TestUnrecorded(**_needed(asked), asks=asks)
    value = VerdictValue.INDETERMINATE
    return _verdict(asked, value, text, reason, at=asked.judged, asks=asks)


class _Needed(TypedDict):
    """What every test that is still needed says."""

    stated: Stated
    step: str
    judged: Span
    test: str
    result: str
    first: date
    last: date


def _needed(asked: _Asked) -> _Needed:
    evidence, window = asked.evidence, window_at(asked.evidence, asked.judged, asked.chart)
    return {
        "stated": stated(evidence),
        "step": evidence.anchor,
        "judged": asked.judged,
        "test": evidence.test,
        "result": evidence.result,
        "first": window.opens,
        "last": window.closes,
    }


def _sample(test: TestFact) -> TestTaken:
    return TestTaken(fact=test.id, test=test.test, at=test.at)


def _closes(asked: _Asked) -> Minute:
    return end_of(window_at(asked.evidence, asked.judged, asked.chart).closes, asked.chart.zone)


# -------------------------------------------------------------------- sentences


def _need(asked: _Asked) -> str:
    evidence, window = asked.evidence, window_at(asked.evidence, asked.judged, asked.chart)
    days = f"{window.opens.isoformat()} to {window.closes.isoformat()}"
    return f"A {evidence.result} {say_test(evidence.test)} from {days} is needed for {_on(asked)}"


def _asked(asks: Question | None, asked: _Asked) -> str:
    said = question_said(asks, asked.protocol, asked.chart.zone)
    return said.en if said else ""


def _said(test: TestFact, chart: Chart) -> str:
    return f"the {say_test(test.test)} of {say_when(test.at, chart.zone)} ({test.id})"


def _step(court: _Court) -> str:
    return court.protocol.step_by_id[court.evidence.anchor].title


def _on(asked: _Asked) -> str:
    return f"{_step(asked)} on {say_when(asked.judged, asked.chart.zone)}"


def _verdict(
    court: _Court,
    value: VerdictValue,
    text: str,
    reason: TestReason,
    *,
    at: Span | None = None,
    test: TestFact | None = None,
    asks: Question | None = None,
) -> Verdict:
    """One verdict; where the step has a date, with the days on which a sample counts for it."""
    evidence, told = court.evidence, not isinstance(reason, OnlyOfChildbearing)
    return Verdict(
        rule=evidence.rule,
        step=evidence.anchor,
        fact=test.id if test else None,
        value=value,
        text=f"{text[0].upper()}{text[1:]} ({cite(evidence)}).",
        reason=reason,
        judged_at=at,
        window=window_at(evidence, at, court.chart) if at and told else None,
        **asking(asks, court.protocol, court.chart.zone),
        site_default=evidence.site_default,
    )
