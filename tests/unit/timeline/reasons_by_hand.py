"""Reasons by hand, for plans by hand: what a few facts of a subject mean."""

from fractions import Fraction

from models.protocol.arithmetic.quantity import Quantity
from models.protocol.source import EntryList, Source
from models.reasons.path.closings import PathEnded
from models.reasons.path.rules import PathRule, TreatmentRule
from models.reasons.path.windows import CountedFrom, OpensAfterWashout, OpensByLink, OpensNow
from models.reasons.recorded import DrugGiven, TestTaken
from models.reasons.stated import Stated
from models.reasons.verdicts.criteria import ConditionJudged, FindingOnRecord, ValueOnRecord
from models.reasons.verdicts.safe_dates import LastExposure, SafeFrom
from models.reasons.verdicts.tests import SampleAgainst, SampleCounts
from models.reasons.verdicts.washouts import WashoutPending
from tests.unit.timeline.plan_builder import first, span

WITHDREW = PathEnded(event="withdrawn")
DIED = PathEnded(event="death")


# -------------------------------------------------------------------- verdicts


def took(drug: str, last: str, rule: str, *, fact: str = "f3") -> WashoutPending:
    """A drug that ended, and a step without a date."""
    return WashoutPending(
        stated=_stated(rule),
        step="infusion",
        gap=Quantity(minutes=72 * 60),
        strict=True,
        last=LastExposure(exposed=DrugGiven(fact=fact, written=drug, drug=drug), at=span(last)),
        note=None,
        safe=SafeFrom(clears_at=first(last)),
    )


def pregnancy_result(result: str, at: str, *, fact: str = "f3") -> SampleAgainst | SampleCounts:
    """A pregnancy test before the infusion."""
    sample = TestTaken(fact=fact, test="pregnancy", at=span(at))
    stated = _stated("IN-10b", "inclusion")
    if result == "negative":
        return SampleCounts(
            stated=stated, step="infusion", judged=span(at), sample=sample, result=result
        )
    return SampleAgainst(stated=stated, step="infusion", sample=sample, result=result)


def measured(measure: str, value: int, unit: str, rule: str) -> ConditionJudged:
    """A value that excludes."""
    at = span("2026-03-02")
    recorded = ValueOnRecord(about=measure, fact="f3", at=at, value=Fraction(value), unit=unit)
    return ConditionJudged(stated=_stated(rule), allows=False, recorded=(recorded,), asks=None)


def found(finding: str, rule: str) -> ConditionJudged:
    """A finding that excludes."""
    recorded = FindingOnRecord(about=finding, fact="f3", at=span("2026-03-02"), present=True)
    return ConditionJudged(stated=_stated(rule), allows=False, recorded=(recorded,), asks=None)


def _stated(rule: str, listed: EntryList = "exclusion") -> Stated:
    return Stated(rule=rule, source=_source(rule, listed), site_default=False)


def _source(rule: str, listed: EntryList = "exclusion") -> Source:
    number = rule.partition("-")[2].lstrip("0")
    return Source(entry="NCT04684147", list=listed, number=number)


# -------------------------------------------------------------------- chains


def after_washout(rule: str, fact: str, opens: str) -> OpensAfterWashout:
    """Why the infusion is not before a washout is over."""
    return OpensAfterWashout(
        step="infusion",
        minute=first(opens),
        rule=TreatmentRule(rule=rule),
        fact=fact,
        source=_source(rule),
        site_default=False,
    )


def after_infusion(step: str, opens: str, *, at: str, fact: str) -> OpensByLink:
    """Why a visit is not before some days after a booked infusion."""
    return OpensByLink(
        step=step,
        minute=first(opens),
        rule=PathRule(rule="PATH-day-28"),
        source=Source(),
        site_default=True,
        counted_from=CountedFrom(step="infusion", at=span(at), held="booked", fact=fact),
    )


def not_done_yet(opens: str) -> OpensNow:
    """Why the infusion is not in the past."""
    return OpensNow(step="infusion", minute=first(opens))
