"""Every washout verdict against a second opinion that shares no code with the engine."""

from datetime import datetime
from zoneinfo import ZoneInfo

from hypothesis import event, given, note
from hypothesis import strategies as st

from models.moments import Minute
from tests.properties.budget import share
from tests.properties.charts import a_chart, anchor_times, exposures, zones
from tests.properties.engine import Json, moment_of, picture_of, washouts_of
from tests.properties.oracle import ANY_TIME, NO_TIME, Opinion, opinions_on, worlds_of

LATER = "2032-01-01T00:00+00:00"  # by then everything recorded has happened


@st.composite
def questions(draw: st.DrawFn) -> tuple[Json, dict[str, str], ZoneInfo]:
    """A chart of some exposures, and when infusion and screening are."""
    zone = draw(zones)
    chart = a_chart(draw(st.lists(exposures(zone), min_size=1, max_size=4)), zone)
    anchors = {step: draw(anchor_times(chart["facts"], zone)) for step in ("infusion", "screening")}
    return chart, anchors, zone


@share(8)
@given(questions())
def test_every_washout_verdict_is_what_the_rules_say(
    question: tuple[Json, dict[str, str], ZoneInfo],
) -> None:
    chart, anchors, zone = question
    opinions = opinions_on(chart, anchors, zone)
    plan = picture_of(chart, LATER, anchors)
    note(str(anchors))
    for opinion in opinions.values():
        event(opinion.verdict)

    said = {
        key: Opinion(
            verdict.value.value,
            _moment(verdict.possible_from, no_bound=_possible_without_bound(opinions.get(key))),
            _moment(verdict.clears_at, no_bound=NO_TIME),
        )
        for key, verdict in washouts_of(plan).items()
    }
    assert said == opinions


def _moment(minute: Minute | None, *, no_bound: datetime) -> datetime:
    return no_bound if minute is None else moment_of(minute)


def _possible_without_bound(opinion: Opinion | None) -> datetime:
    """The contract's null for "any minute may do" and for "no minute does while it goes on"."""
    never = opinion is not None and opinion.possible_from == NO_TIME
    return NO_TIME if never else ANY_TIME


@share(2)
@given(questions())
def test_a_step_clears_when_the_last_of_its_washouts_does(
    question: tuple[Json, dict[str, str], ZoneInfo],
) -> None:
    chart, anchors, zone = question
    opinions = opinions_on(chart, anchors, zone)
    plan = picture_of(chart, LATER, anchors)
    certain = {f["id"] for f in chart["facts"] if len(worlds_of(f, chart, zone)) == 1}

    for step in anchors:
        rules = {w.rule for w in plan.verdicts if w.step == step}
        binding = {key: o for key, o in opinions.items() if key[1] in rules}
        clears = max((o.clears_at for o in binding.values()), default=NO_TIME)
        outcome = plan.step(step)
        assert _moment(outcome.clears_at, no_bound=NO_TIME) == clears
        if binding:
            causes = {(cause.fact, cause.rule) for cause in outcome.cleared_by}
            latest = {key for key, o in binding.items() if o.clears_at == clears}
            assert causes
            assert {key for key in latest if key[0] in certain} <= causes <= latest
