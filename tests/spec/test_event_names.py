"""Events are recorded under their common names, in both languages; unknown ones are refused."""

import pytest

from models.errors import InputRefused
from tests.refusals import said
from tests.spec.charts import a_chart, alerts_of, event, picture_of


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("ami", "EX-12f1"),
        ("MI", "EX-12f1"),
        ("心梗", "EX-12f1"),
        ("pci", "EX-12f1"),
        ("冠脉支架植入术", "EX-12f1"),
        ("pe", "EX-15"),
        ("deep_vein_thrombosis", "EX-15"),
        ("下肢深静脉血栓", "EX-15"),
    ],
)
def test_a_common_name_is_judged_as_the_event_that_it_means(written: str, rule: str) -> None:
    plan = picture_of(a_chart(event(written, "2026-05-20")), infusion="2026-06-10")

    assert "f1" in {verdict["fact"] for verdict in plan["verdicts"] if verdict["rule"] == rule}


@pytest.mark.parametrize("written", ["died", "withdrew_consent", "ltfu", "筛败"])
def test_a_common_name_ends_the_path(written: str) -> None:
    [*steps] = picture_of(a_chart(event(written, "2026-05-20")))["steps"]

    infusion = next(step for step in steps if step["step"] == "infusion")
    assert infusion["state"] == "cancelled"


@pytest.mark.parametrize(
    ("written", "near"),
    [("myocardial_infraction", "myocardial_infarction"), ("mi2", "“other”")],
)
def test_an_unknown_event_is_refused_with_what_is_known(written: str, near: str) -> None:
    with pytest.raises(InputRefused) as refused:
        picture_of(a_chart(event(written, "2026-05-20")))

    [fault] = refused.value.faults
    assert fault.path == "facts[0].event"
    assert near in said(fault.reason)


@pytest.mark.parametrize("step", ["screening", "apheresis", "infusion", "筛选", "回输"])
def test_a_step_of_the_path_is_no_event_and_is_refused_as_one(step: str) -> None:
    with pytest.raises(InputRefused):
        picture_of(a_chart(event(step, "2026-05-20")))


def test_what_no_rule_reads_is_kept_as_other_and_asked_by_nobody() -> None:
    chart = a_chart(event("other", "2026-05-20", text="fell off a bicycle"))

    assert alerts_of(chart, "needs_information") == []
