"""A checkpoint as a file: written down, and read back with every check that it can bear."""

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import Engine

from models.errors import Fault, InputRefused
from models.faults_found import system_reason
from models.reasons.refusals.keeping.copies import CheckpointFlaw
from models.records.store import Checkpoint, Head, find_checkpoint

SCHEMA: Final = "dayzero.checkpoint/1"
_HASH: Final = re.compile(r"[0-9a-fA-F]{64}")


def checkpoint_text(taken: Checkpoint, now: datetime) -> str:
    """One checkpoint as JSON."""
    heads = {name: [head.number, head.sealed] for name, head in taken.heads.items()}
    document = {"schema": SCHEMA, "taken_at": now.isoformat(), "heads": heads, "hash": taken.hash}
    return json.dumps(document, indent=1)


def known_checkpoint(engine: Engine, named: str) -> Checkpoint:
    """A checkpoint from its file, or by the hash that a message says.

    Raises:
        InputRefused: as for a file; or if these records know no checkpoint of that hash, which
            they do unless it is of other records or was cut off with what followed it.
    """
    if not _HASH.fullmatch(named):
        return read_checkpoint(Path(named))
    found = find_checkpoint(engine, named.lower())
    if found is None:
        raise InputRefused([Fault(named, CheckpointFlaw.UNKNOWN)])
    return found


def read_checkpoint(file: Path) -> Checkpoint:
    """A checkpoint from its file.

    Raises:
        InputRefused: if it cannot be read, is none, or was changed after it was taken.
    """
    try:
        document = json.loads(file.read_bytes())
        heads = {name: Head(*head) for name, head in document["heads"].items()}
        taken = Checkpoint(heads)
        whole = taken.hash == document["hash"] and document["schema"] == SCHEMA
    except OSError as error:
        raise InputRefused([Fault(str(file), system_reason(error))]) from error
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise InputRefused([Fault(str(file), CheckpointFlaw.NONE)]) from error
    if not whole:
        raise InputRefused([Fault(str(file), CheckpointFlaw.CHANGED)])
    return taken
