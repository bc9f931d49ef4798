"""What a correction or retraction cannot do, and an id that is used twice."""

from collections.abc import Iterable, Iterator, Mapping

from models.chart.corrections.changes import Changes, RetractionFact
from models.chart.facts import Entry
from models.errors import Fault
from models.reasons.refusals.charts import (
    ChartFlaw,
    CorrectedAlready,
    CorrectsAnotherKind,
    CorrectsLater,
    CorrectsNothing,
    DuplicateId,
    TakenBackAlready,
)
from models.reasons.refusals.refusal import FaultReason, shown

PlacedFault = tuple[int, Fault]
"""A fault, and the index of its fact: faults are told in the chart's order."""


def repeated_ids(ids: Iterable[str | None], first: dict[str, int]) -> Iterator[PlacedFault]:
    """Each second use of an id; fills in where each was used first."""
    for index, name in enumerate(ids):
        if name is None:
            continue
        if name in first:
            reason = DuplicateId(word=shown(name), first=first[name])
            yield index, Fault(f"facts[{index}].id", reason)
        first.setdefault(name, index)


def change_faults(
    entry: Entry, first: Mapping[str, int], changes: Changes, *, strict: bool
) -> Iterator[Fault]:
    """What a record cannot correct or take back; `strict` of one that is not on record yet."""
    if entry.corrects is None:
        return
    if reason := _misplaced(entry, entry.corrects, first) or _refused(
        entry, entry.corrects, changes, strict=strict
    ):
        yield Fault(_at(entry), reason)


def _misplaced(entry: Entry, corrects: str, first: Mapping[str, int]) -> FaultReason | None:
    if corrects == entry.id:
        return ChartFlaw.CORRECTS_ITSELF
    if corrects not in first:
        return CorrectsNothing(word=corrects)
    if first[corrects] > entry.index:
        return CorrectsLater(word=corrects)
    return None


def _refused(entry: Entry, corrects: str, changes: Changes, *, strict: bool) -> FaultReason | None:
    """What is taken back is neither corrected nor taken back again; of a kind only its own."""
    if by := changes.void_by(corrects):
        return TakenBackAlready(word=corrects, by=by)
    if isinstance(entry, RetractionFact):
        return None
    was = changes.kind_of(corrects)
    if was not in {entry.kind, None}:
        return CorrectsAnotherKind(word=corrects, was=str(was), own=entry.kind) if strict else None
    if by := changes.corrected_by(corrects):
        return CorrectedAlready(word=corrects, by=by)
    return None


def restored_beside_another(entry: Entry, changes: Changes) -> Iterator[Fault]:
    """A correction cannot count again where another one has taken its place meanwhile."""
    if isinstance(entry, RetractionFact) and (twice := changes.corrected_twice()):
        record, by = twice
        yield Fault(_at(entry), CorrectedAlready(word=record, by=by))


def _at(entry: Entry) -> str:
    return f"facts[{entry.index}].corrects"
