"""Instants recorded to the second: the first minute that a limit allows is never missed."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from tests.properties.budget import share
from tests.properties.charts import a_chart
from tests.properties.engine import Json, moment_of, picture_of, washouts_of
from tests.properties.naive_days import ONE_MINUTE
from tests.properties.oracle_rules import complies

SHANGHAI = ZoneInfo("Asia/Shanghai")
STOPS = {"EX-03.2": "imatinib", "EX-05": "dexamethasone"}
seconds = st.integers(-150, 150).map(lambda number: timedelta(seconds=number))
stops = st.datetimes(datetime(2026, 3, 1), datetime(2026, 4, 1), timezones=st.just(UTC)).map(  # noqa: DTZ001  Hypothesis wants naive ends
    lambda moment: moment.replace(microsecond=0)
)


@share(1)
@given(st.sampled_from(sorted(STOPS)), stops, seconds)
def test_a_limit_between_two_seconds_is_judged_to_the_second(
    rule: str, stop: datetime, off: timedelta
) -> None:
    infusion = stop + timedelta(hours=72) + off

    verdict = washouts_of(
        picture_of(_chart(rule, stop), "2026-07-01T00:00Z", {"infusion": infusion.isoformat()})
    )["f1", rule]

    right = "met" if complies(rule, stop, infusion, SHANGHAI) else "violation"
    assert verdict.value.value == right
    assert verdict.clears_at is not None
    clears = moment_of(verdict.clears_at)
    assert complies(rule, stop, clears, SHANGHAI)
    assert not complies(rule, stop, clears - ONE_MINUTE, SHANGHAI)
    assert verdict.possible_from == verdict.clears_at


def _chart(rule: str, stop: datetime) -> Json:
    drug: Json = {
        "kind": "drug",
        "drug": STOPS[rule],
        "purpose": "other",
        "route": "oral",
        "dose": {"value": "10", "unit": "mg/day"},
        "last": stop.isoformat(),
    }
    return a_chart([drug], SHANGHAI)
