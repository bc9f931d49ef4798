"""Bookings that cannot hold: each rule that forbids one, and bookings that exclude each other."""

from collections.abc import Iterable, Iterator, Sequence

from models.moments import Span
from models.reasons.path.conflicts import CannotHold, OtherBooking
from models.reasons.path.rules import NamedRule, name_rule
from models.timeline.history.step_records import ASSUMED
from models.timeline.network.bounds import Trail
from models.timeline.network.network import NOW
from models.timeline.results import Conflict, Verdict
from models.timeline.states.repairs import facts_behind, queries, query
from models.timeline.states.repeating import repeating
from models.timeline.states.scene import Scene
from models.timeline.values import StepState, VerdictValue
from models.timeline.windows.chains import chain

_LIVE = {StepState.BOOKED, StepState.DUE, StepState.AT_RISK}


def booking_conflicts(scene: Scene, states: dict[str, StepState]) -> Iterator[Conflict]:
    """One for each rule that a booking breaks, and one for each end of its path it lies beyond.

    Two bookings that exclude each other are told once, at the earlier step of the path.
    """
    pairs: set[frozenset[str]] = set()
    protocol = scene.case.protocol
    for step, state in states.items():
        at = scene.case.network.booked.get(step)
        if state not in _LIVE or at is None:
            continue
        for verdict in scene.verdicts.get(step, ()):
            alone = not protocol.groups.of(verdict.rule)  # of a group, another may hold
            if verdict.value is VerdictValue.VIOLATION and alone:
                yield _against_rule(step, at, verdict, scene)
        for trails in _beyond_path(step, at, scene):
            other = _booked_at_its_end(trails, scene)
            if other is None or frozenset({step, other}) not in pairs:
                pairs.add(frozenset({step, other or step}))
                yield _against_path(step, at, trails, other, scene)


def held_reason(
    step: str, at: Span, against: Iterable[tuple[Sequence[str], str | None]], scene: Scene
) -> CannotHold:
    """A booking, and what it cannot hold with.

    Args:
        against: rules, each with another booking where that is excluded by them.
    """
    others: list[NamedRule | OtherBooking] = []
    for rules, other in against:
        named = tuple(name_rule(rule, scene.case.protocol) for rule in rules)
        others += (_other(other, named, scene),) if other else named
    return CannotHold(
        step=step,
        at=at,
        assumed=scene.case.recorded[step].fact == ASSUMED,
        against=tuple(dict.fromkeys(others)),
    )


def _other(step: str, rules: tuple[NamedRule, ...], scene: Scene) -> OtherBooking:
    at, assumed = scene.case.network.booked[step], scene.case.recorded[step].fact == ASSUMED
    return OtherBooking(step=step, at=at, assumed=assumed, rules=rules)


def _against_rule(step: str, at: Span, verdict: Verdict, scene: Scene) -> Conflict:
    asked = () if verdict.fact is None else (query(verdict.fact, scene.case),)
    return Conflict(
        step=step,
        rules=(verdict.rule,),
        facts=tuple(sorted({*_bookings([step], scene), *(repair.fact or "" for repair in asked)})),
        reason=held_reason(step, at, [((verdict.rule,), None)], scene),
        repairs=(*repeating(step, verdict.clears_at, scene), *asked),
    )


def _against_path(
    step: str, at: Span, trails: tuple[Trail, ...], other: str | None, scene: Scene
) -> Conflict:
    reasons = [trail.reason for trail in trails]
    snapped = {reason.snapped for reason in reasons if reason.snapped}
    rules = sorted(({reason.rule for reason in reasons} | snapped) - {NOW})
    facts = {*_bookings([step], scene), *facts_behind(trails, scene.case)}
    return Conflict(
        step=step,
        rules=tuple(rules),
        facts=tuple(sorted(facts)),
        reason=held_reason(step, at, [(rules, other)], scene),
        repairs=(*repeating(step, at.earliest, scene), *queries(facts, scene.case)),
        against=other,
    )


def _beyond_path(step: str, at: Span, scene: Scene) -> Iterator[tuple[Trail, ...]]:
    """The chain behind each end of the path's own window that a booking certainly lies beyond."""
    bounds = scene.windows.path[step]
    closes = bounds.upper.get(step)
    if at.latest < bounds.lower[step]:
        yield tuple(chain(step, bounds))
    if closes is not None and at.earliest > closes:
        yield tuple(chain(step, bounds, lower=False))


def _booked_at_its_end(trails: tuple[Trail, ...], scene: Scene) -> str | None:
    root = trails[-1].reason.via
    return root if root is not None and scene.case.recorded[root].booked else None


def _bookings(steps: Iterable[str], scene: Scene) -> set[str]:
    facts = {scene.case.recorded[step].fact for step in steps}
    return {fact for fact in facts if fact not in {None, ASSUMED}}
