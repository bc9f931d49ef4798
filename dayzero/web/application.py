"""The web application: pages behind a sign-in, calendars behind tokens, health for probes.

Prefect is not imported here: this process answers while Prefect is down.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import cast

from fastapi import Depends, FastAPI, Request, Response
from fastapi.responses import PlainTextResponse
from fastapi.staticfiles import StaticFiles
from sqlalchemy import Engine
from starlette.exceptions import HTTPException
from starlette.routing import Route

from dayzero.openid.settings import read_openid_settings
from dayzero.settings import Settings, read_settings
from dayzero.web.answer_headers import AnswerHeaders
from dayzero.web.api.application import PATH, create_api
from dayzero.web.cds import service
from dayzero.web.cds.clients import read_clients
from dayzero.web.enrolling import page as enrolling_page
from dayzero.web.feeds.calendar import LOG, RETRY_SECONDS, Calendars, serve_calendar, unavailable
from dayzero.web.feeds.limiting import Limiter, Rates
from dayzero.web.feeds.shelf import Shelf
from dayzero.web.given_verdicts import page as verdicts_page
from dayzero.web.health import live, ready
from dayzero.web.kept_pages import KeptPages
from dayzero.web.languages import language_of
from dayzero.web.lists import page as lists_page
from dayzero.web.metrics import Metrics, answer_metrics
from dayzero.web.pages import (
    account_page,
    api_tokens_page,
    audit_page,
    board_page,
    calendar_page,
    export_page,
    invitations,
    recording_page,
    second_step,
    sign_in,
    subject_page,
    subjects_page,
    today_page,
    typing_page,
    week_page,
    what_if_page,
)
from dayzero.web.people import list_page as people_page
from dayzero.web.people import person_page
from dayzero.web.registers import (
    checking_page,
    deliveries_page,
    deviations_page,
    explaining_page,
    handover_page,
    help_page,
    rules_page,
    versions_page,
)
from dayzero.web.rendering import PRIVATE, STATIC, redirect, render
from dayzero.web.signatures import page as signatures_page
from dayzero.web.signing_in import confirming, provider_page
from dayzero.web.signing_in.attempts import GUESSED_CODES, Attempts
from dayzero.web.signing_in.forms import FormRefused
from dayzero.web.signing_in.provider_page import WAYS_TO_PROVIDER
from dayzero.web.signing_in.second_step import HalfSignInEnded, obliged_roles
from dayzero.web.signing_in.visitors import (
    MayOnlyRead,
    NotThere,
    SignInNeeded,
    current_visitor,
    sign_in_path,
)
from dayzero.web.sites import page as site_page
from dayzero.web.versions_known import knowing_versions
from exports.cdisc.planned import NotPlanned
from models.errors import DayZeroError, InputRefused, ProtocolRefused
from models.records.store import StoreTrouble, TrialClosed
from wording.language import ENGLISH
from wording.refusals import say_refusal

ROUTERS = (
    sign_in.router,
    second_step.router,
    provider_page.router,
    confirming.router,
    account_page.router,
    invitations.router,
    today_page.router,
    week_page.router,
    board_page.router,
    subjects_page.router,
    enrolling_page.router,
    subject_page.router,
    calendar_page.router,
    recording_page.router,
    typing_page.router,
    typing_page.days,
    what_if_page.router,
    audit_page.router,
    export_page.router,
    handover_page.router,
    deviations_page.router,
    explaining_page.router,
    checking_page.router,
    deliveries_page.router,
    signatures_page.router,
    verdicts_page.router,
    rules_page.router,
    versions_page.router,
    help_page.router,
    api_tokens_page.router,
    people_page.router,
    person_page.router,
    lists_page.router,
    site_page.router,
)


def create_app(engine: Engine, settings: Settings | None = None) -> FastAPI:
    """The application over one database, which is first touched by a request.

    Raises:
        SettingsRefused: if no settings are given and the environment's cannot be read, or a
            second factor is asked of a role that is none, or the hospital's own sign-in is set and
            its settings cannot be meant.
        ClientsRefused: if who may ask at order-sign is listed, and the list cannot be read.
    """
    settings = settings or read_settings()
    app = FastAPI(title="Day Zero", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.engine = engine
    app.state.settings = settings
    app.state.obliged = obliged_roles(settings)
    app.state.provider = read_openid_settings()
    app.state.ways_to_provider = Limiter(WAYS_TO_PROVIDER)
    app.state.attempts = Attempts()
    app.state.code_attempts = Attempts(GUESSED_CODES)
    app.state.calendars = _calendars(engine, settings)
    app.state.kept_pages = KeptPages(engine)
    app.add_middleware(AnswerHeaders)
    for error, handler in HANDLERS.items():
        app.add_exception_handler(error, handler)
    app.add_api_route("/", _front_page)
    app.add_api_route("/health", ready)
    app.add_api_route("/health/live", live)
    app.state.metrics = Metrics(engine) if settings.metrics else None
    if settings.metrics:
        app.add_api_route("/metrics", answer_metrics)
    for router in ROUTERS:
        app.include_router(router, dependencies=[Depends(knowing_versions)])
    if settings.cds_clients is not None:
        _add_order_cards(app, settings.cds_clients)
    app.mount(PATH, create_api(engine, settings))
    app.mount("/static", StaticFiles(directory=STATIC))
    # for what CalendarsFirst leaves: other methods are told that they are not allowed
    app.router.routes.append(Route("/calendar/{token}.ics", serve_calendar, methods=["GET"]))
    return app


def _add_order_cards(app: FastAPI, listed: Path) -> None:
    """Only where an installation lists who may ask."""
    app.state.cds_clients = read_clients(listed)
    for error, handler in service.HANDLERS.items():
        app.add_exception_handler(error, handler)
    app.include_router(service.router)


def _calendars(engine: Engine, settings: Settings) -> Calendars:
    base_url = settings.public_url or ""
    shelf = Shelf(engine, base_url=base_url, language=settings.language)
    rates = Rates(settings.requests_per_link, settings.requests_per_address)
    return Calendars(shelf, Limiter(rates))


def _front_page(request: Request) -> Response:
    return render(request, "front", visitor=current_visitor(request))


def _unavailable(request: Request, error: Exception) -> Response:
    """The trouble names where the database is, which is for our log only."""
    trouble = cast("StoreTrouble", error)  # as HANDLERS says
    if request.url.path.startswith(("/calendar/", "/health")):
        return unavailable(request, trouble)
    LOG.warning("%s was not served: %s", request.url.path, say_refusal(trouble, ENGLISH))
    response = render(request, "told", status=503, what="unavailable", detail="")
    response.headers["Retry-After"] = RETRY_SECONDS
    return response


def _sign_in(request: Request, needed: Exception) -> Response:
    if request.headers.get("HX-Request"):  # a piece of a page: nobody is led away from a form
        return render(request, "signed_out", status=401, sign_in=sign_in_path(needed.args[0]))
    return redirect(sign_in_path(needed.args[0]))


def _sign_in_again(_request: Request, _error: Exception) -> Response:
    return redirect("/sign-in?ended=1")


def _not_there(request: Request, _error: Exception) -> Response:
    return _told(request, "not_there", 404)


def _no_page(request: Request, error: Exception) -> Response:
    """Whatever has no page at all, or not for this method; Starlette says so by an exception."""
    status = getattr(error, "status_code", 404)
    if status != 404:  # noqa: PLR2004  not found, as everywhere
        return PlainTextResponse("This cannot be done here.\n", status, PRIVATE)
    return _told(request, "not_there", 404)


def _read_only(request: Request, _error: Exception) -> Response:
    return _told(request, "read_only", 403)


def _stale_form(request: Request, refused: Exception) -> Response:
    status: int = refused.args[0]
    what = "too_large" if status == 413 else "stale_form"  # noqa: PLR2004  content too large
    return _told(request, what, status)


def _unreadable(request: Request, error: Exception) -> Response:
    """A recorded chart that the protocol no longer reads: nothing about it can be said."""
    said = say_refusal(cast("DayZeroError", error), language_of(request))
    return _told(request, "unreadable", 409, detail=said)


def _told(request: Request, what: str, status: int, detail: str = "") -> Response:
    visitor = current_visitor(request)
    return render(request, "told", status=status, visitor=visitor, what=what, detail=detail)


HANDLERS: Mapping[type[Exception], Callable[[Request, Exception], Response]] = {
    StoreTrouble: _unavailable,
    SignInNeeded: _sign_in,
    HalfSignInEnded: _sign_in_again,
    NotThere: _not_there,
    MayOnlyRead: _read_only,
    FormRefused: _stale_form,
    InputRefused: _unreadable,
    ProtocolRefused: _unreadable,
    NotPlanned: _unreadable,
    TrialClosed: _unreadable,
    HTTPException: _no_page,
}
"""What is answered where a page cannot be."""
