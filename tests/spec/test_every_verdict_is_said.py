"""Each sentence that a verdict or a question can say is said of some chart, in both languages."""

from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from typing import get_args
from zoneinfo import ZoneInfo

import pytest
from babel.messages.pofile import read_po

from models.disclosure import Disclosure
from models.moments import read_span
from models.reasons import recorded
from models.reasons.disclosing import disclosure_of
from models.reasons.questions import Question
from models.reasons.questions.drugs import SurfaceAsked
from models.reasons.questions.results import ValueWanted, Wanted
from models.reasons.reason import Reason
from models.reasons.stated import stated
from models.reasons.verdicts import VerdictReason, exposures, safe_dates
from models.reasons.verdicts.criteria import OnRecord, ValueOnRecord
from models.reasons.verdicts.lifetime_doses import (
    EitherAllowed,
    LessAllowed,
    MostAllowed,
    WouldLower,
)
from models.reasons.verdicts.populations import OnlyOf
from models.timeline.results import Plan
from tests.spec.charts import NOW, PROTOCOL
from tests.spec.test_in_chinese import planned
from tests.spec.verdict_charts import CHARTS, LATER, READ_LATER
from tests.spoken import LANGUAGES, verdicts_of, voices, with_all_inside
from tests.wording.facts_told import told_otherwise
from wording import Voice, say
from wording.catalogue import Catalogue
from wording.language import CATALOGUES
from wording.saying import _SAYS

TOPICS = (
    "recorded", "questions", "exposures", "washouts", "tests", "criteria", "lifetime_doses",
    "obligations",
)  # fmt: skip
ZONE = ZoneInfo("Asia/Shanghai")

MAY_BE_OTHERWISE = (
    OnlyOf(stated=stated(PROTOCOL.washout[0]), step="infusion", population="contraception"),
    # no limit of this protocol is one per square metre: tests/protocols
    exposures.NoTherapeuticDoseBySurface(milligrams="12"),
    SurfaceAsked(given=recorded.DrugGiven(fact="f1", written="prednisone", drug="prednisone")),
    # a laboratory never reports a creatinine of 0 whose limit is passed as well
    ValueWanted(wanted=Wanted.VALUE, about="creatinine", fact="f1"),
    # this protocol works out nothing that has no unit
    ValueOnRecord(about="ecog", fact="f1", at=read_span(NOW, ZONE), value=Fraction(1), unit=None),
    # no rule of this protocol reads the weight that stands in a chart's own head
    ValueOnRecord(
        about="weight", fact=None, at=read_span(NOW, ZONE), value=Fraction(70), unit="kg"
    ),
)
"""What another protocol could bring about, and this one does not."""


def kinds() -> Iterator[type[Reason]]:
    parts = (
        *get_args(VerdictReason),
        *get_args(Question),
        *get_args(recorded.Recorded),
        *get_args(exposures.Exemption),
        *get_args(exposures.Note),
        *get_args(safe_dates.Safe),
        *get_args(OnRecord),
        *(safe_dates.LastExposure, ValueWanted),
        *(MostAllowed, LessAllowed, EitherAllowed, WouldLower),
    )
    yield from dict.fromkeys(parts)


@cache
def plans() -> tuple[Plan, ...]:
    now = (planned(chart) for chart in CHARTS.values())
    return (*now, *(planned(chart, LATER) for chart in READ_LATER.values()))


def reasons() -> Iterator[Reason]:
    for plan in plans():
        for verdict in verdicts_of(plan):
            yield from with_all_inside(verdict.reason)
            if verdict.asks is not None:
                yield from with_all_inside(verdict.asks)


@pytest.mark.parametrize("kind", list(kinds()), ids=lambda kind: kind.__name__)
def test_each_kind_has_one_function_that_says_it(kind: type[Reason]) -> None:
    assert kind in _SAYS
    assert isinstance(kind.discloses, Disclosure)
    assert "kind" in kind.__struct_fields__


def test_each_kind_is_the_reason_of_some_chart() -> None:
    made = {type(reason) for reason in reasons()}
    unused = {recorded.ValueMeasured, recorded.StepRecorded}  # of repairs, not of verdicts
    unused |= {OnlyOf, SurfaceAsked, exposures.NoTherapeuticDoseBySurface}  # tests/protocols

    assert [kind.__name__ for kind in kinds() if kind not in made | unused] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_message_is_said_of_some_chart(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    said: set[tuple[str, str]] = set()
    look_up = Catalogue.__call__

    def noted(self: Catalogue, message: str, /, **facts: object) -> str:
        said.add((self.topic, message))
        return look_up(self, message, **facts)

    monkeypatch.setattr(Catalogue, "__call__", noted)
    voice = Voice(language=language, zone=ZONE, protocol=PROTOCOL)
    for reason in (*reasons(), *MAY_BE_OTHERWISE):
        say(reason, voice)

    assert [one for topic in TOPICS for one in messages(topic) if one not in said] == []


def messages(topic: str) -> list[tuple[str, str]]:
    with (CATALOGUES / "en" / "LC_MESSAGES" / f"{topic}.po").open("rb") as file:
        return [(topic, str(message.id)) for message in read_po(file) if message.id]


@pytest.mark.parametrize("name", [*CHARTS, *READ_LATER])
def test_both_languages_tell_the_same_facts(name: str) -> None:
    plan = planned(CHARTS[name]) if name in CHARTS else planned(READ_LATER[name], LATER)

    assert told_otherwise(plan, PROTOCOL) == []


@pytest.mark.parametrize("name", [*CHARTS, *READ_LATER])
def test_no_blank_is_left_and_no_space_is_doubled(name: str) -> None:
    plan = planned(CHARTS[name]) if name in CHARTS else planned(READ_LATER[name], LATER)
    for verdict in verdicts_of(plan):
        for voice in voices(plan, PROTOCOL):
            said = say(verdict.reason, voice)
            assert "{" not in said
            assert "  " not in said
            assert said.endswith(voice.words("lists")("stop"))


# -------------------------------------------------------------------- what is revealed


@pytest.mark.parametrize(
    ("name", "rule", "level"),
    [
        ("no date at all", "EX-04b", Disclosure.TREATMENT),
        ("an infusion that is done", "EX-03.5", Disclosure.TREATMENT),
        ("within a range", "EX-06", Disclosure.TREATMENT),
        ("events of the history", "EX-08a", Disclosure.RESULT),
        ("how severe is not known", "EX-08a", Disclosure.RESULT),
        ("it is positive", "IN-10b", Disclosure.RESULT),
        ("an early relapse", "IN-03.1", Disclosure.RESULT),
        ("not included", "EX-12a", Disclosure.RESULT),
    ],
)
def test_a_drug_tells_a_treatment_and_an_event_tells_a_result(
    name: str, rule: str, level: Disclosure
) -> None:
    chart = CHARTS[name]
    found = [v for v in planned(chart).verdicts if v.rule == rule and v.fact is not None]

    assert {disclosure_of(verdict.reason) for verdict in found} == {level}


def test_that_nothing_is_recorded_of_a_washout_reveals_nothing() -> None:
    verdicts = [v for v in planned(CHARTS["it was too old"]).verdicts if v.rule == "EX-03"]

    assert [disclosure_of(verdict.reason) for verdict in verdicts] == [Disclosure.NOTHING]


# -------------------------------------------------------------------- names


def test_a_drug_is_named_in_the_readers_language_and_an_unknown_one_as_it_was_written() -> None:
    given = recorded.DrugGiven(fact="f1", written="Glivec", drug="imatinib")
    unknown = recorded.DrugGiven(fact="f1", written="草药", drug=None)
    english, chinese = (
        Voice(language=language, zone=ZONE, protocol=PROTOCOL) for language in LANGUAGES
    )

    assert (say(given, english), say(given, chinese)) == ("imatinib", "伊马替尼")
    assert (say(unknown, english), say(unknown, chinese)) == ("“草药”", "“草药”")
