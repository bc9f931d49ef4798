"""What a program sends: JSON with a limit, read as a chart's JSON is, once it is known who asks."""

from collections.abc import Mapping
from typing import Annotated, Any, Final, TypeVar

from fastapi import Request
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from dayzero.desk.answering import LONGEST_REASON
from dayzero.web.api.described import FACT
from dayzero.web.api.problems import TooLarge
from models.chart import read_document
from models.errors import Fault, InputRefused
from models.faults_found import value_reason

Json = dict[str, Any]
LARGEST_BYTES: Final = 200_000
MOST_FACTS: Final = 20
BODY: Final = "body"
Body = TypeVar("Body", bound=BaseModel)


class Sent(BaseModel):
    """Whatever is sent beside facts: nothing that it does not name."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Taking(Sent):
    """Taking an alert over."""

    reason: Annotated[str, Field(min_length=1, max_length=LONGEST_REASON)]


class PuttingOff(Taking):
    """Putting an alert off until an instant, or a time on the site's clock."""

    until: Annotated[str, Field(examples=["2026-03-12T09:00"])]


class NewLink(Sent):
    """A calendar link, in place of another where one is named."""

    replaces: int | None = None


class WhatIf(Sent):
    """Facts as if they were recorded."""

    facts: Annotated[
        list[Annotated[Json, Field(json_schema_extra=dict(FACT))]],
        Field(min_length=1, max_length=MOST_FACTS),
    ]


async def document_sent(request: Request) -> Json:
    """The body.

    Raises:
        TooLarge: if it is larger than any of ours.
        InputRefused: if it is no JSON object, or names a field twice.
    """
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_BYTES:
            raise TooLarge
    try:
        return read_document(body)
    except InputRefused as refused:
        faults = (Fault(_own(fault.path), fault.reason) for fault in refused.faults)
        raise InputRefused(faults) from refused


def read_as(kind: type[Body], document: Json) -> Body:
    """The body as what it must be.

    Raises:
        InputRefused: with every field that is wrong.
    """
    try:
        return kind.model_validate(document)
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=False)
        faults = (Fault(_path(one["loc"]), value_reason(one)) for one in details)
        raise InputRefused(faults) from error


def described(schema: Mapping[str, Any], *examples: Json, optional: bool = False) -> Json:
    """A body for OpenAPI: it is read by us, as who asks comes first."""
    content: Json = {"schema": dict(schema)}
    if examples:
        content["examples"] = {one["kind"]: {"value": one} for one in examples}
    told = {"required": not optional, "content": {"application/json": content}}
    return {"requestBody": told}


def _own(path: str) -> str:
    return BODY if path == "chart" else path


def _path(place: tuple[int | str, ...]) -> str:
    return ".".join(map(str, place)) or BODY
