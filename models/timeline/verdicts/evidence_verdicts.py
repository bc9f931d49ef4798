"""Verdicts on tests that count only while they are young enough: pregnancy tests, CD19."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from models.chart.chart import Chart
from models.chart.facts import TestFact
from models.moments import Span
from models.protocol import Protocol
from models.protocol.criteria import Evidence
from models.reasons.questions import Question
from models.reasons.questions.times import ReportTimeAsked
from models.reasons.stated import stated
from models.reasons.verdicts.tests import (
    PathEndedBefore,
    StepUndated,
    TestReason,
)
from models.timeline.results import Verdict
from models.timeline.values import VerdictValue
from models.timeline.verdicts.decided_tests import is_decided
from models.timeline.verdicts.evidence import (
    Fitted,
    counts_until,
    fit,
    tests_for,
    unanswered_against,
    window_at,
)
from models.timeline.verdicts.evidence_reasons import (
    why_it_counts,
    why_it_is_against,
    why_it_is_awaited,
    why_it_is_doubtful,
    why_none_counts,
    why_none_is_recorded,
)
from models.timeline.verdicts.reports import as_known, report_asked, why_too_late


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
    passed: bool
    done: bool


def evidence_verdicts(
    chart: Chart,
    protocol: Protocol,
    judged: Mapping[str, Span | None],
    *,
    done: frozenset[str],
    ended: frozenset[str],
    passed: Collection[str],
) -> Iterator[Verdict]:
    """One verdict for each evidence rule: on the test that decides, or on its absence.

    No test is asked for before a step that has `ended`: one that will not come any more.

    Args:
        passed: steps whose date is over; what is only suggested still lies ahead.
    """
    for evidence in protocol.evidence:
        anchor, at = evidence.anchor, judged.get(evidence.anchor)
        court = _Court(evidence=evidence, chart=chart, protocol=protocol)
        if anchor in ended:
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
                    passed=anchor in passed,
                    done=anchor in done,
                )
            )


def _over(court: _Court) -> Verdict:
    reason = PathEndedBefore(stated=stated(court.evidence), step=court.evidence.anchor)
    return _verdict(court, VerdictValue.NOT_APPLICABLE, reason)


def _undated(court: _Court) -> Verdict:
    reason = StepUndated(stated=stated(court.evidence), step=court.evidence.anchor)
    return _verdict(court, VerdictValue.PENDING, reason)


def _judge(asked: _Asked) -> Verdict:
    evidence, judged, chart = asked.evidence, asked.judged, asked.chart
    fits = [(test, fit(evidence, test, judged, chart)) for test in tests_for(evidence, chart)]
    usable = [(test, how) for test, how in fits if how.possible]
    named = [(test, how) for test, how in usable if test.result == evidence.result]
    known = [(one[0], as_known(evidence, one, judged, chart)) for one in named]
    good = [(test, how) for test, how in known if how.possible]
    against = [(t, how) for t, how in usable if t.result not in {evidence.result, "pending"}]
    awaited = [test for test, _ in usable if test.result == "pending"]
    if unanswered := unanswered_against(against, good):
        return _against(asked, unanswered, good, awaited)
    for test, how in reversed(good):
        if how.certain:
            return _counts(asked, test)
    if good:
        doubtful = good[-1][0]
        return _coarse(asked, doubtful, report_asked(evidence, doubtful, judged, chart))
    if known:
        return _too_late(asked, known[-1][0])
    return _missing(asked, awaited)


def _counts(asked: _Asked, test: TestFact) -> Verdict:
    evidence = asked.evidence
    until = counts_until(evidence, test, asked.chart.zone)
    reason = why_it_counts(evidence, asked.judged, test)
    verdict = _verdict(asked, VerdictValue.MET, reason, at=asked.judged, test=test)
    return replace(verdict, counts_until=until)


def _against(
    asked: _Asked, unanswered: Fitted, good: list[Fitted], awaited: list[TestFact]
) -> Verdict:
    """A violation where the contrary test certainly counts and certainly came last.

    Where a person has decided that it says nothing of the subject, a test after it is needed.
    """
    test, how = unanswered
    decided = is_decided(asked.evidence, test, asked.judged, asked.chart, asked.protocol)
    may_be_later = any(other.at.latest > test.at.earliest for other, _ in good)
    if may_be_later or not (how.certain or decided):
        return _coarse(asked, test)
    if decided:
        later = [each for each in awaited if each.at.latest > test.at.earliest]
        return _missing(asked, later, after=test)
    reason = why_it_is_against(asked.evidence, test)
    return _verdict(asked, VerdictValue.VIOLATION, reason, at=asked.judged, test=test)


def _coarse(asked: _Asked, test: TestFact, report: ReportTimeAsked | None = None) -> Verdict:
    reason = why_it_is_doubtful(asked.evidence, asked.judged, test, report)
    value = VerdictValue.INDETERMINATE
    return _verdict(asked, value, reason, at=asked.judged, test=test, asks=reason.asks)


def _too_late(asked: _Asked, test: TestFact) -> Verdict:
    """A good result that was known only after the step: it did not allow it."""
    reason = why_too_late(asked.evidence, asked.judged, test)
    return _verdict(asked, VerdictValue.VIOLATION, reason, at=asked.judged)


def _missing(asked: _Asked, awaited: list[TestFact], *, after: TestFact | None = None) -> Verdict:
    evidence, judged, chart = asked.evidence, asked.judged, asked.chart
    if awaited:
        return _awaited(asked, awaited[-1])
    if asked.done and not tests_for(evidence, chart):
        return _unrecorded(asked)
    over = asked.done or asked.passed
    value = VerdictValue.VIOLATION if over else VerdictValue.PENDING
    reason = why_none_counts(evidence, judged, chart, over=over, after=after)
    return _verdict(asked, value, reason, at=judged)


def _awaited(asked: _Asked, test: TestFact) -> Verdict:
    value = VerdictValue.INDETERMINATE if asked.done else VerdictValue.PENDING
    reason = why_it_is_awaited(asked.evidence, asked.judged, asked.chart, test, done=asked.done)
    return _verdict(asked, value, reason, at=asked.judged, test=test, asks=reason.asks)


def _unrecorded(asked: _Asked) -> Verdict:
    """A test that must have been made, as its step is done."""
    reason = why_none_is_recorded(asked.evidence, asked.judged, asked.chart)
    value = VerdictValue.INDETERMINATE
    return _verdict(asked, value, reason, at=asked.judged, asks=reason.asks)


def _verdict(
    court: _Court,
    value: VerdictValue,
    reason: TestReason,
    *,
    at: Span | None = None,
    test: TestFact | None = None,
    asks: Question | None = None,
) -> Verdict:
    """One verdict; where the step has a date, with the days on which a sample counts for it."""
    evidence = court.evidence
    return Verdict(
        rule=evidence.rule,
        step=evidence.anchor,
        fact=test.id if test else None,
        value=value,
        reason=reason,
        asks=asks,
        judged_at=at,
        window=window_at(evidence, at, court.chart) if at else None,
        site_default=evidence.site_default,
    )
