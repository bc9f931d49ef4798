"""What is wrong with the file of hazards: without a living test no hazard is held."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from models.protocol import Protocol, load_protocol
from models.protocol.conditions import Condition
from models.protocol.criteria import Age, Evidence, Interval, Washout
from models.protocol.lifetime_dose import LifetimeDose
from models.protocol.path import Gate, Link, Repeat
from safety.changes.data import NoSuchText, changed_text
from safety.changes.functions import NoSuchFunction, place_named
from safety.hazards.reading import Control, Hazard
from safety.hazards.tests_named import Collected, collected

LEAST = 40
"""So many hazards there must be."""


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong with one hazard."""

    hazard: str
    what: str

    def __str__(self) -> str:
        return f"{self.hazard}: {self.what}"


def faults_of(hazards: tuple[Hazard, ...]) -> list[Fault]:
    """Everything that is wrong, in the order of the file."""
    named = {name for hazard in hazards for name in hazard.tests}
    living = collected(name.split("::")[0] for name in named)
    known = rules_of(load_protocol())
    found = list(_of_all(hazards))
    for hazard in hazards:
        found += _of_tests(hazard, living)
        found += (_unknown(hazard, rule) for rule in hazard.rules if rule not in known)
        found += (fault for each in hazard.control if (fault := _of_control(hazard, each)))
    return found


Stated = Washout | Evidence | Interval | Condition | LifetimeDose | Link | Repeat | Age | Gate


def stated_rules(protocol: Protocol) -> tuple[tuple[Stated, ...], ...]:
    """All rules of the trial's data, kind by kind."""
    return (
        protocol.washout, protocol.evidence, protocol.interval, protocol.condition,
        protocol.lifetime_dose, protocol.link, protocol.repeat, (protocol.age, *protocol.gate),
    )  # fmt: skip


def rules_of(protocol: Protocol) -> frozenset[str]:
    """Every id under which the trial's data states a rule; of an exemption its own as well."""
    stated = {rule.rule for rules in stated_rules(protocol) for rule in rules}
    return frozenset(stated | {w.exempt.rule for w in protocol.washout if w.exempt})


def _of_all(hazards: tuple[Hazard, ...]) -> Iterator[Fault]:
    if len(hazards) < LEAST:
        yield Fault("all", f"{len(hazards)} hazards, fewer than {LEAST}")
    ids = [hazard.id for hazard in hazards]
    for repeated in sorted({each for each in ids if ids.count(each) > 1}):
        yield Fault(repeated, "stands twice")


def _of_tests(hazard: Hazard, living: Collected) -> Iterator[Fault]:
    if not hazard.tests:
        yield Fault(hazard.id, "has no test")
    for name in hazard.tests:
        if fault := living.fault_of(name):
            yield Fault(hazard.id, f"{name} {fault}")
    if not hazard.control:
        yield Fault(hazard.id, "has no control")
    if hazard.awaited:
        yield Fault(hazard.id, f"awaits: {hazard.awaited.english}")


def _unknown(hazard: Hazard, rule: str) -> Fault:
    return Fault(hazard.id, f"{rule} is no rule of the trial")


def _of_control(hazard: Hazard, control: Control) -> Fault | None:
    """Whether it is still there to be taken away."""
    try:
        if control.function is not None:
            place_named(control.function)
        if control.file is not None and control.block is not None:
            changed_text(control.file, control.block, control.find, control.becomes or "")
    except (NoSuchFunction, NoSuchText) as error:
        return Fault(hazard.id, f"control “{control.what.english}” is not there: {error}")
    return None


def red(faults: Iterable[Fault]) -> frozenset[str]:
    """The hazards that something is wrong with."""
    return frozenset(fault.hazard for fault in faults)
