"""A new subject, enrolled at a desk: a chart with a number, a site, and perhaps the consent."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Engine

from models.errors import Fault, InputRefused
from models.protocol import Protocol, trial_of_chart
from models.reasons.refusals.desk import TypedFlaw
from models.records.store import SubjectUnknown, import_charts, read_for_pass, record_fact


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSubject:
    """Who is enrolled.

    Attributes:
        trial: its id; empty where one alone is installed.
        consent: the day on which consent was given, `2026-03-09`; empty where it is not known.
    """

    subject: str
    site: str
    sex: str
    consent: str
    trial: str = ""


def enrol(engine: Engine, new: NewSubject, *, now: datetime, by: str) -> None:
    """Enrol a subject whose number nobody has; nothing is added to one who is on record.

    Raises:
        InputRefused: if the number is taken, or is none; if the day is none or is ahead; if no
            trial is named where several are installed.
        StoreTrouble: if the database cannot be used.
    """
    _check_free(engine, new.subject)
    header = _header(new)
    consent = [{"id": "f1", **_consent(new)}] if new.consent else []
    _import(engine, {**header, "facts": consent}, now=now, by=by, dry_run=True)
    _import(engine, {**header, "facts": []}, now=now, by=by, dry_run=False)
    if new.consent:
        record_fact(engine, new.subject, _consent(new), now=now, by=by)


def _check_free(engine: Engine, subject: str) -> None:
    try:
        read_for_pass(engine, subject)
    except SubjectUnknown:
        return
    raise InputRefused([Fault("subject", TypedFlaw.SUBJECT_ON_RECORD)])


def _header(new: NewSubject) -> dict[str, Any]:
    return {
        "schema": "dayzero.chart/1",
        "subject": new.subject,
        "site": new.site,
        "protocol": _trial(new).id,
        "sex": new.sex,
    }


def _consent(new: NewSubject) -> dict[str, Any]:
    """The first step of the path, whatever the trial calls it."""
    step = _trial(new).step[0].id
    return {"kind": "step", "step": step, "state": "done", "at": new.consent}


def _trial(new: NewSubject) -> Protocol:
    return trial_of_chart({"protocol": new.trial} if new.trial else {})


def _import(
    engine: Engine, document: dict[str, Any], *, now: datetime, by: str, dry_run: bool
) -> None:
    """Without its facts a chart adds nothing to a subject whom somebody enrolled just before."""
    raw = json.dumps(document).encode()
    files = [(document["subject"], raw)]
    report = import_charts(engine, files, now=now, by=by, dry_run=dry_run)
    if not report.enrolled:
        raise InputRefused([Fault("subject", TypedFlaw.SUBJECT_ON_RECORD)])
