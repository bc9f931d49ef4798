"""What is said of a protocol to who looks at it: its headings, and its rules on time."""

from dataclasses import dataclass

from wording.filled import part
from wording.language import Language


@part("terminal", "outline")
@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineWords:
    """One language; every text names its own blanks.

    Attributes:
        heading: the trial, its version and its title.
        picture: what the picture shows.
        path, rules: headings of the two tables.
        step, day, window, rule, what, source: heads of their columns.
        longer, at_least: a washout, where exactly its length is excluded, and where it is not.
        at_most: a test that expires.
        hold: what the path waits for.
        across_subjects: what the site must check of several subjects together.
        age: completed years, both ends included.
        because: a source that is the site's own, and why.
        sourced: a rule, what it says and its source, on one line.
        written: that a page was written, and where.
    """

    language: Language
    heading: str
    picture: str
    path: str
    rules: str
    step: str
    day: str
    window: str
    rule: str
    what: str
    source: str
    longer: str
    at_least: str
    at_most: str
    hold: str
    across_subjects: str
    age: str
    because: str
    sourced: str
    written: str
