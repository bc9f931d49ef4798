"""Rules that are not simply met, and the gate; pure."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dayzero.web.views.rules import Rule, rule_of
from dayzero.web.views.when import Clock, When
from models.protocol import Protocol
from models.timeline.results import Gate, Plan, Verdict
from models.timeline.values import VerdictValue
from pictures.colours import Colour
from pictures.told_once import untold
from pictures.verdict_groups import alike, unrecorded
from wording.alerts.first_line import line_of_missing
from wording.saying import say
from wording.voice import Voice

COLOURS = {
    VerdictValue.VIOLATION: Colour.RED,
    VerdictValue.INDETERMINATE: Colour.ORANGE,
    VerdictValue.PENDING: Colour.GREY,
}
"""What is shown one by one, what needs action first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictRow:
    """A verdict, or several that one fact would settle.

    Attributes:
        rules: all that are judged alike.
        text: why, and the one fact to ask for where one would settle it.
    """

    word: str
    colour: Colour
    rules: tuple[Rule, ...]
    text: str
    default: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdicts:
    """The verdicts of a plan; those that are met, or concern nothing, are counted.

    Attributes:
        unrecorded: criteria on values and findings of which nothing is recorded: not judged,
            and not known to hold.
    """

    rows: tuple[VerdictRow, ...]
    met: int
    others: int
    unrecorded: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class MissingRow:
    """One thing that keeps the gate shut."""

    text: str
    by: When | None


@dataclass(frozen=True, slots=True)
class GateView:
    """The point of no return.

    Attributes:
        rule: None once lymphodepletion has begun and only its own rule would be named.
        told: how many missing things are cards above.
        missing: the others.
    """

    title: str
    deadline: When | None
    rule: Rule | None
    told: int
    missing: tuple[MissingRow, ...]


def verdicts_of(plan: Plan, protocol: Protocol, clock: Clock) -> Verdicts:
    """The verdicts by what they ask of a person."""
    counted = Counter(verdict.value for verdict in plan.verdicts)
    unknown = unrecorded(plan.verdicts, protocol)
    return Verdicts(
        rows=tuple(_rows(plan.verdicts, clock)),
        met=counted[VerdictValue.MET],
        others=counted[VerdictValue.NOT_APPLICABLE] - len(unknown),
        unrecorded=tuple(rule_of(rule, clock.voice) for rule in unknown),
    )


def _rows(verdicts: Iterable[Verdict], clock: Clock) -> Iterator[VerdictRow]:
    listed = tuple(verdicts)
    for value, colour in COLOURS.items():
        for group in alike(verdict for verdict in listed if verdict.value is value):
            rules = dict.fromkeys(verdict.rule for verdict in group)
            yield VerdictRow(
                word=clock.words.subject.values[value],
                colour=colour,
                rules=tuple(rule_of(rule, clock.voice) for rule in rules),
                text=say(group[0].reason, clock.voice),
                default=any(verdict.site_default for verdict in group),
            )


def _rule_of_gate(gate: Gate, voice: Voice) -> Rule | None:
    """What is said of the gate's own rule is said of the start, which is over past it."""
    own = voice.protocol.gate_by_rule.get(gate.rule)
    past = own is not None and gate.step != own.before
    return None if past else rule_of(gate.rule, voice)


def gate_view(plan: Plan, titles: dict[str, str], clock: Clock) -> GateView | None:
    """The gate, while it is still ahead; what an alert tells already is only counted."""
    gate, left = plan.gate, untold(plan)
    if gate is None:
        return None
    return GateView(
        title=titles[gate.step],
        deadline=None if gate.deadline is None else clock.moment(gate.deadline),
        rule=_rule_of_gate(gate, clock.voice),
        told=len(gate.missing) - len(left),
        missing=tuple(
            MissingRow(
                line_of_missing(missing, clock.voice),
                None if missing.deadline is None else clock.moment(missing.deadline),
            )
            for missing in left
        ),
    )
