"""What a protocol states, one line a value: each with its source, site defaults marked.

What the registry entry does not state is ours; whoever plans with it must be able to see
every such value in one place, and where it is written.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from models.protocol.conditions import Condition
from models.protocol.criteria import Evidence, Washout
from models.protocol.holds import Hold, Trigger
from models.protocol.lifetime_dose import Cap, LifetimeDose, say_dose
from models.protocol.path import Link, Repeat, Step
from models.protocol.site import Site
from models.protocol.types import Protocol

ENTRY, DEFAULT, MISSING = "registry entry", "site default", "not in source"
NEVER_IN_AN_ENTRY = "no registry entry states it"


@dataclass(frozen=True, slots=True)
class Statement:
    """One value of the protocol.

    Attributes:
        rule: the rule's id, or the name of the setting or site.
        value: the limit as the data writes it; empty where the text says it all.
        basis: "registry entry", "site default" or "not in source".
    """

    rule: str
    text: str
    value: str
    source: str
    basis: str

    @property
    def site_default(self) -> bool:
        """True where the value is ours and a site may change it."""
        return self.basis == DEFAULT


def statements(protocol: Protocol) -> tuple[Statement, ...]:
    """Everything that a protocol states, criteria first, then the path, then the sites."""
    return (
        *_criteria(protocol),
        *(Statement(w.id, w.text, "", protocol.source, MISSING) for w in protocol.withheld),
        *_path(protocol),
        *_settings(protocol),
        *(_hours(site) for site in protocol.sites.values()),
    )


def _criteria(protocol: Protocol) -> Iterator[Statement]:
    age = protocol.age
    years = f"{age.from_years} to {age.to_years} years, both included"
    yield Statement(age.rule, age.quote, years, str(age.source), age.basis)
    for washout in protocol.washout:
        value = _washout(washout)
        yield Statement(washout.rule, washout.quote, value, str(washout.source), washout.basis)
    for test in protocol.evidence:
        yield Statement(test.rule, test.quote, _evidence(test), str(test.source), test.basis)
    for dose in protocol.lifetime_dose:
        yield Statement(dose.rule, dose.quote, _caps(dose), str(dose.source), dose.basis)
    for way in protocol.interval:
        yield Statement(way.rule, way.quote, way.titles.english, str(way.source), way.basis)
    for one in protocol.condition:
        yield Statement(one.rule, one.quote, _condition(one), str(one.source), one.basis)


def _washout(washout: Washout) -> str:
    limit = "more than" if washout.strict else "at least"
    length = f"{washout.gap}"
    if washout.or_gap is not None:
        length = f"the {washout.whichever} of {washout.gap} and {washout.or_gap}"
    return f"{limit} {length} before {_named(washout.anchor)}"


def _evidence(test: Evidence) -> str:
    return f"at most {test.max_age} before {_named(test.anchor)}"


def _caps(dose: LifetimeDose) -> str:
    return "; ".join(_cap(cap) for cap in dose.caps)


def _cap(cap: Cap) -> str:
    said = f"{cap.drug} at most {say_dose(cap.up_to, cap.disputed_to)}"
    if cap.lower is None:
        return said
    return f"{said}, below {say_dose(cap.lower.below, cap.lower.disputed_to)} in combination"


def _condition(condition: Condition) -> str:
    """The limit, and under which names it is recorded."""
    alternatives = [each for need in condition.needs for each in need]
    names = dict.fromkeys(each.measure or each.finding or "" for each in alternatives)
    return f"{condition.titles.english}; read from {', '.join(names)}"


def _path(protocol: Protocol) -> Iterator[Statement]:
    for link in protocol.link:
        yield Statement(link.rule, link.texts.english, _window(link), str(link.source), link.basis)
    for again in protocol.repeat:
        value = f"{_named(again.step)} is held again {_when(again)}"
        yield Statement(again.rule, again.texts.english, value, str(again.source), again.basis)
    for hold in protocol.hold:
        yield Statement(hold.rule, _held(hold), _raised(hold), str(hold.source), hold.basis)
    for one in protocol.across_subjects:
        value = f"the site checks it before {_named(one.step)}"
        yield Statement(one.rule, one.texts.english, value, str(one.source), one.basis)
    for gate in protocol.gate:
        value = f"before {_named(gate.before)}"
        yield Statement(gate.rule, gate.texts.english, value, str(gate.source), gate.basis)


def _held(hold: Hold) -> str:
    steps = ", ".join(map(_named, hold.steps))
    return f"{hold.titles.english}: {steps} must wait until {hold.until.english}"


def _raised(hold: Hold) -> str:
    return "raised by " + ", ".join(map(_trigger, hold.raised_by))


def _trigger(trigger: Trigger) -> str:
    if trigger.measure is not None:
        return f"{_named(trigger.measure)} of at least {_limits(trigger)}"
    if trigger.test is not None:
        return f"{_named(trigger.test)} test {trigger.result}"
    return f"{_named(trigger.finding or '')} {'present' if trigger.present else 'absent'}"


def _limits(trigger: Trigger) -> str:
    """Each number once, with every unit that it is read in."""
    numbers = dict.fromkeys(trigger.at_least.values())
    units = {n: [u for u, limit in trigger.at_least.items() if limit == n] for n in numbers}
    return " or ".join(f"{_decimal(n)} {', '.join(units[n])}" for n in numbers)


def _decimal(number: Fraction) -> str:
    """As people write it; the data writes decimals alone, so that none has no end."""
    return f"{Decimal(number.numerator) / number.denominator:f}"


def _when(again: Repeat) -> str:
    if again.lost:
        return f"once {_named(again.lost)} failed"
    if again.ended_by:
        return f"once the path is open again after: {_named(again.ended_by)}"
    return "once it is booked anew"


def _window(link: Link) -> str:
    if link.earliest is None and link.latest is None:
        return ""
    ends = [
        f"from {link.earliest}" if link.earliest else "",
        f"to {link.latest}" if link.latest else "",
        f"(worst case {link.worst})" if link.worst else "",
    ]
    return f"{' '.join(filter(None, ends))}, counted from {_named(link.anchor)}"


def _settings(protocol: Protocol) -> Iterator[Statement]:
    """Values that no registry entry would state, so each is a site default."""
    days = f"{protocol.due_soon_days} days"
    yield _ours("due_soon_days", "a step is announced this long before its end", days)
    yield from _until(protocol)
    yield from _ages(protocol)
    for step in protocol.step:
        yield from _of_step(step)
    for test in protocol.evidence:
        text = f"{test.rule}: how long the {test.test} test's result may be awaited"
        yield _ours("result_within", text, str(test.result_within))


def _until(protocol: Protocol) -> Iterator[Statement]:
    """Until when values and findings count; of most criteria the entry does not say it."""
    for step in dict.fromkeys(each.until for each in protocol.condition if each.until):
        rules = ", ".join(each.rule for each in protocol.condition if each.until == step)
        yield _ours("until", f"a value or finding counts until this step is done: {rules}", step)


def _ages(protocol: Protocol) -> Iterator[Statement]:
    """How old a value or finding may be; the entry says it of one test alone."""
    for age in dict.fromkeys(each.max_age for each in protocol.condition if each.max_age):
        rules = ", ".join(each.rule for each in protocol.condition if each.max_age == age)
        text = f"how long before its step a value or finding may have been taken: {rules}"
        yield _ours("max_age", text, str(age))


def _of_step(step: Step) -> Iterator[Statement]:
    title = step.titles.english
    if step.target is not None and step.anchor is not None:
        text = f"{title}: the day that is suggested, counted from {_named(step.anchor)}"
        yield _ours("target", text, str(step.target))
    if step.same_as is not None:
        text = f"{title}: taken as the day of {_named(step.same_as)} until it is recorded"
        yield _ours("same_as", text, step.same_as)


def _hours(site: Site) -> Statement:
    place = f"{site.names.english}, {site.cities.english}"
    text = f"{place}: opening hours on the site's clock, {site.zone.key}"
    source = site.source if site.hours.basis == ENTRY else f"the site's own, once given: {site.id}"
    return Statement(site.id, text, str(site.hours), source, site.hours.basis)


def _ours(name: str, text: str, value: str) -> Statement:
    return Statement(name, text, value, NEVER_IN_AN_ENTRY, DEFAULT)


def _named(step: str) -> str:
    return step.replace("_", " ")
