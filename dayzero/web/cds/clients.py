"""Who may ask at order-sign: the systems that the hospital lists, with their public keys."""

import json
import tomllib
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

from jwt import PyJWKSet
from jwt.exceptions import PyJWKError, PyJWKSetError
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from models.errors import DayZeroError

MOST_A_MINUTE = 6_000  # each question is a plan: no process answers more


class ClientsFlaw(StrEnum):
    """What is wrong with the file."""

    UNREADABLE = "unreadable"
    NOT_TOML = "not_toml"
    FIELD = "field"
    KEYS = "keys"


class ClientsRefused(DayZeroError):
    """The list of systems cannot be what was meant; nobody is answered by a guess."""

    exit_code = 2
    kind = "cds_clients_refused"

    def __init__(self, file: str, flaw: ClientsFlaw, told: str) -> None:
        super().__init__(file, flaw, told)
        self.file = file
        self.flaw = flaw
        self.told = told


class Client(BaseModel):
    """One system that orders drugs.

    Attributes:
        issuer: as it names itself in its tokens (`iss`).
        name: as the audit names it.
        keys: the file of its public keys, a JSON Web Key Set; beside the list.
        sites: whose subjects it may be told of.
        subject_system: of which of a patient's identifiers the value is the study number.
        per_minute: how many questions of it are answered in any sixty seconds.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    issuer: Annotated[str, Field(min_length=1)]
    name: Annotated[str, Field(min_length=1, max_length=60, pattern=r"^[\w.-]+$")]
    keys: str
    sites: frozenset[str]
    subject_system: Annotated[str, Field(min_length=1)]
    per_minute: Annotated[int, Field(ge=1, le=MOST_A_MINUTE)] = 120


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    schema_: Annotated[Literal["dayzero.cds-clients/1"], Field(alias="schema")]
    client: tuple[Client, ...]


class Clients:
    """The listed systems by issuer, each with its keys."""

    def __init__(self, listed: Mapping[str, tuple[Client, PyJWKSet]]) -> None:
        self._listed = listed

    def find(self, issuer: str) -> tuple[Client, PyJWKSet] | None:
        """The system that names itself so; None where none is listed."""
        return self._listed.get(issuer)


def read_clients(file: Path) -> Clients:
    """Read the list, and the keys that it names.

    Raises:
        ClientsRefused: with the first thing that is wrong.
    """
    try:
        read = _File.model_validate(tomllib.loads(_text(file)))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ClientsRefused(str(file), ClientsFlaw.NOT_TOML, str(error)) from error
    except ValidationError as error:
        detail = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(map(str, detail["loc"]))
        raise ClientsRefused(str(file), ClientsFlaw.FIELD, where) from error
    return Clients({one.issuer: (one, _keys(file.parent / one.keys)) for one in read.client})


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except OSError as error:
        told = error.strerror or type(error).__name__
        raise ClientsRefused(str(file), ClientsFlaw.UNREADABLE, told) from error


def _keys(file: Path) -> PyJWKSet:
    """Public keys alone: one that is shared could be used to ask in the system's name."""
    try:
        keys = PyJWKSet.from_dict(json.loads(_text(file)))
    except (ValueError, AttributeError, PyJWKError, PyJWKSetError) as error:
        raise ClientsRefused(str(file), ClientsFlaw.KEYS, type(error).__name__) from error
    if any(key.key_type == "oct" for key in keys.keys):
        raise ClientsRefused(str(file), ClientsFlaw.KEYS, "oct")
    return keys
