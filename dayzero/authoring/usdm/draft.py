"""A schedule as a draft of a protocol: it loads, and its author writes the rules."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Final

from dayzero.authoring.beginning import protocol_file, write_trial
from dayzero.authoring.schema import SCHEMA
from dayzero.authoring.usdm.schedule import Schedule, Visit, Window
from models.protocol.arithmetic.quantity import Quantity
from models.texts import ENGLISH

_REST: Final = Path(__file__).with_name("draft.toml")
_NONE_YET: Final = (
    "convention",
    "withheld",
    "washout",
    "evidence",
    "interval",
    "lifetime_dose",
    "test",
    "measure",
    "finding",
    "condition",
)
_COMPLETION: Final = date(2099, 12, 31)

Keys = Mapping[str, object]


def write_draft(schedule: Schedule, folder: Path) -> None:
    """Write a schedule into a new folder, with all that must lie beside a protocol.

    Raises:
        NotATrialId: if the trial cannot be called so.
        TrialFolderTaken: if something is there already, or the folder cannot be written.
    """
    own = protocol_file(schedule.trial, "\n".join(_lines(schedule)))
    write_trial(schedule.trial, folder, ENGLISH, own)


def _lines(schedule: Schedule) -> Iterator[str]:
    yield f"#:schema ./{SCHEMA}"
    yield from _keys(_header(schedule))
    none = _NONE_YET if schedule.windows else (*_NONE_YET, "link")
    yield from (f"{name} = []" for name in none)
    for phase in schedule.phases:
        yield from _table("phase", {"id": phase.id, "title": phase.title})
    for place, visit in enumerate(schedule.visits):
        before = [one.id for one in schedule.visits[:place]][-1:]
        yield from _table("step", _step(visit, before, schedule))
    for window in schedule.windows:
        yield from _table("link", _link(window))
    yield from _rest(schedule)


def _header(schedule: Schedule) -> Keys:
    return {
        "schema": "dayzero.protocol/1",
        "id": schedule.trial,
        "version": schedule.version,
        "title": schedule.title,
        "day_zero": schedule.day_zero,
        "study_completion": _COMPLETION,
        "source": f"USDM of {schedule.trial}, version {schedule.version}",
        "due_soon_days": 3,
    }


def _step(visit: Visit, before: list[str], schedule: Schedule) -> Keys:
    keys = {"id": visit.id, "title": visit.title, "phase": visit.phase, "days": "working"}
    after = {"after": before} if before else {}
    return {**keys, **after, **_place(visit, schedule)}


def _place(visit: Visit, schedule: Schedule) -> Keys:
    """Its day, and what it is counted from: Day 0 where one of its windows is."""
    if visit.id == schedule.day_zero:
        return {"day": 0}
    own = [one for one in schedule.windows if one.step == visit.id]
    if not own:
        return {}
    first = min(own, key=lambda one: one.anchor != schedule.day_zero)
    target = first.target
    days = first.anchor == schedule.day_zero and target == Quantity(days=target.days)
    day = {"day": target.days} if days and target.days else {}
    return {**day, "anchor": first.anchor, "target": _amount(target)}


def _link(window: Window) -> Keys:
    return {
        "rule": window.rule,
        "step": window.step,
        "anchor": window.anchor,
        "earliest": _amount(window.earliest),
        "latest": _amount(window.latest),
        "text": window.text,
        "source": f"USDM timing {window.rule}",
        "basis": "site default",
    }


def _amount(amount: Quantity) -> str:
    return "0 minutes" if amount.elapsed and not amount.minutes else str(amount)


def _rest(schedule: Schedule) -> Iterator[str]:
    steps = [visit.id for visit in schedule.visits]
    place = steps.index(schedule.day_zero)
    names = {"first": steps[0], "last": steps[max(place - 1, 0)], "day_zero": schedule.day_zero}
    text = _REST.read_text(encoding="utf-8")
    for name, step in names.items():
        text = text.replace(f"{{{name}}}", step)
    yield text


def _table(name: str, keys: Keys) -> Iterator[str]:
    yield f"\n[[{name}]]"
    yield from _keys(keys)


def _keys(keys: Keys) -> Iterator[str]:
    for key, value in keys.items():
        yield f"{key} = {_value(value)}"


def _value(value: object) -> str:
    """As TOML writes it, which writes texts, numbers and lists as JSON does."""
    return value.isoformat() if isinstance(value, date) else json.dumps(value, ensure_ascii=False)
