"""What was set aside before is not asked about again: the audit has it, under a token."""

import json
import re
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import Engine

from models.records.store import Wanted, audit_trail

_LINE: Final = re.compile(r"set aside (?P<token>\S+) of a list")
_SHORT: Final = 12


def token_of(key: str, fact: Mapping[str, Any]) -> str:
    """The same as long as the row says the same; of a row that says otherwise now, another."""
    said = json.dumps(dict(fact), ensure_ascii=False, sort_keys=True)
    return sha256(f"{key}\n{said}".encode()).hexdigest()[:_SHORT]


def set_aside_before(engine: Engine, subject: str) -> Mapping[str, str]:
    """The reason under each token.

    Raises:
        StoreTrouble: if the database cannot be used.
    """
    found: dict[str, str] = {}
    for line in audit_trail(engine, Wanted(subject=subject)):
        told = _LINE.fullmatch(line.what)
        if told is not None:
            found.setdefault(told["token"], line.why or "")
    return found
