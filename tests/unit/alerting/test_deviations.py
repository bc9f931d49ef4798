"""Which steps were done against a rule, as a whole plan shows it."""

from models.alerting.deviations import Deviation, deviations_of
from models.chart import read_chart
from models.moments import to_minute
from models.plan import plan
from models.timeline.values import AlertKind
from tests.spec.charts import PROTOCOL, Json, a_chart, booked, done, drug, event
from tests.unit.alerting.alerts_to_tell import NOON

DAY = 1440
PEGASPARGASE = drug("pegaspargase", "2026-02-01", id="peg")
PATH = (
    done("screening", "2026-01-05"),
    done("apheresis", "2026-01-20T10:00+08:00"),
    done("product_release", "2026-02-10"),
    done("conditioning_start", "2026-02-15"),
    done("conditioning_end", "2026-02-17"),
)


def found(*facts: Json, **header: str) -> list[Deviation]:
    now = to_minute(NOON)
    chart = read_chart(a_chart(*facts, **header), protocol=PROTOCOL, now=now)
    return list(deviations_of(plan(chart, PROTOCOL, now)))


def test_a_path_by_the_rules_has_no_deviation() -> None:
    assert found(*PATH, done("infusion", "2026-02-20T10:00+08:00")) == []


def test_an_infusion_inside_a_washout_is_a_deviation_with_its_margin() -> None:
    [deviation] = found(*PATH, PEGASPARGASE, done("infusion", "2026-02-20T10:00+08:00", id="inf"))

    assert (deviation.step, deviation.rule, deviation.cause) == ("infusion", "EX-03.5", "peg")
    assert deviation.done_by == "inf"
    # 28 whole days after 1 February, so from 2 March 00:00: 9 days and 14 hours too early
    assert deviation.margin_minutes == -(9 * DAY + 14 * 60)
    assert deviation.key == "infusion/EX-03.5/peg"


def test_a_booking_inside_a_washout_is_not_one_yet() -> None:
    assert found(*PATH, PEGASPARGASE, booked("infusion", "2026-03-12T10:00+08:00")) == []


def test_a_step_outside_its_window_is_a_deviation_with_its_margin() -> None:
    late = (done("infusion", "2026-02-20T10:00+08:00"), done("day_28", "2026-03-10", id="d28"))
    [deviation] = [one for one in found(*PATH, *late) if one.step == "day_28"]

    assert deviation.done_by == "d28"
    assert deviation.cause is None
    assert deviation.margin_minutes is not None
    assert deviation.margin_minutes < 0


def test_what_keeps_a_subject_out_is_one_where_the_step_was_done_all_the_same() -> None:
    thrombosis = event("dvt", "2025-12-15", id="dvt")
    deviations = found(thrombosis, done("screening", "2026-01-05", id="scr"))

    assert [(one.rule, one.cause, one.done_by) for one in deviations] == [("EX-15", "dvt", "scr")]


def test_each_deviation_is_what_an_alert_asks_to_record() -> None:
    now = to_minute(NOON)
    facts = (*PATH, PEGASPARGASE, done("infusion", "2026-02-20T10:00+08:00"))
    made = plan(read_chart(a_chart(*facts), protocol=PROTOCOL, now=now), PROTOCOL, now)
    asking = {AlertKind.WASHOUT_VIOLATED, AlertKind.WINDOW_VIOLATED, AlertKind.INELIGIBLE}

    assert {(one.step, one.rule) for one in deviations_of(made)} == {
        (alert.step, alert.rule) for alert in made.alerts if alert.kind in asking
    }
