"""What the address of a register asks for: its texts, and its first and last day."""

from collections.abc import Iterable, Mapping
from datetime import date

from fastapi import Request

from dayzero.web.recording.whole_days import whole_day, with_days_read
from models.errors import InputRefused
from wording.language import Language
from wording.refusals import say_refusal


def asked_in(request: Request, names: Iterable[str], today: date) -> dict[str, str]:
    """What the address says under each name, days as they are read; empty where it says nothing."""
    asked = with_days_read(_address(request), today)
    return {name: asked.get(name, "") for name in names}


def days_asked(request: Request, today: date) -> tuple[date | None, date | None]:
    """The first day and the last; None where none is asked for.

    Raises:
        InputRefused: with the first that is none.
    """
    asked = _address(request)
    return whole_day(asked, "since", today), whole_day(asked, "until", today)


def _address(request: Request) -> dict[str, str]:
    return {name: text.strip() for name, text in request.query_params.items()}


def faults_asked(refused: InputRefused | None, language: Language) -> Mapping[str, str]:
    """Why a field is not read, in a sentence, by its name."""
    faults = () if refused is None else refused.faults
    return {fault.path: say_refusal(fault.reason, language) for fault in faults}
