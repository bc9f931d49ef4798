"""In a protocol of many rules each says of an exposure what it would say if it were the only one.

Where a record leaves open what was given, the rules of one step are read together: what they
say together is never worse founded than what each says alone.
"""

from hypothesis import given
from hypothesis import strategies as st

from models.chart import Chart, read_chart
from models.moments import Span, read_span
from models.protocol import Protocol
from models.protocol.arithmetic.quantity import DoseLimit, read_quantity
from models.protocol.criteria import Washout
from models.timeline.verdicts.washout_verdicts import washout_verdicts
from models.timeline.windows.case import open_case
from tests.properties.budget import share
from tests.properties.charts import Json, a_chart, anchor_times, exposures, zones
from tests.properties.engine import PROTOCOL, minute_of
from tests.properties.test_more_exposure_is_never_safer import LATER

STEPS = ("screening", "apheresis", "infusion")
Said = dict[tuple[str, str | None], tuple[str, bool]]
"""What each rule says of each fact, and whether the record leaves nothing of it open."""


def _another(washout: Washout, name: str, anchor: str, gap: str, times: int) -> Washout:
    """A rule on the same exposures, with limits of its own."""
    limits = {
        key: {drug: DoseLimit(one.value * times, one.unit) for drug, one in limit.items()}
        for key, limit in (("dose_from", washout.dose_from), ("dose_below", washout.dose_below))
    }
    own: dict[str, object] = {"rule": f"{washout.rule} {name}", "anchor": anchor, **limits}
    if not washout.gap.half_lives:
        own["gap"] = read_quantity(gap)
    if washout.daily_hydrocortisone_from:
        own["daily_hydrocortisone_from"] = str(10 * times)
    return washout.model_copy(update=own)


MANY = (
    *PROTOCOL.washout,
    *(_another(one, "again", "infusion", "40 days", 4) for one in PROTOCOL.washout),
    *(_another(one, "before", "apheresis", "9 days", 2) for one in PROTOCOL.washout),
    PROTOCOL.washout[0].model_copy(
        update={
            "rule": "all together",
            "fields": ("cns", "non_cns"),
            "events": ("cabg", "chronic_gvhd"),
            "purposes": ("gvhd",),
            "other_trial": "unlisted",
        }
    ),
)


def _span(chart: Chart, when: str) -> Span:
    return read_span(when, chart.zone)


def said(chart: Chart, protocol: Protocol, judged: dict[str, Span]) -> Said:
    """The verdicts on exposures, each step judged as if it were done when asked for."""
    clearings = open_case(chart, protocol, judged).clearings
    found = washout_verdicts(clearings, chart, protocol, judged, done=frozenset())
    certain = {
        (each.washout.rule, each.exposure.fact.id): len(each.exposure.worlds) == 1
        for each in clearings
    }
    return {
        (one.rule, one.fact): (one.value.value, certain[one.rule, one.fact])
        for one in found
        if one.fact is not None
    }


def under(*washouts: Washout) -> Protocol:
    return PROTOCOL.model_copy(update={"washout": washouts})


@st.composite
def questions(draw: st.DrawFn) -> tuple[Json, dict[str, str]]:
    zone = draw(zones)
    facts = draw(st.lists(exposures(zone), min_size=1, max_size=3))
    return a_chart(facts, zone), {step: draw(anchor_times(facts, zone)) for step in STEPS}


@share(1)
@given(questions())
def test_each_rule_says_what_it_says_alone(question: tuple[Json, dict[str, str]]) -> None:
    written, steps = question
    read = read_chart(written, protocol=PROTOCOL, now=minute_of(LATER))
    judged = {step: _span(read, when) for step, when in steps.items()}
    together = said(read, under(*MANY), judged)
    alone: Said = {}
    for washout in MANY:
        alone.update(said(read, under(washout), judged))
    assert together.keys() == alone.keys()
    for about, (value, is_certain) in together.items():
        own, was_certain = alone[about]
        if is_certain and was_certain:
            assert value == own, about
        assert value != "met" or own == "met", about
        assert own != "violation" or value == "violation", about
