"""Rules that are not simply met, conflicts, and the gate; pure."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dayzero.web.views.rules import Rule, rule_of
from dayzero.web.views.steps import booking_query
from dayzero.web.views.when import Clock, When
from models.protocol import Protocol
from models.timeline.results import Conflict, Gate, Plan, Repair, Verdict
from models.timeline.values import VerdictValue
from pictures.colours import Colour
from pictures.verdict_groups import alike, unrecorded
from wording.alerts.first_line import line_of_missing
from wording.saying import say

COLOURS = {
    VerdictValue.VIOLATION: Colour.RED,
    VerdictValue.INDETERMINATE: Colour.ORANGE,
    VerdictValue.PENDING: Colour.GREY,
}
"""What is shown one by one, what needs action first."""
BOOKINGS = frozenset({"move_planned", "move_booking"})


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
    """The point of no return."""

    title: str
    deadline: When | None
    rule: Rule
    missing: tuple[MissingRow, ...]


@dataclass(frozen=True, slots=True)
class RepairView:
    """One change that would do.

    Attributes:
        book: what the form that books it starts with; empty where it is no booking.
    """

    text: str
    book: str


@dataclass(frozen=True, slots=True)
class ConflictView:
    """What cannot hold together, with the smallest changes that would do."""

    text: str
    repairs: tuple[RepairView, ...]


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


def gate_view(gate: Gate | None, titles: dict[str, str], clock: Clock) -> GateView | None:
    """The gate, while it is still ahead."""
    if gate is None:
        return None
    return GateView(
        title=titles[gate.step],
        deadline=None if gate.deadline is None else clock.moment(gate.deadline),
        rule=rule_of(gate.rule, clock.voice),
        missing=tuple(
            MissingRow(
                line_of_missing(missing, clock.voice),
                None if missing.deadline is None else clock.moment(missing.deadline),
            )
            for missing in gate.missing
        ),
    )


def conflict_views(conflicts: Iterable[Conflict], clock: Clock) -> list[ConflictView]:
    """Each conflict with its repairs, in the order in which they are offered."""
    return [
        ConflictView(
            say(one.reason, clock.voice),
            tuple(_repair(repair, clock) for repair in one.repairs),
        )
        for one in conflicts
    ]


def _repair(repair: Repair, clock: Clock) -> RepairView:
    moves = repair.kind in BOOKINGS and repair.step is not None and repair.to is not None
    book = booking_query(repair.step or "", repair.to or 0, clock) if moves else ""
    return RepairView(say(repair.reason, clock.voice), book)
