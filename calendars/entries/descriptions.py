"""What stands below an entry's title: the window, and what binds it.

The revision and whose truth it is are added where the bytes are written.

Rules and moments only: feeds travel to calendar providers outside the hospital, so a drug's
name, a result or a birth date stays in the application.
"""

import re
from collections.abc import Iterable
from datetime import timedelta

from calendars.entries.both_languages import About
from calendars.entries.firm_windows import firm_window
from models.moments import Minute, at_zone, local_day, start_of
from models.protocol import load_protocol
from models.timeline.results import Plan, StepOutcome, Verdict
from models.timeline.values import StepState, VerdictValue
from wording.calendars import Wording

WASHOUT_RULE = re.compile(r"EX-(03(\.\d+)?|04[ab]|05|08b|12f1|20[ab])")
QUOTED = frozenset({VerdictValue.MET, VerdictValue.VIOLATION, VerdictValue.INDETERMINATE})


def appointment_text(
    plan: Plan, outcome: StepOutcome, says: Wording, about: About, *, minutes: int | None
) -> str:
    """Below a done, booked or computed step.

    `minutes` is the length shown, a site default; None for an all-day entry.
    """
    lines = [] if outcome.at is not None else [says.computed]
    lines += _window_lines(plan, outcome, says)
    lines += _binding_lines(plan, outcome, says, about)
    if minutes is not None:
        lines.append(says.default_length.of(minutes))
    elif outcome.at is not None:
        lines.append(says.date_only)
    return _joined(plan, _marked(lines, outcome, says))


def window_text(plan: Plan, outcome: StepOutcome, says: Wording, about: About) -> str:
    """Below a band."""
    lines = _window_lines(plan, outcome, says) + _binding_lines(plan, outcome, says, about)
    return _joined(plan, _marked(lines, outcome, says))


def notice_text(plan: Plan, says: Wording) -> str:
    """Below the notice; why a timeline closed stays in the application."""
    return says.closed_about if plan.ended is not None else says.nothing_fixed_about


def washout_text(plan: Plan, verdicts: Iterable[Verdict], says: Wording, about: About) -> str:
    """Below a washout's end: rules and moments; a drug's name stays in the application."""
    lines = [line for verdict in verdicts for line in _clear_lines(plan, verdict, says, about)]
    return _joined(plan, lines)


def _clear_lines(plan: Plan, verdict: Verdict, says: Wording, about: About) -> list[str]:
    if verdict.clears_at is None:
        return []
    moment = say_opening(plan, verdict.clears_at, says)
    return [says.clear_from.format(rule=about.cite(verdict.rule, says), moment=moment)]


def _judged_on_a_firm_date(outcome: StepOutcome) -> bool:
    return outcome.at is not None or not outcome.floats


def say_opening(plan: Plan, minute: Minute, says: Wording) -> str:
    """A day, with its time unless it is the day's first minute."""
    day = local_day(minute, plan.zone)
    said = says.say_day(day, year=True)
    if minute == start_of(day, plan.zone):
        return said
    return f"{said} {say_time(plan, minute)}"


def say_closing(plan: Plan, minute: Minute, says: Wording) -> str:
    """A day, with its time unless it is the day's last minute."""
    day = local_day(minute, plan.zone)
    said = says.say_day(day, year=True)
    if minute == start_of(day + timedelta(days=1), plan.zone) - 1:
        return said
    return f"{said} {say_time(plan, minute)}"


def say_time(plan: Plan, minute: Minute) -> str:
    """`09:01` on the site's clock."""
    return at_zone(minute, plan.zone).format("HH:mm")


def _window_lines(plan: Plan, outcome: StepOutcome, says: Wording) -> list[str]:
    if outcome.state in {StepState.MISSED, StepState.CANCELLED}:
        return []
    opens, closes = firm_window(outcome)
    said_opens = "" if opens is None else say_opening(plan, opens, says)
    said_closes = "" if closes is None else say_closing(plan, closes, says)
    template = {
        (True, True): says.window_line,
        (True, False): says.opens_line,
        (False, True): says.closes_line,
    }.get((bool(said_opens), bool(said_closes)))
    return [] if template is None else [template.format(opens=said_opens, closes=said_closes)]


def _binding_lines(plan: Plan, outcome: StepOutcome, says: Wording, about: About) -> list[str]:
    lines = []
    if outcome.opened_by and not outcome.floats:
        lines.append(says.opened_by.format(rules=about.cite_all(outcome.opened_by, says)))
    if outcome.closed_by:
        lines.append(says.closed_by.format(rules=about.cite_all(outcome.closed_by, says)))
    if not outcome.floats:
        protocol = about.protocol or load_protocol(plan.protocol_id)
        chain = says.chain(outcome, plan.zone, protocol)
        lines += [says.why.format(sentence=sentence) for sentence in chain]
    if _judged_on_a_firm_date(outcome):
        lines += _verdict_lines(plan, outcome, says, about)
    return lines


def _verdict_lines(plan: Plan, outcome: StepOutcome, says: Wording, about: About) -> list[str]:
    lines = []
    for verdict in plan.verdicts:
        if verdict.step != outcome.step:
            continue
        if verdict.window is not None:
            first = says.say_day(verdict.window.opens, year=True)
            last = says.say_day(verdict.window.closes, year=True)
            lines.append(
                says.counts_on.format(rule=about.cite(verdict.rule, says), first=first, last=last)
            )
        elif WASHOUT_RULE.fullmatch(verdict.rule) and verdict.value in QUOTED:
            lines += _clear_lines(plan, verdict, says, about)
    return lines


def _marked(lines: list[str], outcome: StepOutcome, says: Wording) -> list[str]:
    return [*lines, says.site_default] if outcome.site_default else lines


def _joined(plan: Plan, lines: Iterable[str]) -> str:
    """Each line once, without the sites' own fact ids."""
    text = "\n".join(dict.fromkeys(lines))
    for fact in _fact_ids(plan):
        text = text.replace(f" ({fact})", "").replace(f" of fact {fact} ", " ")
        text = text.replace(f"（{fact}）", "").replace(f"事实 {fact} 的", "")
    return text


def _fact_ids(plan: Plan) -> list[str]:
    """Every fact id that a sentence of this plan may quote, longest first."""
    quoted = {verdict.fact for verdict in plan.verdicts}
    quoted |= {outcome.booked_by for outcome in plan.steps}
    return sorted(filter(None, quoted), key=lambda fact: (-len(fact), fact))
