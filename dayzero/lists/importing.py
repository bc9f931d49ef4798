"""One import of lists, from files to what followed: the same for every door."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from dayzero.lists.cells import Aside
from dayzero.lists.comparing import Compared, compare
from dayzero.lists.following import Moved, what_moves
from dayzero.lists.kept_layouts import KeptLayouts
from dayzero.lists.read_claims import HowWritten, ReadRows, read_rows
from dayzero.lists.reading import Columns, ReadLists, read_lists, refuse_guesses
from dayzero.lists.recording import SOURCE, Bringing, bring_in
from dayzero.lists.whose import Whose
from models.errors import Fault, InputRefused
from models.records.store import ImportReport

__all__ = ["SOURCE", "Asked", "Imported", "import_lists"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a person said beside the files.

    Attributes:
        patients: the subject of each patient, by what the lists call them.
        columns: the field of each heading.
        accepted: whether columns that are only guessed may count.
        source: the system that numbered the rows.
    """

    subject: str | None = None
    patients: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    accepted: bool = False
    sheet: str | None = None
    written: HowWritten = field(default_factory=HowWritten)
    source: str = SOURCE
    dry_run: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What lists added, or would add."""

    lists: ReadLists
    rows: ReadRows
    compared: Compared
    report: ImportReport
    moved: tuple[Moved, ...]

    @property
    def asides(self) -> list[Aside]:
        """All that is left out."""
        return [*self.lists.asides, *self.rows.asides]


def import_lists(
    engine: Engine,
    files: Sequence[tuple[str, bytes]],
    asked: Asked,
    *,
    home: Path,
    moment: datetime,
    by: str,
) -> Imported:
    """Record what is new of the lists, or say what would be.

    Raises:
        InputRefused: with every fault of every row, each with its cell; nothing was written then.
        StoreTrouble: if the database cannot be used; nothing was written then.
    """
    whose = Whose(engine, said=asked.subject, patients=asked.patients)
    whose.check()
    kept = KeptLayouts(home)
    lists = read_lists(files, Columns(said=asked.columns, kept=kept, sheet=asked.sheet))
    rows = read_rows(lists.rows, whose, asked.written, moment)
    rows.faults[:0] = lists.faults
    bringing = _bringing(asked, lists, moment, by)
    _refuse_faults(engine, rows, whose, bringing)
    refuse_guesses(lists, accepted=asked.accepted or asked.dry_run)
    compared = compare(engine, rows.claims, asked.source)
    moved = what_moves(engine, compared.new, whose, moment)
    report = bring_in(engine, rows.claims, whose, bringing)
    if not asked.dry_run:
        _keep(kept, lists, whose)
    return Imported(lists=lists, rows=rows, compared=compared, report=report, moved=moved)


def _refuse_faults(engine: Engine, rows: ReadRows, whose: Whose, bringing: Bringing) -> None:
    """Where a row cannot be read, what the charts refuse of the others is told with it."""
    if not rows.faults:
        return
    others: tuple[Fault, ...] = ()
    try:
        bring_in(engine, rows.claims, whose, replace(bringing, dry_run=True))
    except InputRefused as refused:
        others = refused.faults
    raise InputRefused([*rows.faults, *others])


def _bringing(asked: Asked, lists: ReadLists, moment: datetime, by: str) -> Bringing:
    return Bringing(
        source=asked.source,
        digests=lists.digests,
        moment=moment,
        by=by,
        dry_run=asked.dry_run,
    )


def _keep(kept: KeptLayouts, lists: ReadLists, whose: Whose) -> None:
    """The next list under the same headings is read alike at these subjects' sites."""
    sites = {str(chart["site"]) for chart in whose.charts.values() if chart is not None}
    for table, layout in lists.tables:
        if not table.settled:
            kept.keep(sorted(sites), table.headings, layout.fields)
