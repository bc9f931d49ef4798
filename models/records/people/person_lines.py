"""One person as the rest of the program knows them: the role, the sites, what follows from both."""

import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

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
        disabled_at: since when nobody can sign in under this name.
        manages_people: whether the person manages others of the same sites.
        provider_name: what the hospital's own provider calls the person; None for a local account
            alone.
    """

    name: str
    role: Role
    sites: frozenset[str] | None
    added_at: datetime
    added_by: str
    disabled_at: datetime | None
    manages_people: bool
    provider_name: str | None

    @property
    def may_write(self) -> bool:
        """Whether the person may change anything."""
        return self.role is Role.COORDINATOR

    def may_see(self, site: str) -> bool:
        """Whether subjects of a site concern the person."""
        return self.sites is None or site in self.sites

    @property
    def sees_people(self) -> bool:
        """Whether the person is shown who else sees the own sites: who manages, or only reads."""
        return self.manages_people or self.role is Role.READER

    def shares_sites(self, other: "PersonLine") -> bool:
        """Whether there is a site that both see."""
        if self.sites is None or other.sites is None:
            return True
        return not self.sites.isdisjoint(other.sites)

    def may_give(self, sites: frozenset[str] | None) -> bool:
        """Whether the person sees all of these sites, and so may let somebody else see them."""
        return self.sites is None or (sites is not None and sites <= self.sites)

    def may_manage(self, other: "PersonLine") -> bool:
        """Whether another person may be changed: nobody changes the own rights."""
        return self.manages_people and self.name != other.name and self.may_give(other.sites)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """What a person may do, and where.

    Attributes:
        sites: None for all of them, those to come included.
    """

    role: Role
    sites: frozenset[str] | None
    manages_people: bool = False


def person_line(row: Person) -> PersonLine:
    """A row without its password."""
    return PersonLine(
        name=row.name,
        role=Role(row.role),
        sites=None if row.all_sites else frozenset(json.loads(row.sites)),
        added_at=row.added_at,
        added_by=row.added_by,
        disabled_at=row.disabled_at,
        manages_people=row.manages_people,
        provider_name=row.provider_name,
    )


def said_sites(sites: frozenset[str] | None) -> str:
    """Sites as the audit keeps them."""
    return "all sites" if sites is None else ", ".join(sorted(sites))
