"""Lists, datasets and one subject as files: the same as behind the links of the pages."""

from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response

from dayzero import clock
from dayzero.desk.exporting.fhir_file import MEDIA_TYPE, fhir_file
from dayzero.desk.exporting.files import FORMATS, MEDIA_TYPES, exported_file
from dayzero.desk.exporting.gathering import Asked, gather
from dayzero.web.api.callers import Exporter
from dayzero.web.api.problems import Unreadable
from dayzero.web.languages import language_of
from dayzero.web.pages.export_page import attached, sight_asked
from dayzero.web.signing_in.visitors import NotThere, reading_of
from models.errors import InputRefused

router = APIRouter()
NAMES = [f"{what}.{kind}" for what, kinds in FORMATS.items() for kind in kinds]
FileName = Annotated[str, Path(json_schema_extra={"enum": NAMES})]
CONTENT = {kind.partition(";")[0]: dict[str, str]() for kind in MEDIA_TYPES.values()}


@router.get("/exports/{name}", response_class=Response, responses={200: {"content": CONTENT}})
def as_file(request: Request, name: FileName, caller: Exporter, site: str = "") -> Response:
    """One list of the subjects of the person's sites; the audit keeps of whom it told."""
    if name not in NAMES:
        raise NotThere
    what, _, kind = name.partition(".")
    sight = sight_asked(caller.person, site)
    everybody = gather(request.app.state.engine, Asked(sight=sight, now=clock.now(), by=caller.by))
    return attached(exported_file(what, kind, everybody, language_of(request)))


@router.get(
    "/subjects/{subject}/fhir.json",
    response_class=Response,
    responses={200: {"content": {MEDIA_TYPE: {}}}},
)
def as_fhir(request: Request, subject: str, caller: Exporter) -> Response:
    """One subject's path as a FHIR R4B bundle: of it what may leave."""
    engine, settings = request.app.state.engine, request.app.state.settings
    reading = reading_of(engine, caller, subject)
    try:
        file = fhir_file(engine, reading, clock.now(), language_of(request), settings.base_url)
    except InputRefused as refused:
        raise Unreadable(refused) from refused
    return attached(file)
