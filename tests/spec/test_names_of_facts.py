"""Events, findings, measures and tests as wards write them; what nobody knows is never nothing.

A name that no rule knows is refused where it is typed, with the nearest; on record it is asked.
"""

from typing import Any

import pytest

from models.chart import read_chart
from models.errors import Fault, InputRefused
from models.plan import assess
from models.protocol.vocabulary import WordKind
from models.reasons.alerts.records import FactUnread
from models.reasons.refusals.charts import NameOfAnotherKind, NameUnknown
from models.timeline.values import Severity
from models.timeline.windows.case import open_case
from tests.spec.charts import (
    PROTOCOL,
    Json,
    a_chart,
    booked,
    done,
    event,
    finding,
    measurement,
    picture_of,
    step_of,
    value_of,
    verdict_of,
)

DAY = "2026-05-20"
SCREENED = done("screening", DAY)
INFUSION = booked("infusion", "2026-06-22T10:00+08:00")


@pytest.mark.parametrize(
    ("word", "rule", "clears_at"),
    [
        *((word, "EX-12f1", "2026-11-20T00:00+08:00") for word in (
            "ami", "mi", "MI", "stemi", "NSTEMI", "heart_attack", "acute_myocardial_infarction",
            "心梗", "急性心肌梗死", "心肌梗塞", "pci", "stent", "coronary stenting", "心脏支架",
            "经皮冠状动脉介入治疗", "coronary_artery_bypass_graft", "搭桥",
        )),
        *((word, "EX-15", "2026-11-21T00:00+08:00") for word in (
            "pe", "PE", "pulmonary_embolus", "肺栓塞", "肺梗塞", "dvt", "deep_vein_thrombosis",
            "深静脉血栓", "下肢静脉血栓",
        )),
    ],
)  # fmt: skip
def test_an_event_is_read_by_its_common_name(word: str, rule: str, clears_at: str) -> None:
    chart = a_chart(event(word, DAY))

    assert verdict_of(chart, rule, fact="f1")["clears_at"] == clears_at


@pytest.mark.parametrize(
    "word",
    [
        "died", "expired", "deceased", "死亡", "病故", "ltfu", "LTFU", "lost", "失访", "脱访",
        "withdrew_consent", "consent_withdrawn", "withdrawal", "撤回知情", "撤回知情同意",
        "screen_failed", "筛败",
    ],
)  # fmt: skip
def test_what_ends_the_path_ends_it_by_any_of_its_names(word: str) -> None:
    assert step_of(a_chart(INFUSION, event(word, DAY)), "infusion")["state"] == "cancelled"


@pytest.mark.parametrize(
    ("word", "rule", "expected"),
    [
        ("stroke", "EX-14", "violation"),
        ("cva", "EX-14", "violation"),
        ("TIA", "EX-14", "violation"),
        ("脑梗死", "EX-14", "violation"),
        ("seizure", "EX-14", "indeterminate"),  # one seizure may be the first of an epilepsy
        ("惊厥", "EX-14", "indeterminate"),
        ("car_t_therapy", "EX-07", "violation"),
        ("CAR-T infusion", "EX-07", "violation"),
        ("CAR-T 回输", "EX-07", "violation"),
    ],
)
def test_an_event_of_a_whole_life_says_yes_as_a_finding_does(
    word: str, rule: str, expected: str
) -> None:
    since = finding("prior_car_t", False, DAY)

    assert value_of(a_chart(event(word, "2019-05-20"), since, SCREENED), rule) == expected


def test_the_infusion_of_the_trial_itself_is_no_prior_one() -> None:
    infused = done("infusion", "2026-05-25T10:00+08:00")
    chart = a_chart(
        finding("prior_car_t", False, DAY), SCREENED, infused, event("CAR-T infusion", "2026-05-25")
    )

    assert value_of(chart, "EX-07") == "met"


def test_measures_and_findings_are_read_by_their_names_as_well() -> None:
    assert value_of(a_chart(measurement("射血分数", "40", "%", DAY)), "EX-12a") == "violation"
    assert value_of(a_chart(finding("癫痫史", True, DAY)), "EX-14") == "violation"


@pytest.mark.parametrize("severity", ["Mild", "MILD", "轻度", "轻", "light"])
def test_mild_chronic_gvhd_is_mild_however_it_is_written(severity: str) -> None:
    chart = a_chart(event("cGVHD", DAY, severity=severity), SCREENED)

    assert value_of(chart, "EX-08a", fact="f1") == "not_applicable"


@pytest.mark.parametrize("severity", ["limited", "局限型", "grade 1"])
def test_another_grading_of_gvhd_is_asked_for(severity: str) -> None:
    chart = a_chart(event("chronic_gvhd", DAY, severity=severity), SCREENED)

    assert value_of(chart, "EX-08a", fact="f1") == "indeterminate"


# ---------------------------------------------------------------- what is refused


def refusal_of(fact: Json) -> Fault:
    with pytest.raises(InputRefused) as refused:
        read_chart(a_chart(fact), protocol=PROTOCOL, now=10**8)
    [fault] = refused.value.faults
    return fault


@pytest.mark.parametrize(
    ("fact", "path", "near"),
    [
        (event("myocardial_infraction", DAY), "facts[0].event", "myocardial_infarction"),
        (event("pulmonary_embolsim", DAY), "facts[0].event", "pulmonary_embolism"),
        (event("GVHD", DAY), "facts[0].event", "acute_gvhd"),
        (event("VTE", DAY), "facts[0].event", "pulmonary_embolism"),
        (event("脱落", DAY), "facts[0].event", "lost_to_follow_up"),
        (measurement("lvfe", "58", "%", DAY), "facts[0].measure", "lvef"),
        (finding("hbsgg", True, DAY), "facts[0].finding", "hbsag"),
    ],
)
def test_an_unknown_or_ambiguous_name_is_refused_with_what_was_perhaps_meant(
    fact: Json, path: str, near: str
) -> None:
    fault = refusal_of(fact)

    assert fault.path == path
    assert isinstance(fault.reason, NameUnknown)
    assert near in (fault.reason.near or ())


@pytest.mark.parametrize(
    ("word", "kind", "named"),
    [
        ("pregnant", "finding", "pregnancy"),
        ("怀孕", "finding", "pregnancy"),
        ("epilepsy", "finding", "epilepsy"),
        ("LVEF", "measurement", "lvef"),
    ],
)
def test_what_is_recorded_by_another_kind_of_fact_is_refused_with_that_kind(
    word: str, kind: str, named: str
) -> None:
    reason = refusal_of(event(word, DAY)).reason

    assert isinstance(reason, NameOfAnotherKind)
    assert (reason.own, reason.named) == (kind, named)


OTHERS: list[dict[str, Any]] = [
    event("other", DAY, text="fever"),
    {**measurement("other", "37", "°C", DAY), "text": "temperature"},
    {**finding("other", True, DAY), "text": "rash"},
    {"kind": "test", "test": "other", "at": DAY, "result": "positive", "text": "influenza"},
]


@pytest.mark.parametrize("fact", OTHERS)
def test_what_no_rule_reads_is_recorded_as_other_and_nobody_is_asked(fact: Json) -> None:
    assert picture_of(a_chart(fact))["alerts"] == []


@pytest.mark.parametrize(
    "fact",
    [
        event("fever", DAY),
        event("VTE", DAY),
        measurement("lvfe", "40", "%", DAY),
        finding("hbsgg", True, DAY),
        {"kind": "test", "test": "cd7", "at": DAY, "result": "positive"},
    ],
)
def test_an_unknown_name_that_is_on_record_locks_no_chart_and_is_asked(fact: Json) -> None:
    now = 10**8
    chart = read_chart(a_chart(fact), protocol=PROTOCOL, now=now, on_record=1)
    asked = [a for a in assess(open_case(chart, PROTOCOL), now).alerts if a.fact or a.cause]

    [alert] = [alert for alert in asked if isinstance(alert.cause, FactUnread)]
    assert alert.severity is Severity.WARNING


def test_no_ambiguous_name_is_a_known_word_of_its_kind() -> None:
    for one in PROTOCOL.ambiguous:
        assert [name for name in one.names if PROTOCOL.lexicon.word(one.kind, name)] == []


def test_every_way_to_write_an_event_means_what_its_id_means() -> None:
    for word in PROTOCOL.event:
        meant = {PROTOCOL.lexicon.word(WordKind.EVENT, spelling) for _, spelling in word.spellings}
        assert meant == {word}
