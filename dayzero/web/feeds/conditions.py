"""What a reader says it has already and can unpack: RFC 9110, sections 12.5.3 and 13.1."""

import re
from collections.abc import Collection, Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache

REFUSED = re.compile(r"q=0(\.0*)?")


def is_unchanged(
    asked: Mapping[str, str], *, etags: Collection[str], last_modified: datetime
) -> bool:
    """Whether the reader's copy is current; a tag it sends counts more than a date.

    Every tag in `etags` stands for the current state, whatever its encoding.
    """
    tags = asked.get("if-none-match")
    if tags is not None:
        known = {tag.strip().removeprefix("W/") for tag in tags.split(",")}
        return "*" in known or not known.isdisjoint(etags)
    since = _moment(asked.get("if-modified-since", ""))
    return since is not None and last_modified <= since


def _moment(text: str) -> datetime | None:
    """A date of HTTP; what is not one is as if it had not been sent."""
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None


def accepts_gzip(asked: Mapping[str, str]) -> bool:
    """Whether the reader names gzip, or anything, and does not refuse it with q=0."""
    return _gzip_in(asked.get("accept-encoding", ""))


@lru_cache(maxsize=256)
def _gzip_in(encodings: str) -> bool:
    """The few programs that there are send the few headers that there are."""
    weights: dict[str, str] = {}
    for choice in encodings.lower().split(","):
        name, _, weight = choice.partition(";")
        weights[name.strip()] = weight.replace(" ", "")
    asked_weight = weights.get("gzip", weights.get("*"))
    return asked_weight is not None and not REFUSED.fullmatch(asked_weight)
