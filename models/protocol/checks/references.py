"""Names that a protocol gives twice, or speaks of without giving them."""

from collections.abc import Iterator

from models.protocol.checks.flaws import Flaw, did_you_mean
from models.protocol.criteria import Evidence
from models.protocol.path import Repeat, Step
from models.protocol.types import Protocol

_NAMED = (
    ("step", "id"),
    ("convention", "id"),
    ("closing", "event"),
    ("measure", "id"),
    ("finding", "id"),
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
                yield Flaw(table, index, key, f"{table} “{name}” is defined twice")
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
    ):
        for index, entry in enumerate(getattr(protocol, table)):
            rule = getattr(entry, key)
            if rule in seen:
                yield Flaw(table, index, key, f"rule “{rule}” is defined twice")
            seen.add(rule)


def _unknown_steps(protocol: Protocol) -> Iterator[Flaw]:
    for table, index, key, name in _named_steps(protocol):
        if name is not None and name not in protocol.step_by_id:
            hint = did_you_mean(name, protocol.step_by_id)
            yield Flaw(table, index, key, f"“{name}” is not a step of this protocol{hint}")


def _named_steps(protocol: Protocol) -> Iterator[tuple[str, int | None, str, str | None]]:
    yield "", None, "day_zero", protocol.day_zero
    yield "age", None, "step", protocol.age.step
    yield from (("gate", None, key, getattr(protocol.gate, key)) for key in ("before", "towards"))
    for table, keys in (
        ("step", ("anchor", "same_as")),
        ("link", ("step", "anchor")),
        ("washout", ("anchor",)),
        ("evidence", ("anchor", "step")),
        ("interval", ("step",)),
        ("lifetime_dose", ("step",)),
        ("condition", ("step", "until")),
        ("repeat", ("step", "lost")),
    ):
        for index, entry in enumerate(getattr(protocol, table)):
            yield from ((table, index, key, getattr(entry, key)) for key in keys)
    for table, key in (("step", "after"), ("closing", "keeps"), ("repeat", "renews")):
        for index, entry in enumerate(getattr(protocol, table)):
            yield from ((table, index, key, name) for name in getattr(entry, key))


def _day_zero(protocol: Protocol) -> Iterator[Flaw]:
    for index, step in enumerate(protocol.step):
        if step.day == 0 and step.id != protocol.day_zero:
            yield Flaw("step", index, "day", f"Day 0 is “{protocol.day_zero}”, not “{step.id}”")
        if step.id == protocol.day_zero and step.day != 0:
            yield Flaw("step", index, "day", f"“{step.id}” is Day 0; give it day = 0")


def _order(index: int, step: Step, protocol: Protocol) -> Iterator[Flaw]:
    for name in step.after:
        if protocol.order[name] >= index:
            sentence = f"“{step.id}” comes after “{name}”, which must then be written above it"
            yield Flaw("step", index, "after", sentence)


def _stands_for(index: int, step: Step, protocol: Protocol) -> Iterator[Flaw]:
    if step.same_as is not None and protocol.step_by_id[step.same_as].same_as is not None:
        sentence = f"“{step.same_as}” has no date of its own that could stand for “{step.id}”"
        yield Flaw("step", index, "same_as", sentence)


def _collects(index: int, step: Step, protocol: Protocol) -> Iterator[Flaw]:
    if step.evidence is None:
        return
    by_rule = {evidence.rule: evidence for evidence in protocol.evidence}
    evidence = by_rule.get(step.evidence)
    if evidence is None:
        hint = did_you_mean(step.evidence, by_rule)
        yield Flaw("step", index, "evidence", f"no evidence has the rule “{step.evidence}”{hint}")
    elif evidence.step != step.id:
        sentence = f"“{step.id}” collects {evidence.rule}, whose own step is not “{step.id}”"
        yield Flaw("step", index, "evidence", sentence)
    elif evidence.anchor != step.anchor:
        sentence = f"{evidence.rule} counts towards “{evidence.anchor}”; so must “{step.id}”"
        yield Flaw("step", index, "anchor", sentence)


def _collected(index: int, evidence: Evidence, protocol: Protocol) -> Iterator[Flaw]:
    if evidence.step is None:
        return
    if protocol.step_by_id[evidence.step].evidence != evidence.rule:
        sentence = f"“{evidence.step}” does not say evidence = “{evidence.rule}”"
        yield Flaw("evidence", index, "step", sentence)


def _held_again(index: int, repeat: Repeat, protocol: Protocol) -> Iterator[Flaw]:
    """Day 0 is given once; what is lost comes after what is then held again, and before Day 0."""
    day_zero, before = protocol.day_zero, protocol.before
    for key, names in (("step", (repeat.step,)), ("renews", repeat.renews)):
        for name in names:
            if name == day_zero or day_zero in before[name]:
                sentence = f"“{name}” is Day 0 or comes after it, and cannot be held again"
                yield Flaw("repeat", index, key, sentence)
    lost = repeat.lost
    if lost is not None and not (repeat.step in before[lost] and lost in before[day_zero]):
        sentence = f"“{lost}” does not lie between “{repeat.step}” and “{day_zero}”"
        yield Flaw("repeat", index, "lost", sentence)


def _two_sources(protocol: Protocol) -> Iterator[Flaw]:
    """Links that share a rule are cited together, so they must say the same source."""
    cited: dict[str, tuple[str, str]] = {}
    for index, link in enumerate(protocol.link):
        said = (str(link.source), link.basis)
        if cited.setdefault(link.rule, said) != said:
            sentence = f"{link.rule} has another source or basis above; say the same in both"
            yield Flaw("link", index, "source", sentence)
