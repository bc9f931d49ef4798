"""Everything about one subject that leaves the application, and what may be in none of it."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, get_args

from calendars.entries.about import About
from calendars.entries.entries import entries_of
from calendars.entries.revisions import revise
from calendars.feeds.feed import event_component
from calendars.feeds.variants import Variant
from models.alerting.digest import Upcoming, digest_of
from models.alerting.routing import Routing
from models.alerting.routing_file import ROUTING
from models.alerting.tellings import AlertToTell, DeliveryKind
from models.chart.catalogue.drugs import load_catalogue
from models.disclosure import PREFECT
from models.moments import local_day
from models.protocol import load_protocol
from models.reasons.calendar.places import AtSite
from models.records.store import Attempt, OpenAlert, PassOutcome
from models.schedule import EntryStatus, PublishedEntry
from models.subscriptions import Detail
from models.timeline.results import Plan
from models.timeline.values import Severity
from pictures.next_step import next_step_of
from pictures.path import path_of
from tasks.passes.events import changes
from tasks.prefect_pages.attention import Attention
from tasks.prefect_pages.attention_list import attention_lines
from tasks.prefect_pages.timeline_page import timeline_page
from tasks.telling.alert_messages import message_of
from wording.language import Language

Json = dict[str, Any]
PROTOCOL = load_protocol()
SHIPPED = tomllib.loads(ROUTING.read_text())
LANGUAGES: tuple[Language, ...] = ("en", "zh")
IN_EACH_LANGUAGE = [
    Routing.model_validate(
        {**SHIPPED, "recipient": [{**one, "language": said} for one in SHIPPED["recipient"]]}
    )
    for said in LANGUAGES
]
RULE = re.compile(r"\b(EX|IN|PATH)-\d?[a-z0-9]")
SEX = ("pregnan", "妊娠", "childbearing", "生育", "negative", "positive", "阴性", "阳性")


def private_words(chart: Json) -> set[str]:
    """What a chart records of values, findings, drugs and diagnoses, in both languages."""
    words = {*SEX, *_titles_of_rules()}
    for fact in chart["facts"]:
        words |= set(_words_of(fact))
    if "born" in chart:
        words.add(str(chart["born"]))
    return {word.lower() for word in words if len(word) > 1}


def words_told(text: str, words: set[str]) -> list[str]:
    """Those of some words that a text holds; “VEN” stands in no “EVENT”."""
    told = text.lower()
    return [word for word in words if word in told and _as_a_word(word).search(told)]


def _as_a_word(word: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?<![a-z]){re.escape(word)}(?![a-z])" if word.isascii() else re.escape(word)
    )


def _titles_of_rules() -> Iterator[str]:
    for criterion in PROTOCOL.criterion_by_rule.values():
        yield from criterion.titles.values()


def _words_of(fact: Json) -> Iterator[str]:
    match fact["kind"]:
        case "drug":
            yield from _names_of_drug(str(fact["drug"]))
        case "measurement":
            measure = PROTOCOL.measure_by_id[fact["measure"]]
            yield from (*measure.titles.values(), f"{fact['value']} {fact['unit']}")
        case "finding":
            finding = PROTOCOL.finding_by_id[fact["finding"]]
            yield from finding.titles.values()
        case "radiotherapy":
            yield from ("radiotherapy", "放疗", "CNS", "中枢")
        case "event" if fact["event"] not in {closing.event for closing in PROTOCOL.closing}:
            yield from (fact["event"], fact["event"].replace("_", " "))
        case _:
            return


def _names_of_drug(name: str) -> Iterator[str]:
    yield name
    if drug := load_catalogue().find(name):
        yield from (drug.id, *drug.names)


def everything_that_leaves(plan: Plan, now: datetime) -> Iterator[tuple[str, str]]:
    """Each text with where it goes: mail, chat, Prefect, a calendar."""
    standing = [
        AlertToTell(
            number=number,
            subject=plan.subject,
            site=plan.site,
            zone=plan.zone,
            alert=alert,
            occasion=number % 2,
            tell_from=datetime(2020, 1, 1, tzinfo=UTC),
        )
        for number, alert in enumerate(plan.alerts, 1)
    ]
    yield from _messages(plan, standing, now)
    yield from _prefect(plan, now)
    yield from _calendars(plan)


def _messages(plan: Plan, standing: list[AlertToTell], now: datetime) -> Iterator[tuple[str, str]]:
    """Each alert alone, all of them as one message, and the morning's digest."""
    groups = [(DeliveryKind.ALERT, [one]) for one in standing]
    groups += [(DeliveryKind.GROUP, standing)] if len(standing) > 1 else []
    digest = digest_of(standing, _appointments(plan), now)
    for routing in IN_EACH_LANGUAGE:
        for recipient, channel in ((r, c) for r in routing.recipient for c in r.channels):
            for kind, alerts in [*groups, (DeliveryKind.DIGEST, standing)]:
                attempt = Attempt(
                    number=1,
                    delivery=1,
                    key="alert.1.0.coordinator.0",
                    kind=kind,
                    severity=Severity.CRITICAL,
                    recipient=recipient,
                    channel=channel,
                    alerts=tuple(alerts),
                    digest=digest if kind is DeliveryKind.DIGEST else None,
                )
                message = message_of(attempt, routing, now)
                yield f"{channel} {kind}", f"{message.title}\n{message.text}"


def _appointments(plan: Plan) -> list[Upcoming]:
    return [
        Upcoming(
            subject=plan.subject,
            step=outcome.step,
            day=local_day(outcome.at.earliest, plan.zone),
            zone=plan.zone,
        )
        for outcome in plan.steps
        if outcome.at is not None
    ]


def _prefect(plan: Plan, now: datetime) -> Iterator[tuple[str, str]]:
    opened = [
        OpenAlert(subject=plan.subject, alert=alert, opened_at=now, reopened=0, number=number)
        for number, alert in enumerate(plan.alerts, 1)
    ]
    waiting = [Attention(one, plan.protocol_id, plan.site, plan.zone) for one in opened]
    yield "attention list", attention_lines(waiting, now)
    for language in LANGUAGES:
        path = path_of(plan, PROTOCOL, language, ceiling=PREFECT)
        yield "name of a run", f"{plan.subject} · {path.message}"
        for line in path.lines:
            yield "run of a step", f"{line.run}: {line.message}"
        yield "timeline", timeline_page(path, PROTOCOL.day_zero, "http://x").partition(")")[2]
        for _, payload in changes(path.plan, PassOutcome(stale=False, opened=plan.alerts)):
            yield "event", repr(payload)
    yield "upcoming run", next_step_of(plan, PROTOCOL).title


def _calendars(plan: Plan) -> Iterator[tuple[str, str]]:
    """Each entry when it is new, and again when all that may change of it has changed."""
    entries = entries_of(plan, About(AtSite(site=plan.site), PROTOCOL))
    lines = revise({}, entries, plan.as_of)
    revised = revise({line.entry.key: _another(line) for line in lines}, entries, plan.as_of)
    left = revise({line.entry.key: line for line in lines}, (), plan.as_of)
    for detail in get_args(Detail):
        variant = Variant("both", detail, secret="of this link")  # noqa: S106  a test's own
        for line in (*lines, *revised, *left):
            event = bytes(event_component(line, variant).to_ical()).decode()
            yield f"calendar {detail}", event.replace("\r\n ", "")


def _another(line: PublishedEntry) -> PublishedEntry:
    """The same entry as it may have been published before, at another time, state and place."""
    entry = line.entry
    when: dict[str, Any] = {"first_day": date(2026, 1, 5), "last_day": date(2026, 1, 6)}
    if entry.starts is not None and entry.ends is not None:
        when = {"starts": entry.starts - 61, "ends": entry.ends - 61}
    was = replace(entry, **when, status=EntryStatus.TENTATIVE, state="", place=AtSite(site="CN02"))
    return replace(line, entry=was)
