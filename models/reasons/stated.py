"""By which rule something is judged, and where that rule is stated."""

from dataclasses import dataclass
from typing import Protocol as Shape

from models.protocol.source import Source


class Ruled(Shape):
    """Anything of the protocol that has a rule id and says where it comes from."""

    @property
    def rule(self) -> str:
        """Its id: EX-03.2."""

    @property
    def source(self) -> Source:
        """Where it is stated."""

    @property
    def site_default(self) -> bool:
        """True where the value is the site's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A rule and its source, as a sentence cites them.

    Attributes:
        site_default: true where the value is the site's own and not the entry's.
    """

    rule: str
    source: Source
    site_default: bool


def stated(ruled: Ruled) -> Stated:
    """What a sentence needs to cite a criterion or a link of the protocol."""
    return Stated(rule=ruled.rule, source=ruled.source, site_default=ruled.site_default)
