"""The plan as the contract's JSON: instants with the site's offset, dates as recorded."""

import json
from zoneinfo import ZoneInfo

from models.document_dates import said_moment, said_span
from models.moments import iso
from models.reason_document import reason_document
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

SCHEMA = "dayzero.plan/1"


def plan_bytes(plan: Plan) -> bytes:
    """The plan as UTF-8 JSON; the same plan gives the same bytes."""
    return json.dumps(plan_document(plan), ensure_ascii=False, indent=1).encode() + b"\n"


def plan_document(plan: Plan) -> dict[str, object]:
    """The plan as the contract names its fields."""
    zone = plan.zone
    return {
        "schema": SCHEMA,
        "subject": plan.subject,
        "protocol": {
            "id": plan.protocol_id,
            "version": plan.protocol_version,
            "hash": plan.protocol_hash,
        },
        "as_of": iso(plan.as_of, zone),
        "feasible": plan.feasible,
        "closed": plan.closed,
        "ended": reason_document(plan.ended, zone),
        "steps": [_step(step, zone) for step in plan.steps],
        "earlier": [_earlier(earlier, zone) for earlier in plan.earlier],
        "verdicts": [_verdict(verdict, zone) for verdict in plan.verdicts],
        "conflicts": [_conflict(conflict, zone) for conflict in plan.conflicts],
        "alerts": [_alert(alert, zone) for alert in plan.alerts],
        "gate": _gate(plan.gate, zone),
        "next_change_at": said_moment(plan.next_change_at, zone),
        "not_in_source": list(plan.withheld),
        "provisional_years": list(plan.provisional_years),
    }


def _step(step: StepOutcome, zone: ZoneInfo) -> dict[str, object]:
    return {
        "step": step.step,
        "state": step.state.value,
        "day": step.day,
        "at": said_span(step.at, zone),
        "clears_at": said_moment(step.clears_at, zone),
        "cleared_by": [_cause(cause) for cause in step.cleared_by],
        "opens": said_moment(step.opens, zone),
        "opened_by": list(step.opened_by),
        "closes": said_moment(step.closes, zone),
        "closed_by": list(step.closed_by),
        "proposed": said_moment(step.proposed, zone),
        "opens_worst": said_moment(step.opens_worst, zone),
        "why": list(step.why),
        "because": [reason_document(reason, zone) for reason in step.because],
    }


def _earlier(earlier: Earlier, zone: ZoneInfo) -> dict[str, object]:
    """What was done of steps that are held again: additions to the contract."""
    return {
        "rule": earlier.rule,
        "lost": earlier.lost,
        "text": earlier.text,
        "reason": reason_document(earlier.reason, zone),
        "steps": [
            {
                "step": step.step,
                "state": step.state.value,
                "at": said_span(step.at, zone),
                "fact": step.booked_by,
            }
            for step in earlier.steps
        ],
    }


def _gate(gate: Gate | None, zone: ZoneInfo) -> dict[str, object] | None:
    if gate is None:
        return None
    return {
        "step": gate.step,
        "rule": gate.rule,
        "open": gate.open,
        "deadline": said_moment(gate.deadline, zone),
        "missing": [
            {
                "rule": item.rule,
                "step": item.step,
                "deadline": said_moment(item.deadline, zone),
                "text": item.text,
                "reason": reason_document(item.reason, zone),
            }
            for item in gate.missing
        ],
    }


def _cause(cause: Cause) -> dict[str, object]:
    return {"rule": cause.rule, "fact": cause.fact}


def _verdict(verdict: Verdict, zone: ZoneInfo) -> dict[str, object]:
    document: dict[str, object] = {
        "rule": verdict.rule,
        "step": verdict.step,
        "fact": verdict.fact,
        "verdict": verdict.value.value,
        "judged_at": said_span(verdict.judged_at, zone),
        "clears_at": said_moment(verdict.clears_at, zone),
        "possible_from": said_moment(verdict.possible_from, zone),
        "margin_minutes": verdict.margin_minutes,
        "text": verdict.text,
        "basis": "site default" if verdict.site_default else "registry entry",
    }
    if verdict.window is not None:
        opens, closes = verdict.window.opens, verdict.window.closes
        document["window"] = {"opens": opens.isoformat(), "closes": closes.isoformat()}
    if verdict.question is not None:
        document["question"] = verdict.question
    return document


def _conflict(conflict: Conflict, zone: ZoneInfo) -> dict[str, object]:
    return {
        "step": conflict.step,
        "rules": list(conflict.rules),
        "facts": list(conflict.facts),
        "text": conflict.text,
        "reason": reason_document(conflict.reason, zone),
        "repairs": [_repair(repair, zone) for repair in conflict.repairs],
    }


def _repair(repair: Repair, zone: ZoneInfo) -> dict[str, object]:
    return {
        "kind": repair.kind,
        "step": repair.step,
        "fact": repair.fact,
        "to": said_moment(repair.to, zone),
        "by_minutes": repair.by_minutes,
        "text": repair.text,
        "reason": reason_document(repair.reason, zone),
    }


def _alert(alert: Alert, zone: ZoneInfo) -> dict[str, object]:
    return {
        "key": alert.key,
        "kind": alert.kind.value,
        "severity": alert.severity.value,
        "step": alert.step,
        "rule": alert.rule,
        "fact": alert.fact,
        "deadline": said_moment(alert.deadline, zone),
        "text": alert.text,
        "reason": reason_document(alert.cause, zone),
        "ask": reason_document(alert.ask, zone),
    }
