"""Links that no dates can satisfy, that bind nothing, or that miss what they aim at."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from models.moments import Minute
from models.protocol.arithmetic.quantity import Quantity
from models.protocol.arithmetic.shifts import earliest_after, earliest_before_closing, latest_after
from models.protocol.checks.flaws import Flaw
from models.protocol.loading.toml_lines import line_of
from models.protocol.path import Link, Step
from models.protocol.populations import ALL
from models.protocol.types import Protocol
from models.reasons.refusals.authored.protocol_path import (
    BindsNothing,
    BindsToItself,
    ClosesFirst,
    DayOutside,
    NoDates,
    RuleAt,
    TargetOutside,
    TargetWithoutAnchor,
    WorstIsLess,
)

_UTC = ZoneInfo("UTC")
_ANY_DAY: Minute = 28_000_000  # some day of 2023: a cycle diverges from wherever it starts
_FAR: Minute = _ANY_DAY + 500 * 366 * 24 * 60  # no path takes five centuries


def network_flaws(protocol: Protocol, text: str) -> Iterator[Flaw]:
    """Flaws of single links, of the steps they place, and of all links together."""
    for index, link in enumerate(protocol.link):
        yield from _of_link(index, link)
    for index, step in enumerate(protocol.step):
        yield from _of_target(index, step, protocol)
        yield from _of_day(index, step, protocol)
    for cycle in _cycles(protocol):
        places = sorted({protocol.link.index(link) for link in cycle})
        lines = {place: line_of(text, "link", place) or 0 for place in places}
        rules = (RuleAt(rule=protocol.link[at].rule, line=line) for at, line in lines.items())
        yield Flaw("link", places[-1], None, NoDates(rules=tuple(rules)))


def _cycles(protocol: Protocol) -> Iterator[list[Link]]:
    """Of what is asked of everybody, and together with what is asked of each population."""
    for population in dict.fromkeys((ALL, *(link.applies for link in protocol.link))):
        asked = tuple(link for link in protocol.link if link.applies in {ALL, population})
        if cycle := cycle_in(asked):
            yield cycle


def _of_link(index: int, link: Link) -> Iterator[Flaw]:
    if link.earliest is None and link.latest is None:
        yield Flaw("link", index, None, BindsNothing(rule=link.rule))
    if link.step == link.anchor:
        yield Flaw("link", index, "anchor", BindsToItself(rule=link.rule, step=link.step))
    if link.earliest and link.latest and _opens(link.earliest) > _closes(link.latest):
        yield Flaw("link", index, "latest", ClosesFirst(rule=link.rule, latest=link.latest))
    if link.worst and (link.earliest is None or _opens(link.worst) < _opens(link.earliest)):
        yield Flaw("link", index, "worst", WorstIsLess(rule=link.rule, worst=link.worst))


def _of_target(index: int, step: Step, protocol: Protocol) -> Iterator[Flaw]:
    if step.target is None:
        return
    if step.anchor is None:
        yield Flaw("step", index, "target", TargetWithoutAnchor(step=step.id))
        return
    for link in _own_links(step, protocol):
        early = link.earliest is not None and _closes(step.target) < _opens(link.earliest)
        late = link.latest is not None and _opens(step.target) > _closes(link.latest)
        if early or late:
            yield Flaw("step", index, "target", TargetOutside(step=step.id, rule=link.rule))


def _of_day(index: int, step: Step, protocol: Protocol) -> Iterator[Flaw]:
    """A Day number must lie in the window that is counted from Day 0."""
    if step.day is None or step.anchor != protocol.day_zero:
        return
    day = Quantity(days=protocol.days_to(step.day))
    for link in _own_links(step, protocol):
        early = link.earliest is not None and _closes(day) < _opens(link.earliest)
        late = link.latest is not None and _opens(day) > _closes(link.latest)
        if early or late:
            reason = DayOutside(day=step.day, step=step.id, rule=link.rule)
            yield Flaw("step", index, "day", reason)


def _own_links(step: Step, protocol: Protocol) -> Iterator[Link]:
    """Those that are asked of everybody: where one hangs on a record, the day moves with it."""
    place = step.id, step.anchor, ALL
    return (link for link in protocol.link if (link.step, link.anchor, link.applies) == place)


def _opens(amount: Quantity) -> Minute:
    return earliest_after(_ANY_DAY, amount, _UTC)


def _closes(amount: Quantity) -> Minute:
    return latest_after(_ANY_DAY, amount, _UTC)


@dataclass
class _Search:
    """Lower bounds that rise as long as links raise them, and which link raised each last."""

    lower: dict[str, Minute]
    raised_by: dict[str, tuple[Link, str]] = field(default_factory=dict)

    def push(self, link: Link) -> str | None:
        """Raise what one link raises; the step whose bound rose last, or None."""
        rose = None
        if link.earliest is not None:
            opens = earliest_after(
                self.lower[link.anchor], link.earliest, _UTC, both_ways=link.both_ways
            )
            rose = self._raise(link.step, opens, link, link.anchor)
        if link.latest is not None and not (link.one_way or link.once_done):
            opens = earliest_before_closing(self.lower[link.step], link.latest, _UTC)
            rose = self._raise(link.anchor, opens, link, link.step) or rose
        return rose

    def _raise(self, step: str, minute: Minute, link: Link, source: str) -> str | None:
        if minute <= self.lower[step]:
            return None
        self.lower[step] = minute
        self.raised_by[step] = (link, source)
        return step

    def behind(self, step: str) -> list[Link]:
        """Walk back from a bound that rises: the cycle that is met, or else the whole way."""
        links: list[Link] = []
        met: dict[str, int] = {}
        while step in self.raised_by and step not in met:
            met[step] = len(links)
            link, step = self.raised_by[step]
            links.append(link)
        return links[met.get(step, 0) :]


def cycle_in(links: tuple[Link, ...]) -> list[Link]:
    """Links that push one another later for ever; empty where some dates satisfy all."""
    search = _Search({step: _ANY_DAY for link in links for step in (link.step, link.anchor)})
    rose: str | None = None
    for _ in range(len(search.lower) * len(links) + 1):
        rose = None
        for link in links:
            rose = search.push(link) or rose
            if rose is not None and search.lower[rose] > _FAR:
                return search.behind(rose)
        if rose is None:
            return []
    return search.behind(rose) if rose else []
