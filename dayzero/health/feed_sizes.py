"""Whether a calendar grows beyond what calendar programs read."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from sqlalchemy import Engine

from dayzero.health.finding import Finding, counted, ok, warn
from dayzero.settings import Settings
from dayzero.web.feeds.shelf import Shelf
from models.records.store import FeedRight, list_feeds

CHECK = "calendar sizes"
READ_OCTETS = 500_000
"""Beyond it some programs refuse a calendar, or cut it off; none of them says so."""

LARGE_OCTETS = 400_000
"""Said before it is too late: a few subjects more."""


def sizes_of_links(engine: Engine, settings: Settings, now: datetime) -> dict[int, int]:
    """Octets of the calendar behind each link to several subjects that holds, by its number.

    Raises:
        StoreTrouble: if the records cannot be read.
    """
    rights = (right for right in list_feeds(engine) if right.scope.kind != "subject")
    return sizes_of(engine, rights, settings, now)


def sizes_of(
    engine: Engine, rights: Iterable[FeedRight], settings: Settings, now: datetime
) -> dict[int, int]:
    """The same of some links; those that have ended are left out."""
    shelf = Shelf(engine, base_url=settings.public_url or "", language=settings.language)
    return {right.id: shelf.size_of(right, now) for right in rights if not right.ended(now)}


def feed_size_findings(sizes: Mapping[int, int]) -> Iterator[Finding]:
    """The links whose calendar is large, the largest first.

    Args:
        sizes: octets by the number of the link.
    """
    large = {link: octets for link, octets in sizes.items() if octets > LARGE_OCTETS}
    if not large:
        largest = max(sizes.values(), default=0)
        yield ok(CHECK, f"the largest of {counted(len(sizes), 'link')} is {say_size(largest)}")
        return
    by_size = sorted(large.items(), key=lambda each: (-each[1], each[0]))
    said = ", ".join(f"link {link} {say_size(octets)}" for link, octets in by_size)
    yield warn(
        CHECK,
        f"{said}; some programs read no more than {say_size(READ_OCTETS)}",
        f"a nearer horizon: `dayzero feed options {by_size[0][0]} --future 120`,"
        " or a link for each site",
    )


def say_size(octets: int) -> str:
    """`430 KB`, rounded up."""
    return f"{-(-octets // 1000)} KB"
