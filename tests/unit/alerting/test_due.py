"""Which messages are due: escalation, quiet hours, storms, digests."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.alerting.due import deliveries_due, telling_key
from models.alerting.tellings import AlertToTell, Delivery, DeliveryKind, Past, ToldState
from models.timeline.values import Severity
from tests.unit.alerting.alerts_to_tell import (
    BERLIN,
    NOON,
    PEOPLE,
    ROUTES,
    ZONES,
    a_routing,
    after,
    due,
    recorded,
    standing,
    warning,
)

SPONSOR = """
[[recipient]]
name = "sponsor"
role = "sponsor"
sites = ["*"]
channels = ["head_mail"]
"""
NIGHT = datetime(2026, 3, 10, 14, 30, tzinfo=UTC)
"""22:30 in Shanghai, 15:30 in Berlin."""


def to(deliveries: list[Delivery]) -> list[str]:
    return [delivery.recipient for delivery in deliveries]


# ------------------------------------------------------------------ escalation


def test_an_open_alert_is_told_to_the_first_of_its_route() -> None:
    [delivery] = due([standing()])

    assert (delivery.recipient, delivery.kind) == ("nurse", DeliveryKind.ALERT)
    assert delivery.key == "alert.1.0.nurse.0"


def test_the_key_of_a_message_has_the_random_word_of_its_opening() -> None:
    [one], [other] = due([standing(word="9f86d081")]), due([standing(word="884c7d65")])

    assert one.key == "alert.9f86d081.0.nurse.0"
    assert other.key == "alert.884c7d65.0.nurse.0"


def test_two_storms_of_the_same_numbers_have_two_keys() -> None:
    one, other = (
        [standing(number, word=f"{where}{number}") for number in range(1, 8)] for where in "ab"
    )

    assert due(one)[0].key != due(other)[0].key
    assert due(one)[0].key == due(one)[0].key


def test_digests_of_two_installations_have_two_keys() -> None:
    here, there = (
        deliveries_due([], a_routing(), Past(installation=word), NOON, ZONES) for word in "ab"
    )

    assert [one.key for one in (*here, *there)] == [
        "digest.a.nurse.2026-03-10",
        "digest.b.nurse.2026-03-10",
    ]


def test_a_digest_that_was_sent_while_the_clock_ran_ahead_comes_on_its_day_under_another_key() -> (
    None
):
    early = Past(ahead=frozenset({"digest.nurse.2026-03-10"}))
    again = "digest.nurse.2026-03-10.again"

    assert [one.key for one in deliveries_due([], a_routing(), early, NOON, ZONES)] == [again]
    told = Past(keys=frozenset({again}), ahead=early.ahead)
    assert deliveries_due([], a_routing(), told, NOON, ZONES) == ()


def test_what_was_told_while_the_clock_ran_ahead_makes_no_storm_of_the_next_alerts() -> None:
    early = recorded(due([standing(n) for n in range(1, 6)]), at=after(days=3))

    found = due([standing(n) for n in range(1, 8)], early)

    assert [one.kind for one in found] == [DeliveryKind.ALERT] * 2


def test_a_digest_that_came_before_the_upgrade_does_not_come_again_after_it() -> None:
    told = frozenset({"digest.nurse.2026-03-10"})

    assert deliveries_due([], a_routing(), Past(keys=told, installation="a"), NOON, ZONES) == ()


@pytest.mark.parametrize("state", [ToldState.WAITING, ToldState.SENT])
def test_what_is_on_record_is_not_due_again(state: ToldState) -> None:
    alerts = [standing()]

    assert due(alerts, recorded(due(alerts), state)) == []


def test_nobody_is_called_for_an_alert_that_is_acknowledged() -> None:
    assert due([standing(acknowledged_by="nurse")]) == []


@pytest.mark.parametrize(("minutes", "called"), [(29, []), (30, ["head"]), (300, ["head"])])
def test_unanswered_for_so_long_it_goes_to_the_next(minutes: int, called: list[str]) -> None:
    alerts = [standing()]
    told = recorded(due(alerts))

    assert to(due(alerts, told, at=after(minutes=minutes))) == called


def test_the_time_to_answer_begins_when_the_alert_opened_not_when_the_message_was_sent() -> None:
    alerts = [standing()]
    told = recorded(due(alerts), at=after(minutes=20))  # nothing was sent for twenty minutes

    assert due(alerts, told, at=after(minutes=29)) == []
    assert to(due(alerts, told, at=after(minutes=30))) == ["head"]


def test_the_next_is_called_at_its_time_while_the_first_message_is_still_tried() -> None:
    alerts = [standing()]
    tried = recorded(due(alerts), ToldState.WAITING)

    assert due(alerts, tried, at=after(minutes=29)) == []
    assert to(due(alerts, tried, at=after(minutes=30))) == ["head"]


def test_where_nobody_was_told_for_hours_everybody_whose_time_has_come_is_told_at_once() -> None:
    assert to(due([standing()], at=after(hours=5))) == ["nurse", "head"]


@pytest.mark.parametrize("tried", [ToldState.SENT, ToldState.WAITING])
@pytest.mark.parametrize(("minutes", "called"), [(119, []), (120, ["sponsor"])])
def test_the_third_in_line_hears_when_the_file_says_counted_from_the_opening(
    tried: ToldState, minutes: int, called: list[str]
) -> None:
    three = ROUTES.replace(
        "after_minutes = 30 }", 'after_minutes = 30 }, { to = ["sponsor"], after_minutes = 120 }'
    )
    routing = a_routing(PEOPLE + SPONSOR, three)
    alerts = [standing()]
    told = recorded(due(alerts, routing=routing), tried)
    at = after(minutes=45)  # the second in line was told late
    told = recorded(due(alerts, told, at=at, routing=routing), tried, at=at, before=told)

    assert to(due(alerts, told, at=after(minutes=minutes), routing=routing)) == called


def test_where_no_channel_took_the_message_the_next_is_called_at_once() -> None:
    alerts = [standing()]

    assert to(due(alerts, recorded(due(alerts), ToldState.DEAD))) == ["head"]


def test_the_route_ends_with_its_last_step() -> None:
    alerts = [standing()]
    told = recorded(due(alerts))
    told = recorded(due(alerts, told, at=after(hours=1)), at=after(hours=1), before=told)

    assert due(alerts, told, at=after(days=9)) == []


def test_a_new_occasion_begins_with_the_first_of_the_route_again() -> None:
    told = recorded(due([standing()]))

    [delivery] = due([standing(occasion=1)], told)

    assert delivery.key == "alert.1.1.nurse.0"


def test_a_snoozed_alert_is_told_when_it_wakes() -> None:
    snoozed = standing(occasion=1, tell_from=after(hours=2))

    assert due([snoozed], at=after(hours=2) - timedelta(seconds=1)) == []
    assert to(due([snoozed], at=after(hours=2))) == ["nurse"]


def test_who_is_named_for_the_site_is_called_and_not_who_serves_every_site() -> None:
    people = PEOPLE + PEOPLE.replace('"nurse"', '"own_nurse"').replace('"head"', '"other"').replace(
        'role = "investigator"', 'role = "monitor"'
    ).replace('sites = ["*"]', 'sites = ["CN02"]')
    routing = a_routing(people)

    assert to(due([standing(site="CN02")], routing=routing)) == ["own_nurse"]
    assert to(due([standing(site="CN01")], routing=routing)) == ["nurse"]


def test_a_route_that_names_the_site_wins_over_that_of_every_site() -> None:
    own = '\n[[route]]\nseverity = "warning"\nsites = ["CN02"]\nsteps = [{ to = ["investigator"] }]'
    routing = a_routing(PEOPLE, ROUTES + own)

    assert to(due([warning(site="CN02")], routing=routing)) == ["head"]
    assert to(due([warning(site="CN01")], routing=routing)) == ["nurse"]


def test_what_only_informs_waits_for_the_digest() -> None:
    assert due([standing(severity=Severity.INFO)]) == []


# ------------------------------------------------------------------ quiet hours


def test_a_warning_waits_until_the_night_is_over() -> None:
    alerts = [warning(tell_from=NIGHT)]

    assert due(alerts, at=NIGHT) == []
    assert due(alerts, at=datetime(2026, 3, 10, 22, 59, tzinfo=UTC)) == []
    assert to(due(alerts, at=datetime(2026, 3, 10, 23, 0, tzinfo=UTC))) == ["nurse"]


def test_what_is_critical_wakes_people() -> None:
    assert to(due([standing(tell_from=NIGHT)], at=NIGHT)) == ["nurse"]


def test_the_night_is_that_of_the_site() -> None:
    assert to(due([warning(zone=BERLIN, tell_from=NIGHT)], at=NIGHT)) == ["nurse"]


def test_quiet_hours_within_a_day_are_quiet_between_their_ends() -> None:
    base = a_routing().model_dump(by_alias=True)
    siesta = a_routing().model_validate(
        {**base, "quiet": {"from": "12:00", "until": "14:00"}, "route": base["route"]},
        strict=False,
    )

    assert due([warning()], routing=siesta) == []
    assert to(due([warning()], routing=siesta, at=after(hours=2))) == ["nurse"]


# ------------------------------------------------------------------ storms


@pytest.mark.parametrize("number", [6, 300])
def test_many_at_once_come_as_one_message_with_nothing_left_out(number: int) -> None:
    alerts = [standing(n) for n in range(1, number + 1)]

    [delivery] = due(alerts)

    assert delivery.kind is DeliveryKind.GROUP
    assert [telling.alert for telling in delivery.tellings] == list(range(1, number + 1))


def test_as_many_as_are_allowed_come_one_by_one() -> None:
    deliveries = due([standing(n) for n in range(1, 6)])

    assert [delivery.kind for delivery in deliveries] == [DeliveryKind.ALERT] * 5


def test_a_storm_that_comes_in_gusts_is_one_all_the_same() -> None:
    first = [standing(n) for n in range(1, 5)]
    told = recorded(due(first))
    more = [*first, standing(5), standing(6)]

    [gust] = due(more, told, at=after(minutes=9))
    calm = due(more, told, at=after(minutes=10))

    assert gust.kind is DeliveryKind.GROUP
    assert [delivery.kind for delivery in calm] == [DeliveryKind.ALERT] * 2


def test_the_same_storm_has_the_same_key_and_another_has_another() -> None:
    storm = [standing(n) for n in range(1, 8)]

    assert due(storm)[0].key == due(list(reversed(storm)))[0].key
    assert due(storm)[0].key != due(storm[:-1])[0].key


def test_a_storm_is_as_urgent_as_its_worst_alert() -> None:
    [delivery] = due([*(warning(n) for n in range(1, 9)), standing(9)])

    assert delivery.severity is Severity.CRITICAL


def test_the_most_urgent_message_comes_first() -> None:
    assert [delivery.severity for delivery in due([warning(1), standing(2)])] == [
        Severity.CRITICAL,
        Severity.WARNING,
    ]


# ------------------------------------------------------------------ digests


def digests(at: datetime, past: Past = Past()) -> list[str]:  # noqa: B008  frozen and empty
    return [delivery.key for delivery in deliveries_due([], a_routing(), past, at, ZONES)]


def test_the_digest_comes_at_its_hour_on_the_sites_clock() -> None:
    assert digests(datetime(2026, 3, 9, 22, 59, tzinfo=UTC)) == []
    assert digests(datetime(2026, 3, 9, 23, 0, tzinfo=UTC)) == ["digest.nurse.2026-03-10"]


def test_there_is_one_digest_a_day() -> None:
    morning = deliveries_due([], a_routing(), Past(), NOON, ZONES)

    assert digests(after(hours=3), recorded(morning)) == []
    assert digests(after(days=1), recorded(morning)) == ["digest.nurse.2026-03-11"]


def test_after_downtime_the_digests_of_past_days_do_not_come() -> None:
    assert digests(after(days=9)) == ["digest.nurse.2026-03-19"]


# ------------------------------------------------------------------ over time


@st.composite
def some_alerts(draw: st.DrawFn) -> list[AlertToTell]:
    severities = draw(st.lists(st.sampled_from(list(Severity)), max_size=12))
    sites = draw(st.lists(st.sampled_from(list(ZONES)), min_size=12, max_size=12))
    return [
        standing(number, severity=severity, site=site)
        for number, (severity, site) in enumerate(zip(severities, sites, strict=False), start=1)
    ]


@given(some_alerts(), st.lists(st.integers(1, 600), min_size=1, max_size=8), st.data())
def test_however_it_goes_each_step_of_each_alert_is_told_exactly_once(
    alerts: list[AlertToTell], waits: list[int], data: st.DataObject
) -> None:
    past, told = Past(), []
    looks = [NOON + timedelta(minutes=sum(waits[:count])) for count in range(len(waits))]
    for at in [*looks, after(days=10), after(days=13)]:  # the last two at noon, not at night
        found = due(alerts, past, at=at)
        told += [
            telling_key(telling, standing(telling.alert))
            for delivery in found
            for telling in delivery.tellings
        ]
        outcome = data.draw(st.sampled_from([ToldState.SENT, ToldState.DEAD]))
        past = recorded(found, outcome, at=at, before=past)

    assert sorted(told) == sorted(
        f"alert.{alert.number}.0.{person}.{step}"
        for alert in alerts
        if alert.alert.severity is not Severity.INFO
        for step, person in enumerate(["nurse", "head"])
    )
