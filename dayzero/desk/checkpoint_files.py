"""A checkpoint as a file: written down, and read back with every check that it can bear."""

import json
from datetime import datetime
from pathlib import Path
from typing import Final

from models.errors import Fault, InputRefused
from models.faults_found import system_reason
from models.reasons.refusals.copies import CheckpointFlaw
from models.records.store import Checkpoint, Head

SCHEMA: Final = "dayzero.checkpoint/1"


def checkpoint_text(taken: Checkpoint, now: datetime) -> str:
    """One checkpoint as JSON."""
    heads = {name: [head.number, head.sealed] for name, head in taken.heads.items()}
    document = {"schema": SCHEMA, "taken_at": now.isoformat(), "heads": heads, "hash": taken.hash}
    return json.dumps(document, indent=1)


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
