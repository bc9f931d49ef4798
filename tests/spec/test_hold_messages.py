"""A hold as a message carries it: outside it is "a hold" of a step, and nothing says for what."""

import pytest

from models.alerting.cases import case_of
from models.alerting.disclosed import rule_discloses, sentence_discloses
from models.disclosure import Disclosure
from models.timeline.path_word import Word, word_of
from models.timeline.results import Alert
from pictures.path import path_of
from tests.spec.charts import PROTOCOL, Json, a_woman, finding, pregnancy_test
from tests.spec.test_holds import BOOKED, TO_RELEASE
from tests.spec.test_in_chinese import planned
from tests.spec.test_pregnancy_holds import GIVEN

NOW = "2026-07-25T18:00+08:00"
PREGNANT = a_woman(*TO_RELEASE, *BOOKED, pregnancy_test("2026-07-20", "positive"))
INFECTED = a_woman(*TO_RELEASE, *BOOKED, finding("active_infection", True, "2026-07-20"))
SINCE_INFUSION = a_woman(*GIVEN, pregnancy_test("2026-07-24", "positive"))
TELLING = ("pregnan", "HOLD", "infection", "妊娠", "感染", "positive", "阳性")


def hold(chart: Json, now: str = "2026-07-21T12:00+08:00") -> Alert:
    [alert] = [alert for alert in planned(chart, now).alerts if alert.kind.value == "hold"]
    return alert


@pytest.mark.parametrize("chart", [PREGNANT, INFECTED])
def test_its_sentence_and_its_rule_are_for_the_inside_alone(chart: Json) -> None:
    alert = hold(chart)

    assert sentence_discloses(alert, PROTOCOL) is Disclosure.RESULT
    assert rule_discloses(alert.rule, PROTOCOL) is Disclosure.RESULT
    assert PROTOCOL.discloses(alert.rule or "") is Disclosure.RESULT


@pytest.mark.parametrize("ceiling", [Disclosure.NOTHING, Disclosure.TREATMENT])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_path_outside_says_that_it_is_on_hold_and_not_for_what(
    ceiling: Disclosure, language: str
) -> None:
    for chart in (INFECTED, PREGNANT):
        plan = planned(chart, "2026-07-21T12:00+08:00")
        path = path_of(plan, PROTOCOL, "zh" if language == "zh" else "en", ceiling=ceiling)

        assert path.word is Word.BLOCKED
        assert [word for word in TELLING if word in path.message] == []


def test_it_blocks_the_path() -> None:
    assert word_of(hold(PREGNANT)) is Word.BLOCKED


def test_what_is_asked_is_known_by_its_case() -> None:
    assert case_of(hold(PREGNANT), PROTOCOL).value == "hold"
    assert case_of(hold(SINCE_INFUSION, NOW), PROTOCOL).value == "tell_investigator"
