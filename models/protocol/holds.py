"""Holds: what makes the path wait until a person has decided, for which steps, and what ends it."""

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from models.disclosure import Ceiling, Disclosure
from models.protocol.criterion import Authored, Sourced
from models.protocol.possible import Exact
from models.texts import Texts


class Trigger(Authored):
    """One kind of record that raises a hold: a finding, the result of a test, a measured value.

    Attributes:
        present: what a finding must be to raise it.
        result: the result of a test that raises it.
        at_least: from which value on, both included, in each unit in which it is written,
            in small letters. In any other unit the smallest of them counts.
        denied_by: a finding of the same thing; recorded as absent, it answers an earlier value.
    """

    finding: str | None = None
    present: bool = True
    test: str | None = None
    result: str | None = None
    measure: str | None = None
    at_least: Mapping[str, Exact] = Field(default_factory=dict)
    denied_by: str | None = None


class Hold(Sourced):
    """Something recorded for which steps must wait until a person has decided.

    Attributes:
        titles: what is recorded, inside a sentence.
        until: what ends it, as a clause behind "until".
        steps: those that must not be held while it stands, in the order of the path. What comes
            after one of them, and before the last, waits with it.
        raised_by: any one raises it, whenever it was recorded and of whomever.
        decided_by: the finding by which a person ends it: of everything up to and including that
            day. Without one it ends once the same thing was certainly recorded otherwise.
        told_until: where the last of its steps is done, what raises it is still told until the
            date of this step.
        severity: the least; it is critical where a step that must wait is booked.
        discloses: what it reveals of a subject that this rule is named.
    """

    rule: str
    titles: Texts = Field(alias="title")
    until: Texts
    steps: tuple[str, ...] = Field(strict=False, min_length=1)
    raised_by: tuple[Trigger, ...] = Field(strict=False, min_length=1)
    decided_by: str | None = None
    told_until: str | None = None
    severity: Literal["warning", "critical"] = "warning"
    discloses: Ceiling = Disclosure.RESULT
