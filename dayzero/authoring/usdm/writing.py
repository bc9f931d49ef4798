"""A schedule as a USDM 4 file."""

import json
from typing import Any, Final

from dayzero.authoring.usdm.durations import write_duration
from dayzero.authoring.usdm.schedule import Phase, Schedule, Visit, Window
from dayzero.authoring.usdm.shapes import ACTIVITY, AFTER, BEFORE, FIXED, START_TO_START

Json = dict[str, Any]
_SYSTEM: Final = {"codeSystem": "http://www.cdisc.org", "codeSystemVersion": "2024-09-27"}


def usdm_text(schedule: Schedule) -> str:
    """The file's text."""
    study = {
        "name": schedule.trial,
        "label": schedule.title,
        "versions": [_version(schedule)],
        "instanceType": "Study",
    }
    whole = {"study": study, "usdmVersion": "4.0.0", "systemName": "Day Zero"}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _version(schedule: Schedule) -> Json:
    design = {
        **_part("StudyDesign", "1", schedule.trial, "InterventionalStudyDesign"),
        "epochs": [_epoch(phase) for phase in schedule.phases],
        "encounters": [_encounter(visit) for visit in schedule.visits],
        "scheduleTimelines": [_timeline(schedule)],
    }
    identifier = {
        "id": "StudyIdentifier_1",
        "text": schedule.trial,
        "instanceType": "StudyIdentifier",
    }
    return {
        "id": "StudyVersion_1",
        "versionIdentifier": schedule.version,
        "studyIdentifiers": [identifier],
        "studyDesigns": [design],
        "instanceType": "StudyVersion",
    }


def _timeline(schedule: Schedule) -> Json:
    return {
        **_part("ScheduleTimeline", "1", "Main", "ScheduleTimeline"),
        "mainTimeline": True,
        "instances": [_instance(visit) for visit in schedule.visits],
        "timings": [_fixed(schedule.day_zero), *map(_timing, schedule.windows)],
    }


def _part(kind: str, name: str, called: str, instance: str) -> Json:
    return {"id": f"{kind}_{name}", "name": called, "instanceType": instance}


def _epoch(phase: Phase) -> Json:
    return {**_part("StudyEpoch", phase.id, phase.id, "StudyEpoch"), "label": phase.title}


def _encounter(visit: Visit) -> Json:
    return {**_part("Encounter", visit.id, visit.id, "Encounter"), "label": visit.title}


def _instance(visit: Visit) -> Json:
    return {
        **_part(ACTIVITY, visit.id, visit.id, ACTIVITY),
        "label": visit.title,
        "encounterId": f"Encounter_{visit.id}",
        "epochId": f"StudyEpoch_{visit.phase}",
    }


def _fixed(step: str) -> Json:
    own = f"{ACTIVITY}_{step}"
    return {
        **_part("Timing", "day_zero", "day_zero", "Timing"),
        "type": _code(FIXED),
        "value": "P0D",
        "relativeToFrom": _code(START_TO_START),
        "relativeFromScheduledInstanceId": own,
        "relativeToScheduledInstanceId": own,
    }


def _timing(window: Window) -> Json:
    target = window.target
    before = min(target.months, target.days, target.minutes) < 0
    return {
        **_part("Timing", f"{window.rule}_{window.step}", window.rule, "Timing"),
        "description": window.text,
        "type": _code(BEFORE if before else AFTER),
        "value": write_duration(target),
        "valueLabel": str(target),
        "relativeToFrom": _code(START_TO_START),
        "relativeFromScheduledInstanceId": f"{ACTIVITY}_{window.step}",
        "relativeToScheduledInstanceId": f"{ACTIVITY}_{window.anchor}",
        "windowLower": write_duration(window.sooner),
        "windowUpper": write_duration(window.later),
        "windowLabel": f"-{window.sooner}/+{window.later}",
    }


def _code(term: tuple[str, str]) -> Json:
    return {
        "id": f"Code_{term[0]}",
        "code": term[0],
        "decode": term[1],
        **_SYSTEM,
        "instanceType": "Code",
    }
