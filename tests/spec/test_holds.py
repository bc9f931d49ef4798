"""What is recorded may make the path wait until a person has decided: a hold.

Active infection or fever holds lymphodepletion and infusion until it is recorded as over; the
loss of the target antigen also holds apheresis, until the antigen is shown again. These are site
defaults: the entry asks for neither after screening. Possible pregnancy has a file of its own.
"""

import pytest

from tests.spec.charts import (
    Json,
    a_chart,
    alerts_of,
    booked,
    cancelled,
    cd19_test,
    done,
    event,
    finding,
    measurement,
    picture_of,
    plan_of,
    step_of,
    value_of,
)

NOW = "2026-07-21T12:00+08:00"
TO_RELEASE = (
    done("consent", "2026-06-22"),
    done("screening", "2026-06-22"),
    cd19_test("2026-06-08"),
    done("apheresis", "2026-06-25T09:30+08:00"),
    done("product_release", "2026-07-16"),
)
CONDITIONED = (done("conditioning_start", "2026-07-16"), done("conditioning_end", "2026-07-18"))
INFUSION = booked("infusion", "2026-07-27T10:00+08:00")
BOOKED = (booked("conditioning_start", "2026-07-22"), INFUSION)
INFECTED = finding("active_infection", True, "2026-07-20")


def infected(at: str = "2026-07-20", present: bool | None = True) -> Json:
    return finding("active_infection", present, at)


def temperature(value: str, at: str, unit: str = "°C") -> Json:
    return measurement("body_temperature", value, unit, at)


def holds(*facts: Json, now: str = NOW) -> list[tuple[str, str, str]]:
    """Rule, severity and step of each hold that is told."""
    found = alerts_of(a_chart(*facts), "hold", now=now)
    return [(alert["rule"], alert["severity"], alert["step"]) for alert in found]


def stands(*facts: Json) -> bool:
    """Whether anything holds a booked infusion after lymphodepletion."""
    return bool(holds(*TO_RELEASE, *CONDITIONED, *facts, INFUSION))


# ---------------------------------------------------------------- from which step, how severe


def test_it_is_told_at_the_first_step_that_must_wait() -> None:
    assert holds(*TO_RELEASE, *BOOKED, INFECTED) == [
        ("HOLD-infection", "critical", "conditioning_start")
    ]


def test_once_lymphodepletion_was_given_infusion_must_wait() -> None:
    assert holds(*TO_RELEASE, *CONDITIONED, INFUSION, INFECTED) == [
        ("HOLD-infection", "critical", "infusion")
    ]


def test_lymphodepletion_that_has_begun_is_not_told_to_wait() -> None:
    begun = (*TO_RELEASE, done("conditioning_start", "2026-07-22"))
    chart = a_chart(*begun, booked("conditioning_end", "2026-07-24"), INFUSION, INFECTED)
    then = "2026-07-23T12:00+08:00"

    assert [alert["step"] for alert in alerts_of(chart, "hold", now=then)] == ["infusion"]
    assert step_of(chart, "conditioning_end", now=then)["state"] == "booked"


def test_it_is_a_warning_while_nothing_that_must_wait_is_booked() -> None:
    assert holds(*TO_RELEASE, INFECTED) == [("HOLD-infection", "warning", "conditioning_start")]


def test_it_is_critical_where_only_infusion_is_booked() -> None:
    assert holds(*TO_RELEASE, INFUSION, INFECTED) == [
        ("HOLD-infection", "critical", "conditioning_start")
    ]


def test_a_booking_that_was_called_off_still_must_wait() -> None:
    called_off = cancelled("infusion", "2026-07-27")

    assert holds(*TO_RELEASE, *CONDITIONED, called_off, INFECTED) == [
        ("HOLD-infection", "warning", "infusion")
    ]


def test_a_step_whose_record_alone_is_missing_is_not_told_to_wait() -> None:
    lost = cd19_test("2026-07-14", "negative")

    assert holds(*TO_RELEASE[:3], *CONDITIONED, INFUSION, lost) == [
        ("HOLD-antigen", "critical", "infusion")
    ]


def test_an_infection_after_infusion_holds_nothing() -> None:
    given = done("infusion", "2026-07-20T10:00+08:00")

    assert holds(*TO_RELEASE, *CONDITIONED, given, infected("2026-07-21")) == []


@pytest.mark.parametrize("ending", ["withdrawn", "screen_failure", "lost_to_follow_up", "death"])
def test_nothing_waits_on_a_path_that_has_ended(ending: str) -> None:
    assert holds(*TO_RELEASE, *BOOKED, INFECTED, event(ending, "2026-07-21")) == []


# ---------------------------------------------------------------- what raises it, what ends it


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ((infected(present=False),), False),
        ((infected(present=None),), False),
        ((infected(),), True),
        ((infected(), infected("2026-07-21", present=None)), True),  # not known ends nothing
        ((infected(), infected("2026-07-21", present=False)), False),
        ((infected("2026-07-21", present=False), infected()), False),  # in whatever order
        ((infected("2026-07-19", present=False), infected()), True),
        ((infected(), infected("2026-07-20", present=False)), True),  # which came last?
        (
            (infected("2026-07-21T08:00+08:00"), infected("2026-07-21T08:00+08:00", present=False)),
            True,
        ),
        (
            (infected("2026-07-21T08:00+08:00"), infected("2026-07-21T08:01+08:00", present=False)),
            False,
        ),
        (
            (infected("2026-07-21T08:00+08:00"), infected("2026-07-21T07:59+08:00", present=False)),
            True,
        ),
        ((infected("2026-07-UN"), infected("2026-07-21", present=False)), True),
        ((infected("2026-06-UN"), infected("2026-07-21", present=False)), False),
    ],
)
def test_it_stands_until_it_was_certainly_recorded_as_over(
    facts: tuple[Json, ...], told: bool
) -> None:
    assert stands(*facts) is told


def test_it_comes_again_with_the_next_infection() -> None:
    over = infected("2026-07-18", present=False)

    assert not stands(infected("2026-07-17"), over)
    assert stands(infected("2026-07-17"), over, infected("2026-07-19"))


def test_a_record_that_was_taken_back_holds_nothing() -> None:
    back = {"kind": "retraction", "corrects": "f8", "reason": "wrong file", "at": "2026-07-21"}

    assert stands(INFECTED)
    assert not stands(INFECTED, back)


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ((temperature("37.9", "2026-07-20"),), False),
        ((temperature("38.0", "2026-07-20"),), True),
        ((temperature("38.1", "2026-07-20"),), True),
        ((temperature("100.3", "2026-07-20", "°F"),), False),
        ((temperature("100.4", "2026-07-20", "°F"),), True),
        ((temperature("98.6", "2026-07-20", "°F"),), False),
        ((temperature("39", "2026-07-20", "℃"),), True),
        ((temperature("37", "2026-07-20", "degrees"),), False),
        ((temperature("38", "2026-07-20", "degrees"),), True),  # a fever in one of them
        ((temperature("38.5", "2026-07-20"), temperature("36.8", "2026-07-21")), False),
        ((temperature("38.5", "2026-07-20"), temperature("36.8", "2026-07-20")), True),
        ((temperature("38.5", "2026-07-20"), temperature("36.8", "2026-07-21", "degrees")), True),
        ((temperature("101", "2026-07-20", "°F"), temperature("36.8", "2026-07-21")), False),
        ((finding("fever", True, "2026-07-20"),), True),
        ((finding("fever", False, "2026-07-20"),), False),
        ((finding("fever", True, "2026-07-20"), finding("fever", False, "2026-07-21")), False),
        ((finding("fever", True, "2026-07-20"), infected("2026-07-21", present=False)), True),
        ((temperature("39", "2026-07-20"), finding("fever", False, "2026-07-21")), False),
        ((finding("fever", False, "2026-07-21"), temperature("39", "2026-07-20")), False),
        ((temperature("39", "2026-07-20"), finding("fever", False, "2026-07-20")), True),
        ((temperature("39", "2026-07-21"), finding("fever", False, "2026-07-20")), True),
        ((temperature("39", "2026-07-20"), finding("fever", None, "2026-07-21")), True),
        ((temperature("39", "2026-07-20"), infected("2026-07-21", present=False)), True),
    ],
)
def test_fever_holds_as_a_finding_and_from_38_degrees_on(
    facts: tuple[Json, ...], told: bool
) -> None:
    assert stands(*facts) is told


@pytest.mark.parametrize(
    ("measured", "asked"),
    [
        (temperature("37.9", "2026-07-20", "degrees"), False),  # no fever in any unit
        (temperature("38", "2026-07-20", "degrees"), True),
        (temperature("310", "2026-07-20", "K"), True),
        (temperature("38", "2026-07-20"), False),
        (temperature("38", "2026-07-20", "摄氏度"), False),
        (temperature("101", "2026-07-20", "°F"), False),
    ],
)
def test_a_fever_that_only_its_unit_could_rule_out_is_asked_for_its_unit(
    measured: Json, *, asked: bool
) -> None:
    chart = a_chart(*TO_RELEASE, *CONDITIONED, measured, INFUSION)
    told = [
        (alert["severity"], alert["step"], alert["fact"], alert["deadline"])
        for alert in alerts_of(chart, "needs_information", now=NOW)
    ]

    assert told == ([("warning", "infusion", "f8", "2026-07-27T10:00+08:00")] if asked else [])


def test_the_question_says_how_the_value_counts_until_it_is_answered() -> None:
    measured = temperature("39", "2026-07-20", "degrees")
    [alert] = alerts_of(a_chart(*TO_RELEASE, measured), "needs_information", now=NOW)

    assert alert["text"] == (
        "Record body temperature (f6) in °C. Body temperature 39 degrees on 2026-07-20 (f6): it is"
        " not known in which unit, so it counts as too high until it is."
    )


def test_the_unit_that_was_asked_for_ends_the_hold_where_it_was_no_fever() -> None:
    measured = temperature("98.6", "2026-07-20", "degrees")
    corrected = temperature("98.6", "2026-07-20", "°F")
    answer = {**corrected, "corrects": "f8", "reason": "unit"}

    assert stands(measured)
    assert not stands(measured, answer)
    chart = a_chart(*TO_RELEASE, *CONDITIONED, measured, answer, INFUSION)
    assert alerts_of(chart, "needs_information", now=NOW) == []


def test_once_nothing_waits_no_unit_is_asked_for() -> None:
    given = done("infusion", "2026-07-20T10:00+08:00")
    chart = a_chart(*TO_RELEASE, *CONDITIONED, given, temperature("39", "2026-07-21", "degrees"))

    assert alerts_of(chart, "needs_information", now=NOW) == []


def test_infection_and_fever_are_one_hold_with_all_that_is_recorded() -> None:
    chart = a_chart(*TO_RELEASE, *BOOKED, temperature("38.6", "2026-07-20"), infected("2026-07-21"))
    [alert] = alerts_of(chart, "hold", now=NOW)

    assert alert["fact"] == "f8"  # by which it has stood longest
    assert "body temperature 38.6 °C on 2026-07-20 (f8)" in alert["text"]
    assert "active infection, yes on 2026-07-21 (f9)" in alert["text"]


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ((cd19_test("2026-07-14", "negative"),), True),
        ((cd19_test("2026-07-14", "pending"),), False),
        ((cd19_test("2026-07-14", "negative"), cd19_test("2026-07-15", "pending")), True),
        ((cd19_test("2026-07-14", "negative"), cd19_test("2026-07-15", "positive")), False),
        ((cd19_test("2026-07-14", "negative"), cd19_test("2026-07-14", "positive")), True),
        ((cd19_test("2026-07-14", "negative"), cd19_test("2026-07-13", "positive")), True),
        ((cd19_test("2026-07-14", "positive"), cd19_test("2026-07-14", "positive")), False),
    ],
)
def test_a_lost_antigen_holds_until_it_is_shown_again(facts: tuple[Json, ...], told: bool) -> None:
    assert stands(*facts) is told


def test_no_cells_are_collected_against_an_antigen_that_is_lost() -> None:
    before = (*TO_RELEASE[:3], booked("apheresis", "2026-07-23T09:30+08:00"))

    assert holds(*before, cd19_test("2026-07-14", "negative")) == [
        ("HOLD-antigen", "critical", "apheresis")
    ]


# ---------------------------------------------------------------- what follows


def test_the_gate_is_shut_and_lists_it_with_the_start_as_the_deadline() -> None:
    gate = picture_of(a_chart(*TO_RELEASE, *BOOKED, INFECTED), now=NOW)["gate"]

    assert gate["open"] is False
    assert [(m["rule"], m["step"], m["fact"]) for m in gate["missing"]] == [
        ("HOLD-infection", "conditioning_start", "f8")
    ]
    assert gate["missing"][0]["deadline"] == "2026-07-22T00:00+08:00"


def test_the_gate_is_open_again_when_it_is_over() -> None:
    over = infected("2026-07-21", present=False)
    gate = picture_of(a_chart(*TO_RELEASE, *BOOKED, INFECTED, over), now=NOW)["gate"]

    assert gate["open"] is True


@pytest.mark.parametrize(
    ("facts", "states"),
    [
        (BOOKED, ["at_risk", "blocked", "at_risk"]),
        ((), ["blocked", "blocked", "blocked"]),
        ((INFUSION,), ["blocked", "blocked", "at_risk"]),
        (CONDITIONED, ["done", "done", "blocked"]),
    ],
)
def test_a_step_that_must_wait_is_at_risk_where_it_is_booked_and_blocked_where_it_is_not(
    facts: tuple[Json, ...], states: list[str]
) -> None:
    steps = picture_of(a_chart(*TO_RELEASE, *facts, INFECTED), now=NOW)["steps"]
    waits = ("conditioning_start", "conditioning_end", "infusion")

    assert [step["state"] for step in steps if step["step"] in waits] == states


@pytest.mark.parametrize("facts", [(), BOOKED, (INFUSION,), CONDITIONED])
def test_no_time_is_given_at_which_it_could_be_held(facts: tuple[Json, ...]) -> None:
    infusion = step_of(a_chart(*TO_RELEASE, *facts, INFECTED), "infusion", now=NOW)

    assert (infusion["opens"], infusion["proposed"]) == (None, None)
    assert infusion["why"] == ["Infusion must wait until a person has decided."]


def test_what_hangs_on_a_date_that_nobody_knows_has_none_either() -> None:
    chart = a_chart(*TO_RELEASE, INFECTED)
    visit = step_of(chart, "day_28", now=NOW)

    assert (visit["opens"], visit["proposed"]) == (None, None)
    assert step_of(a_chart(*TO_RELEASE, INFECTED, INFUSION), "day_28", now=NOW)["proposed"]


@pytest.mark.parametrize(("facts", "feasible"), [(BOOKED, False), ((INFUSION,), False), ((), True)])
def test_the_plan_is_not_feasible_where_what_must_wait_is_booked(
    facts: tuple[Json, ...], feasible: bool
) -> None:
    assert picture_of(a_chart(*TO_RELEASE, *facts, INFECTED), now=NOW)["feasible"] is feasible


def test_no_other_date_is_offered_for_what_must_wait() -> None:
    plan = picture_of(a_chart(*TO_RELEASE, *BOOKED, INFECTED), now=NOW)
    [conflict] = plan["conflicts"]

    assert (conflict["step"], conflict["rules"]) == ("conditioning_start", ["HOLD-infection"])
    assert [repair["kind"] for repair in conflict["repairs"]] == ["query_fact"]


def test_it_is_one_alert_with_the_first_booking_as_its_deadline() -> None:
    plan = picture_of(a_chart(*TO_RELEASE, *BOOKED, INFECTED), now=NOW)
    [alert] = plan["alerts"]

    assert (alert["kind"], alert["deadline"]) == ("hold", "2026-07-22T00:00+08:00")
    assert alert["text"] == (
        "Do not go on to lymphodepletion start until it is recorded as over. Active infection or"
        " fever: active infection, yes on 2026-07-20 (f8). Lymphodepletion start on 2026-07-22 must"
        " wait until it is recorded as over (HOLD-infection, site default)."
    )


def test_each_hold_is_an_alert_of_its_own() -> None:
    lost = cd19_test("2026-07-14", "negative")
    rules = [rule for rule, _, _ in holds(*TO_RELEASE, *BOOKED, INFECTED, lost)]

    assert sorted(rules) == ["HOLD-antigen", "HOLD-infection"]


# ---------------------------------------------------------------- the entry's own criteria


def test_an_infection_after_apheresis_is_no_exclusion() -> None:
    screened = (*TO_RELEASE[:3], infected("2026-06-22", present=False), *TO_RELEASE[3:])

    assert value_of(a_chart(*screened, *BOOKED, INFECTED), "EX-18", now=NOW) == "met"


def test_at_screening_the_exclusion_tells_of_it_while_nothing_is_booked() -> None:
    chart = a_chart(*TO_RELEASE[:3], infected("2026-06-22"))
    alerts = picture_of(chart, now="2026-06-23T12:00+08:00")["alerts"]

    assert [alert["kind"] for alert in alerts if alert["fact"] == "f4"] == ["ineligible"]


def test_once_lymphodepletion_is_booked_the_hold_tells_of_the_exclusion_as_well() -> None:
    chart = a_chart(*TO_RELEASE, infected("2026-06-22"), *BOOKED)
    [alert] = [one for one in picture_of(chart, now=NOW)["alerts"] if one["severity"] != "info"]

    assert (alert["kind"], alert["severity"], alert["fact"]) == ("hold", "critical", "f6")
    assert alert["text"].startswith("Do not go on to lymphodepletion start")
    assert "Excluded: active infection at screening (NCT04684147 exclusion 18)" in alert["text"]


# ---------------------------------------------------------------- time


def test_time_alone_ends_nothing() -> None:
    chart = a_chart(*TO_RELEASE, *CONDITIONED, INFECTED, finding("fever", True, "2026-07-20"))
    before = plan_of(chart, now=NOW)

    assert alerts_of(chart, "hold", now="2027-07-21T12:00+08:00")[0]["key"] == next(
        alert["key"] for alert in before["alerts"] if alert["kind"] == "hold"
    )


def test_an_infusion_that_is_only_assumed_is_no_fact_of_its_conflict() -> None:
    chart = a_chart(*TO_RELEASE, INFECTED)
    assumed = picture_of(chart, now=NOW, infusion="2026-07-27T10:00+08:00")
    recorded = picture_of(a_chart(*TO_RELEASE, INFECTED, INFUSION), now=NOW)

    assert [(one["facts"], one["text"]) for one in assumed["conflicts"]] == [
        (["f6"], "Infusion assumed for 2026-07-27 10:00 does not fit with HOLD-infection.")
    ]
    assert [(one["facts"], one["text"]) for one in recorded["conflicts"]] == [
        (["f6", "f7"], "Infusion booked for 2026-07-27 10:00 does not fit with HOLD-infection.")
    ]


# ---------------------------------------------------------------- last recorded as not known


def asked_of(*facts: Json) -> list[tuple[str, str, str, str]]:
    """Severity, step, fact and deadline of each question on a finding that is not known."""
    chart = a_chart(*TO_RELEASE, *CONDITIONED, *facts, INFUSION)
    return [
        (alert["severity"], alert["step"], alert["fact"], alert["deadline"])
        for alert in alerts_of(chart, "needs_information", now=NOW)
    ]


@pytest.mark.parametrize("name", ["active_infection", "fever", "pregnancy"])
def test_a_finding_that_would_hold_and_is_not_known_is_asked(name: str) -> None:
    unknown = finding(name, None, "2026-07-20")

    assert asked_of(unknown) == [("warning", "infusion", "f8", "2026-07-27T10:00+08:00")]
    assert not stands(unknown)


@pytest.mark.parametrize(
    ("facts", "fact"),
    [
        ((infected("2026-07-19", present=False), infected(present=None)), "f9"),
        ((infected(present=None), infected("2026-07-21", present=False)), None),
        ((infected("2026-07-21", present=False), infected(present=None)), None),
        ((infected(present=None), infected("2026-07-21", present=None)), "f9"),
        ((infected("2026-07-19"), infected(present=None)), None),  # the hold stands, told once
        ((infected(present=None), temperature("39", "2026-07-21")), None),
        ((temperature("39", "2026-07-20"), finding("fever", None, "2026-07-21")), None),
    ],
)
def test_only_the_last_word_is_asked_and_nothing_that_holds_anyway(
    facts: tuple[Json, ...], fact: str | None
) -> None:
    assert [one[2] for one in asked_of(*facts)] == ([fact] if fact else [])


def test_after_infusion_it_is_not_asked() -> None:
    given = done("infusion", "2026-07-20T10:00+08:00")
    chart = a_chart(*TO_RELEASE, *CONDITIONED, given, infected("2026-07-21", present=None))

    assert alerts_of(chart, "needs_information", now=NOW) == []


def test_what_a_criterion_asks_of_the_same_record_is_one_question() -> None:
    unknown = finding("active_infection", None, "2026-06-22")
    chart = a_chart(*TO_RELEASE[:3], unknown)

    assert len(alerts_of(chart, "needs_information", now="2026-06-24T12:00+08:00")) == 1


def test_the_question_on_a_finding_says_what_hangs_on_it() -> None:
    unknown = infected(present=None)
    [alert] = alerts_of(
        a_chart(*TO_RELEASE, *CONDITIONED, unknown, INFUSION), "needs_information", now=NOW
    )

    assert alert["text"] == (
        "Record active infection (f8), yes or no. Active infection, not known on 2026-07-20 (f8):"
        " if it is there, infusion must wait."
    )
