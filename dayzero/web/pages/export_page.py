"""Lists, datasets and one subject as files, with the rights of the pages that link to them."""

from dataclasses import replace

from fastapi import APIRouter, Request
from fastapi.responses import Response

from calendars.paper.pdf import paper_pdf
from dayzero import clock
from dayzero.desk.exporting.fhir_file import fhir_file
from dayzero.desk.exporting.files import FORMATS, ExportedFile, exported_file
from dayzero.desk.exporting.gathering import Asked, gather
from dayzero.desk.patients_language import PATIENTS
from dayzero.desk.planning import plan_of, protocol_of
from dayzero.web.languages import language_of
from dayzero.web.rendering import PRIVATE
from dayzero.web.signing_in.visitors import NotThere, SignedIn, reading_of
from models.records.store import PersonLine, Sight

router = APIRouter()


@router.get("/subjects/{subject}/fhir.json")
def as_fhir(request: Request, subject: str, visitor: SignedIn) -> Response:
    """One subject's path as a FHIR R4B bundle: of it what may leave, whatever the page shows."""
    engine, settings = request.app.state.engine, request.app.state.settings
    reading = reading_of(engine, visitor, subject)
    file = fhir_file(engine, reading, clock.now(), language_of(request), settings.base_url)
    return attached(file)


@router.get("/subjects/{subject}/paper.pdf")
def as_paper(request: Request, subject: str, visitor: SignedIn) -> Response:
    """The visits on one A4 page for the patient, beside the reader's language in the patients'."""
    reading = reading_of(request.app.state.engine, visitor, subject)
    now = clock.now()
    plan = plan_of(reading.document, now, reading.at_sites)
    printed = tuple(dict.fromkeys((PATIENTS, language_of(request))))
    content = paper_pdf(plan, protocol_of(reading.document, now, reading.at_sites), printed)
    return attached(
        ExportedFile(
            name=f"{plan.subject}.pdf",
            media_type="application/pdf",
            content=content,
            lines=len(plan.steps),
        )
    )


@router.get("/exports/{what}.{kind}")
def as_file(request: Request, what: str, kind: str, visitor: SignedIn) -> Response:
    """One list of the subjects whom the person may see; the audit keeps of whom it told."""
    if kind not in FORMATS.get(what, ()):
        raise NotThere
    sight = sight_asked(visitor.person, request.query_params.get("site", ""))
    asked = Asked(sight=sight, now=clock.now(), by=visitor.by)
    everybody = gather(request.app.state.engine, asked)
    return attached(exported_file(what, kind, everybody, language_of(request)))


def attached(file: ExportedFile) -> Response:
    """A file to keep, never to be shown in the page's place."""
    named = {"Content-Disposition": f'attachment; filename="{file.name}"'}
    return Response(file.content, media_type=file.media_type, headers={**PRIVATE, **named})


def sight_asked(person: PersonLine, site: str) -> Sight:
    """Of one site where that is asked for, as far as the person may see it."""
    if not site:
        return person.sight
    return replace(person.sight, sites=frozenset({site} if person.may_see(site) else ()))
