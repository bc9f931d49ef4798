"""Caps on what a subject may ever have received of a drug, in mg/m² over a lifetime."""

from fractions import Fraction
from typing import Annotated

from pydantic import BeforeValidator, Field

from models.protocol.arithmetic.quantity import DoseLimit, read_dose_limit
from models.protocol.criterion import Authored, Criterion
from models.reasons.refusals.authored.protocol_keys import NotALifetimeDose
from models.reasons.refusals.refusal import ValueRefused


def _mg_m2(text: object) -> Fraction:
    limit = text if isinstance(text, DoseLimit) else read_dose_limit(text)
    if limit.unit != "mg/m2" or not limit.value:
        raise ValueRefused(NotALifetimeDose(word=str(text)))
    return limit.value


LifetimeLimit = Annotated[Fraction, BeforeValidator(_mg_m2)]


class LowerCap(Authored):
    """A lower cap, for those who had something else as well.

    Attributes:
        below: a dose must stay below it; exactly it is excluded.
        disputed_to: where the cap is given as a range from `below`, its upper end; both
            ends, and all between, are the investigator's decision.
        drugs: by catalogue id; any one that was given lowers the cap.
        drug_classes: likewise, any other drug of one of these classes.
        fields: likewise, radiotherapy of one of these fields.
        perhaps_fields: radiotherapy that may have been of such a field.
    """

    below: LifetimeLimit
    disputed_to: LifetimeLimit | None = None
    drugs: tuple[str, ...] = Field(default=(), strict=False)
    drug_classes: tuple[str, ...] = Field(default=(), strict=False)
    fields: tuple[str, ...] = Field(default=(), strict=False)
    perhaps_fields: tuple[str, ...] = Field(default=(), strict=False)


class Cap(Authored):
    """The most of one drug.

    Attributes:
        drug: its id in the catalogue.
        up_to: exactly so much still passes, unless `disputed_to` makes it a range.
        disputed_to: the upper end of a cap given as a range; both ends, and all between,
            are the investigator's decision.
    """

    drug: str
    up_to: LifetimeLimit
    disputed_to: LifetimeLimit | None = None
    lower: LowerCap | None = None


class LifetimeDose(Criterion):
    """No drug of the list was given above its cap before a step; drugs are not summed.

    Attributes:
        decision: the finding by which the investigator settles a dose within a range.
    """

    step: str
    decision: str
    caps: tuple[Cap, ...] = Field(strict=False, min_length=1)

    @property
    def bears_on(self) -> str:
        """The step on whose date it bears."""
        return self.step


def say_dose(amount: Fraction, up_to: Fraction | None = None) -> str:
    """A dose in words: "550 mg/m²"; of a range, "900 to 1000 mg/m²"."""
    ends = (
        f"{float(amount):.10g}" if up_to is None else f"{float(amount):.10g} to {float(up_to):.10g}"
    )
    return f"{ends} mg/m²"
