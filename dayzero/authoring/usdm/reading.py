"""From a USDM 4 file to a schedule, and what of it cannot be read, each by its id."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from dayzero.authoring.usdm.durations import NoSuchDuration, minus, read_duration
from dayzero.authoring.usdm.schedule import Phase, Schedule, Visit, Window
from dayzero.authoring.usdm.shapes import (
    ACTIVITY,
    BEFORE,
    FIXED,
    START_TO_START,
    Design,
    Instance,
    Part,
    Timeline,
    Timing,
    UsdmFile,
)
from models.errors import DayZeroError
from models.protocol.arithmetic.quantity import Quantity
from models.reasons.refusals.usdm import NotRead, UsdmUnread


class NotUsdm(DayZeroError):
    """A file in which no study design of USDM 4 with a timeline and its Day 0 stands."""

    exit_code = 2
    kind = "not_usdm"

    def __init__(self, file: str) -> None:
        super().__init__(file)
        self.file = file


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSchedule:
    """What a file says.

    Attributes:
        unread: what is left out, each by its id.
    """

    schedule: Schedule
    unread: tuple[UsdmUnread, ...]


def read_usdm(file: Path) -> ReadSchedule:
    """Read the main timeline of the first study design.

    Raises:
        NotUsdm: if there is none, or nothing in it is the fixed reference.
    """
    try:
        study = UsdmFile.model_validate_json(file.read_bytes()).study
    except (OSError, ValidationError) as error:
        raise NotUsdm(str(file)) from error
    version, design = study.versions[0], study.versions[0].designs[0]
    main = next((one for one in design.timelines if one.main), design.timelines[0])
    steps = _steps(main)
    day_zero = next((steps[one.step] for one in main.timings if _is_fixed(one, steps)), None)
    if day_zero is None:
        raise NotUsdm(str(file))
    unread: list[UsdmUnread] = [*_unread_parts(design, main)]
    schedule = Schedule(
        trial=version.identifiers[0].text if version.identifiers else study.name,
        version=version.named,
        title=study.label or study.name,
        day_zero=day_zero,
        phases=_phases(design),
        visits=tuple(_visits(design, main, steps)),
        windows=tuple(_windows(main, steps, unread)),
    )
    return ReadSchedule(schedule=schedule, unread=tuple(unread))


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9-]+", "_", name.lower()).strip("_-")


def _activities(main: Timeline) -> list[Instance]:
    return [one for one in main.instances if one.kind == ACTIVITY]


def _steps(main: Timeline) -> Mapping[str | None, str]:
    """Each point's step by the point's id; two of one name are told apart by their place."""
    names = [_slug(one.name) or _slug(one.id) for one in _activities(main)]
    own = [f"{name}_{at}" if name in names[:at] else name for at, name in enumerate(names)]
    return {one.id: name for one, name in zip(_activities(main), own, strict=True)}


def _is_fixed(timing: Timing, steps: Mapping[str | None, str]) -> bool:
    return timing.type.code == FIXED[0] and timing.step in steps


def _unread_parts(design: Design, main: Timeline) -> Iterator[UsdmUnread]:
    for timeline in design.timelines:
        if timeline is not main:
            yield UsdmUnread(part=timeline.id, why=NotRead.TIMELINE)
    for one in main.instances:
        if one.kind != ACTIVITY:
            yield UsdmUnread(part=one.id, why=NotRead.DECISION)


def _phases(design: Design) -> tuple[Phase, ...]:
    """The epochs; one of no name where there is none."""
    found = {_named(one): Phase(id=_named(one), title=one.called) for one in design.epochs}
    return tuple(found.values()) or (Phase(id="study", title="study"),)


def _named(epoch: Part) -> str:
    return epoch.name or epoch.id


def _visits(design: Design, main: Timeline, steps: Mapping[str | None, str]) -> Iterator[Visit]:
    encounters = {one.id: one for one in design.encounters}
    epochs = {one.id: _named(one) for one in design.epochs}
    first = _phases(design)[0].id
    for one in _activities(main):
        named = encounters.get(one.encounter or "", one)
        phase = epochs.get(one.epoch or "", first)
        yield Visit(id=steps[one.id], title=named.called, phase=phase)


def _windows(
    main: Timeline, steps: Mapping[str | None, str], unread: list[UsdmUnread]
) -> Iterator[Window]:
    """Each timing that places one step by another; why one does not is noted."""
    for timing in main.timings:
        if timing.type.code == FIXED[0]:
            continue
        why = _cannot(timing, steps)
        if why is None:
            yield _window(timing, steps)
        else:
            unread.append(UsdmUnread(part=timing.id, why=why))


def _cannot(timing: Timing, steps: Mapping[str | None, str]) -> NotRead | None:
    if timing.step not in steps or timing.anchor not in steps or timing.step == timing.anchor:
        return NotRead.ANCHOR
    if timing.ends is not None and timing.ends.code != START_TO_START[0]:
        return NotRead.ENDS
    try:
        window = _window(timing, steps)
        _ = window.earliest, window.latest
    except NoSuchDuration:
        return NotRead.DURATION
    return None


def _window(timing: Timing, steps: Mapping[str | None, str]) -> Window:
    target = read_duration(timing.value or "")
    return Window(
        rule=timing.name or timing.id,
        step=steps[timing.step],
        anchor=steps[timing.anchor],
        target=minus(target) if timing.type.code == BEFORE[0] else target,
        sooner=_amount(timing.lower),
        later=_amount(timing.upper),
        text=timing.description or timing.called,
    )


def _amount(text: str | None) -> Quantity:
    return read_duration(text) if text else Quantity()
