"""The same subjects by two versions of their protocol, side by side; pure, nothing is written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import IntEnum
from typing import Any

from dayzero.desk.planning import stand_of
from models.errors import InputRefused
from models.moments import local_day, start_of, to_minute
from models.protocol import Protocol, load_protocol
from models.timeline.results import Alert, Plan, StepOutcome, Verdict
from models.timeline.values import Severity, StepState, VerdictValue
from models.versions.in_force import AtSites, Version

Document = Mapping[str, Any]
_OF_NO_CONCERN = {None, VerdictValue.MET, VerdictValue.NOT_APPLICABLE}
_DONE = {StepState.DONE, StepState.DONE_OUT_OF_WINDOW}


class Concern(IntEnum):
    """How much an amendment concerns a subject; the most urgent is the least number."""

    ACT = 0  # what is recorded is no chart of it, or something would be wrong that is not now
    MOVES = 1  # dates, windows, steps or judgements would be others
    NONE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class StepMoved:
    """A step with another state, date or window; None where one of the versions has it not."""

    step: str
    before: StepOutcome | None
    after: StepOutcome | None


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedOtherwise:
    """A rule on one fact that one version judges otherwise than the other.

    Attributes:
        before: by the version in force; None where it has no such rule or asks nothing.
        after: by the new one; None alike.
        done: the step is done already, so that nothing can be changed about it.
    """

    rule: str
    before: Verdict | None
    after: Verdict | None
    done: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Previewed:
    """One subject by both versions.

    Attributes:
        before: the plan by the version in force.
        after: the plan by the new one; the refusal where it cannot read the chart.
        moved: in the order of the new path; steps that left come last.
        opens: what would be wrong that is not wrong now, or wrong in another way; what is
            critical comes first.
    """

    before: Plan
    after: Plan | InputRefused
    moved: tuple[StepMoved, ...] = ()
    judged: tuple[JudgedOtherwise, ...] = ()
    opens: tuple[Alert, ...] = ()

    @property
    def concern(self) -> Concern:
        """How much it concerns them."""
        if self.opens or isinstance(self.after, InputRefused):
            return Concern.ACT
        return Concern.MOVES if self.moved or self.judged else Concern.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What stands at the sites, and what would.

    Attributes:
        would: with the new version from today on.
        anew: with the new version alone, as if it had always counted.
    """

    stands: AtSites
    would: AtSites
    anew: AtSites


def compared_with(new: Protocol, stands: AtSites, now: datetime) -> Compared:
    """What stands, beside a new version at every site from today on.

    Raises:
        ProtocolRefused: if a version of a site cannot be read.
    """
    installed, would = load_protocol(new.id), stands
    for name, site in installed.sites.items():
        today = start_of(local_day(to_minute(now), site.zone), site.zone)
        would = would.with_version(installed, name, Version(new, today))
    alone = {(new.id, name): (Version(new),) for name in installed.sites}
    return Compared(stands=stands, would=would, anew=replace(stands, versions=alone))


def previewed(
    document: Document,
    moment: datetime,
    compared: Compared,
) -> Previewed:
    """Plan one chart at one moment, by what stands and by what would stand.

    Raises:
        InputRefused: if the chart cannot be read by what stands.
    """
    before = stand_of(document, moment, compared.stands)
    try:
        after = stand_of(document, moment, compared.would)
    except InputRefused as refused:
        return Previewed(before=before, after=refused)
    return Previewed(
        before=before,
        after=after,
        moved=tuple(_moved(before, after)),
        judged=(*_judged(before, after), *_would_say(document, moment, before, compared)),
        opens=tuple(_told_otherwise(before, after)),
    )


def _moved(before: Plan, after: Plan) -> Iterator[StepMoved]:
    then = {outcome.name: outcome for outcome in before.steps}
    now = {outcome.name: outcome for outcome in after.steps}
    for name, one in {**now, **then}.items():
        was, would = then.get(name), now.get(name)
        if _place(was) != _place(would):
            yield StepMoved(step=one.step, before=was, after=would)


def _place(outcome: StepOutcome | None) -> tuple[object, ...]:
    """Of what is done the window says nothing any more."""
    if outcome is None:
        return ()
    window = () if outcome.state in _DONE else (outcome.not_before, outcome.closes)
    return outcome.state, outcome.at, *window


def _told_otherwise(before: Plan, after: Plan) -> list[Alert]:
    known = {(one.key, one.severity, one.reason) for one in before.alerts}
    new = (one for one in after.alerts if (one.key, one.severity, one.reason) not in known)
    urgent = (one for one in new if one.severity is not Severity.INFO)
    return sorted(urgent, key=lambda one: one.severity is not Severity.CRITICAL)


def _judged(before: Plan, after: Plan) -> Iterator[JudgedOtherwise]:
    then, now = _by_key(before), _by_key(after)
    for key in dict.fromkeys([*now, *then]):
        was, would = then.get(key), now.get(key)
        values = {one.value if one else None for one in (was, would)}
        if len(values) > 1 and values - _OF_NO_CONCERN:
            yield JudgedOtherwise(
                rule=key[0], before=was, after=would, done=_is_done(key[1], before)
            )


def _would_say(
    document: Document, moment: datetime, before: Plan, compared: Compared
) -> Iterator[JudgedOtherwise]:
    """What the new version would say of what is done, and does not: its verdict stays."""
    try:
        anew = stand_of(document, moment, compared.anew)
    except InputRefused:  # as after a visit was renamed: it says nothing of that record
        return
    yield from (one for one in _judged(before, anew) if one.done)


def _by_key(plan: Plan) -> dict[tuple[str, str, str | None], Verdict]:
    return {(one.rule, one.step, one.fact): one for one in plan.verdicts}


def _is_done(step: str, plan: Plan) -> bool:
    return any(one.step == step and one.state in _DONE for one in plan.steps)
