"""The address of a page of proposals: what it says, and where its links lead; pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlencode

from dayzero.web.recording.proposal_fields import COURSE, FIRST, SECOND, STEP, fields_in
from dayzero.web.signing_in.forms import Form

ALONE: Final = "alone"
COMPARE: Final = "compare"
SEEN: Final = "seen"
_COUNT = re.compile(r"\d{1,9}", re.ASCII)
_NOT_KEPT = frozenset({SEEN, "lang"})


@dataclass(frozen=True, slots=True)
class Sent:
    """What came with a request.

    Attributes:
        address: the proposals, and how they are shown.
        form: what was posted; empty where the page is only looked at.
        seen: how many facts the chart had when the page was shown before; None at first.
    """

    address: Mapping[str, str]
    form: Form = field(default_factory=dict)
    seen: int | None = None

    @classmethod
    def by(cls, address: Mapping[str, str], form: Form | None = None) -> "Sent":
        """A form says by itself what was seen when it was shown."""
        form = form or {}
        text = (form or address).get(SEEN, "")
        return cls(address, form, int(text) if _COUNT.fullmatch(text) else None)


def compares(address: Mapping[str, str]) -> bool:
    """Whether two proposals stand side by side."""
    return COMPARE in address or bool(fields_in(address, SECOND))


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the page's links lead."""

    path: str
    said: Mapping[str, str]

    def with_fields(self, fields: Mapping[str, str], mark: str = FIRST) -> str:
        """The same with these fields in the place of a proposal's own of the same name."""
        marked = {mark + name: value for name, value in fields.items()}
        return f"{self.path}?{urlencode({**self.said, **marked})}"

    def instead(self, fields: Mapping[str, str], mark: str) -> str:
        """The same with another proposal in the place of one."""
        own = (mark + STEP, mark + COURSE)
        kept = {n: v for n, v in self.said.items() if not n.startswith(own)}
        return Addresses(self.path, kept).with_fields(fields, mark)

    def only(self) -> str:
        """The first proposal alone."""
        mine = {n: v for n, v in self.said.items() if n != COMPARE and not n.startswith(SECOND)}
        return f"{self.path}?{urlencode(mine)}"

    @property
    def posting(self) -> str:
        """Where a proposal is sent."""
        return f"{self.path}?{urlencode(self.said)}"


def addresses_of(path: str, address: Mapping[str, str]) -> Addresses:
    """What a page says of itself, but for what it has been shown before."""
    return Addresses(path, {n: value for n, value in address.items() if n not in _NOT_KEPT})
