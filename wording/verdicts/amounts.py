"""Numbers of charts and protocols in words."""

from decimal import Decimal
from fractions import Fraction

from wording.sentences import told
from wording.voice import Voice


def say_number(number: Fraction) -> str:
    """A decimal with as many places as it has, four at most; ≈ where more would follow."""
    rounded = round(number, 4)
    said = f"{Decimal(rounded.numerator) / Decimal(rounded.denominator):f}"
    return said if rounded == number else f"≈ {said}"


def say_dose(amount: Fraction, up_to: Fraction | None, voice: Voice) -> str:
    """`550 mg/m²`; of a range, `900 to 1000 mg/m²`."""
    least = f"{float(amount):.10g}"
    if up_to is None:
        return told(voice, "lifetime_doses", "dose", amount=least)
    most = f"{float(up_to):.10g}"
    return told(voice, "lifetime_doses", "dose_range", least=least, most=most)
