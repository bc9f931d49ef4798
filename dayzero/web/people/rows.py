"""People as rows of a page; pure. Of somebody who sees other sites as well, those are not named."""

from collections.abc import Iterable
from dataclasses import dataclass

from dayzero.web.views.when import Clock, When
from models.records.store import PersonLine


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """One person.

    Attributes:
        sites: in words.
        trials: those that the person sees alone; empty where it is every one.
        disabled: since when the person may not sign in; None while that is possible.
        changeable: whether the reader of the page may change anything.
        own: whether it is the reader of the page.
    """

    name: str
    role: str
    sites: str
    trials: str
    manages: bool
    disabled: When | None
    added: When
    added_by: str
    changeable: bool
    own: bool


def person_rows(people: Iterable[PersonLine], reader: PersonLine, clock: Clock) -> list[PersonRow]:
    """Those of the reader's own sites: who may sign in, then the others."""
    shown = [one for one in people if reader.shares_sites(one)]
    ordered = sorted(shown, key=lambda one: (one.disabled_at is not None, one.name))
    return [person_row(one, reader, clock) for one in ordered]


def person_row(one: PersonLine, reader: PersonLine, clock: Clock) -> PersonRow:
    """One of them."""
    return PersonRow(
        name=one.name,
        role=clock.words.common.roles[one.role],
        sites=_sites(one, reader, clock),
        trials=_trials(one, reader, clock),
        manages=one.manages_people,
        disabled=None if one.disabled_at is None else clock.instant(one.disabled_at),
        added=clock.instant(one.added_at),
        added_by=one.added_by,
        changeable=reader.may_manage(one),
        own=one.name == reader.name,
    )


def _sites(one: PersonLine, reader: PersonLine, clock: Clock) -> str:
    says = clock.words.people
    if one.sites is None:
        return says.all_sites
    seen = [site for site in sorted(one.sites) if reader.may_see(site)]
    others = [] if len(seen) == len(one.sites) else [says.other_sites]
    return clock.listed([*seen, *others])


def _trials(one: PersonLine, reader: PersonLine, clock: Clock) -> str:
    """Nothing where every trial is meant."""
    known = reader.trials
    seen = [trial for trial in sorted(one.trials or ()) if known is None or trial in known]
    others = [] if len(seen) == len(one.trials or ()) else [clock.words.people.other_trials]
    return clock.listed([*seen, *others])
