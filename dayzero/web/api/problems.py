"""What a program is told that is not answered: RFC 9457, in the language that it asks for."""

from collections.abc import Callable, Mapping
from typing import Any, Final, cast

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException
from starlette.routing import compile_path

from dayzero.web.api.callers import NoToken, ScopeLacking, TooOften
from dayzero.web.feeds.calendar import LOG, RETRY_SECONDS
from dayzero.web.languages import language_of
from dayzero.web.signing_in.visitors import MayOnlyRead, NotThere
from exports.cdisc.planned import NotPlanned
from models.errors import DayZeroError, Fault, InputRefused, ProtocolRefused
from models.faults_found import value_reason
from models.reasons.refusals.keeping.records import KeyTaken
from models.records.store import (
    AlertUnknown,
    ChangedMeanwhile,
    FactUnknown,
    SaidAMomentAgo,
    SnoozeRefused,
    StoreTrouble,
    TrialClosed,
)
from wording.language import ENGLISH, tag_of
from wording.pages.api import Trouble, trouble_words
from wording.refusals import say_refusal

MEDIA_TYPE: Final = "application/problem+json"
BEGINS: Final = "urn:dayzero:problem:"
STATUS: Final[Mapping[Trouble, int]] = {
    Trouble.NO_TOKEN: 401,
    Trouble.SCOPE_LACKING: 403,
    Trouble.READ_ONLY: 403,
    Trouble.NOT_THERE: 404,
    Trouble.OTHER_METHOD: 405,
    Trouble.SAID_A_MOMENT_AGO: 409,
    Trouble.KEY_TAKEN: 409,
    Trouble.UNREADABLE: 409,
    Trouble.CHANGED_MEANWHILE: 412,
    Trouble.TOO_LARGE: 413,
    Trouble.REFUSED: 422,
    Trouble.TOO_OFTEN: 429,
    Trouble.UNAVAILABLE: 503,
}


class Unreadable(Exception):
    """A recorded chart that the protocol no longer reads."""

    def __init__(self, refused: InputRefused) -> None:
        super().__init__(refused)
        self.refused = refused


class TooLarge(Exception):
    """A body that is larger than any of ours."""


def problem(
    request: Request,
    trouble: Trouble,
    detail: str = "",
    headers: Mapping[str, str] | None = None,
    **more: Any,
) -> Response:
    """One problem; `more` is what a program can read of it."""
    language, status = language_of(request), STATUS[trouble]
    title = trouble_words(language).titles[trouble]
    told = {"type": BEGINS + trouble, "title": title, "status": status}
    return JSONResponse(
        told | ({"detail": detail} if detail else {}) | more,
        status,
        {"Content-Language": tag_of(language), **(headers or {})},
        MEDIA_TYPE,
    )


def _no_token(request: Request, _error: Exception) -> Response:
    return problem(request, Trouble.NO_TOKEN, headers={"WWW-Authenticate": "Bearer"})


def _scope_lacking(request: Request, error: Exception) -> Response:
    scope = cast("ScopeLacking", error).scope
    asks = f'Bearer error="insufficient_scope", scope="{scope}"'
    return problem(
        request, Trouble.SCOPE_LACKING, headers={"WWW-Authenticate": asks}, scope=str(scope)
    )


def _plainly(trouble: Trouble) -> Callable[[Request, Exception], Response]:
    return lambda request, _error: problem(request, trouble)


def _said(trouble: Trouble) -> Callable[[Request, Exception], Response]:
    def tell(request: Request, error: Exception) -> Response:
        refused = cast("DayZeroError", error)
        return problem(request, trouble, say_refusal(refused, language_of(request)))

    return tell


def _refused(request: Request, error: Exception) -> Response:
    faults = cast("InputRefused", error).faults
    taken = any(isinstance(fault.reason, KeyTaken) for fault in faults)
    language = language_of(request)
    told = [{"path": fault.path, "detail": say_refusal(fault.reason, language)} for fault in faults]
    return problem(request, Trouble.KEY_TAKEN if taken else Trouble.REFUSED, faults=told)


def _of_the_request(request: Request, error: Exception) -> Response:
    """A part of the address or a header that cannot be what was meant."""
    details = cast("RequestValidationError", error).errors()
    faults = [Fault(str(one["loc"][-1]), value_reason(one)) for one in details]
    return _refused(request, InputRefused(faults))


def _unreadable(request: Request, error: Exception) -> Response:
    refused = cast("Unreadable", error).refused
    return problem(request, Trouble.UNREADABLE, say_refusal(refused, language_of(request)))


def _echo(request: Request, error: Exception) -> Response:
    """The sentence of the command line names its own options; a program has a header."""
    found = cast("SaidAMomentAgo", error)
    says = trouble_words(language_of(request)).echo
    detail = says.format(subject=found.subject, fact=found.fact)
    return problem(request, Trouble.SAID_A_MOMENT_AGO, detail, fact=found.fact)


def _changed(request: Request, error: Exception) -> Response:
    changed = cast("ChangedMeanwhile", error)
    detail = say_refusal(changed, language_of(request))
    return problem(request, Trouble.CHANGED_MEANWHILE, detail, revision=changed.revision)


def _too_often(request: Request, error: Exception) -> Response:
    seconds = str(cast("TooOften", error).seconds)
    return problem(request, Trouble.TOO_OFTEN, headers={"Retry-After": seconds})


def _unavailable(request: Request, error: Exception) -> Response:
    """The trouble names where the database is, which is for our log only."""
    said = say_refusal(cast("StoreTrouble", error), ENGLISH)
    LOG.warning("%s was not served: %s", request.url.path, said)
    return problem(request, Trouble.UNAVAILABLE, headers={"Retry-After": RETRY_SECONDS})


def _of_the_framework(request: Request, error: Exception) -> Response:
    """No such address, or not by this method."""
    found = cast("HTTPException", error)
    if found.status_code == 404:  # noqa: PLR2004  not found
        return problem(request, Trouble.NOT_THERE)
    return problem(request, Trouble.OTHER_METHOD, headers={"Allow": _allowed(request)})


def _allowed(request: Request) -> str:
    """Every method of an address: the framework names those of the first route alone."""
    path = request.url.path.removeprefix(request.scope.get("root_path", ""))
    described = request.app.openapi()["paths"].items()
    found = [ways for form, ways in described if compile_path(form)[0].match(path)]
    return ", ".join(sorted({way.upper() for ways in found for way in ways}))


HANDLERS: Final[Mapping[type[Exception], Callable[[Request, Exception], Response]]] = {
    NoToken: _no_token,
    ScopeLacking: _scope_lacking,
    MayOnlyRead: _plainly(Trouble.READ_ONLY),
    NotThere: _plainly(Trouble.NOT_THERE),
    AlertUnknown: _plainly(Trouble.NOT_THERE),
    TooLarge: _plainly(Trouble.TOO_LARGE),
    TooOften: _too_often,
    SaidAMomentAgo: _echo,
    ChangedMeanwhile: _changed,
    Unreadable: _unreadable,
    NotPlanned: _said(Trouble.UNREADABLE),
    ProtocolRefused: _said(Trouble.UNREADABLE),
    FactUnknown: _said(Trouble.REFUSED),
    SnoozeRefused: _said(Trouble.REFUSED),
    TrialClosed: _said(Trouble.REFUSED),
    InputRefused: _refused,
    RequestValidationError: _of_the_request,
    StoreTrouble: _unavailable,
    HTTPException: _of_the_framework,
}
"""What is answered where a program cannot be given what it asked for."""
