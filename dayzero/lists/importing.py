"""One import of lists, from files to what followed: the same for every door."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from dayzero.lists.cells import Aside
from dayzero.lists.following import Moved, what_moves
from dayzero.lists.kept_layouts import KeptLayouts
from dayzero.lists.known_patients import KnownPatients
from dayzero.lists.one_import import Asked, OneImport
from dayzero.lists.read_claims import ReadRows
from dayzero.lists.reading import Columns, ReadLists, read_lists
from dayzero.lists.reconciling.deciding import Decided
from dayzero.lists.reconciling.differences import Compared
from dayzero.lists.recording import bring_in
from dayzero.lists.whose import Whose
from models.records.store import ImportReport, Sight


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What lists added, or would add."""

    lists: ReadLists
    rows: ReadRows
    compared: Compared
    decided: Decided
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
    """Read lists, and record what is new of them, or say what would be.

    Raises:
        InputRefused: as `lists_of` and `import_read` do.
        SubjectUnknown: if a subject that was said is not on record.
        StoreTrouble: if the database cannot be used; nothing was written then.
    """
    whose = whose_of(engine, asked, home)
    whose.check()
    return import_read(whose, lists_of(files, asked, home), asked, home=home, moment=moment, by=by)


def whose_of(engine: Engine, asked: Asked, home: Path) -> Whose:
    """By what the rows of these lists are told apart."""
    sites = None if asked.site is None else frozenset({asked.site})
    return Whose(
        engine,
        said=asked.subject,
        patients=asked.patients,
        sight=Sight(sites, asked.trials),
        before=None if asked.site is None else KnownPatients(home, asked.site),
    )


def lists_of(files: Sequence[tuple[str, bytes]], asked: Asked, home: Path) -> ReadLists:
    """The lists that files are, before it is asked whose rows they have.

    Raises:
        InputRefused: if one cannot be read, or what was said of its columns is not so.
    """
    kept = KeptLayouts(home)
    return read_lists(files, Columns(said=asked.columns, kept=kept, sheet=asked.sheet))


def import_read(
    whose: Whose, lists: ReadLists, asked: Asked, *, home: Path, moment: datetime, by: str
) -> Imported:
    """Record what is new of lists that were read, or say what would be.

    Raises:
        InputRefused: with every fault of every row, each with its cell, and each difference
            that nobody decided; nothing was written then.
        StoreTrouble: if the database cannot be used; nothing was written then.
    """
    one = OneImport(whose.engine, asked, whose, lists, moment, by)
    rows, unreadable = one.rows()
    compared = one.compared(rows)
    decided = one.decided(compared, unreadable)
    one.refuse(rows, decided)
    moved = what_moves(whose.engine, decided.record, whose, moment)
    report = bring_in(whose.engine, decided.record, whose, one.bringing())
    if not asked.dry_run:
        one.keep(KeptLayouts(home), decided)
    return Imported(
        lists=lists, rows=rows, compared=compared, decided=decided, report=report, moved=moved
    )
