"""Names that a protocol gives twice, or speaks of without giving them."""

from collections.abc import Iterator

from models.protocol.checks.flaws import Flaw
from models.protocol.criteria import Evidence
from models.protocol.path import Repeat, Step
from models.protocol.types import Protocol
from models.reasons.refusals.authored.protocol_path import (
    AnchorsDiffer,
    CollectsAnothers,
    DayZeroUndated,
    DefinedTwice,
    EndsNoPath,
    NoDateOfItsOwn,
    NoEvidence,
    NoSuchDay,
    NotAStep,
    NotBetween,
    NotCollected,
    NotDayZero,
    NotHeldAgain,
    TwoSources,
    WrittenBelow,
)
from models.reasons.refusals.refusal import nearest

_NAMED = (
    ("step", "id"),
    ("convention", "id"),
    ("closing", "event"),
)


def reference_flaws(protocol: Protocol) -> Iterator[Flaw]:
    """Names given twice; steps and rules that do not exist; steps out of order."""
    yield from _repeated(protocol)
    yield from _unknown_steps(protocol)
    yield from _day_zero(protocol)
    for index, step in enumerate(protocol.step):
        yield from _order(index, step, protocol)
        yield from _stands_for(index, step, protocol)
        yield from _collects(index, step, protocol)
    for index, evidence in enumerate(protocol.evidence):
        yield from _collected(index, evidence, protocol)
    for index, repeat in enumerate(protocol.repeat):
        yield from _held_again(index, repeat, protocol)
    yield from _two_sources(protocol)


def _repeated(protocol: Protocol) -> Iterator[Flaw]:
    for table, key in _NAMED:
        seen: set[str] = set()
        for index, entry in enumerate(getattr(protocol, table)):
            name = getattr(entry, key)
            if name in seen:
                yield Flaw(table, index, key, DefinedTwice(table=table, word=name))
            seen.add(name)
    yield from _repeated_rules(protocol)


def _repeated_rules(protocol: Protocol) -> Iterator[Flaw]:
    seen = {protocol.age.rule}
    for table, key in (
        ("withheld", "id"),
        ("washout", "rule"),
        ("evidence", "rule"),
        ("interval", "rule"),
        ("lifetime_dose", "rule"),
        ("condition", "rule"),
        ("hold", "rule"),
        ("across_subjects", "rule"),
        ("gate", "rule"),
    ):
        for index, entry in enumerate(getattr(protocol, table)):
            rule = getattr(entry, key)
            if rule in seen:
                yield Flaw(table, index, key, DefinedTwice(table="rule", word=rule))
            seen.add(rule)


def _unknown_steps(protocol: Protocol) -> Iterator[Flaw]:
    for table, index, key, name in _named_steps(protocol):
        if name is not None and name not in protocol.step_by_id:
            near = nearest(name, protocol.step_by_id)
            yield Flaw(table, index, key, NotAStep(word=name, near=near))


def _named_steps(protocol: Protocol) -> Iterator[tuple[str, int | None, str, str | None]]:
    yield "", None, "day_zero", protocol.day_zero
    yield "age", None, "step", protocol.age.step
    for table, keys in (
        ("step", ("anchor", "same_as")),
        ("link", ("step", "anchor", "unless_done")),
        ("washout", ("anchor",)),
        ("evidence", ("anchor", "step")),
        ("interval", ("step",)),
        ("lifetime_dose", ("step",)),
        ("condition", ("step", "until")),
        ("repeat", ("step", "lost")),
        ("hold", ("told_until",)),
        ("population", ("at",)),
        ("across_subjects", ("step",)),
        ("gate", ("before", "towards")),
    ):
        for index, entry in enumerate(getattr(protocol, table)):
            yield from ((table, index, key, getattr(entry, key)) for key in keys)
    for index, washout in enumerate(protocol.washout):
        exempt = washout.exempt
        named = (exempt.since, exempt.until, exempt.after) if exempt else ()
        yield from (("washout", index, "exempt", step) for step in named)
    for table, key in (
        ("step", "after"),
        ("closing", "keeps"),
        ("repeat", "renews"),
        ("hold", "steps"),
    ):
        for index, entry in enumerate(getattr(protocol, table)):
            yield from ((table, index, key, name) for name in getattr(entry, key))


def _day_zero(protocol: Protocol) -> Iterator[Flaw]:
    first = protocol.first_day
    for index, step in enumerate(protocol.step):
        if step.day == first and step.id != protocol.day_zero:
            reason = NotDayZero(day=first, day_zero=protocol.day_zero, step=step.id)
            yield Flaw("step", index, "day", reason)
        elif step.id == protocol.day_zero and step.day != first:
            yield Flaw("step", index, "day", DayZeroUndated(day=first, step=step.id))
        elif step.day == 0 and first:
            yield Flaw("step", index, "day", NoSuchDay(step=step.id))


def _order(index: int, step: Step, protocol: Protocol) -> Iterator[Flaw]:
    for name in step.after:
        if protocol.order[name] >= index:
            yield Flaw("step", index, "after", WrittenBelow(step=step.id, after=name))


def _stands_for(index: int, step: Step, protocol: Protocol) -> Iterator[Flaw]:
    if step.same_as is not None and protocol.step_by_id[step.same_as].same_as is not None:
        reason = NoDateOfItsOwn(step=step.same_as, for_step=step.id)
        yield Flaw("step", index, "same_as", reason)


def _collects(index: int, step: Step, protocol: Protocol) -> Iterator[Flaw]:
    if step.evidence is None:
        return
    by_rule = {evidence.rule: evidence for evidence in protocol.evidence}
    evidence = by_rule.get(step.evidence)
    if evidence is None:
        unknown = NoEvidence(rule=step.evidence, near=nearest(step.evidence, by_rule))
        yield Flaw("step", index, "evidence", unknown)
    elif evidence.step != step.id:
        other = CollectsAnothers(step=step.id, rule=evidence.rule)
        yield Flaw("step", index, "evidence", other)
    elif evidence.anchor != step.anchor:
        apart = AnchorsDiffer(rule=evidence.rule, anchor=evidence.anchor, step=step.id)
        yield Flaw("step", index, "anchor", apart)


def _collected(index: int, evidence: Evidence, protocol: Protocol) -> Iterator[Flaw]:
    if evidence.step is None:
        return
    if protocol.step_by_id[evidence.step].evidence != evidence.rule:
        reason = NotCollected(step=evidence.step, rule=evidence.rule)
        yield Flaw("evidence", index, "step", reason)


def _held_again(index: int, repeat: Repeat, protocol: Protocol) -> Iterator[Flaw]:
    """Day 0 is given once; what is lost comes after what is then held again, and before Day 0."""
    day_zero, before = protocol.day_zero, protocol.before
    for key, names in (("step", (repeat.step,)), ("renews", repeat.renews)):
        for name in names:
            if name == day_zero or day_zero in before[name]:
                yield Flaw("repeat", index, key, NotHeldAgain(step=name))
    lost = repeat.lost
    if lost is not None and not (repeat.step in before[lost] and lost in before[day_zero]):
        reason = NotBetween(lost=lost, step=repeat.step, day_zero=day_zero)
        yield Flaw("repeat", index, "lost", reason)
    ends = {closing.event for closing in protocol.closing if not closing.for_good}
    if repeat.ended_by is not None and repeat.ended_by not in ends:
        unknown = EndsNoPath(word=repeat.ended_by, near=nearest(repeat.ended_by, ends))
        yield Flaw("repeat", index, "ended_by", unknown)


def _two_sources(protocol: Protocol) -> Iterator[Flaw]:
    """Links that share a rule are cited together, so they must say the same source."""
    cited: dict[str, tuple[str, str]] = {}
    for index, link in enumerate(protocol.link):
        said = (str(link.source), link.basis)
        if cited.setdefault(link.rule, said) != said:
            yield Flaw("link", index, "source", TwoSources(rule=link.rule))
