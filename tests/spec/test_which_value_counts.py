"""Which of several values counts: the newest evidence, a judgement, a yes of a whole life.

Two that disagree on one day are asked about; what is too old for screening is asked again.
"""

import pytest

from tests.spec.charts import Json, a_chart, done, event, finding, measurement, value_of, verdict_of

DAY, EARLIER, LATER = "2026-05-20", "2026-05-10", "2026-05-22"
SCREENED = done("screening", DAY)
RHYTHM = [finding("severe_arrhythmia", False, DAY), finding("conduction_abnormality", False, DAY)]


def judged(rule: str, *facts: Json, **header: str) -> str:
    return value_of(a_chart(*facts, SCREENED, **header), rule)


# ---------------------------------------------------------------- entered or worked out


def qtc(value: str, at: str) -> Json:
    return measurement("qtc", value, "ms", at)


def ecg(qt: str, rate: str, at: str) -> list[Json]:
    return [measurement("qt", qt, "ms", at), measurement("heart_rate", rate, "/min", at)]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ([qtc("470", EARLIER), *ecg("460", "90", DAY)], "violation"),  # 563 ms by Bazett
        ([qtc("490", EARLIER), *ecg("360", "60", DAY)], "met"),
        ([*ecg("460", "90", EARLIER), qtc("470", DAY)], "met"),  # the entered one is newer
        ([qtc("470", DAY), *ecg("460", "90", DAY)], "indeterminate"),  # one day: asked
        ([qtc("470", DAY), *ecg("360", "60", DAY)], "met"),  # one day, and both say the same
        ([qtc("470", f"{DAY}T09:00+08:00"), *ecg("460", "90", f"{DAY}T08:59+08:00")], "met"),
        ([qtc("470", f"{DAY}T09:00+08:00"), *ecg("460", "90", f"{DAY}T09:01+08:00")], "violation"),
        ([qtc("470", EARLIER), measurement("qt", "360", "ms", DAY)], "indeterminate"),  # no rate
    ],
)
def test_the_newest_qtc_counts_entered_or_worked_out(facts: list[Json], expected: str) -> None:
    assert judged("EX-12c", *facts, *RHYTHM) == expected


@pytest.mark.parametrize(
    ("interval", "rate", "expected"),
    [
        (DAY, f"{DAY}T09:00+08:00", "met"),  # some time of that day
        (f"{DAY}T09:00+08:00", DAY, "met"),
        (f"{DAY}T09:00+08:00", f"{DAY}T09:01+08:00", "indeterminate"),
        (f"{DAY}T09:01+08:00", f"{DAY}T09:00+08:00", "indeterminate"),
    ],
)
def test_a_rate_is_of_the_electrocardiogram_that_may_be_of_its_time(
    interval: str, rate: str, expected: str
) -> None:
    facts = measurement("qt", "360", "ms", interval), measurement("heart_rate", "60", "/min", rate)

    assert judged("EX-12c", *facts, *RHYTHM) == expected


def test_a_newer_qt_in_no_known_unit_leaves_an_older_qtc_open() -> None:
    facts = qtc("470", EARLIER), measurement("qt", "360", "stone", DAY), *RHYTHM
    verdict = verdict_of(a_chart(*facts, SCREENED), "EX-12c")
    [asked] = verdict["reason"]["asks"]["values"]

    assert verdict["verdict"] == "indeterminate"
    assert (asked["wanted"], asked["about"], asked["fact"]) == ("unit", "qt", "f2")


def test_a_qt_without_a_rate_is_quoted_and_the_rate_of_its_ecg_is_asked_for() -> None:
    chart = a_chart(measurement("qt", "360", "ms", DAY), *RHYTHM, SCREENED)

    assert verdict_of(chart, "EX-12c")["text"].endswith(
        "On record: QT 360 ms on 2026-05-20 (f1). To settle it, record the heart rate or RR of the"
        " same ECG (f1)."
    )


def test_two_rates_of_one_electrocardiogram_are_both_looked_at_in_any_order() -> None:
    rates = [measurement("heart_rate", rate, "/min", DAY) for rate in ("60", "120")]
    interval = measurement("qt", "400", "ms", DAY)

    for order in (rates, rates[::-1]):
        assert judged("EX-12c", interval, *order, *RHYTHM) == "indeterminate"


def clearance(value: str, at: str) -> Json:
    return measurement("creatinine_clearance", value, "mL/min", at)


def creatinine(value: str, at: str) -> Json:
    return measurement("creatinine", value, "mg/dL", at, uln="1")


FORTY_KILO_86 = {"born": "1986-05-01", "weight_kg": "86.4"}  # 100 × 86.4 ÷ 72 = 120


@pytest.mark.parametrize(
    ("facts", "header", "expected"),
    [
        ([clearance("65", EARLIER), creatinine("2.5", DAY)], FORTY_KILO_86, "violation"),  # 48
        ([clearance("65", EARLIER), creatinine("2", DAY)], FORTY_KILO_86, "met"),  # 60 exactly
        ([clearance("65", EARLIER), creatinine("2.5", DAY)], {}, "indeterminate"),  # no weight
        ([creatinine("2.5", EARLIER), clearance("60", DAY)], FORTY_KILO_86, "met"),
        ([creatinine("2.5", EARLIER), clearance("59", DAY)], FORTY_KILO_86, "violation"),
        ([clearance("65", DAY), creatinine("2.5", DAY)], FORTY_KILO_86, "indeterminate"),
        ([creatinine("1", EARLIER), clearance("30", DAY)], {}, "indeterminate"),  # asked anew
        ([creatinine("1", DAY), clearance("30", EARLIER)], {}, "met"),
        ([creatinine("1", DAY), clearance("30", DAY)], {}, "met"),  # either one is enough
    ],
)
def test_the_newest_evidence_on_the_kidneys_counts(
    facts: list[Json], header: dict[str, str], expected: str
) -> None:
    assert judged("IN-08.4", *facts, **header) == expected


@pytest.mark.parametrize(
    ("found", "copies", "expected"),
    [
        ((True, EARLIER), ("0", DAY), "met"),
        ((False, EARLIER), ("501", DAY), "violation"),
        ((True, DAY), ("0", EARLIER), "violation"),
        ((True, DAY), ("0", DAY), "indeterminate"),
    ],
)
def test_of_two_ways_of_saying_one_thing_the_newest_counts(
    found: tuple[bool, str], copies: tuple[str, str], expected: str
) -> None:
    others = [
        finding(name, False, DAY)
        for name in (
            "hbsag", "hbeag", "hbe_antibody", "hbc_antibody", "hcv_antibody", "tp_antibody",
            "cmv_dna_detected",
        )
    ]  # fmt: skip
    measured = measurement("ebv_dna", copies[0], "copies/mL", copies[1], llod="500")

    assert judged("EX-10", finding("ebv_dna_detected", *found), measured, *others) == expected


# ---------------------------------------------------------------- a judgement that is the criterion


def pressure(systolic: str, diastolic: str, at: str) -> list[Json]:
    values = (("systolic_bp", systolic), ("diastolic_bp", diastolic))
    return [measurement(name, value, "mmHg", at) for name, value in values]


def uncontrolled(present: bool | None, at: str) -> Json:
    return finding("uncontrolled_hypertension", present, at)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ([uncontrolled(True, DAY)], "violation"),  # no reading is needed beside it
        ([uncontrolled(False, DAY)], "met"),
        ([uncontrolled(True, DAY), *pressure("130", "80", DAY)], "violation"),
        ([uncontrolled(True, LATER), *pressure("130", "80", DAY)], "violation"),
        ([uncontrolled(True, EARLIER), *pressure("130", "80", DAY)], "indeterminate"),
        ([uncontrolled(True, EARLIER), *pressure("150", "80", DAY)], "violation"),
        ([uncontrolled(True, EARLIER), pressure("130", "80", DAY)[0]], "violation"),  # half
        ([uncontrolled(False, EARLIER), *pressure("140", "80", DAY)], "indeterminate"),
        ([uncontrolled(False, EARLIER), *pressure("139", "90", DAY)], "indeterminate"),
        ([uncontrolled(False, EARLIER), *pressure("139", "89", DAY)], "met"),
        ([uncontrolled(False, DAY), *pressure("150", "95", DAY)], "met"),  # it took them in
        ([uncontrolled(False, "2026-05"), *pressure("150", "95", DAY)], "indeterminate"),
        ([uncontrolled(True, DAY), uncontrolled(False, DAY)], "indeterminate"),
        ([uncontrolled(None, DAY), *pressure("130", "80", DAY)], "met"),
        ([uncontrolled(None, DAY)], "indeterminate"),
        # of one day, said and not known: not by the readings alone, whatever they say
        (
            [uncontrolled(True, DAY), uncontrolled(None, DAY), *pressure("130", "80", DAY)],
            "indeterminate",
        ),
        (
            [uncontrolled(None, DAY), uncontrolled(True, DAY), *pressure("130", "80", DAY)],
            "indeterminate",
        ),
        ([uncontrolled(None, DAY), uncontrolled(None, DAY), *pressure("130", "80", DAY)], "met"),
    ],
)
def test_a_judgement_of_the_pressure_decides_until_newer_readings_say_otherwise(
    facts: list[Json], expected: str
) -> None:
    assert judged("EX-12d", *facts) == expected


def test_the_judgement_is_quoted_and_asked_for_anew_by_name() -> None:
    facts = (uncontrolled(False, EARLIER), *pressure("150", "95", DAY))

    assert verdict_of(a_chart(*facts, SCREENED), "EX-12d")["text"].endswith(
        "On record: hypertension not controlled after standard treatment, no on 2026-05-10 (f1),"
        " systolic blood pressure 150 mmHg on 2026-05-20 (f2), diastolic blood pressure 95 mmHg on"
        " 2026-05-20 (f3). To settle it, record hypertension not controlled after standard"
        " treatment anew, as f2 says otherwise, yes or no."
    )


@pytest.mark.parametrize(
    ("failing", "nyha", "expected"),
    [
        ((False, EARLIER), ("3", DAY), "indeterminate"),
        ((False, DAY), ("3", DAY), "indeterminate"),  # both name the class: they must agree
        ((True, DAY), ("2", DAY), "indeterminate"),
        ((True, LATER), ("2", DAY), "violation"),
        ((False, LATER), ("3", DAY), "met"),
        ((True, EARLIER), ("3", DAY), "violation"),
    ],
)
def test_a_judgement_that_names_what_was_measured_must_agree_with_it_on_its_day(
    failing: tuple[bool, str], nyha: tuple[str, str], expected: str
) -> None:
    found = finding("heart_failure_nyha_3_4", *failing)

    assert judged("EX-12b", found, measurement("nyha_class", nyha[0], "class", nyha[1])) == expected


# ---------------------------------------------------------------- for life

OF_A_LIFE = [
    ("EX-07", "prior_car_t"),
    ("EX-14", "epilepsy"),
    ("EX-14", "cerebrovascular_disease"),
    ("EX-14", "cerebellar_disease"),
    ("EX-14", "cns_disease"),
    ("EX-16", "hypersensitivity"),
]


@pytest.mark.parametrize(("rule", "name"), OF_A_LIFE)
@pytest.mark.parametrize(
    ("yes", "no", "expected"),
    [
        (EARLIER, DAY, "violation"),  # a later no unsays nothing
        (DAY, EARLIER, "violation"),
        (DAY, DAY, "indeterminate"),  # of one day, one of the two is a slip
        ("2026-05", DAY, "indeterminate"),
    ],
)
def test_what_is_asked_of_a_whole_life_remembers_every_yes(
    rule: str, name: str, yes: str, no: str, expected: str
) -> None:
    said = [finding(name, True, yes), finding(name, False, no)]

    assert {judged(rule, *order) for order in (said, said[::-1])} == {expected}


def test_a_yes_of_a_whole_life_is_forgotten_once_it_is_corrected_or_taken_back() -> None:
    said, denied = finding("prior_car_t", True, EARLIER), finding("prior_car_t", False, DAY)
    back = {"kind": "retraction", "corrects": "f1", "reason": "another subject's", "at": DAY}

    assert judged("EX-07", said, {**denied, "corrects": "f1", "reason": "misread"}) == "met"
    assert judged("EX-07", said, denied, back) == "met"


def test_a_state_that_may_end_is_judged_by_what_was_last_said() -> None:
    found = [finding("active_infection", True, EARLIER), finding("active_infection", False, DAY)]

    assert judged("EX-18", *found) == "met"


# ---------------------------------------------------------------- too old for screening


@pytest.mark.parametrize(
    ("rule", "fact", "expected"),
    [
        ("EX-12a", measurement("lvef", "58", "%", "2026-02-21"), "met"),
        ("EX-12a", measurement("lvef", "58", "%", "2026-02-20"), "met"),  # exactly 3 months
        ("EX-12a", measurement("lvef", "58", "%", "2026-02-19"), "indeterminate"),
        ("EX-12a", measurement("lvef", "40", "%", "2026-02-19"), "violation"),  # never milder
        ("EX-12a", measurement("lvef", "58", "%", "2026-02"), "indeterminate"),  # some day of it
        ("IN-07", measurement("ecog", "1", "score", "2026-04-22"), "met"),  # exactly 28 days
        ("IN-07", measurement("ecog", "1", "score", "2026-04-21"), "indeterminate"),
        ("EX-18", finding("active_infection", False, "2026-04-22"), "met"),
        ("EX-18", finding("active_infection", False, "2026-04-21"), "indeterminate"),
        ("EX-07", finding("prior_car_t", False, "2024-04-21"), "met"),  # asked of a whole life
    ],
)
def test_what_is_too_old_for_screening_lets_nobody_in(rule: str, fact: Json, expected: str) -> None:
    assert judged(rule, fact) == expected


def test_what_is_too_old_is_asked_for_again_with_its_age() -> None:
    text = verdict_of(a_chart(measurement("lvef", "58", "%", "2025-02-19"), SCREENED), "EX-12a")

    assert text["text"].endswith(
        "To settle it, record LVEF again, as that on record was taken more than 3 months earlier"
        " (f1)."
    )


OLD = "2026-02-20"


def bare_creatinine(value: str, at: str, **limits: str) -> Json:
    return measurement("creatinine", value, "umol/L", at, **limits)


@pytest.mark.parametrize(
    ("facts", "header", "again"),
    [
        ([bare_creatinine("80", OLD)], FORTY_KILO_86, "creatinine"),  # worked out from it: 132
        ([bare_creatinine("80", OLD)], {}, "creatinine"),  # its limit would not make it young
        ([bare_creatinine("160", OLD, uln="100")], FORTY_KILO_86, "creatinine"),  # 66
        ([clearance("65", OLD)], {}, "creatinine_clearance"),
    ],
)
def test_a_clearance_that_is_too_old_asks_to_measure_again(
    facts: list[Json], header: dict[str, str], again: str
) -> None:
    verdict = verdict_of(a_chart(*facts, SCREENED, **header), "IN-08.4")
    [asked] = verdict["reason"]["asks"]["values"]

    assert verdict["verdict"] == "indeterminate"
    assert (asked["wanted"], asked["about"], asked["fact"]) == ("repeat", again, "f1")


def test_a_young_creatinine_without_its_limit_asks_for_the_limit() -> None:
    facts = clearance("65", OLD), bare_creatinine("80", DAY)
    [asked] = verdict_of(a_chart(*facts, SCREENED), "IN-08.4")["reason"]["asks"]["values"]

    assert (asked["wanted"], asked["about"], asked["fact"]) == ("uln", "creatinine", "f2")


def test_a_newer_creatinine_in_no_known_unit_leaves_an_older_clearance_open() -> None:
    """Nothing follows from it before its unit is known: the kidneys may be worse by now."""
    facts = clearance("65", EARLIER), measurement("creatinine", "2", "stone", DAY, uln="1")
    verdict = verdict_of(a_chart(*facts, SCREENED, **FORTY_KILO_86), "IN-08.4")
    [asked] = verdict["reason"]["asks"]["values"]

    assert verdict["verdict"] == "indeterminate"
    assert (asked["wanted"], asked["about"], asked["fact"]) == ("unit", "creatinine", "f2")


def test_an_older_creatinine_in_no_known_unit_leaves_a_newer_clearance_alone() -> None:
    facts = measurement("creatinine", "2", "stone", EARLIER, uln="1"), clearance("65", DAY)

    assert judged("IN-08.4", *facts, **FORTY_KILO_86) == "met"


# ---------------------------------------------------------------- how the disease came back


@pytest.mark.parametrize(
    ("relapse", "expected"),
    [
        ("2026-05-19", "met"),
        ("2026-05-20", "met"),  # the day of screening
        ("2026-05-21", "not_applicable"),  # what came after cannot have let anybody in
        ("2026-05", "indeterminate"),
        ("2025-11-30", "indeterminate"),  # before the remission: one date is a slip
    ],
)
def test_a_relapse_counts_between_the_remission_and_screening(relapse: str, expected: str) -> None:
    assert judged("IN-03.1", event("first_remission", "2025-12-01"), event("relapse", relapse)) == (
        expected
    )


def test_a_remission_after_screening_does_not_end_the_induction_that_failed_before() -> None:
    facts = (event("induction_start", "2026-04-01"), event("first_remission", "2026-05-21"))

    assert judged("IN-03.2", *facts) == "met"  # 49 days without remission on the day of screening


def test_cycles_counted_after_screening_let_nobody_in() -> None:
    assert judged("IN-03.2", measurement("induction_cycles", "2", "cycles", DAY)) == "met"
    assert judged("IN-03.2", measurement("induction_cycles", "2", "cycles", LATER)) == (
        "not_applicable"
    )
