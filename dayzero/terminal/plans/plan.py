"""The plan for a person at a terminal: what needs action, the timeline, why, the verdicts."""

from collections.abc import Iterable, Iterator

from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from dayzero.terminal.plans.actions import alerts_table, columns, gate_block
from dayzero.terminal.plans.reasons import why_day_zero, why_others
from dayzero.terminal.plans.timeline import timeline_table
from dayzero.terminal.prose import Prose
from models.moments import local_day
from models.protocol import Protocol
from models.timeline.results import Plan, Verdict
from models.timeline.values import VerdictValue
from pictures.rule_ranges import say_rules
from pictures.verdict_groups import alike, unrecorded
from wording.saying import say
from wording.terminal import TerminalWords
from wording.voice import Voice

# In the order in which verdicts are listed: what needs action first.
VERDICT_STYLE = {
    VerdictValue.VIOLATION: "bold red",
    VerdictValue.INDETERMINATE: "bold yellow",
    VerdictValue.PENDING: "cyan",
    VerdictValue.MET: "green",
}


def print_plan(plan: Plan, protocol: Protocol, console: Console, words: TerminalWords) -> None:
    """Print one plan; what needs action comes first."""
    today = local_day(plan.as_of, plan.zone)
    voice = Voice(language=words.language, zone=plan.zone, protocol=protocol, dates=today)
    console.print(Group(_headline(plan, words, voice)))
    if plan.alerts:
        console.print(alerts_table(plan, voice, words))
    for earlier in plan.earlier:
        console.print(Group(Prose(say(earlier.reason, voice))))
    if plan.gate is not None and plan.gate.deadline is not None:
        console.print(gate_block(plan, plan.gate, voice, words))
    console.print()
    console.print(timeline_table(plan, console.width, words, voice))
    console.print()
    for block in (_day_zero(plan, words, voice), _others(plan, words, voice)):
        if block.row_count:
            console.print(block)
            console.print()
    console.print(_verdicts(plan.verdicts, words, voice))
    footer = (Prose(line, style="dim") for line in _footer(plan, words, voice))
    console.print(Group(*footer))


def _headline(plan: Plan, words: TerminalWords, voice: Voice) -> Prose:
    says, moment = words.plan, voice.minute(plan.as_of)
    zone = says.zones.get(plan.zone.key, plan.zone.key)
    text = Prose(says.subject.format(subject=plan.subject, site=plan.site), style="bold")
    as_of = says.as_of.format(protocol=plan.protocol_id, moment=moment, zone=zone)
    text.append(f"  {as_of}", style="dim")
    if plan.ended is not None:
        text.append(f"  {says.closed.format(why=say(plan.ended, voice))}", style="bold")
    elif not plan.feasible:
        text.append(f"  {says.not_feasible}", style="bold red")
    return text


def _day_zero(plan: Plan, words: TerminalWords, voice: Voice) -> Table:
    table = columns(words=0)
    for line in why_day_zero(plan, words, voice):
        table.add_row(Prose(line))
    return table


def _others(plan: Plan, words: TerminalWords, voice: Voice) -> Table:
    table = columns(words=1)
    for title, sentence in why_others(plan, words, voice):
        table.add_row(title, Prose(sentence))
    return table


def _verdicts(verdicts: Iterable[Verdict], words: TerminalWords, voice: Voice) -> Table:
    """Violations, then what cannot be told, then what is pending, then what is met."""
    listed = tuple(verdicts)
    table = columns(words=2)
    for value, style in VERDICT_STYLE.items():
        for group in alike(verdict for verdict in listed if verdict.value is value):
            text = say(group[0].reason, voice) + _also(group[1:], words)
            table.add_row(group[0].rule, Text(words.plan.verdicts[value], style), Prose(text))
    return table


def _also(verdicts: Iterable[Verdict], words: TerminalWords) -> str:
    rules = words.listed(dict.fromkeys(verdict.rule for verdict in verdicts))
    return words.plan.same_fact.format(rules=rules) if rules else ""


def _footer(plan: Plan, words: TerminalWords, voice: Voice) -> Iterator[str]:
    says, unknown = words.plan, unrecorded(plan.verdicts, voice.protocol)
    others = sum(verdict.value is VerdictValue.NOT_APPLICABLE for verdict in plan.verdicts)
    if unknown:
        rules = say_rules(unknown, listed=says.listed, apart=says.apart)
        yield says.unrecorded.of(len(unknown), rules=rules)
    yield says.others.of(others - len(unknown))
    if plan.withheld:
        yield says.withheld.format(rules=words.listed(plan.withheld))
    if plan.next_change_at is not None:
        yield says.next_change.format(when=voice.minute(plan.next_change_at))
    yield says.legend
