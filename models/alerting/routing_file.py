"""Read an installation's routing; what its author got wrong is refused with its line."""

from collections.abc import Collection, Iterator
from itertools import pairwise, product
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from models.alerting.routing import EVERY_SITE, EVERY_TRIAL, Routing
from models.errors import ProtocolRefused
from models.faults_found import value_reason
from models.protocol.loading.toml_lines import line_of, read_toml
from models.reasons.refusals.authored.duty_shifts import ShiftOfNobody
from models.reasons.refusals.authored.protocol_keys import UnreadFlaw
from models.reasons.refusals.authored.routing_files import (
    CriticalWaits,
    MinutesDoNotGrow,
    NobodyWithRole,
    NoChannel,
    NoRoute,
    NotAnInstalledTrial,
    NotASiteOfTheTrial,
    ReachNobody,
    RouteTwice,
    RoutingFlaw,
    RoutingNameTwice,
    RoutingTable,
)
from models.reasons.refusals.refusal import FaultReason
from models.reasons.refusals.validation import DataFile, NotAFieldOf, OfField, OneOf, TypeMissing
from models.timeline.values import Severity

ROUTING = Path(__file__).parents[1] / "protocols" / "routing.toml"
"""What is shipped, for installations that have not written their own."""


def load_routing(
    path: Path, sites: Collection[str], languages: Collection[str], trials: Collection[str] = ()
) -> Routing:
    """Read and check a routing file.

    Args:
        sites: the trial's sites; an alert of any of them must reach somebody.
        languages: in which messages can be said.
        trials: the installed ones; likewise.

    Raises:
        ProtocolRefused: with the file, the line and the reason, for the first thing wrong.
    """
    raw = _bytes(path)
    document = read_toml(raw, path.name)
    text = raw.decode()
    try:
        routing = Routing.model_validate(document)
    except ValidationError as error:
        # a misspelt field is also a missing one: the misspelling is what helps
        fault = min(error.errors(), key=lambda each: each["type"] == "missing")
        raise ProtocolRefused(path.name, _line(fault, text), _reason(fault)) from error
    for table, index, key, reason in _faults(routing, sites, languages, trials):
        raise ProtocolRefused(path.name, line_of(text, table, index, key), reason)
    return routing


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ProtocolRefused(str(path), None, UnreadFlaw.ROUTING_FILE) from error


Found = tuple[str, int, str | None, FaultReason]
"""Table, place among its headers, key, reason."""


def _faults(
    routing: Routing,
    sites: Collection[str],
    languages: Collection[str],
    trials: Collection[str],
) -> Iterator[Found]:
    yield from _unspoken(routing, languages)
    yield from _of_no_trial(routing, trials)
    yield from _repeated(routing)
    yield from _unknown(routing, sites)
    yield from _shifts_of_nobody(routing)
    yield from _routes_twice(routing)
    yield from _out_of_order(routing)
    yield from _nobody(routing, sites, trials)


def _of_no_trial(routing: Routing, trials: Collection[str]) -> Iterator[Found]:
    for index, recipient in enumerate(routing.recipient):
        for trial in recipient.trials:
            if trials and trial != EVERY_TRIAL and trial not in trials:
                other = NotAnInstalledTrial(word=trial, known=tuple(trials))
                yield "recipient", index, "trials", other


def _unspoken(routing: Routing, languages: Collection[str]) -> Iterator[Found]:
    for index, recipient in enumerate(routing.recipient):
        if recipient.language is not None and recipient.language not in languages:
            why = OneOf(allowed=tuple(repr(each) for each in languages))
            yield "recipient", index, "language", OfField(field="language", why=why)


def _out_of_order(routing: Routing) -> Iterator[Found]:
    """Minutes since the step before are meant where they do not grow, and would be misread."""
    for index, route in enumerate(routing.route):
        minutes = [step.after_minutes for step in route.steps]
        for before, after in pairwise(minutes):
            if after <= before:
                yield "route", index, "steps", MinutesDoNotGrow(after=after, before=before)


def _repeated(routing: Routing) -> Iterator[Found]:
    for table in ("channel", "recipient"):
        seen: set[str] = set()
        for index, entry in enumerate(getattr(routing, table)):
            if entry.name in seen:
                twice = RoutingNameTwice(table=RoutingTable(table), name=entry.name)
                yield table, index, "name", twice
            seen.add(entry.name)


def _unknown(routing: Routing, sites: Collection[str]) -> Iterator[Found]:
    for table in ("recipient", "route"):
        for index, entry in enumerate(getattr(routing, table)):
            for site in entry.sites:
                if site != EVERY_SITE and site not in sites:
                    yield table, index, "sites", NotASiteOfTheTrial(word=site)
    for index, recipient in enumerate(routing.recipient):
        for channel in recipient.channels:
            if channel not in routing.channel_by_name:
                yield "recipient", index, "channels", NoChannel(name=channel)


def _shifts_of_nobody(routing: Routing) -> Iterator[Found]:
    for index, shift in enumerate(routing.duty):
        if shift.recipient not in routing.recipient_by_name:
            yield "duty", index, "recipient", ShiftOfNobody(name=shift.recipient)


def _routes_twice(routing: Routing) -> Iterator[Found]:
    seen: set[tuple[Severity, str]] = set()
    for index, route in enumerate(routing.route):
        for site in route.sites:
            if (route.severity, site) in seen:
                where = None if site == EVERY_SITE else site
                twice = RouteTwice(severity=route.severity.value, site=where)
                yield "route", index, "sites", twice
            seen.add((route.severity, site))


def _nobody(routing: Routing, sites: Collection[str], trials: Collection[str]) -> Iterator[Found]:
    """An alert that would reach nobody is the one fault that nobody would notice."""
    for index, route in enumerate(routing.route):
        covered = sites if EVERY_SITE in route.sites else route.sites
        for step in route.steps:
            for site, trial in product(covered, trials or (None,)):
                if not routing.people(step, site, trial):
                    nobody = NobodyWithRole(site=site, roles=tuple(step.to))
                    yield "route", index, "steps", nobody
    for severity in Severity:
        for site in sites:
            yield from _without_route(routing, severity, site)


def _without_route(routing: Routing, severity: Severity, site: str) -> Iterator[Found]:
    routes = [route for route in routing.route if route.severity is severity]
    covered = any({site, EVERY_SITE} & set(route.sites) for route in routes)
    if not covered:
        yield "route", 0, None, NoRoute(severity=severity.value, site=site)
        return
    if routing.steps_for(site, severity):
        return
    last = max(index for index, route in enumerate(routing.route) if route in routes)
    if severity is Severity.CRITICAL:
        yield "route", last, "steps", CriticalWaits(site=site)
    elif not _digested(routing, site):
        yield "route", last, "steps", ReachNobody(severity=severity.value, site=site)


def _digested(routing: Routing, site: str) -> bool:
    return any(
        recipient.digest is not None and routing.sites_of(recipient, [site])
        for recipient in routing.recipient
    )


def _line(fault: ErrorDetails, text: str) -> int | None:
    """The line of a fault's key, or else of its table, or else of the file."""
    table, *within = fault["loc"]
    index = within[0] if within and isinstance(within[0], int) else None
    key = next((str(part) for part in within if isinstance(part, str)), None)
    line = line_of(text, str(table), index, key)
    return line or line_of(text, str(table), index) or line_of(text, "", key=str(table))


def _reason(fault: ErrorDetails) -> FaultReason:
    named = [part for part in fault["loc"] if isinstance(part, str)]
    field = ".".join(named[1:] or named)
    match fault["type"]:
        case "value_error":
            return value_reason(fault)
        case "missing":
            return TypeMissing(field=field)
        case "extra_forbidden" if field == "quotes":
            return RoutingFlaw.QUOTES
        case "extra_forbidden":
            return NotAFieldOf(field=field, file=DataFile.ROUTING)
    return OfField(field=field, why=value_reason(fault))
