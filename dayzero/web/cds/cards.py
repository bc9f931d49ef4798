"""What an order would break and move, as cards of CDS Hooks; pure.

The card is read in the hospital's own system by who orders the drug: it tells of treatments, never
of results.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from models.alerting.disclosed import rule_discloses
from models.alerting.tellings import AlertToTell
from models.disclosure import Disclosure
from models.protocol import Protocol
from models.reasons.disclosing import disclosure_of
from models.timeline.results import Alert, Plan, StepOutcome
from models.timeline.values import Severity, StepState
from wording.alerts.first_line import first_line
from wording.language import Language
from wording.messages.lines import line_of
from wording.messages.messages import said
from wording.pages.order_cards import CardWords, card_words
from wording.saying import say
from wording.sentences import sentence
from wording.voice import Voice

CEILING: Final = Disclosure.TREATMENT
LONGEST_SUMMARY: Final = 139  # CDS Hooks: fewer than 140 characters
INDICATORS: Final[Mapping[Severity, str]] = {
    Severity.CRITICAL: "critical",
    Severity.WARNING: "warning",
    Severity.INFO: "info",
}
Card = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordered:
    """What would follow if all orders were given as they are written.

    Attributes:
        drugs: the names of those that could be judged.
        unread: the names of those that could not.
        facts: under which ids they stand in the chart that was tried.
        urgent: what would be wrong then and is not now, the worst first.
    """

    drugs: Sequence[str]
    unread: Sequence[str]
    facts: frozenset[str]
    before: Plan
    after: Plan
    urgent: Sequence[Alert]
    protocol: Protocol
    now: datetime
    language: Language
    base_url: str

    @property
    def says(self) -> CardWords:
        """The words of the reader's language."""
        return card_words(self.language)

    @property
    def voice(self) -> Voice:
        """By the clock of the subject's site."""
        zone = self.after.zone
        today = self.now.astimezone(zone).date()
        return Voice(
            language=self.language,
            zone=zone,
            protocol=self.protocol,
            dates=today,
            ceiling=CEILING,
        )


def cards(ordered: Ordered) -> list[Card]:
    """One for each thing that would be wrong; else one for what would move; else none."""
    moves = "\n".join(f"- {line}" for line in _moves(ordered))
    found = [_alert_card(alert, moves, ordered) for alert in ordered.urgent]
    if moves and not found:
        found = [_card(_named(ordered.says.moves, ordered.drugs, ordered), "info", moves, ordered)]
    for drug in ordered.unread:
        summary = _named(ordered.says.unread, [drug], ordered)
        found.append(_card(summary, "warning", "", ordered))
    return found


def _named(form: str, drugs: Sequence[str], ordered: Ordered) -> str:
    return form.format(drug=", ".join(drugs), study=ordered.after.protocol_id)


def _alert_card(alert: Alert, moves: str, ordered: Ordered) -> Card:
    standing = AlertToTell(
        number=0,
        subject=ordered.after.subject,
        site=ordered.after.site,
        zone=ordered.after.zone,
        alert=alert,
        occasion=0,
        tell_from=ordered.now,
    )
    line = line_of(standing, ordered.protocol, ordered.language, ordered.now, ceiling=CEILING)
    summary, why = sentence(said(line, ordered.language).asked), line.why
    if _may_be_told(alert, ordered):
        whole, why = first_line(alert, ordered.voice), say(alert.reason, ordered.voice)
        summary = whole if len(whole) <= LONGEST_SUMMARY else summary
    detail = "\n\n".join(filter(None, (why, moves)))
    return _card(summary, INDICATORS[alert.severity], detail, ordered)


def _may_be_told(alert: Alert, ordered: Ordered) -> bool:
    """Whether its whole sentence lies below the ceiling; it was planned just now, never kept.

    That a rule reads the order itself tells nothing of the subject that the order does not.
    """
    of_the_order = alert.fact in ordered.facts
    rule = Disclosure.NOTHING if of_the_order else rule_discloses(alert.rule, ordered.protocol)
    return max(disclosure_of(alert.reason), rule) <= CEILING


def _card(summary: str, indicator: str, detail: str, ordered: Ordered) -> Card:
    subject = ordered.after.subject
    page = f"{ordered.base_url}/subjects/{subject}"
    if len(summary) > LONGEST_SUMMARY:
        summary = f"{summary[: LONGEST_SUMMARY - 1]}…"
    return {
        "uuid": str(uuid5(NAMESPACE_URL, f"{page}/{ordered.now.isoformat()}/{summary}")),
        "summary": summary,
        "indicator": indicator,
        "source": {"label": f"Day Zero, {ordered.after.protocol_id}", "url": ordered.base_url},
        "links": [
            {"label": ordered.says.link.format(subject=subject), "url": page, "type": "absolute"}
        ],
        **({"detail": detail} if detail else {}),
    }


def _moves(ordered: Ordered) -> Iterator[str]:
    """The earliest Day 0 first, then each step that stands otherwise, in the path's order."""
    day_zero = ordered.protocol.day_zero
    was, is_ = (plan.step(day_zero).clears_at for plan in (ordered.before, ordered.after))
    if was != is_:
        none, minute = ordered.says.none, ordered.voice.minute
        yield ordered.says.earliest.format(
            step=ordered.voice.step(day_zero),
            before=none if was is None else minute(was),
            after=none if is_ is None else minute(is_),
        )
    for then in ordered.after.steps:
        before, after = (_stands(one, ordered) for one in (ordered.before.step(then.step), then))
        if before != after and then.state is not StepState.NOT_APPLICABLE:
            step = ordered.voice.step(then.step)
            yield ordered.says.moved.format(step=step, before=before, after=after)


def _stands(outcome: StepOutcome, ordered: Ordered) -> str:
    """`booked, Fri 4 Dec 10:00`; of what is not booked, from when on it could be."""
    says, state = ordered.says, ordered.says.states[outcome.state]
    if outcome.at is not None:
        return says.at.format(state=state, when=ordered.voice.when(outcome.at))
    if outcome.opens is None or outcome.floats:
        return state
    return says.opens.format(state=state, when=ordered.voice.minute(outcome.opens))
