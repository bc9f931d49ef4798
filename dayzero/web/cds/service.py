"""The CDS Hooks service `order-sign`: what an order of a drug would move, before it is signed.

It answers only listed systems with a signed token. Whose order it is, is read from the study number
among the patient's identifiers; nothing else of the patient is looked at, nothing is kept.
"""

import json
import math
from collections.abc import Mapping
from datetime import timedelta
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, Response

from dayzero import clock
from dayzero.settings import Settings
from dayzero.web.cds.cards import cards
from dayzero.web.cds.clients import Client
from dayzero.web.cds.orders import Json, dict_of
from dayzero.web.cds.tokens import AskedTooOften, NotListed, client_of
from dayzero.web.cds.trying import ordered, subject_of
from dayzero.web.feeds.calendar import LOG
from models.errors import InputRefused
from wording.language import Language
from wording.pages.order_cards import card_words

SERVICE: Final = "order-sign"
LARGEST_BYTES: Final = 1_000_000
NOT_STORED: Final = {"Cache-Control": "no-store"}
NO_CARDS: Final[Mapping[str, Any]] = {"cards": []}
router = APIRouter(prefix="/cds-services")


class Unusable(Exception):
    """A request that is not one of CDS Hooks, or lacks what was asked for."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


@router.get("")
def services(request: Request) -> Response:
    """What there is to ask, for who sets it up."""
    says = card_words(_language(request))
    service = {
        "hook": "order-sign",
        "id": SERVICE,
        "title": says.title,
        "description": says.description,
        "prefetch": {"patient": "Patient/{{context.patientId}}"},
    }
    return JSONResponse({"services": [service]})


async def body_of(request: Request) -> Json:
    """The request as JSON, with its decimals as they are written.

    Raises:
        Unusable: if it is larger than any list of orders, or no object.
    """
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_BYTES:
            raise Unusable(413)
    try:
        read = json.loads(body, parse_float=str)
    except (ValueError, RecursionError) as error:
        raise Unusable(400) from error
    if not isinstance(read, dict):
        raise Unusable(400)
    return read


@router.post(f"/{SERVICE}")
def order_sign(request: Request, body: Annotated[Json, Depends(body_of)]) -> Response:
    """The cards on the drafted orders; none for who is no subject of the client's sites."""
    client = _client(request)
    patient, orders = _asked(body)
    moment, engine = clock.now(), request.app.state.engine
    reading = subject_of(engine, patient, client, moment)
    if reading is None:
        return JSONResponse(NO_CARDS, headers=NOT_STORED)
    settings: Settings = request.app.state.settings
    try:
        found = cards(ordered(reading, orders, settings, moment))
    except InputRefused as error:  # the chart itself: nothing can be said of it
        raise Unusable(409) from error
    return JSONResponse({"cards": found}, headers=NOT_STORED)


def _client(request: Request) -> Client:
    state = request.app.state
    address = f"{state.settings.base_url}/cds-services/{SERVICE}"
    said = request.headers.get("authorization", "")
    return client_of(said, address, state.cds_clients, state.engine)


def _asked(body: Json) -> tuple[Json, Json]:
    """The patient, and the orders that are about to be signed.

    Raises:
        Unusable: 400 for another hook, 412 where the patient was not sent along.
    """
    orders = dict_of(dict_of(body.get("context")).get("draftOrders"))
    if body.get("hook") != "order-sign" or not orders:
        raise Unusable(400)
    patient = dict_of(dict_of(body.get("prefetch")).get("patient"))
    if not patient:
        raise Unusable(412)
    return patient, orders


def _language(request: Request) -> Language:
    language: Language = request.app.state.settings.language
    return language


def not_listed(_request: Request, error: Exception) -> Response:
    """Why a token is not taken is for our log; who asks learns nothing by trying."""
    LOG.warning("an order was not judged: %s", getattr(error, "why", ""))
    return Response(status_code=401, headers={**NOT_STORED, "WWW-Authenticate": "Bearer"})


def too_often(_request: Request, error: Exception) -> Response:
    """Whole seconds until the next question is answered."""
    wait: timedelta = getattr(error, "wait", timedelta(seconds=1))
    LOG.warning("an order was not judged: %s asks too often", getattr(error, "client", ""))
    told = {**NOT_STORED, "Retry-After": str(max(1, math.ceil(wait.total_seconds())))}
    return Response(status_code=429, headers=told)


def unusable(_request: Request, error: Exception) -> Response:
    """The status says it; what was sent is not repeated."""
    return Response(status_code=getattr(error, "status", 400), headers=NOT_STORED)


HANDLERS: Final = {NotListed: not_listed, AskedTooOften: too_often, Unusable: unusable}
