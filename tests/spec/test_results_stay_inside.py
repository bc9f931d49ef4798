"""A value, a finding and a diagnosis stay in the application, whoever is told that one is amiss."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from models.alerting.tellings import AlertToTell
from models.disclosure import Disclosure
from models.protocol import load_protocol
from models.timeline.results import Alert
from models.timeline.values import AlertKind
from pictures.path import path_of
from tests.spec.charts import Json, a_chart, booked, drug, finding, measurement
from tests.spec.test_in_chinese import MORE, planned
from wording.language import Language
from wording.messages.lines import line_of
from wording.messages.messages import alert_message

PROTOCOL = load_protocol()
NOW = datetime(2026, 6, 1, tzinfo=UTC)
SHUT_BY_A_FINDING = a_chart(
    finding("hbsag", True, "2026-05-20"), booked("conditioning_start", "2026-06-02")
)
RESULTS = {
    "a virus load": a_chart(measurement("hbv_dna", "500", "IU/mL", "2026-05-20")),
    "a weak heart at the gate": MORE["low LVEF at the gate"],
    "hepatitis at the gate": SHUT_BY_A_FINDING,
}
SECRETS = ("HBV", "HBsAg", "LVEF", "500", "40 %", "40%", "hepatitis", "乙肝", "左室", "EX-1")


def mail(alert: Alert, ceiling: Disclosure, language: Language) -> str:
    standing = AlertToTell(
        number=1,
        subject="CN01-007",
        site="CN01",
        zone=ZoneInfo("Asia/Shanghai"),
        alert=alert,
        occasion=0,
        tell_from=NOW,
    )
    line = line_of(standing, PROTOCOL, language, NOW, ceiling=ceiling)
    said = alert_message(line, key="k", base_url="https://dayzero.example", language=language)
    return f"{said.title}\n{said.text}"


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("ceiling", [Disclosure.NOTHING, Disclosure.TREATMENT])
@pytest.mark.parametrize("chart", RESULTS.values(), ids=RESULTS)
def test_no_mail_below_results_says_which_value_is_amiss(
    chart: Json, ceiling: Disclosure, language: Language
) -> None:
    alerts = planned(chart).alerts
    assert any(word in mail(one, Disclosure.RESULT, "en") for one in alerts for word in SECRETS)

    for alert in alerts:
        said = mail(alert, ceiling, language)
        assert not [word for word in SECRETS if word in said], said


def test_a_mailbox_inside_may_be_given_the_whole_sentence() -> None:
    [excluded] = [a for a in planned(SHUT_BY_A_FINDING).alerts if a.kind is AlertKind.INELIGIBLE]

    assert "HBsAg positive, yes" in mail(excluded, Disclosure.RESULT, "en")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_drug_is_named_where_treatments_may_be_and_nowhere_below(language: Language) -> None:
    chart = a_chart(drug("dasatinib", "2026-06-02"), booked("infusion", "2026-06-04"))
    [moved] = [a for a in planned(chart).alerts if a.kind is AlertKind.WASHOUT_VIOLATED]
    name = {"en": "dasatinib", "zh": "达沙替尼"}[language]

    assert name in mail(moved, Disclosure.TREATMENT, language)
    plain = mail(moved, Disclosure.NOTHING, language)
    assert name not in plain
    assert "EX-03.2" not in plain


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("ceiling", [Disclosure.NOTHING, Disclosure.TREATMENT])
@pytest.mark.parametrize("chart", RESULTS.values(), ids=RESULTS)
def test_no_picture_below_results_says_which_value_is_amiss(
    chart: Json, ceiling: Disclosure, language: Language
) -> None:
    path = path_of(planned(chart), PROTOCOL, language, ceiling=ceiling)
    said = "\n".join([path.message, *(line.message for line in path.lines)])

    assert [word for word in SECRETS if word in said] == []


def test_a_picture_for_treatments_names_the_rule_of_a_drug_and_counts_the_rest() -> None:
    chart = a_chart(
        drug("dasatinib", "2026-06-02"),
        measurement("lvef", "40", "%", "2026-05-20"),
        booked("infusion", "2026-06-04"),
    )
    path = path_of(planned(chart), PROTOCOL, ceiling=Disclosure.TREATMENT)
    screening, infusion = path.line("screening").message, path.line("infusion").message

    assert "EX-03.2" in infusion
    assert "rule" in screening
    assert "EX-12a" not in screening
