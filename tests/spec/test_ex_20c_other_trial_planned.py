"""EX-20c: no other trial and no anti-tumour therapy outside the protocol during the study."""

import pytest

from tests.spec.charts import a_chart, alerts_of, done, finding, value_of, verdict_of

FINDING = "other_trial_or_therapy_planned"


@pytest.mark.parametrize(
    ("present", "expected"),
    [
        (True, "violation"),
        (False, "met"),
        (None, "indeterminate"),  # asked, not known
    ],
)
def test_an_intended_other_trial_or_therapy_excludes(
    present: bool | None,
    expected: str,
) -> None:
    chart = a_chart(finding(FINDING, present, "2026-05-20"))

    assert value_of(chart, "EX-20c") == expected


def test_what_nobody_asked_is_neither_met_nor_violated() -> None:
    assert value_of(a_chart(), "EX-20c") not in {"met", "violation"}


def test_the_last_statement_holds() -> None:
    chart = a_chart(finding(FINDING, True, "2026-05-10"), finding(FINDING, False, "2026-05-20"))

    assert (verdict_of(chart, "EX-20c")["verdict"], verdict_of(chart, "EX-20c")["fact"]) == (
        "met",
        "f2",
    )


def test_after_consent_it_is_told_as_ineligible() -> None:
    chart = a_chart(done("consent", "2026-05-20"), finding(FINDING, True, "2026-05-20"))

    assert [alert["rule"] for alert in alerts_of(chart, "ineligible")] == ["EX-20c"]
