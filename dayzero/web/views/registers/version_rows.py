"""Which version of the protocol a site plans by, as a row."""

from dataclasses import dataclass

from dayzero.web.views.when import Clock, When
from models.records.store import Approval
from wording.dates.deadlines import say_day


@dataclass(frozen=True, slots=True)
class ApprovalShown:
    """What stands of a version at a site.

    Attributes:
        since: its first day; empty for the version that counted before any other.
    """

    site: str
    version: str
    since: str
    by: str
    at: When
    sha256: str


def approval_row(one: Approval, own: Clock) -> ApprovalShown:
    """One version at one site."""
    since = "" if one.starts is None else say_day(one.starts, own.language, today=own.site_day)
    return ApprovalShown(one.site, one.version, since, one.by, own.instant(one.at), one.sha256)
