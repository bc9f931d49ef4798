"""The timeline's constraint network for one subject, ready to be solved.

Every step is a variable; every link says in which window around its anchor a step lies.
Bounds only ever tighten, and every constraint is monotone, so passing over the links until
nothing moves gives exact earliest and latest times without search (Dechter, Meiri and
Pearl 1991; Jeavons and Cooper 1995).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from models.moments import Minute, Span
from models.protocol import Protocol
from models.protocol.arithmetic.carries import Carry
from models.protocol.path import Link
from models.timeline.history.step_records import StepRecords
from models.timeline.network.working_days import WorkingCalendar
from models.timeline.results import Cause

NOW = "now"
WORKING_DAYS = "SITE-working-days"
FREE_SLOTS = "SITE-slots"


@dataclass(frozen=True, slots=True)
class Floor:
    """The earliest minute that recorded exposures allow a step, and what binds it.

    Attributes:
        slides: True where it counts from now, because an exposure goes on.
    """

    minute: Minute
    causes: tuple[Cause, ...]
    slides: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """What the solver reads.

    Attributes:
        done: steps that happened; they are where they are.
        booked: steps with a date; others are counted from it, it does not bind itself.
        floors: washouts over each step.
        not_before: "now" for steps still to be done; None asks what the protocol said.
        free: the one booked step whose own window is asked for.
        worst: take manufacturing's worst duration.
    """

    steps: tuple[str, ...]
    links: tuple[Link, ...]
    zone: ZoneInfo
    calendar: WorkingCalendar
    working: frozenset[str]
    one_way: frozenset[str]
    done: Mapping[str, Span]
    booked: Mapping[str, Span]
    floors: Mapping[str, Floor] = field(default_factory=dict)
    not_before: Minute | None = None
    free: str | None = None
    worst: bool = False
    # What binds is found once for each set of dates; networks made from this one share it.
    bound: dict[object, tuple[Carry, ...]] = field(default_factory=dict, compare=False, repr=False)

    @property
    def carries(self) -> Iterator[Carry]:
        """Every carry of every link, in the order in which they are passed over."""
        return (carry for link in self.links for carry in link.carries)

    @property
    def fixed(self) -> Mapping[str, Span]:
        """Steps that others are counted from where they are: done, or booked."""
        dated = {**self.booked, **self.done}
        return {step: at for step in dated if (at := self.anchor_span(step))}

    def anchor_span(self, step: str) -> Span | None:
        """When others count a step from: done, or booked unless its window is asked for."""
        if step in self.done:
            return self.done[step]
        return None if step == self.free else self.booked.get(step)

    def snapped_by(self, step: str) -> str:
        """What moves a step that is held on the site's days: its free slots, or the days."""
        return WORKING_DAYS if self.calendar.site.slots_of(step) is None else FREE_SLOTS


def build_network(
    protocol: Protocol,
    recorded: StepRecords,
    calendar: WorkingCalendar,
    zone: ZoneInfo,
    floors: Mapping[str, Floor],
) -> Network:
    """The network of the steps that concern a subject, with what is done and booked."""
    active = tuple(step.id for step in protocol.step if recorded[step.id].concerns)
    return Network(
        steps=active,
        links=tuple(link for link in protocol.link if {link.step, link.anchor} <= set(active)),
        zone=zone,
        calendar=calendar,
        working=protocol.on_working_days,
        one_way=protocol.one_way,
        done={s: at for s in active if recorded[s].done and (at := recorded[s].at)},
        booked={s: at for s in active if recorded[s].booked and (at := recorded[s].at)},
        floors=floors,
    )
