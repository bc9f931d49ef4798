"""Pages as they were made last: handed out again while they would be made the same.

What a page says hangs on the records, the minute, the installed trials, and on who asks for what
in which language. All of that is compared each time, so nothing is shown that is not so now.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from fastapi import Request
from sqlalchemy import Engine

from dayzero import clock
from dayzero.web.languages import language_of
from dayzero.web.recent import Recent
from dayzero.web.signing_in.visitors import Visitor
from models.protocol import installed_trials
from models.records.store import RecordsState, learn_versions

KEPT_LETTERS: Final = 32 * 1024 * 1024
"""A thousand pages of those that are long."""


@dataclass(frozen=True, slots=True)
class _Moment:
    """Upon what everybody's pages hang.

    Attributes:
        records: their state, as `RecordsState` tells it.
        minute: dates are told to the minute, and the page says as of which one.
    """

    records: object
    minute: datetime
    trials: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _KeptPage:
    moment: _Moment
    markup: str


class KeptPages:
    """The last pages of one process, one for each address, person and language."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._records = RecordsState(engine)
        self._pages: Recent[_KeptPage] = Recent(KEPT_LETTERS)

    def page(self, request: Request, visitor: Visitor, make: Callable[[], str]) -> str:
        """The page that was made for the same, if it still holds; otherwise made now.

        Args:
            make: says the same of the same records within one minute, and records nothing that
                must be recorded each time.

        Raises:
            StoreTrouble: if the records cannot be read.
        """
        moment, asked = self._moment(), _asked(request, visitor)
        kept = self._pages.get(asked)
        if kept is not None and moment is not None and kept.moment == moment:
            return kept.markup
        learn_versions(self._engine)  # what was approved before the moment counts
        markup = make()
        if moment is not None:
            self._pages.put(asked, _KeptPage(moment, markup), len(markup))
        return markup

    def _moment(self) -> _Moment | None:
        """None where it is not known whether anybody writes."""
        records = self._records.now()
        if records is None:
            return None
        minute = clock.now().replace(second=0, microsecond=0)
        return _Moment(records, minute, tuple(one.hash for one in installed_trials()))


def _asked(request: Request, visitor: Visitor) -> tuple[object, ...]:
    """Who asks for what: rights are part of the person, and forms carry the session's secret."""
    address = request.url.path, request.url.query
    return (*address, language_of(request), visitor.person, visitor.form_token)
