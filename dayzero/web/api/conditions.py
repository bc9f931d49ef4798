"""How a writer says which chart it had seen: the ETag of the chart and of its facts; pure."""

import re
from collections.abc import Mapping
from typing import Annotated, Final

from fastapi import Header

from dayzero.web.api.described import IF_MATCH

IfMatch = Annotated[
    str | None,
    Header(description=IF_MATCH),
]
_STRONG: Final = re.compile(r'"(\d{1,9})"', re.ASCII)


def etag_of(revision: int) -> Mapping[str, str]:
    """The header that names a revision of a chart: how many facts it has."""
    return {"ETag": f'"{revision}"'}


def seen_in(header: str | None) -> frozenset[int] | None:
    """The revisions that a header names; none where it names no strong tag of ours.

    None itself where any will do.
    """
    if header is None or header.strip() == "*":
        return None
    found = (_STRONG.fullmatch(part.strip()) for part in header.split(","))
    return frozenset(int(one[1]) for one in found if one)
