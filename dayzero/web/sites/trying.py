"""A site's calendar that was sent to its page: tried first, recorded once it was seen."""

import json
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import PurePath

from sqlalchemy import Engine

from calendars.imported import Meaning
from dayzero.desk.answering import why_said
from dayzero.desk.importing.calendars_tried import Tried as TriedOnSubject
from dayzero.desk.importing.calendars_tried import tried_on_subjects, with_calendar
from dayzero.desk.importing.site_calendars import Asked, read_fetched
from dayzero.desk.importing.sources import Fetched
from dayzero.web.lists.held_file import HeldFile, held_in
from dayzero.web.signing_in.forms import Form
from dayzero.web.signing_in.uploads import Upload
from dayzero.web.signing_in.visitors import NotThere
from dayzero.web.sites.wrong import ALLOWED
from models.errors import DayZeroError, InputRefused
from models.protocol.site import Site
from models.records.store import (
    CalendarChange,
    CalendarUnknown,
    Incoming,
    Sight,
    all_at_sites,
    import_site_calendar,
)

KINDS = (Meaning.CLOSURES, Meaning.WORKING_DAYS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bringing:
    """Who brings in a calendar, for which site, and when.

    Attributes:
        trials: of which trials the person sees subjects; None for every one.
    """

    engine: Engine
    site: Site
    trials: frozenset[str] | None
    moment: datetime
    by: str


@dataclass(slots=True, kw_only=True)
class Tried:
    """How far a calendar came; what it did not reach is None.

    Attributes:
        change: what would be changed, or was.
        subjects: each of the site, as planned without the calendar and with it.
        done: whether it stands now, and was not only tried.
    """

    file: HeldFile | None = None
    incoming: Incoming | None = None
    change: CalendarChange | None = None
    subjects: tuple[TriedOnSubject, ...] = ()
    refused: DayZeroError | None = None
    done: bool = False

    @property
    def seen(self) -> str:
        """The same as long as the same would be added and removed under the same name."""
        if self.incoming is None or self.change is None:
            return ""
        entries = [list(map(repr, each)) for each in (self.change.added, self.change.removed)]
        said = json.dumps([self.incoming.calendar.name, *entries])
        return sha256(said.encode()).hexdigest()

    @property
    def removes(self) -> bool:
        """Whether something that is recorded would go, so that a reason is asked."""
        return self.change is not None and bool(self.change.removed)


def try_calendar(upload: Upload, bringing: Bringing) -> Tried:
    """What would be changed; or why it cannot be.

    Raises:
        NotThere: if it is to be read as what no choice of the page says.
        StoreTrouble: if the database cannot be used.
    """
    tried, form = Tried(), upload.fields
    try:
        tried.file = held_in(upload)
        tried.incoming = _read(tried.file, form, bringing)
        tried.change = _imported(tried.incoming, form, bringing, dry_run=True)
    except (InputRefused, CalendarUnknown) as refused:
        tried.refused = refused
    return tried


def with_subjects(tried: Tried, bringing: Bringing) -> Tried:
    """The same with what would stand otherwise for each subject of the site."""
    if tried.incoming is not None and tried.change is not None and tried.change.written:
        name, site = tried.incoming.calendar.name, bringing.site.id
        before = all_at_sites(bringing.engine)
        after = with_calendar(before, site, name, tried.change.calendar)
        sight = Sight(frozenset({site}), bringing.trials)
        found = tried_on_subjects(bringing.engine, sight, (before, after), bringing.moment)
        tried.subjects = tuple(found)
    return tried


def record_calendar(tried: Tried, form: Form, bringing: Bringing) -> Tried:
    """Record what was seen; what goes needs a reason.

    Raises:
        StoreTrouble: if the database cannot be used; nothing was written then.
    """
    if tried.incoming is None:
        return tried
    try:
        reason = form.get("reason", "")
        why = why_said(reason) if tried.removes or reason else None
        tried.change = _imported(tried.incoming, form, bringing, dry_run=False, why=why)
        tried.done = True
    except (InputRefused, CalendarUnknown) as refused:
        tried.refused = refused
    return tried


def _read(file: HeldFile, form: Form, bringing: Bringing) -> Incoming:
    asked = Asked(
        site=bringing.site, meaning=_meant(form.get("kind", "")), name=form.get("name") or None
    )
    fetched = Fetched(file.content, said=file.name, name=PurePath(file.name).stem)
    incoming, _ = read_fetched(fetched, asked, bringing.moment)
    return incoming


def _meant(kind: str) -> Meaning:
    if kind not in KINDS:
        raise NotThere
    return Meaning(kind)


def _imported(
    incoming: Incoming, form: Form, bringing: Bringing, *, dry_run: bool, why: str | None = None
) -> CalendarChange:
    return import_site_calendar(
        bringing.engine,
        incoming,
        bringing.site,
        now=bringing.moment,
        by=bringing.by,
        dry_run=dry_run,
        allow_empty=form.get(ALLOWED) == "yes",
        why=why,
    )
