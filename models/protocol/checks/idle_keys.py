"""Keys of a washout that nothing it names could ever make use of."""

from collections.abc import Iterator

from models.protocol.checks.flaws import Flaw
from models.protocol.criteria import Washout
from models.protocol.types import Protocol
from models.protocol.vocabulary import ROUTES
from models.reasons.refusals.authored.protocol_rules import (
    DrugsUnnamed,
    EventsUnnamed,
    NothingExempt,
    RouteUnknown,
    SurfaceNotMeasured,
    WaitsForNothing,
)

_OF_EVENTS = ("lasting", "exempt_severity", "exempt_finding", "claimed_by")
_OF_DRUGS = ("systemic", "routes_not", "exempt")


def idle_flaws(protocol: Protocol) -> Iterator[Flaw]:
    """Washouts that wait for nothing, and what they say of things that they do not name."""
    for index, washout in enumerate(protocol.washout):
        yield from _routes(index, washout)
        yield from _empty(index, washout)
        yield from _of_nothing_named(index, washout)
        yield from _idle_exemptions(index, washout)
        yield from _unmeasured(index, washout, protocol)


def _routes(index: int, washout: Washout) -> Iterator[Flaw]:
    for key in ("routes", "routes_not"):
        for route in getattr(washout, key):
            if route not in ROUTES:
                reason = RouteUnknown(word=route, known=tuple(sorted(ROUTES)))
                yield Flaw("washout", index, key, reason)


def _empty(index: int, washout: Washout) -> Iterator[Flaw]:
    if not (washout.reads_drugs or washout.fields or washout.events):
        yield Flaw("washout", index, None, WaitsForNothing(rule=washout.rule))


def _of_nothing_named(index: int, washout: Washout) -> Iterator[Flaw]:
    for key in _OF_EVENTS:
        if getattr(washout, key) and not washout.events:
            yield Flaw("washout", index, key, EventsUnnamed(key=key, rule=washout.rule))
    for key in _OF_DRUGS:
        if getattr(washout, key) and not washout.reads_drugs:
            yield Flaw("washout", index, key, DrugsUnnamed(key=key, rule=washout.rule))


def _idle_exemptions(index: int, washout: Washout) -> Iterator[Flaw]:
    mild = washout.exempt_severity
    if mild is not None and mild.event not in washout.events:
        idle = NothingExempt(event=mild.event, rule=washout.rule)
        yield Flaw("washout", index, "exempt_severity", idle)


def _unmeasured(index: int, washout: Washout, protocol: Protocol) -> Iterator[Flaw]:
    """A limit per square metre needs a surface that a chart can say."""
    limit = washout.steroid_limit
    if limit and limit.by_surface and "bsa" not in {one.id for one in protocol.measure}:
        reason = SurfaceNotMeasured(rule=washout.rule)
        yield Flaw("washout", index, "daily_hydrocortisone_from", reason)
