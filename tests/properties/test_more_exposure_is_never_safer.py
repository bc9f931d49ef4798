"""What no later or further exposure may do: make an infusion look safe that was not."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import assume, given
from hypothesis import strategies as st

from models.moments import Minute
from models.timeline.results import Plan
from tests.properties.budget import share
from tests.properties.charts import a_chart, anchor_times, exposures, zones
from tests.properties.engine import Json, picture_of, washouts_of
from tests.properties.oracle_drugs import HYDROCORTISONE_FOR_ONE_MG

LATER = "2032-01-01T00:00+00:00"
SAFETY = {"violation": 0, "indeterminate": 1, "met": 2}
NOTHING_BINDS, NEVER_CLEARS = -(10**12), 10**12

Question = tuple[list[Json], str, ZoneInfo]


@st.composite
def questions(draw: st.DrawFn) -> Question:
    """Some exposures, and when the infusion is."""
    zone = draw(zones)
    facts = draw(st.lists(exposures(zone), min_size=1, max_size=3))
    return facts, draw(anchor_times(facts, zone)), zone


@share(2)
@given(questions(), st.integers(0, 3), st.integers(1, 40))
def test_a_later_exposure_never_makes_an_infusion_safer(
    question: Question, chosen: int, days: int
) -> None:
    facts, infusion, zone = question
    moved = facts[chosen % len(facts)]
    assume("last" in moved and not _is_of_a_sum(moved, facts))
    later = [_stopped_later(fact, days) if fact is moved else fact for fact in facts]

    before = picture_of(a_chart(facts, zone), LATER, {"infusion": infusion})
    after = picture_of(a_chart(later, zone), LATER, {"infusion": infusion})

    assert safety_of(after) <= safety_of(before)
    assert clears(after) >= clears(before)


def _is_of_a_sum(moved: Json, facts: list[Json]) -> bool:
    """Steroids of a day are summed: given a day later, one is no part of that sum any more."""
    steroids = [fact for fact in facts if fact.get("drug") in HYDROCORTISONE_FOR_ONE_MG]
    return any(fact is moved for fact in steroids) and len(steroids) > 1


@share(2)
@given(questions(), st.data())
def test_a_further_exposure_never_turns_a_violation_into_met(
    question: Question, data: st.DataObject
) -> None:
    facts, infusion, zone = question
    further = [*facts, data.draw(exposures(zone))]

    before = picture_of(a_chart(facts, zone), LATER, {"infusion": infusion})
    after = picture_of(a_chart(further, zone), LATER, {"infusion": infusion})

    now_said = washouts_of(after)
    for key, verdict in washouts_of(before).items():
        if verdict.value == "violation" and key in now_said:
            assert now_said[key].value != "met"
    assert safety_of(after) <= safety_of(before)
    assert clears(after) >= clears(before)


def _stopped_later(fact: Json, days: int) -> Json:
    last = str(fact["last"])
    moment = datetime.fromisoformat(last) + timedelta(days=days)
    as_written = moment.isoformat(timespec="minutes") if "T" in last else _day(moment)
    return {**fact, "last": as_written}


def _day(moment: datetime) -> str:
    return date(moment.year, moment.month, moment.day).isoformat()


def safety_of(plan: Plan) -> int:
    """How safe the infusion looks by the worst of its washouts."""
    values = [v.value.value for v in washouts_of(plan).values() if v.step == "infusion"]
    return min((SAFETY[value] for value in values), default=SAFETY["met"])


def clears(plan: Plan) -> Minute:
    infusion = plan.step("infusion")
    if infusion.clears_at is not None:
        return infusion.clears_at
    return NEVER_CLEARS if infusion.cleared_by else NOTHING_BINDS
