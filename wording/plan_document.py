"""The plan as the contract's JSON: instants with the site's offset, dates as recorded.

Sentences stand beside the reasons that they are made from, in English in every installation:
programs read the reasons.
"""

import json
from importlib.metadata import version

from models.document_dates import said_moment, said_span
from models.moments import iso, local_day
from models.protocol import Protocol
from models.reason_document import reason_document
from models.reasons.alerts.moves import MoveStep
from models.reasons.reason import Reason
from models.timeline.results import (
    Alert,
    Cause,
    Conflict,
    Earlier,
    Gate,
    Plan,
    Repair,
    StepOutcome,
    Verdict,
)
from models.zone_data import zone_data_version
from wording.language import ENGLISH
from wording.saying import say
from wording.voice import Voice

SCHEMA = "dayzero.plan/1"


def plan_bytes(plan: Plan, protocol: Protocol) -> bytes:
    """The plan as UTF-8 JSON; the same plan gives the same bytes."""
    document = plan_document(plan, protocol)
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"


def plan_document(plan: Plan, protocol: Protocol) -> dict[str, object]:
    """The plan as the contract names its fields; `protocol` is the one that it was made with."""
    voice = Voice(language=ENGLISH, zone=plan.zone, protocol=protocol)
    zone = plan.zone
    return {
        "schema": SCHEMA,
        "subject": plan.subject,
        "protocol": {
            "id": plan.protocol_id,
            "version": plan.protocol_version,
            "hash": plan.protocol_hash,
        },
        "made_with": {"time_zones": zone_data_version(), "holidays": version("holidays")},
        "as_of": iso(plan.as_of, zone),
        "feasible": plan.feasible,
        "closed": _said(plan.ended, voice),
        "ended": reason_document(plan.ended, zone),
        "steps": [_step(step, voice) for step in plan.steps],
        "earlier": [_earlier(earlier, voice) for earlier in plan.earlier],
        "verdicts": [_verdict(verdict, voice) for verdict in plan.verdicts],
        "conflicts": [_conflict(conflict, voice) for conflict in plan.conflicts],
        "alerts": [_alert(alert, voice) for alert in plan.alerts],
        "gate": _gate(plan.gate, voice),
        "next_change_at": said_moment(plan.next_change_at, zone),
        "not_in_source": list(plan.withheld),
        "provisional_years": list(plan.provisional_years),
    }


def _step(step: StepOutcome, voice: Voice) -> dict[str, object]:
    return {
        "step": step.step,
        "state": step.state.value,
        "day": step.day,
        "at": said_span(step.at, voice.zone),
        "clears_at": said_moment(step.clears_at, voice.zone),
        "cleared_by": [_cause(cause) for cause in step.cleared_by],
        "opens": said_moment(step.opens, voice.zone),
        "opened_by": list(step.opened_by),
        "closes": said_moment(step.closes, voice.zone),
        "closed_by": list(step.closed_by),
        "proposed": said_moment(step.proposed, voice.zone),
        "opens_worst": said_moment(step.opens_worst, voice.zone),
        "why": [say(reason, voice) for reason in step.because],
        "because": [reason_document(reason, voice.zone) for reason in step.because],
    }


def _earlier(earlier: Earlier, voice: Voice) -> dict[str, object]:
    """What was done of steps that are held again: additions to the contract."""
    return {
        "rule": earlier.rule,
        "lost": earlier.lost,
        "text": _said(earlier.reason, voice),
        "reason": reason_document(earlier.reason, voice.zone),
        "steps": [
            {
                "step": step.step,
                "state": step.state.value,
                "at": said_span(step.at, voice.zone),
                "fact": step.booked_by,
            }
            for step in earlier.steps
        ],
    }


def _gate(gate: Gate | None, voice: Voice) -> dict[str, object] | None:
    if gate is None:
        return None
    return {
        "step": gate.step,
        "rule": gate.rule,
        "open": gate.open,
        "deadline": said_moment(gate.deadline, voice.zone),
        "missing": [
            {
                "rule": item.rule,
                "step": item.step,
                "fact": item.fact,
                "deadline": said_moment(item.deadline, voice.zone),
                "text": say(item.reason, voice),
                "reason": reason_document(item.reason, voice.zone),
                "ask": reason_document(item.ask, voice.zone),
            }
            for item in gate.missing
        ],
    }


def _cause(cause: Cause) -> dict[str, object]:
    return {"rule": cause.rule, "fact": cause.fact}


def _verdict(verdict: Verdict, voice: Voice) -> dict[str, object]:
    document: dict[str, object] = {
        "rule": verdict.rule,
        "step": verdict.step,
        "fact": verdict.fact,
        "verdict": verdict.value.value,
        "judged_at": said_span(verdict.judged_at, voice.zone),
        "clears_at": said_moment(verdict.clears_at, voice.zone),
        "possible_from": said_moment(verdict.possible_from, voice.zone),
        "margin_minutes": verdict.margin_minutes,
        "text": say(verdict.reason, voice),
        "reason": reason_document(verdict.reason, voice.zone),
        "basis": "site default" if verdict.site_default else "registry entry",
    }
    if verdict.window is not None:
        opens, closes = verdict.window.opens, verdict.window.closes
        document["window"] = {"opens": opens.isoformat(), "closes": closes.isoformat()}
    if verdict.asks is not None:
        document["question"] = say(verdict.asks, voice)
        document["asks"] = reason_document(verdict.asks, voice.zone)
    return document


def _conflict(conflict: Conflict, voice: Voice) -> dict[str, object]:
    return {
        "step": conflict.step,
        "rules": list(conflict.rules),
        "facts": list(conflict.facts),
        "text": say(conflict.reason, voice),
        "reason": reason_document(conflict.reason, voice.zone),
        "repairs": [_repair(repair, voice) for repair in conflict.repairs],
    }


def _repair(repair: Repair, voice: Voice) -> dict[str, object]:
    return {
        "kind": repair.kind,
        "step": repair.step,
        "fact": repair.fact,
        "to": next((_to(move, voice) for move in repair.moves), None),
        "moves": [_move(move, voice) for move in repair.moves],
        "by_minutes": repair.by_minutes,
        "text": say(repair.reason, voice),
        "reason": reason_document(repair.reason, voice.zone),
    }


def _move(move: MoveStep, voice: Voice) -> dict[str, object]:
    return {"step": move.step, "to": _to(move, voice)}


def _to(move: MoveStep, voice: Voice) -> str | None:
    """A day where the booking has no hour; else an instant."""
    day = local_day(move.to, voice.zone)
    return day.isoformat() if move.whole_day else said_moment(move.to, voice.zone)


def _alert(alert: Alert, voice: Voice) -> dict[str, object]:
    return {
        "key": alert.key,
        "kind": alert.kind.value,
        "severity": alert.severity.value,
        "step": alert.step,
        "rule": alert.rule,
        "fact": alert.fact,
        "also": _also(alert),
        "deadline": said_moment(alert.deadline, voice.zone),
        "text": say(alert.reason, voice),
        "reason": reason_document(alert.cause, voice.zone),
        "ask": reason_document(alert.ask, voice.zone),
    }


def _also(alert: Alert) -> list[dict[str, object]]:
    """Where else the cause shows: what the alert's own place does not name."""
    own, *others = ((place.step, place.rule, place.fact) for place in alert.places)
    return [
        {"step": step, "rule": rule, "fact": fact}
        for step, rule, fact in dict.fromkeys(others)
        if (step, rule, fact) != own
    ]


def _said(reason: Reason | None, voice: Voice) -> str | None:
    return None if reason is None else say(reason, voice)
