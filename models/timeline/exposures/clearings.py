"""From when each recorded exposure lets its anchor step go ahead, rule by rule."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from models.chart.chart import Chart
from models.chart.facts import DrugFact, EventFact
from models.moments import Minute
from models.protocol import Protocol
from models.protocol.arithmetic.quantity import DoseLimit
from models.protocol.criteria import Washout
from models.reasons.verdicts.exposures import (
    DepotActs,
    ExemptByRule,
    Exemption,
    FoundExempt,
    IsMineralocorticoid,
    NoTherapeuticDose,
    NoTherapeuticDoseBySurface,
    NotSystemic,
    OfExemptSeverity,
)
from models.timeline.exposures.exposures import Exposure
from models.timeline.exposures.stops import OPEN, Clearance, Stop, World, clearance
from models.timeline.readings.readings import last_said


@dataclass(frozen=True, slots=True, kw_only=True)
class Clearing:
    """From when one exposure lets its anchor step go ahead, under one rule.

    Attributes:
        own: what this rule alone would ask for, in the strictest reading.
        joint: what all readings of the fact together leave open.
        exempt_by: why the rule does not count it after all; None where it does.
    """

    exposure: Exposure
    washout: Washout
    joint: Clearance
    own: Minute
    stop: Stop | None = None
    exempt_by: Exemption | None = None

    @property
    def of_depot(self) -> bool:
        """Whether its stop is the last day on which a depot may act."""
        last = getattr(self.exposure.fact, "last", None)
        slow = self.stop is not None and self.stop.at != last
        return slow and isinstance(self.exposure.note, DepotActs)


def clearings_of(
    exposures: Iterable[Exposure], chart: Chart, protocol: Protocol
) -> tuple[Clearing, ...]:
    """Every rule that reads an exposure, with from when it would be compliant."""
    return tuple(
        clearing
        for exposure in exposures
        for clearing in (
            *_certain(exposure, chart, protocol),
            *_uncertain(exposure, chart, protocol),
            *_exempt(exposure, protocol),
        )
    )


def _certain(exposure: Exposure, chart: Chart, protocol: Protocol) -> Iterator[Clearing]:
    for rule, stop in sorted(frozenset.intersection(*exposure.worlds), key=_rule_of):
        washout = _washout(protocol, rule)
        bounds = clearance(washout, stop, chart.zone)
        yield Clearing(
            exposure=exposure,
            washout=washout,
            joint=bounds,
            own=bounds.clears_at,
            stop=stop,
            exempt_by=_exempt_finding(washout, chart, protocol),
        )


def _uncertain(exposure: Exposure, chart: Chart, protocol: Protocol) -> Iterator[Clearing]:
    """Rules of some worlds only: open from the mildest world on, sure from the strictest."""
    certain: World = frozenset.intersection(*exposure.worlds)
    rest = [world - certain for world in exposure.worlds]
    named = sorted({rule for world in rest for rule, _ in world})
    for rule in named:
        washout = _washout(protocol, rule)
        same_anchor = [_of_anchor(world, washout.anchor, protocol) for world in rest]
        bounds = [_strictest(world, chart.zone, protocol) for world in same_anchor]
        joint = Clearance(min(b.possible_from for b in bounds), max(b.clears_at for b in bounds))
        own = max(
            clearance(washout, stop, chart.zone).clears_at
            for world in rest
            for name, stop in world
            if name == rule
        )
        yield Clearing(exposure=exposure, washout=washout, joint=joint, own=own)


def _rule_of(pair: tuple[str, Stop]) -> str:
    return pair[0]


def _washout(protocol: Protocol, rule: str) -> Washout:
    return next(washout for washout in protocol.washout if washout.rule == rule)


def _of_anchor(world: World, anchor: str, protocol: Protocol) -> World:
    return frozenset(
        (rule, stop) for rule, stop in world if _washout(protocol, rule).anchor == anchor
    )


def _strictest(world: World, zone: ZoneInfo, protocol: Protocol) -> Clearance:
    joint = OPEN
    for rule, stop in world:
        joint = joint.with_strictest(clearance(_washout(protocol, rule), stop, zone))
    return joint


def _exempt_finding(washout: Washout, chart: Chart, protocol: Protocol) -> FoundExempt | None:
    """What was found last decides."""
    said = last_said(washout.exempt_finding, chart, protocol)
    if said is not None and said.present:
        return FoundExempt(finding=said.finding, fact=said.id)
    return None


def _exempt(exposure: Exposure, protocol: Protocol) -> Iterator[Clearing]:
    """Rules that name the exposure but do not count it in any world."""
    counted = {rule for world in exposure.worlds for rule, _ in world}
    for washout in protocol.washout:
        reason = None if washout.rule in counted else _why_not(washout, exposure)
        if reason:
            yield Clearing(
                exposure=exposure, washout=washout, joint=OPEN, own=OPEN.clears_at, exempt_by=reason
            )


def _why_not(washout: Washout, exposure: Exposure) -> Exemption | None:
    fact = exposure.fact
    if isinstance(fact, EventFact):
        named = fact.severity if exposure.reader == washout.rule else None
        return OfExemptSeverity(severity=named) if named else None
    if not isinstance(fact, DrugFact):
        return None
    if washout.exempt and washout.exempt.rule in exposure.exempt:
        return ExemptByRule(rule=washout.exempt.rule)
    if washout.steroid_limit and exposure.steroid:
        return _below(washout.steroid_limit)
    if washout.steroid_limit and exposure.mineralocorticoid:
        return IsMineralocorticoid()
    return NotSystemic() if is_local(washout, exposure) else None


def _below(limit: DoseLimit) -> NoTherapeuticDose | NoTherapeuticDoseBySurface:
    milligrams = f"{float(limit.value):g}"
    if limit.by_surface:
        return NoTherapeuticDoseBySurface(milligrams=milligrams)
    return NoTherapeuticDose(milligrams=milligrams)


def is_local(washout: Washout, exposure: Exposure) -> bool:
    """A drug that a rule would name, if it were given systemically."""
    fact, classes = exposure.fact, exposure.drug_classes
    if not washout.systemic or not isinstance(fact, DrugFact):
        return False
    named = classes.intersection(washout.drug_classes) or fact.purpose in washout.purposes
    return bool(named and (exposure.local or exposure.of_local_class))
