"""Which subjects somebody may see: of some sites, and of some trials."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import col

from models.records.tables import Subject

Named = frozenset[str] | None
"""What is named alone; None for all there are, those to come included."""


@dataclass(frozen=True, slots=True)
class Sight:
    """Subjects of these sites who are in these trials; None means every one."""

    sites: Named = None
    trials: Named = None

    def has(self, site: str, trial: str) -> bool:
        """Whether a subject of a site and a trial may be seen."""
        return self.has_site(site) and (self.trials is None or trial in self.trials)

    def has_site(self, site: str) -> bool:
        """Whether anything of a site may be seen."""
        return self.sites is None or site in self.sites

    def within(self, other: "Sight") -> bool:
        """Whether another sees all that this one does."""
        return _within(self.sites, other.sites) and _within(self.trials, other.trials)

    def of(self, site: Any, trial: Any) -> list[ColumnElement[bool]]:
        """The same as conditions on two columns; none where everything may be seen."""
        named = ((site, self.sites), (trial, self.trials))
        return [column.in_(some) for column, some in named if some is not None]

    @property
    def subjects(self) -> list[ColumnElement[bool]]:
        """The same as conditions on a query of subjects."""
        return self.of(col(Subject.site), col(Subject.protocol))


def at_sites_alone(sites: Iterable[str]) -> Sight:
    """All subjects of some sites, in whatever trial."""
    return Sight(sites=frozenset(sites))


def _within(some: Named, others: Named) -> bool:
    return others is None or (some is not None and some <= others)


EVERYTHING = Sight()
