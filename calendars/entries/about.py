"""What an entry tells beside the plan: where the visits are, and where a rule is stated."""

from collections.abc import Iterable
from dataclasses import dataclass

from models.protocol import Protocol
from models.protocol.criterion import Sourced
from models.protocol.source import Source
from models.reasons.calendar.rules import CitedRule
from models.reasons.facts import changed
from models.reasons.path.rules import NamedRule, ResultRule, name_rule
from models.reasons.path.windows import (
    NoDateWhileGoingOn,
    OpensAfterWashout,
    OpensByLink,
    OpensIfStoppedNow,
)
from models.reasons.reason import Reason
from models.timeline.results import StepOutcome


@dataclass(frozen=True, slots=True)
class About:
    """Where the visits are; without a protocol, rules are named without their source."""

    place: Reason
    protocol: Protocol | None = None

    def cite(self, rule: str) -> CitedRule:
        """A rule with where it is stated; the rule alone where nothing states it."""
        known = None if self.protocol is None else _stating(self.protocol, rule)
        if known is None:
            return CitedRule(rule=rule)
        source = number_alone(known.source)
        return CitedRule(rule=rule, source=source, site_default=known.site_default)

    def name(self, rule: str) -> NamedRule:
        """A rule as the kind that reveals what the protocol says; without one, the most."""
        return ResultRule(rule=rule) if self.protocol is None else name_rule(rule, self.protocol)

    def other_day_number(self, outcome: StepOutcome) -> int | None:
        """The Day number of a step where it is not the protocol's; None where none is told."""
        known = None if self.protocol is None else self.protocol.step_by_id.get(outcome.step)
        planned = None if known is None else known.day
        return None if planned in {None, outcome.day} else outcome.day

    def cite_all(self, rules: Iterable[str]) -> tuple[CitedRule, ...]:
        """Several rules, each with its source."""
        return tuple(map(self.cite, rules))


def _stating(protocol: Protocol, rule: str) -> Sourced | None:
    return protocol.criterion_by_rule.get(rule) or protocol.link_by_rule.get(rule)


def number_alone(source: Source) -> Source:
    """A source without its quote and rationale: no calendar cites them.

    So a better quote in the protocol's data revises nobody's entries.
    """
    return Source(entry=source.entry, list=source.list, number=source.number)


def without_fact_ids(reason: Reason) -> Reason:
    """A link of the chain of why as a calendar may tell it: a fact's id is the site's own text.

    So a correction under another id revises no entry either, where it moves nothing.
    """
    match reason:
        case OpensAfterWashout() | NoDateWhileGoingOn():
            return changed(reason, fact=None, source=number_alone(reason.source))
        case OpensIfStoppedNow():
            return changed(reason, fact=None)
        case OpensByLink():
            since = changed(reason.counted_from, fact=None)
            return changed(reason, counted_from=since, source=number_alone(reason.source))
        case _:
            return reason
