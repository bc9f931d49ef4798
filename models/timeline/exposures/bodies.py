"""How large a subject is, as far as it is recorded: what doses by the body are counted by."""

from dataclasses import dataclass
from fractions import Fraction

from models.chart.chart import Chart
from models.protocol import Protocol
from models.timeline.readings.readings import last_of

Surface = tuple[Fraction, Fraction]
_ADULT_YEARS = 18

# So wide that nobody lies outside: bounds, and no rule. A dose far above or below a limit needs
# no measured surface. A newborn has about 0.2 m².
_OF_ANY_ADULT = (Fraction(1, 2), Fraction(5))
_OF_ANYBODY = (Fraction(1, 5), Fraction(5))


@dataclass(frozen=True, slots=True)
class Body:
    """One subject's size.

    Attributes:
        weight_kg: as recorded.
        surface: the least and the most square metres; both the same where it is measured.
    """

    weight_kg: Fraction | None
    surface: Surface

    @property
    def measured(self) -> bool:
        """Whether the surface is on record."""
        least, most = self.surface
        return least == most


def body_of(chart: Chart, protocol: Protocol) -> Body:
    """The size of a subject; of an unknown surface, what that of anybody in the trial can be."""
    possible = _OF_ANY_ADULT if protocol.age.from_years >= _ADULT_YEARS else _OF_ANYBODY
    return Body(chart.weight_kg, _measured(chart, possible) or possible)


def _measured(chart: Chart, possible: Surface) -> Surface | None:
    """As last measured, whatever the order of recording.

    Never computed from a formula nobody chose; as if not measured where two of one day differ, or
    nobody in the trial has that surface.
    """
    measured = [f for f in chart.measurements if f.measure == "bsa" and f.unit in {"m2", "m²"}]
    said = {fact.value for fact in last_of(measured)}
    if len(said) != 1:
        return None
    [surface], (least, most) = said, possible
    return (surface, surface) if least <= surface <= most else None
