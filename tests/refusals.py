"""What a person is told of a refusal, for tests that read its words."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

import pytest

from models.errors import DayZeroError, Fault
from models.reasons.refusals.refusal import FaultReason, ValueRefused
from wording.language import ENGLISH
from wording.refusals import say_fault, say_refusal

Refused = TypeVar("Refused", bound=DayZeroError | ValueRefused)


def said(
    refused: DayZeroError | ValueRefused | Fault | FaultReason, language: str = ENGLISH
) -> str:
    """The words for it."""
    if isinstance(refused, Fault):
        return say_fault(refused, language)
    if isinstance(refused, ValueRefused):
        return say_refusal(refused.reason, language)
    return say_refusal(refused, language)


@contextmanager
def refuses(kind: type[Refused], match: str = "") -> Iterator[pytest.ExceptionInfo[Refused]]:
    """As `pytest.raises`, for a refusal whose words in English match."""
    with pytest.raises(kind) as caught:
        yield caught
    assert re.search(match, said(caught.value)), said(caught.value)
