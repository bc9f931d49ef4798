"""A dataset of the Study Data Tabulation Model: its variables, and its records."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Value = str | int | float | None
Record = Mapping[str, Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """One variable, as SDTMIG 3.4 names and labels it.

    Attributes:
        key: its place among those by which records are sorted and told apart; None for others.
    """

    name: str
    label: str
    type: Literal["string", "integer", "float"] = "string"
    key: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """One domain of all subjects that were asked for.

    Attributes:
        as_of: when it was made.
    """

    study: str
    name: str
    label: str
    variables: Sequence[Variable]
    records: Sequence[Record]
    as_of: datetime
