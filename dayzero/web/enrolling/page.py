"""The form that enrols a new subject."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from dayzero import clock
from dayzero.desk.enrolling import NewSubject, enrol
from dayzero.web.languages import language_of
from dayzero.web.pages.own_clock import own_clock, own_sites
from dayzero.web.people.own_trials import own_trials
from dayzero.web.recording.whole_days import whole_day
from dayzero.web.rendering import redirect, render
from dayzero.web.signing_in.forms import Form
from dayzero.web.signing_in.visitors import (
    MayOnlyRead,
    NotThere,
    Posted,
    SignedIn,
    Visitor,
    Writer,
)
from dayzero.web.views.subject import site_name
from dayzero.web.views.typed_days import typed_whole_days
from models.errors import InputRefused
from wording.language import Language
from wording.refusals import say_refusal

router = APIRouter(prefix="/enrol")
_TRIAL = "trial"
FIELDS = ("subject", "trial", "site", "sex", "consent")


@router.get("")
def ask(request: Request, visitor: SignedIn) -> Response:
    """The form, empty but for the site."""
    if not visitor.person.may_write:
        raise MayOnlyRead
    return _page(request, visitor, {})


@router.post("")
def keep(request: Request, visitor: Writer, form: Posted) -> Response:
    """Enrol the subject, and go on to its page; or say why not."""
    said = {field: form.get(field, "") for field in FIELDS}
    if said["site"] not in own_sites(visitor) or not _may_see(visitor, said["trial"]):
        raise NotThere
    now, by = clock.now(), visitor.person.name
    try:
        day = whole_day(form, "consent", own_clock(visitor, language_of(request), now).site_day)
        new = NewSubject(**{**said, "consent": "" if day is None else day.isoformat()})
        enrol(request.app.state.engine, new, now=now, by=by)
    except InputRefused as refused:
        return _page(request, visitor, form, refused)
    return redirect(f"/subjects/{new.subject}?enrolled=yes")


def _may_see(visitor: Visitor, trial: str) -> bool:
    """That none is named is said in a sentence."""
    return not trial or visitor.person.trials is None or trial in visitor.person.trials


def _page(
    request: Request, visitor: Visitor, form: Form, refused: InputRefused | None = None
) -> Response:
    language = language_of(request)
    own = own_clock(visitor, language, clock.now())
    return render(
        request,
        "enrol",
        status=422 if refused else 200,
        visitor=visitor,
        form={**dict.fromkeys(FIELDS, ""), **form},
        titles=own_trials(visitor, language),
        sites={name: site_name(site, own) for name, site in own_sites(visitor).items()},
        typed=typed_whole_days(form, own),
        faults=_faults(refused, language),
    )


def _faults(refused: InputRefused | None, language: Language) -> dict[str, list[str]]:
    """What is wrong with each field, in sentences; what is about the consent is of its day."""
    faults: dict[str, list[str]] = {}
    for fault in refused.faults if refused else ():
        path = _TRIAL if fault.path == "protocol" else fault.path  # as a chart calls it
        field = path if path in FIELDS else "consent"
        faults.setdefault(field, []).append(say_refusal(fault.reason, language))
    return faults
