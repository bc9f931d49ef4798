"""One person as the rest of the program knows them: the role, the sites, what follows from both."""

import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from models.records.people.sight import Sight
from models.records.tables import Person


class Role(StrEnum):
    """What a person may do."""

    COORDINATOR = "coordinator"  # reads, answers alerts, records facts, hands out calendar links
    READER = "reader"  # reads only


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """One person, without the password.

    Attributes:
        sites: whose subjects the person sees; None means every site's.
        trials: of which trials; None means every one.
        disabled_at: since when nobody can sign in under this name.
        manages_people: whether the person manages others of the same sites.
        provider_name: what the hospital's own provider calls the person; None for a local account
            alone.
    """

    name: str
    role: Role
    sites: frozenset[str] | None
    trials: frozenset[str] | None
    added_at: datetime
    added_by: str
    disabled_at: datetime | None
    manages_people: bool
    provider_name: str | None

    @property
    def may_write(self) -> bool:
        """Whether the person may change anything."""
        return self.role is Role.COORDINATOR

    @property
    def sight(self) -> Sight:
        """Which subjects the person may see."""
        return Sight(self.sites, self.trials)

    def may_see(self, site: str) -> bool:
        """Whether a site concerns the person."""
        return self.sight.has_site(site)

    @property
    def sees_people(self) -> bool:
        """Whether the person is shown who else sees the own sites: who manages, or only reads."""
        return self.manages_people or self.role is Role.READER

    def shares_sites(self, other: "PersonLine") -> bool:
        """Whether there is a site that both see."""
        if self.sites is None or other.sites is None:
            return True
        return not self.sites.isdisjoint(other.sites)

    def may_give(self, sight: Sight) -> bool:
        """Whether the person sees all of that, and so may let somebody else see it."""
        return sight.within(self.sight)

    def may_manage(self, other: "PersonLine") -> bool:
        """Whether another person may be changed: nobody changes the own rights."""
        return self.manages_people and self.name != other.name and self.may_give(other.sight)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """What a person may do, and where.

    Attributes:
        sites, trials: None for all of them, those to come included.
    """

    role: Role
    sites: frozenset[str] | None
    manages_people: bool = False
    trials: frozenset[str] | None = None

    @property
    def sight(self) -> Sight:
        """Which subjects the person may see."""
        return Sight(self.sites, self.trials)


def person_line(row: Person) -> PersonLine:
    """A row without its password."""
    return PersonLine(
        name=row.name,
        role=Role(row.role),
        sites=None if row.all_sites else frozenset(json.loads(row.sites)),
        trials=None if row.trials is None else frozenset(json.loads(row.trials)),
        added_at=row.added_at,
        added_by=row.added_by,
        disabled_at=row.disabled_at,
        manages_people=row.manages_people,
        provider_name=row.provider_name,
    )


def kept_trials(trials: frozenset[str] | None) -> str | None:
    """Trials as a row keeps them."""
    return None if trials is None else json.dumps(sorted(trials))


def said_sites(sites: frozenset[str] | None) -> str:
    """Sites as the audit keeps them."""
    return "all sites" if sites is None else ", ".join(sorted(sites))


def said_trials(name: str, trials: frozenset[str] | None) -> str:
    """That somebody is let see some trials, as the audit keeps it."""
    if trials is None:
        return f"let {name} see every trial"
    return f"let {name} see these trials alone: {', '.join(sorted(trials))}"
