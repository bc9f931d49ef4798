"""A list that was sent to the page: tried whole, and brought in once what follows was seen."""

import json
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Engine

from dayzero.lists.importing import Imported, import_read, lists_of, whose_of
from dayzero.lists.one_import import Asked
from dayzero.lists.reading import ReadLists, are_lists
from dayzero.lists.reconciling.decisions import Decisions
from dayzero.lists.whose import Whose
from dayzero.web.lists.asking import asked_of
from dayzero.web.lists.held_file import HeldFile, held_in
from dayzero.web.signing_in.uploads import Upload
from models.errors import Fault, InputRefused
from models.reasons.refusals.lists import ListFlaw, NoSuchRow
from models.reasons.refusals.refusal import shown
from models.records.store import Sight


@dataclass(frozen=True, slots=True, kw_only=True)
class Bringing:
    """Who brings in a list, of which site, and when.

    Attributes:
        trials: of which trials the person sees subjects; None for every one.
    """

    engine: Engine
    home: Path
    site: str
    trials: frozenset[str] | None
    moment: datetime
    by: str

    @property
    def sight(self) -> Sight:
        """Whose rows the list may have."""
        return Sight(frozenset({self.site}), self.trials)


@dataclass(slots=True, kw_only=True)
class Tried:
    """How far a list came; what it did not reach is None.

    Attributes:
        done: whether it was recorded, and not only tried.
    """

    file: HeldFile | None = None
    asked: Asked | None = None
    whose: Whose | None = None
    lists: ReadLists | None = None
    imported: Imported | None = None
    refused: InputRefused | None = None
    done: bool = False

    @property
    def seen(self) -> str:
        """The same as long as the same would be recorded beside the same records."""
        if self.imported is None or self.whose is None:
            return ""
        decided = self.imported.decided
        what = [[one.subject, one.key, one.column, dict(one.fact)] for one in decided.record]
        charts = [(one, chart and chart["facts"]) for one, chart in self.whose.charts.items()]
        said = json.dumps([what, decided.set_aside, sorted(charts, key=str)], sort_keys=True)
        return sha256(said.encode()).hexdigest()


def try_list(upload: Upload, bringing: Bringing) -> Tried:
    """What would be recorded; or every fault, with its cell.

    Raises:
        SubjectUnknown: if a subject that was said is not of the site.
        StoreTrouble: if the database cannot be used.
    """
    tried = Tried()
    try:
        tried.file = held_in(upload)
        tried.asked = asked_of(upload.fields, bringing.site, dry_run=True)
        _read(tried.file, tried.asked, bringing, tried)
    except InputRefused as refused:
        tried.refused = refused
    return tried


def bring_list(tried: Tried, bringing: Bringing) -> Tried:
    """Record what was seen, all or nothing.

    Raises:
        SubjectUnknown: as `try_list`.
        StoreTrouble: if the database cannot be used; nothing was written then.
    """
    if tried.file is None or tried.asked is None:
        return tried
    brought = Tried(file=tried.file, asked=replace(tried.asked, dry_run=False))
    try:
        _read(tried.file, replace(tried.asked, dry_run=False), bringing, brought)
    except InputRefused as refused:
        brought.refused = refused
    brought.done = brought.refused is None
    return brought


def _read(file: HeldFile, asked: Asked, bringing: Bringing, tried: Tried) -> None:
    files = [(file.name, file.content)]
    if not are_lists(files):
        raise InputRefused([Fault(file.name, ListFlaw.IS_NO_LIST)])
    tried.whose = whose_of(bringing.engine, asked, bringing.home)
    tried.whose.check()
    tried.lists = lists_of(files, asked, bringing.home)
    tried.imported = _imported(tried.whose, tried.lists, asked, bringing)


def _imported(whose: Whose, lists: ReadLists, asked: Asked, bringing: Bringing) -> Imported:
    """Without decisions on what no longer differs: the page shows what is there now."""
    try:
        return _once(whose, lists, asked, bringing)
    except InputRefused as refused:
        reasons = [fault.reason for fault in refused.faults]
        stale = {one.word for one in reasons if isinstance(one, NoSuchRow)}
        if not all(isinstance(one, NoSuchRow) for one in reasons):
            raise
    asked = replace(asked, decisions=_without(asked.decisions, stale))
    return _once(whose, lists, asked, bringing)


def _once(whose: Whose, lists: ReadLists, asked: Asked, bringing: Bringing) -> Imported:
    home, moment, by = bringing.home, bringing.moment, bringing.by
    return import_read(whose, lists, asked, home=home, moment=moment, by=by)


def _without(decisions: Decisions, stale: Collection[str]) -> Decisions:
    take, aside = (
        {row: why for row, why in said.items() if shown(row) not in stale}
        for said in (decisions.take, decisions.set_aside)
    )
    return Decisions(take, aside)
