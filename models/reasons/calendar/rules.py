"""A rule as a calendar cites it."""

from dataclasses import dataclass

from models.protocol.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedRule:
    """A rule and where it is stated.

    Attributes:
        source: None where nothing states it.
        site_default: true where the value is the site's own and not the entry's.
    """

    rule: str
    source: Source | None = None
    site_default: bool = False
