"""Whom a rule concerns. Childbearing potential that is not known counts as present."""

from models.chart.chart import Chart
from models.protocol.criterion import Applies


def applies(whom: Applies, chart: Chart) -> bool:
    """Whether a rule concerns this subject (NCT04684147 inclusion 10 names three groups)."""
    if whom == "all":
        return True
    may_bear = chart.sex == "female" and chart.childbearing_potential is not False
    return may_bear or (whom == "contraception" and chart.sex == "male")


def must_confirm_childbearing(chart: Chart) -> bool:
    """True where the rules are applied only because nobody has said."""
    return chart.sex == "female" and chart.childbearing_potential is None
