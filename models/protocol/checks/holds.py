"""Holds that nothing could raise, or whose steps are not in the order of the path."""

from collections.abc import Iterator

from models.protocol.checks.flaws import Flaw
from models.protocol.holds import Hold, Trigger
from models.protocol.types import Protocol
from models.reasons.refusals.authored.protocol_rules import RuleFlaw


def hold_flaws(protocol: Protocol) -> Iterator[Flaw]:
    """Triggers that name no one thing, and steps that are out of order."""
    for index, hold in enumerate(protocol.hold):
        if not all(map(_is_one_thing, hold.raised_by)):
            yield Flaw("hold", index, "raised_by", RuleFlaw.NO_ONE_TRIGGER)
        if not _in_order(hold, protocol):
            yield Flaw("hold", index, "steps", RuleFlaw.HOLD_OUT_OF_ORDER)


def _is_one_thing(trigger: Trigger) -> bool:
    """A finding; or a test with its result; or a measure with its limits."""
    named = (trigger.finding, trigger.test, trigger.measure)
    whole = (trigger.test is None) is (trigger.result is None)
    limited = (trigger.measure is None) is (not trigger.at_least)
    return sum(name is not None for name in named) == 1 and whole and limited


def _in_order(hold: Hold, protocol: Protocol) -> bool:
    places = [protocol.order[step] for step in hold.steps]
    return places == sorted(set(places))
