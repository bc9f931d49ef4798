"""One drug of the catalogue, as its author writes it."""

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, StrictBool

from models.reasons.refusals.authored.drug_files import (
    AtcExample,
    DrugFlaw,
    NotAFactor,
    NotHours,
    NotLikeCode,
)
from models.reasons.refusals.refusal import ValueRefused
from models.texts import Texts

OtherRoute = Literal["intrathecal", "topical"]
DepotRoute = Literal[
    "iv", "im", "sc", "intra_articular", "soft_tissue", "epidural", "intralesional", "periocular"
]
ATC_CODE = re.compile(r"[A-Z]\d{2}[A-Z]{2}\d{2}")
ATC_ROOT = re.compile(r"[A-Z]\d{2}([A-Z]{1,2})?")
_EQUIVALENT = re.compile(r"(\d+(?:\.\d+)?)(?:/(\d+(?:\.\d+)?))?")


def _read_equivalent(text: object) -> Fraction:
    match = _EQUIVALENT.fullmatch(text) if isinstance(text, str) else None
    if match is None or not Fraction(match[1]) or not Fraction(match[2] or 1):
        raise ValueRefused(NotAFactor(word=str(text)))
    return Fraction(match[1]) / Fraction(match[2] or 1)


def _some_classes(classes: frozenset[str]) -> frozenset[str]:
    if not classes:
        raise ValueRefused(DrugFlaw.WITHOUT_CLASS)
    return classes


def _codes(codes: tuple[str, ...], shape: re.Pattern[str], example: AtcExample) -> tuple[str, ...]:
    for code in codes:
        if not shape.fullmatch(code):
            raise ValueRefused(NotLikeCode(word=code, example=example))
    return codes


Words = Annotated[str, Field(min_length=1)]
AtcCodes = Annotated[
    tuple[str, ...], AfterValidator(lambda codes: _codes(codes, ATC_CODE, AtcExample.CODE))
]
AtcRoots = Annotated[
    tuple[str, ...], AfterValidator(lambda codes: _codes(codes, ATC_ROOT, AtcExample.GROUP))
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Depot:
    """A form that goes on releasing its drug long after it was injected; a site default.

    Attributes:
        names: those of the drug's names that mean this form.
        routes: ids of those by which it is injected.
        plain_routes: by which the drug's other names may mean it as well.
        days: the last day after the injection on which it may still act.
        source: what that rests on.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    names: Annotated[tuple[Words, ...], Field(min_length=1)]
    routes: Annotated[tuple[DepotRoute, ...], Field(min_length=1)]
    plain_routes: tuple[DepotRoute, ...] = ()
    days: Annotated[int, Field(ge=1, strict=True)]
    source: Words


def _read_hours(text: object) -> Fraction:
    match = _EQUIVALENT.fullmatch(text) if isinstance(text, str) else None
    if match is None or match[2] or not Fraction(match[1]):
        raise ValueRefused(NotHours(word=str(text)))
    return Fraction(match[1])


@dataclass(frozen=True, slots=True, kw_only=True)
class HalfLife:
    """How long a drug's half-life is, as far as a source says; no value of ours.

    Attributes:
        hours: exact; of a range, its longest.
        source: what that rests on, as a monitor would cite it.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    hours: Annotated[Fraction, BeforeValidator(_read_hours)]
    source: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Drug:
    """A drug as the washout rules see it.

    Attributes:
        id: the INN in lower case with hyphens for spaces.
        names: the INN first, then all it may be written as.
        called: what it is called in each language, by names of its own; in English by its INN.
        classes: ids of the catalogue's classes.
        atc: WHO codes; empty where WHO has given none.
        confirm_class: True where the investigator is asked to confirm the classes.
        hydrocortisone_mg: mg of hydrocortisone that 1 mg is equivalent to, exact; None for
            all that is not a systemic steroid.
        note: what a reader should know of its classes; not said where the class is to be
            confirmed, which says more.
        source: what the classes and the factor rest on, as a monitor would cite it.
        basis: "registry entry" where the entry names the drug or its group, else
            "site default".
        exact_names: names that mean this drug only in exactly these capitals.
        other_routes: how else than systemically it is given, where a rule would read that
            otherwise; what a missing route leaves open.
        atc_roots: ATC groups whose codes mean this drug where no other drug lists them.
        high_dose_names: those of its names that say that much was given.
        holds: ids of drugs of which it is made, as whose lifetime dose its own counts.
        depot: its forms that act for weeks.
        half_life: for rules that count in half-lives; None where no source was read.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    names: Annotated[tuple[Words, ...], Field(min_length=1)]
    called: Annotated[Texts, Field(alias="name")]
    atc: AtcCodes
    classes: Annotated[frozenset[str], AfterValidator(_some_classes)]
    confirm_class: StrictBool = False
    hydrocortisone_mg: Annotated[Fraction | None, BeforeValidator(_read_equivalent)] = None
    note: Texts | None = None
    source: Words
    basis: Literal["registry entry", "site default"]
    exact_names: tuple[Words, ...] = ()
    other_routes: tuple[OtherRoute, ...] = ()
    atc_roots: AtcRoots = ()
    high_dose_names: tuple[Words, ...] = ()
    holds: tuple[Words, ...] = ()
    depot: tuple[Depot, ...] = ()
    half_life: HalfLife | None = None
