"""What a simulated year came to: counts that must be nought, and those that show it happened."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Engine

from models.records.store import list_deliveries, registered_deviations
from tests.simulation.must_be_told import breaches
from tests.simulation.people import Told
from tests.simulation.seen import Breach, Seen
from tests.simulation.year import Year

REGISTERED = {"washout_violated", "window_violated", "ineligible"}
Line = tuple[str, str, str]
"""Subject, step and rule of a deviation."""


@dataclass(frozen=True)
class Report:
    """The outcome; all of `faults` must be empty.

    Attributes:
        untold: tellings that were due and reached nobody, although nothing had resolved them.
        strangers: tellings that reached somebody who was not to be told.
        unlike: messages whose repeats nobody could tell by their key.
    """

    year: Year
    untold: frozenset[Told]
    strangers: frozenset[Told]
    unlike: tuple[str, ...]
    unregistered: frozenset[Line]
    wrongly_registered: frozenset[Line]

    @property
    def faults(self) -> dict[str, object]:
        """What must not be, by its name."""
        counts = self.year.counts
        found: dict[str, object] = {
            "violations without an alert": counts.missing,
            "alerts without a violation": counts.invented,
            "tellings that reached nobody": self.untold,
            "tellings to somebody else": self.strangers,
            "one telling under several keys": self.unlike,
            "deviations not registered": self.unregistered,
            "deviations registered wrongly": self.wrongly_registered,
        }
        return {name: what for name, what in found.items() if what}


def report_on(year: Year) -> Report:
    """Compare what was told with what had to be, once the year is over."""
    due, told = set(year.expected.due), set(year.told)
    wanted, registered = _deviations(year), _registered(year.engine)
    return Report(
        year=year,
        untold=frozenset(due - told - _answered_in_time(year)),
        strangers=frozenset(told - due),
        unlike=tuple(_told_twice(year)),
        unregistered=frozenset(wanted - registered),
        wrongly_registered=frozenset(registered - wanted),
    )


def _answered_in_time(year: Year) -> set[Told]:
    """What was answered or resolved while its message was still being tried."""
    hindered = [
        line
        for line in list_deliveries(year.engine)
        if line.state.value in {"withdrawn", "waiting"}
    ]
    numbers = {(line.recipient, number) for line in hindered for number in line.alerts}
    return {one for one in year.expected.due if one[:2] in numbers}


def _told_twice(year: Year) -> Iterator[str]:
    """One alert told to one reader at one step, under more keys than it had occasions."""
    taken = year.post.taken
    told = {line.key: line.alerts for line in list_deliveries(year.engine)}
    alone = {message.key for message in taken if message.key.startswith("alert.")}
    grouped = Counter(
        (message.recipient, number)
        for message in {m.key: m for m in taken if m.key.startswith("group.")}.values()
        for number in message.alerts
    )
    for (recipient, number), times in grouped.items():
        occasions = [key for key in alone if told[key] == (number,)]
        if times > 1 and any(f".{recipient}." in key for key in occasions):
            yield f"{recipient} {number}"


def _deviations(year: Year) -> set[Line]:
    """Steps that were done against a rule, by the second opinion."""
    found = set()
    for subject, chart in year.charts.items():
        seen = Seen(chart, year.until)
        found |= {
            (subject, b.about[0], b.rule) for b in breaches(chart, year.until) if _done(b, seen)
        }
    return found


def _done(breach: Breach, seen: Seen) -> bool:
    return breach.kind in REGISTERED and len(breach.about) == 1 and seen.done(breach.about[0])


def _registered(engine: Engine) -> set[Line]:
    return {
        (one.subject, one.step, one.rule) for one in registered_deviations(engine) if one.stands
    }


# ------------------------------------------------------------------ printed


def say(report: Report) -> str:
    """The counts, one a line."""
    year, counts = report.year, report.year.counts
    keys = Counter(message.key for message in year.post.taken)
    kinds = Counter(one.partition("kind='")[2].partition("'")[0] for _, one in counts.violations)
    lines = [
        ("subjects", len(year.charts)),
        ("facts recorded", counts.facts),
        ("  of them corrections", counts.corrections),
        ("passes", counts.passes),
        ("looks of the second opinion", counts.looks),
        ("violations of the simulated facts", len(counts.violations)),
        *((f"  {kind.replace('_', ' ')}", number) for kind, number in sorted(kinds.items())),
        ("  without an alert", len(counts.missing)),
        ("alerts without a violation", len(counts.invented)),
        ("tellings that were due", len(year.expected.due)),
        ("  received", len(set(year.told) & set(year.expected.due))),
        ("  reached nobody", len(report.untold)),
        ("  reached somebody else", len(report.strangers)),
        ("messages received", len(keys)),
        *((f"  {kind}", number) for kind, number in sorted(_by_kind(keys).items())),
        ("  repeats, each told by its key", sum(keys.values()) - len(keys)),
        ("faults on the way", sum(year.post.faults.values())),
        ("workers killed between send and commit", counts.deaths),
        ("deviations registered", len(_registered(year.engine))),
        ("  missing or wrong", len(report.unregistered) + len(report.wrongly_registered)),
    ]
    return "\n".join(f"{name:<42}{number:>8,}" for name, number in lines)


def _by_kind(keys: Iterable[str]) -> Counter[str]:
    return Counter(key.partition(".")[0] for key in keys)
