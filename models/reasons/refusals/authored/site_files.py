"""What an author of sites got wrong."""

from datetime import date
from typing import Literal

from models.reasons.refusals.refusal import Plain, WithFacts


class SiteFlaw(Plain):
    ONLY_IMPORTED = "site.only_imported"


class NotAClockTime(WithFacts):
    word: str
    kind: Literal["not_a_clock_time"] = "not_a_clock_time"


class NotAZone(WithFacts):
    word: str
    kind: Literal["not_a_zone"] = "not_a_zone"


class CountryUnknown(WithFacts):
    word: str
    kind: Literal["country_unknown"] = "country_unknown"


class OpensLate(WithFacts):
    opens: str
    closes: str
    kind: Literal["opens_late"] = "opens_late"


class ClosureEndsFirst(WithFacts):
    first: date
    last: date
    kind: Literal["closure_ends_first"] = "closure_ends_first"


class WorkingAndClosed(WithFacts):
    day: date
    kind: Literal["working_and_closed"] = "working_and_closed"


class SiteIdTwice(WithFacts):
    site: str
    kind: Literal["site_id_twice"] = "site_id_twice"
