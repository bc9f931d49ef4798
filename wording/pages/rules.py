"""What the rules of a site say, and the page of all rules with their sources."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from models.timeline.network.network import FREE_SLOTS, NOW, WORKING_DAYS
from wording.catalogue import Counted
from wording.filled import From, Keys, part

GROUPS = ("criteria", "path", "values", "sites")


@part("pages", "rules")
@dataclass(frozen=True, slots=True, kw_only=True)
class RuleWords:
    """One language; every text names its own blanks.

    Attributes:
        about: by rule; the other rules have their words in the protocol.
        lead: what the page of rules is for.
        groups: headings of its tables.
        defaults: how many of all values are site defaults.
        english: that the entry's own words are English.
    """

    about: Annotated[Mapping[str, str], Keys((NOW, WORKING_DAYS, FREE_SLOTS))]
    title: str
    lead: str
    defaults: Counted
    english: str
    groups: Annotated[Mapping[str, str], Keys(GROUPS)]
    rule: str
    says: str
    limit: str
    source: str
    age: str
    more_than: str
    at_least: str
    at_most: str
    waits: str
    due_soon: str
    suggested: str
    before: str
    after: str
    same_as: str
    result_within: str
    no_entry: str
    own_hours: str
    listed: Annotated[str, From("feeds", "calendar.listed")]
