"""The file of shifts that an imported rota leaves beside the routing file.

Alerts ask it at every message; the calendar itself is read once, by who imports it. So a calendar
that is broken tomorrow keeps no alert from anybody.
"""

from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import Field, ValidationError

from models.alerting.routing import Routing, Shift
from models.errors import ProtocolRefused
from models.faults_found import value_reason
from models.protocol.criterion import Authored
from models.protocol.loading.toml_lines import read_toml
from models.reasons.refusals.authored.protocol_keys import UnreadFlaw

SCHEMA: Final = "dayzero.rota/1"


class Rota(Authored):
    """What the file holds."""

    schema_: Annotated[Literal["dayzero.rota/1"], Field(alias="schema")]
    duty: Annotated[tuple[Shift, ...], Field(strict=False)] = ()


def rota_text(shifts: Iterable[Shift]) -> str:
    """The file as `with_rota` reads it."""
    written_by = "# Written by `dayzero channels rota`; the next import writes it anew."
    return "\n".join(chain([f'{written_by}\nschema = "{SCHEMA}"\n'], map(_table, shifts)))


def _table(shift: Shift) -> str:
    first, last = (each.isoformat(timespec="seconds") for each in (shift.from_, shift.until))
    return f'[[duty]]\nrecipient = "{shift.recipient}"\nfrom = {first}\nuntil = {last}\n'


def with_rota(routing: Routing, file: Path) -> Routing:
    """The routing with the imported shifts beside its own; as it is where none were imported yet.

    A shift of somebody who is no recipient any more says nothing of anybody.

    Raises:
        ProtocolRefused: if the file is none of ours.
    """
    if not file.exists():
        return routing
    shifts = _read(file).duty
    return routing.model_copy(update={"duty": (*routing.duty, *shifts)})


def _read(file: Path) -> Rota:
    try:
        return Rota.model_validate(read_toml(file.read_bytes(), file.name))
    except OSError as error:
        raise ProtocolRefused(file.name, None, UnreadFlaw.ROUTING_FILE) from error
    except ValidationError as error:
        raise ProtocolRefused(file.name, None, value_reason(error.errors()[0])) from error
