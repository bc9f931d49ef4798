"""`/api/v1`: the deeds of the pages as JSON, in an application of its own within the other.

Everything asks for a token but the description of what can be asked.
"""

from collections.abc import Mapping
from typing import Any, Final

from fastapi import Depends, FastAPI
from fastapi.openapi.utils import get_openapi
from sqlalchemy import Engine

from dayzero.settings import Settings
from dayzero.web.answer_headers import AnswerHeaders
from dayzero.web.api import alerts, calendar_links, exports, recording, subjects
from dayzero.web.api.described import ABOUT, PROBLEM
from dayzero.web.api.problems import HANDLERS, MEDIA_TYPE, STATUS
from dayzero.web.feeds.limiting import Limiter, Rates
from dayzero.web.versions_known import knowing_versions
from wording.pages.api import Trouble

PATH: Final = "/api/v1"
ROUTERS: Final = (
    subjects.router,
    recording.router,
    alerts.router,
    calendar_links.router,
    exports.router,
)
PRIVATE: Final = {"Cache-Control": "no-store", "Vary": "Authorization, Accept-Language"}
_EVERYWHERE: Final = (Trouble.NO_TOKEN, Trouble.SCOPE_LACKING, Trouble.REFUSED, Trouble.TOO_OFTEN)
_OF_A_SUBJECT: Final = (Trouble.NOT_THERE, Trouble.UNREADABLE)
_OF_A_BODY: Final = (Trouble.TOO_LARGE,)


class Api(FastAPI):
    """Describes itself once it is asked to."""

    def openapi(self) -> dict[str, Any]:
        if self.openapi_schema is None:
            self.openapi_schema = _described(self)
        return self.openapi_schema


def create_api(engine: Engine, settings: Settings) -> Api:
    """The application of programs, over the same database and settings as the pages."""
    api = Api(title="Day Zero", version="1", docs_url=None, redoc_url=None)
    api.state.engine = engine
    api.state.settings = settings
    # a token of 256 bits is not guessed: who has an old one must not shut out its neighbours
    rates = Rates(settings.requests_per_api_token, settings.requests_per_address, guesses=0)
    api.state.limiter = Limiter(rates)
    api.add_middleware(AnswerHeaders, headers=PRIVATE)
    for error, handler in HANDLERS.items():
        api.add_exception_handler(error, handler)
    for router in ROUTERS:
        api.include_router(router, dependencies=[Depends(knowing_versions)])
    return api


def _described(api: FastAPI) -> dict[str, Any]:
    """What can be asked, with every problem that it can be answered by."""
    document = get_openapi(
        title=api.title, version=api.version, description=ABOUT, routes=api.routes
    )
    document["servers"] = [{"url": PATH}]
    schemas = document["components"]["schemas"]
    schemas["Problem"] = dict(PROBLEM)
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    for path, operations in document["paths"].items():
        for operation in operations.values():
            operation["responses"] |= _problems(path, operation)
    return document


def _problems(path: str, operation: Mapping[str, Any]) -> dict[str, Any]:
    troubles = [*_EVERYWHERE, *(_OF_A_SUBJECT if "{" in path else ())]
    if "requestBody" in operation:
        troubles.extend(_OF_A_BODY)
    if any(one["name"] == "if-match" for one in operation.get("parameters", ())):
        troubles.append(Trouble.CHANGED_MEANWHILE)
    told = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    troubled = {str(STATUS[one]): {"description": str(one), "content": told} for one in troubles}
    return troubled | {"503": {"description": str(Trouble.UNAVAILABLE), "content": told}}
