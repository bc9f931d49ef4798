"""A trial's schedule alone: its phases, its visits, and the window of each; as USDM can say it."""

from collections.abc import Iterator
from dataclasses import dataclass

from dayzero.authoring.usdm.durations import NoSuchDuration, minus, plus
from models.protocol import Protocol
from models.protocol.arithmetic.quantity import Quantity
from models.protocol.path import Link
from models.protocol.populations import ALL


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    id: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One step of the path, in the order of the schedule."""

    id: str
    title: str
    phase: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A visit lies at `target` from its anchor: so much sooner and so much later at the most."""

    rule: str
    step: str
    anchor: str
    target: Quantity
    sooner: Quantity
    later: Quantity
    text: str

    @property
    def earliest(self) -> Quantity:
        """The first moment, counted from the anchor."""
        return plus(self.target, minus(self.sooner))

    @property
    def latest(self) -> Quantity:
        """The last one."""
        return plus(self.target, self.later)


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """What goes out and comes in again."""

    trial: str
    version: str
    title: str
    day_zero: str
    phases: tuple[Phase, ...]
    visits: tuple[Visit, ...]
    windows: tuple[Window, ...]


def schedule_of(protocol: Protocol) -> tuple[Schedule, tuple[Link, ...]]:
    """A protocol's schedule, and the links that USDM has no words for: without one of two ends."""
    found = [(link, _window(link, protocol)) for link in protocol.link]
    schedule = Schedule(
        trial=protocol.id,
        version=protocol.version,
        title=protocol.titles.english,
        day_zero=protocol.day_zero,
        phases=tuple(Phase(id=one.id, title=one.titles.english) for one in protocol.phase),
        visits=tuple(_visits(protocol)),
        windows=tuple(window for _, window in found if window),
    )
    return schedule, tuple(link for link, window in found if window is None)


def steps_of_some(protocol: Protocol) -> tuple[str, ...]:
    """The steps that are not everybody's: they go out without a word of whose they are."""
    of_some = (s for s in protocol.step if s.optional or s.event or s.applies != ALL)
    return tuple(step.id for step in of_some)


def _visits(protocol: Protocol) -> Iterator[Visit]:
    for step in protocol.step:
        yield Visit(id=step.id, title=step.titles.english, phase=step.phase)


def _window(link: Link, protocol: Protocol) -> Window | None:
    """None where it is not asked of everybody, an end is open, or its ends count hours and days."""
    step = protocol.step_by_id[link.step]
    if link.applies != ALL or link.earliest is None or link.latest is None:
        return None
    if link.earliest.elapsed != link.latest.elapsed:
        return None
    target = step.target if step.target and step.anchor == link.anchor else link.earliest
    try:
        sooner, later = plus(target, minus(link.earliest)), plus(link.latest, minus(target))
    except NoSuchDuration:
        return None
    return Window(
        rule=link.rule,
        step=link.step,
        anchor=link.anchor,
        target=target,
        sooner=sooner,
        later=later,
        text=link.texts.english,
    )
