"""A verdict's reason says its sentence in each language, and both languages say the same facts."""

import re
from zoneinfo import ZoneInfo

from hypothesis import given

from models.chart import read_chart
from models.disclosure import Disclosure
from models.moments import read_span
from models.plan import assess
from models.reasons.disclosing import disclosure_of
from models.timeline.results import Plan
from models.timeline.windows.case import open_case
from tests.properties.budget import share
from tests.properties.paths import Subject, subjects
from tests.spec.charts import PROTOCOL
from tests.spoken import said_otherwise, verdicts_of, voices
from wording import say

NUMBER = re.compile(r"\d+(?:[.:-]\d+)*")
RULE_OR_FACT = re.compile(r"\b(?:PATH|SITE|EX|IN)-[0-9a-z][a-z0-9.-]*[a-z0-9]|\bf\d+\b")


def planned(subject: Subject) -> Plan:
    moment = read_span(subject.now, ZoneInfo("UTC")).earliest
    return assess(
        open_case(read_chart(subject.chart, protocol=PROTOCOL, now=moment), PROTOCOL), moment
    )


@share(4)
@given(subjects())
def test_a_reason_says_the_sentence_of_its_verdict_in_both_languages(subject: Subject) -> None:
    assert said_otherwise(planned(subject), PROTOCOL) == []


@share(4)
@given(subjects())
def test_both_languages_say_the_same_dates_lengths_facts_rules_and_basis(subject: Subject) -> None:
    plan = planned(subject)
    english, chinese = voices(plan, PROTOCOL)
    for verdict in verdicts_of(plan):
        assert facts_in(say(verdict.reason, english)) == facts_in(say(verdict.reason, chinese))


def facts_in(sentence: str) -> tuple[set[str], set[str], bool]:
    ours = "site default" in sentence or "中心默认值" in sentence
    spelled = sentence.replace("两年", "two years")
    return set(NUMBER.findall(spelled)), set(RULE_OR_FACT.findall(sentence)), ours


@share(1)
@given(subjects())
def test_what_nothing_of_the_subject_settles_discloses_nothing(subject: Subject) -> None:
    for verdict in verdicts_of(planned(subject)):
        level = disclosure_of(verdict.reason)
        if verdict.fact is not None:
            assert level > Disclosure.NOTHING, verdict
        if verdict.reason.kind == "nothing_recorded" and verdict.fact is None:
            assert level is Disclosure.NOTHING
