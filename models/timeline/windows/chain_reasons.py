"""Why a date is where it is, as typed facts: one reason for each link of a chain."""

from collections.abc import Iterator, Mapping
from typing import Final

from models.moments import Minute
from models.reasons.path.rules import name_rule
from models.reasons.path.windows import (
    Binds,
    CountedFrom,
    Held,
    LinkBinds,
    NoDateBefore,
    NoDateWhileGoingOn,
    NoSlotFits,
    NoSlotListed,
    Opens,
    OpensAfterWashout,
    OpensByLink,
    OpensIfStoppedNow,
    OpensNow,
    Snapped,
    StepNotDone,
)
from models.reasons.reason import Reason
from models.timeline.history.step_records import ASSUMED, StepRecord
from models.timeline.network.bounds import Bounds, Trail
from models.timeline.network.network import FREE_SLOTS, NOW, WORKING_DAYS
from models.timeline.windows.case import Case
from models.timeline.windows.chains import chain, told_once
from models.timeline.windows.slot_reasons import listing_that_fails
from models.timeline.windows.undated import forbidden_while
from models.timeline.windows.windows import Windows

_SNAPPED: Final[Mapping[str | None, Snapped]] = {
    WORKING_DAYS: "working_days",
    FREE_SLOTS: "free_slots",
}


def because(step: str, windows: Windows, case: Case) -> tuple[Reason, ...]:
    """The chain behind a step's opening, after why it has no suggestion where its slots are why.

    A step that has no date while an exposure goes on says that first, and then from when it
    could be if that stopped now.
    """
    if step in windows.undated:
        return tuple(_undated(step, windows, case))
    links = tuple(_opens(link, case, windows) for link in chain(step, windows.of(step)))
    unsuggested = _without_a_slot(step, windows, case)
    return links if unsuggested is None else (unsuggested, *links)


def _undated(step: str, windows: Windows, case: Case) -> Iterator[Reason]:
    other = windows.undated[step]
    if other is not None:
        yield NoDateBefore(step=step, other=other)
        yield from _undated(other, windows, case)
        return
    clearing = forbidden_while(case)[step]
    washout = clearing.washout
    yield NoDateWhileGoingOn(
        step=step,
        rule=name_rule(washout.rule, case.protocol),
        fact=clearing.exposure.fact.id,
        source=washout.source,
        site_default=washout.site_default,
    )
    if step in windows.of(step).lower:
        yield OpensIfStoppedNow(
            step=step, minute=windows.of(step).lower[step], fact=clearing.exposure.fact.id
        )


def what_binds(step: str, bounds: Bounds, case: Case, *, lower: bool) -> tuple[Binds, ...]:
    """What a bound rests on, from its root to the step, each once."""
    links = told_once(chain(step, bounds, lower=lower))
    return tuple(dict.fromkeys(_binds(link, case) for link in links))


def _without_a_slot(step: str, windows: Windows, case: Case) -> NoSlotListed | NoSlotFits | None:
    listing = listing_that_fails(step, windows, case)
    if listing is None:
        return None
    lasts = listing.begins.lasts
    return NoSlotFits(step=step, last=lasts[-1]) if lasts else NoSlotListed(step=step)


def _binds(link: Trail, case: Case) -> Binds:
    if link.reason.rule == NOW:
        return StepNotDone(step=link.step)
    known = case.protocol.link_by_rule[link.reason.rule]
    return LinkBinds(
        rule=name_rule(known.rule, case.protocol),
        source=known.source,
        site_default=known.site_default,
        snapped=_SNAPPED.get(link.reason.snapped),
    )


def _opens(link: Trail, case: Case, windows: Windows) -> Opens:
    reason = link.reason
    if reason.rule == NOW:
        return OpensNow(step=link.step, minute=link.minute)
    if reason.fact is not None:
        return _after_washout(link.step, link.minute, reason.rule, reason.fact, case)
    return _by_link(link, case, windows)


def _after_washout(
    step: str, minute: Minute, rule: str, fact: str, case: Case
) -> OpensAfterWashout:
    stated = case.protocol.criterion_by_rule[rule]
    return OpensAfterWashout(
        step=step,
        minute=minute,
        rule=name_rule(rule, case.protocol),
        fact=fact,
        source=stated.source,
        site_default=stated.site_default,
    )


def _by_link(link: Trail, case: Case, windows: Windows) -> OpensByLink:
    known, via = case.protocol.link_by_rule[link.reason.rule], link.reason.via or ""
    return OpensByLink(
        step=link.step,
        minute=link.minute,
        rule=name_rule(known.rule, case.protocol),
        source=known.source,
        site_default=known.site_default,
        counted_from=CountedFrom(step=via)  # it counts as if it were not booked
        if via in windows.lapsed
        else _counted_from(via, case.recorded[via]),
        snapped=_SNAPPED.get(link.reason.snapped),
    )


def _counted_from(step: str, record: StepRecord) -> CountedFrom:
    if record.at is None:
        return CountedFrom(step=step)
    if record.fact == ASSUMED:
        return CountedFrom(step=step, at=record.at, held="assumed")
    held: Held = "done" if record.done else "booked"
    return CountedFrom(step=step, at=record.at, held=held, fact=record.fact)
