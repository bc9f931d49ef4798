"""The file of hazards as types; every word in it is checked when it is read."""

import tomllib
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter, model_validator

from models.texts import Texts
from safety.written import Written

FILE = Path(__file__).parents[1] / "hazards.toml"

Severity = Literal["negligible", "minor", "serious", "critical", "catastrophic"]
Likelihood = Literal["improbable", "remote", "occasional", "probable", "frequent"]


class Control(Written):
    """What holds a hazard off, and how it is taken away to see that a test notices.

    Attributes:
        function: models/FILE.py::NAME, which gets `becomes`, an expression, for its body.
        file, block, find: of the trial's data, where `find` becomes `becomes`.
    """

    what: Texts
    function: str | None = None
    file: str | None = None
    block: str | None = None
    find: str | None = None
    becomes: str | None = None

    @model_validator(mode="after")
    def _one_way(self) -> "Control":
        if (self.function is None) == (self.file is None):
            raise ValueError("a control is a function or data, and not both")
        if (self.file is None) != (self.block is None):
            raise ValueError("data is named by its file and its block")
        if (self.function or self.find) and self.becomes is None:
            raise ValueError("what it becomes is missing")
        return self

    @property
    def where(self) -> str:
        """The function or the block of data that is the control."""
        return self.function or f"{self.file}: {self.block}"


class Hazard(Written):
    """One way in which a wrong answer could harm.

    Attributes:
        rules: rules of the trial of which a wrong answer would be the harm.
        tests: a file, file::test or file::test[example].
        awaited: tests or controls that are still to come; None once all are there.
    """

    id: Annotated[str, Field(pattern=r"^HZ-\d\d$")]
    title: Texts
    cause: Texts
    harm: Texts
    severity: Severity
    before: Likelihood
    after: Likelihood
    rules: tuple[str, ...]
    tests: tuple[str, ...]
    awaited: Texts | None = None
    control: tuple[Control, ...] = ()


def read_hazards(path: Path = FILE) -> tuple[Hazard, ...]:
    """Every hazard, in the order of the file.

    Raises:
        pydantic.ValidationError: for a word or a field that it cannot have.
    """
    document = tomllib.loads(path.read_text(encoding="utf-8"))
    return TypeAdapter(tuple[Hazard, ...]).validate_python(document["hazard"])
