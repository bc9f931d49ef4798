"""What the rules of a site say, and the page of all rules with their sources."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from models.timeline.network.network import FREE_SLOTS, NOW, WORKING_DAYS
from wording.catalogue import Counted
from wording.filled import From, Keys, part

GROUPS = ("criteria", "path", "values", "sites")


@part("pages", "rules.versions")
@dataclass(frozen=True, slots=True, kw_only=True)
class VersionWords:
    """Of the versions that sites approved.

    Attributes:
        before: in the place of a day, for the version that counted before any other.
        none: that every site plans by the installed version.
        look: the way to what a version does to each subject.
        preview: the title of that page.
        about_preview: what it shows, and that nothing is recorded by it.
        ended: how many paths have ended.
        next: the way to further subjects.
        nobody: that no subject is on the path.
    """

    title: str
    site: str
    version: str
    since: str
    approved: str
    content: str
    before: str
    none: str
    look: str
    preview: str
    about_preview: str
    ended: Counted
    next: str
    nobody: str


@part("pages", "rules")
@dataclass(frozen=True, slots=True, kw_only=True)
class RuleWords:
    """One language; every text names its own blanks.

    Attributes:
        trial: where several are installed; `every_trial` chooses all of them.
        about: by rule; the other rules have their words in the protocol.
        lead: what the page of rules is for.
        groups: headings of its tables.
        defaults: how many of all values are site defaults.
        english: that the entry's own words are English.
    """

    versions: VersionWords
    trial: str
    every_trial: str
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
    site_checks: str
    due_soon: str
    suggested: str
    before: str
    after: str
    same_as: str
    result_within: str
    no_entry: str
    own_hours: str
    listed: Annotated[str, From("feeds", "calendar.listed")]
