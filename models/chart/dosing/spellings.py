"""How units are written, out of the data; what its author got wrong is refused with its line."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal, TypeVar

from pydantic import Field, ValidationError

from models.chart.dosing.ucum import SIZES
from models.protocol.checks.flaws import Flaw, flaw_of_type
from models.protocol.criterion import Authored
from models.protocol.loading.data_folder import SHIPPED
from models.protocol.loading.toml_lines import read_toml
from models.reasons.refusals.authored.drug_files import SpellingTaken, UnitWithoutSize

Meant = TypeVar("Meant")
DOSE_UNITS = "dose_units.toml"
_NOT_READ = str.maketrans({"−": "-", "–": "-", "(": None, ")": None})


class Per(StrEnum):
    """What a dose is given for, beside the subject as a whole."""

    KILOGRAM = "kilogram"
    SQUARE_METRE = "square_metre"
    DAY = "day"
    ADMINISTRATION = "administration"


class Amount(Authored):
    """One unit in which drugs are given.

    Attributes:
        ucum: as UCUM writes it.
    """

    ucum: str
    written: tuple[str, ...] = Field(strict=False, min_length=1)


class For(Authored):
    """One thing that a dose is given for."""

    what: Per = Field(strict=False)
    written: tuple[str, ...] = Field(strict=False, min_length=1)


class Frequency(Authored):
    """How many administrations a day has."""

    times_per_day: int
    written: tuple[str, ...] = Field(strict=False, min_length=1)


class UnitsFile(Authored):
    """The whole file, as its author writes it."""

    schema_: Literal["dayzero.dose_units/1"] = Field(alias="schema")
    slash: tuple[str, ...] = Field(strict=False)
    amount: tuple[Amount, ...] = Field(strict=False, min_length=1)
    per: tuple[For, ...] = Field(strict=False, min_length=1)
    frequency: tuple[Frequency, ...] = Field(strict=False)


@dataclass(frozen=True, slots=True)
class Spellings:
    """Every way to write a unit, under the key that it is looked up by.

    Attributes:
        amounts: each with the unit's name in UCUM.
        slash: how else a quotient is written.
    """

    amounts: Mapping[str, str]
    pers: Mapping[str, Per]
    frequencies: Mapping[str, int]
    slash: tuple[str, ...]


def key_of_unit(written: str) -> str:
    """A unit in small letters, without spaces and brackets, in one form of each letter."""
    plain = unicodedata.normalize("NFKC", written).translate(_NOT_READ)
    return "".join(plain.casefold().split())


@cache
def spellings(path: Path = SHIPPED / DOSE_UNITS) -> Spellings:
    """Those that come with the program: no trial and no site has units of its own.

    Raises:
        ProtocolRefused: naming the line at fault, if the file cannot be what its author meant.
    """
    raw = path.read_bytes()
    text, document = raw.decode(), read_toml(raw, path.name)
    try:
        file = UnitsFile.model_validate(document)
    except ValidationError as error:
        flaw = flaw_of_type(error.errors(include_url=False), UnitsFile)
        raise flaw.refusal(path.name, text) from error
    for flaw in _flaws(file):
        raise flaw.refusal(path.name, text)
    return Spellings(
        _by_key((one.written, one.ucum) for one in file.amount),
        _by_key((one.written, one.what) for one in file.per),
        _by_key((one.written, one.times_per_day) for one in file.frequency),
        file.slash,
    )


def _by_key(entries: Iterable[tuple[tuple[str, ...], Meant]]) -> Mapping[str, Meant]:
    known = {key_of_unit(word): meant for written, meant in entries for word in written}
    return MappingProxyType(known)


def _flaws(file: UnitsFile) -> Iterator[Flaw]:
    """Units that UCUM does not size, and spellings that could be read as two things."""
    for index, amount in enumerate(file.amount):
        if amount.ucum not in SIZES:
            yield Flaw("amount", index, "ucum", UnitWithoutSize(word=amount.ucum))
    tables: tuple[tuple[str, tuple[Amount | For | Frequency, ...]], ...] = (
        ("amount", file.amount),
        ("per", file.per),
        ("frequency", file.frequency),
    )
    for table, entries in tables:
        taken: set[str] = set()
        for index, one in enumerate(entries):
            for word in one.written:
                if key_of_unit(word) in taken:
                    yield Flaw(table, index, "written", SpellingTaken(word=word))
                taken.add(key_of_unit(word))
