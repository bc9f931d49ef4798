"""The protocol's rules as a table: what each asks, in the entry's words, and whose rule it is."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from models.protocol.arithmetic.quantity import Quantity
from models.protocol.criteria import Evidence, Washout
from models.protocol.criterion import Sourced
from models.protocol.path import AcrossSubjects, Link, Step
from wording.dates.gaps import say_gap
from wording.dates.lengths import say_quantity
from wording.lexicon.populations import only_of
from wording.pages import page_words
from wording.sources import say_source
from wording.titles import hold_title
from wording.voice import Voice


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleRow:
    """One rule, or one value that dates are planned with.

    Attributes:
        limit: empty where the title says it.
        quote: the entry's own English words; empty where it has none.
        rationale: why a site default was chosen, in the English of the protocol's author.
        default: whether the registry entry does not state it.
    """

    rule: str
    title: str
    limit: str = ""
    quote: str = ""
    source: str
    rationale: str = ""
    default: bool


def criteria_rows(voice: Voice) -> list[RuleRow]:
    """Who may take part, and what must be over or shown before a step."""
    protocol, says = voice.protocol, page_words(voice.language).rules
    age = protocol.age
    years = says.age.format(first=age.from_years, last=age.to_years)
    rows = [_row(age.rule, age, years, voice, quote=age.quote)]
    for one in protocol.criterion_by_rule.values():
        title = only_of(voice.text(one.titles), one.applies, protocol, voice.language)
        row = _row(one.rule, one, title, voice, quote=one.quote)
        rows.append(replace(row, limit=_limit(one, voice)))
    return rows


def path_rows(voice: Voice) -> list[RuleRow]:
    """In which order and at which distance steps follow each other, and what holds them."""
    protocol, says = voice.protocol, page_words(voice.language).rules
    links = [
        _row(link.rule, link, _asked(link, voice), voice)
        for link in protocol.link
        if link.rule not in protocol.criterion_by_rule
    ]
    again = [_row(each.rule, each, voice.text(each.texts), voice) for each in protocol.repeat]
    holds = [
        replace(
            _row(hold.rule, hold, hold_title(hold.rule, voice), voice),
            limit=says.waits.format(
                steps=says.listed.join(map(voice.step, hold.steps)), until=voice.text(hold.until)
            ),
        )
        for hold in protocol.hold
    ]
    return [
        *links,
        *again,
        *holds,
        *(_across(one, voice) for one in protocol.across_subjects),
        *(_row(gate.rule, gate, voice.text(gate.texts), voice) for gate in protocol.gate),
    ]


def _across(one: AcrossSubjects, voice: Voice) -> RuleRow:
    """What no plan of one subject can judge."""
    says = page_words(voice.language).rules
    row = _row(one.rule, one, voice.text(one.texts), voice)
    return replace(row, limit=says.site_checks.format(step=voice.step(one.step)))


def _asked(link: Link, voice: Voice) -> str:
    return only_of(voice.text(link.texts), link.applies, voice.protocol, voice.language)


def value_rows(voice: Voice) -> list[RuleRow]:
    """What no entry would state: each is a site default."""
    protocol, says = voice.protocol, page_words(voice.language).rules
    soon = say_quantity(Quantity(days=protocol.due_soon_days), voice.language)
    rows = [_ours("due_soon_days", says.due_soon, soon, voice)]
    rows += [row for step in protocol.step for row in _of_step(step, voice)]
    for test in protocol.evidence:
        title = says.result_within.format(rule=test.rule, test=voice.text(test.titles))
        rows.append(
            _ours("result_within", title, say_quantity(test.result_within, voice.language), voice)
        )
    return rows


def site_rows(voice: Voice) -> list[RuleRow]:
    """The hours in which each site is open."""
    says = page_words(voice.language).rules
    return [
        replace(
            _ours(name, voice.text(site.names), str(site.hours), voice),
            default=site.hours.basis == "site default",
            source=site.source if site.hours.basis != "site default" else says.own_hours,
        )
        for name, site in voice.protocol.sites.items()
    ]


def _row(rule: str, stated: Sourced, title: str, voice: Voice, *, quote: str = "") -> RuleRow:
    return RuleRow(
        rule=rule,
        title=title,
        quote=quote,
        source=say_source(stated.source, voice.language),
        rationale=stated.source.rationale,
        default=stated.site_default,
    )


def _limit(one: object, voice: Voice) -> str:
    says = page_words(voice.language).rules
    match one:
        case Washout():
            form = says.more_than if one.strict else says.at_least
            gap = say_gap(one, voice.language)
            return form.format(length=gap, step=voice.step(one.anchor))
        case Evidence():
            age = say_quantity(one.max_age, voice.language)
            return says.at_most.format(length=age, step=voice.step(one.anchor))
    return ""


def _of_step(step: Step, voice: Voice) -> Iterator[RuleRow]:
    says, title = page_words(voice.language).rules, voice.step(step.id)
    if step.target is not None and step.anchor is not None:
        before = step.target.days < 0 or step.target.months < 0 or step.target.minutes < 0
        form = says.before if before else says.after
        length = say_quantity(_size(step.target), voice.language)
        limit = form.format(length=length, step=voice.step(step.anchor))
        yield _ours("target", says.suggested.format(step=title), limit, voice)
    if step.same_as is not None:
        yield _ours("same_as", says.same_as.format(step=title), voice.step(step.same_as), voice)


def _size(length: Quantity) -> Quantity:
    return replace(
        length,
        months=abs(length.months),
        days=abs(length.days),
        minutes=abs(length.minutes),
    )


def _ours(rule: str, title: str, limit: str, voice: Voice) -> RuleRow:
    says = page_words(voice.language).rules
    return RuleRow(rule=rule, title=title, limit=limit, source=says.no_entry, default=True)
