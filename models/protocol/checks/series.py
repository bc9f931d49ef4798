"""Entries that are to be written for several numbers, and do not say for which or where."""

from collections.abc import Iterator, Mapping
from typing import Any

from models.protocol.checks.flaws import Flaw
from models.protocol.loading.series import KEY, MOST, numbers_in, numbers_of, written_at
from models.reasons.refusals.authored.protocol_series import (
    NumberOfNoSeries,
    NumbersUnread,
    SameForEachNumber,
)
from models.reasons.refusals.refusal import FaultReason


def series_flaws(document: Mapping[str, Any]) -> Iterator[Flaw]:
    """Numbers that cannot be read, that stand nowhere, or that nothing gives."""
    for table, entries in document.items():
        places = written_at(document, table)
        for place in dict.fromkeys(places):
            reason = _reason(entries[place])
            if reason is not None:
                yield Flaw(table, places.index(place), KEY, reason)


def _reason(entry: Mapping[str, Any]) -> FaultReason | None:
    named = next(numbers_in({key: one for key, one in entry.items() if key != KEY}), None)
    if KEY not in entry:
        return None if named is None else NumberOfNoSeries(word=named)
    if numbers_of(entry) is None:
        return NumbersUnread(word=str(entry[KEY]), most=MOST)
    return SameForEachNumber(word=f"{{{KEY}}}") if named is None else None
