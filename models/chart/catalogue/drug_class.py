"""The classes of drugs, as the catalogue lists them, and what the engine knows of each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, ClassVar

from pydantic import ConfigDict, Field, StrictBool

from models.texts import Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class DrugClass:
    """What drugs have in common to rules; rules name it by its id, the engine never does.

    Attributes:
        id: lower case, words joined by underscores.
        title: what it is called where a recorded name is read back.
        steroid: its systemic doses are compared as hydrocortisone.
        local: its drugs act where they are put, and never count as systemic.
        mineralocorticoid: a steroid whose doses are no doses of hydrocortisone.
        vaccine: its drugs are given for no purpose that a chart states.
        live: of a vaccine that certainly is live.
        needs_purpose: its drugs treat GVHD only where the chart says that they were given for it.
        of: another class, of which its drugs are under a rule that names no dose of them.
        product_decides: another class, of which its drugs are or are not: the product is asked.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(_[a-z0-9]+)*$")]
    title: Texts
    steroid: StrictBool = False
    local: StrictBool = False
    mineralocorticoid: StrictBool = False
    vaccine: StrictBool = False
    live: StrictBool = False
    needs_purpose: StrictBool = False
    of: str | None = None
    product_decides: str | None = None


@dataclass(frozen=True)
class DrugClasses:
    """All classes in the order of the file, and the ids of those that have something in common."""

    listed: tuple[DrugClass, ...]

    @cached_property
    def by_id(self) -> Mapping[str, DrugClass]:
        """Each class under its id."""
        return {one.id: one for one in self.listed}

    @cached_property
    def steroids(self) -> frozenset[str]:
        """Steroids, wherever they act."""
        return self._ids(lambda one: one.steroid)

    @cached_property
    def systemic_steroids(self) -> frozenset[str]:
        """Those whose drugs have a factor of equivalence to hydrocortisone."""
        return self._ids(lambda one: one.steroid and not one.local)

    @cached_property
    def mineralocorticoids(self) -> frozenset[str]:
        """Steroids that are no glucocorticoids."""
        return self._ids(lambda one: one.mineralocorticoid)

    @cached_property
    def local(self) -> frozenset[str]:
        """Those whose drugs act where they are put."""
        return self._ids(lambda one: one.local)

    @cached_property
    def vaccines(self) -> frozenset[str]:
        """Vaccines of every kind."""
        return self._ids(lambda one: one.vaccine)

    @cached_property
    def live(self) -> frozenset[str]:
        """Vaccines that certainly are live."""
        return self._ids(lambda one: one.live)

    @cached_property
    def needing_purpose(self) -> frozenset[str]:
        """Those whose drugs count only for what they were given for."""
        return self._ids(lambda one: one.needs_purpose)

    @cached_property
    def of(self) -> Mapping[str, str]:
        """For each class that is sorted by dose, the one that it is of whatever the dose."""
        return {one.id: one.of for one in self.listed if one.of}

    @cached_property
    def decided_by_product(self) -> Mapping[str, str]:
        """For each class that a product decides, the one that it may be."""
        return {one.id: one.product_decides for one in self.listed if one.product_decides}

    def _ids(self, has: Callable[[DrugClass], bool]) -> frozenset[str]:
        return frozenset(one.id for one in self.listed if has(one))
