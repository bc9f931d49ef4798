"""Alerts, gates, conflicts, windows and repeats as typed reasons: each said, made and kept."""

from datetime import date
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from babel.messages.pofile import read_po

from calendars.entries.about import without_fact_ids
from models.disclosure import Disclosure
from models.moments import Span, read_span
from models.protocol.arithmetic.quantity import Quantity
from models.reason_document import reason_document
from models.reasons.alerts.moves import CheckFact, MoveStep, MoveStepOnOrAfter
from models.reasons.alerts.records import PopulationUnknown, ResultAwaited
from models.reasons.disclosing import disclosure_of
from models.reasons.kept import AsSaidBefore, VersionUnknown, keep, read_kept
from models.reasons.nested import all_kinds
from models.reasons.path.closed_days import WeekendDay
from models.reasons.path.rules import name_rule
from models.reasons.reason import Reason, name_of
from models.reasons.recorded import DrugGiven, TestTaken
from tests.spec.charts import PROTOCOL
from tests.spoken import every_reason_of, reasons_of
from tests.wording.charts_of_reasons import SHOWN, shown
from tests.wording.facts_told import told_otherwise
from wording import Voice, say
from wording.catalogue import Catalogue
from wording.language import CATALOGUES
from wording.saying import kinds_said

SHANGHAI = ZoneInfo("Asia/Shanghai")
ENGLISH = Voice(language="en", zone=SHANGHAI, protocol=PROTOCOL)
CHINESE = Voice(language="zh", zone=SHANGHAI, protocol=PROTOCOL)
TOPICS = ("models.reasons.path.", "models.reasons.alerts.")
OF_THE_PATH = [kind for kind in all_kinds() if kind.__module__.startswith(TOPICS)]


def at(text: str) -> Span:
    return read_span(text, SHANGHAI)


@cache
def kinds_made() -> frozenset[type[Reason]]:
    plans = (shown(name) for name in SHOWN)
    return frozenset(type(reason) for plan in plans for reason in every_reason_of(plan))


@pytest.mark.parametrize("kind", OF_THE_PATH)
def test_one_function_says_each_kind(kind: type[Reason]) -> None:
    assert kind in kinds_said()


KEPT_ALONE = {MoveStepOnOrAfter}  # in records of before nothing was offered that was not tried


OF_OTHER_TRIALS = {PopulationUnknown}  # tests/protocols/test_populations.py


@pytest.mark.parametrize("kind", [k for k in OF_THE_PATH if k not in KEPT_ALONE | OF_OTHER_TRIALS])
def test_each_kind_is_made_by_a_chart(kind: type[Reason]) -> None:
    assert kind in kinds_made()


@pytest.mark.parametrize("name", SHOWN)
def test_both_languages_tell_the_same_facts_of_each_chart(name: str) -> None:
    assert told_otherwise(shown(name), PROTOCOL) == []


def test_no_two_kinds_have_one_name() -> None:
    names = [name_of(kind) for kind in all_kinds()]

    assert len(names) == len(set(names))


INFUSION = MoveStep(
    step="infusion",
    since=at("2026-04-10T10:00+08:00"),
    to=at("2026-04-13T10:00+08:00").earliest,
)
START = MoveStep(
    step="conditioning_start", since=at("2026-04-05"), to=at("2026-04-08T09:00+08:00").earliest
)
UNBOOKED = MoveStep(step="infusion", since=None, to=INFUSION.to)


@pytest.mark.parametrize(
    ("asked", "english", "chinese"),
    [
        (
            INFUSION,
            "Move infusion from 2026-04-10 10:00 to 2026-04-13 10:00.",
            "回输由 2026-04-10 10:00 改至 2026-04-13 10:00。",
        ),
        (
            MoveStep(step="infusion", since=INFUSION.since, to=INFUSION.to, with_it=(START,)),
            (
                "Move infusion from 2026-04-10 10:00 to 2026-04-13 10:00, and lymphodepletion start"
                " from 2026-04-05 to 2026-04-08 09:00."
            ),
            (
                "回输由 2026-04-10 10:00 改至 2026-04-13 10:00，"
                "清淋开始由 2026-04-05 改至 2026-04-08 09:00。"
            ),
        ),
        (
            MoveStep(
                step="infusion",
                since=INFUSION.since,
                to=INFUSION.to,
                with_it=(START, MoveStep(step="conditioning_end", since=None, to=START.to)),
            ),
            (
                "Move infusion from 2026-04-10 10:00 to 2026-04-13 10:00, lymphodepletion start"
                " from 2026-04-05 to 2026-04-08 09:00, and lymphodepletion end to"
                " 2026-04-08 09:00."
            ),
            (
                "回输由 2026-04-10 10:00 改至 2026-04-13 10:00，"
                "清淋开始由 2026-04-05 改至 2026-04-08 09:00，清淋结束改至 2026-04-08 09:00。"
            ),
        ),
        (
            MoveStep(step="apheresis", since=None, to=START.to, with_it=(UNBOOKED, START)),
            (
                "Move apheresis to 2026-04-08 09:00, infusion to 2026-04-13 10:00, and"
                " lymphodepletion start from 2026-04-05 to 2026-04-08 09:00."
            ),
            (
                "单采改至 2026-04-08 09:00，回输改至 2026-04-13 10:00，"
                "清淋开始由 2026-04-05 改至 2026-04-08 09:00。"
            ),
        ),
        (UNBOOKED, "Move infusion to 2026-04-13 10:00.", "回输改至 2026-04-13 10:00。"),
        (
            MoveStep(step="apheresis", since=None, to=START.to, with_it=(UNBOOKED,)),
            "Move apheresis to 2026-04-08 09:00, and infusion to 2026-04-13 10:00.",
            "单采改至 2026-04-08 09:00，回输改至 2026-04-13 10:00。",
        ),
        (
            MoveStepOnOrAfter(step="infusion", since=None, to=INFUSION.to),
            "Move infusion to 2026-04-13 10:00 or later.",
            "回输改至 2026-04-13 10:00 或之后。",
        ),
    ],
)
def test_a_move_says_first_what_to_do(asked: Reason, english: str, chinese: str) -> None:
    assert (say(asked, ENGLISH), say(asked, CHINESE)) == (english, chinese)


@pytest.mark.parametrize(
    ("rule", "revealed"),
    [
        ("PATH-day-28", Disclosure.NOTHING),
        ("SITE-working-days", Disclosure.NOTHING),
        ("EX-03.5", Disclosure.TREATMENT),
        ("EX-12f1", Disclosure.RESULT),  # an infarction
        ("EX-08b", Disclosure.RESULT),  # what is treated is a diagnosis
        ("EX-17", Disclosure.TREATMENT),  # a vaccine that was given
        ("IN-10a", Disclosure.TREATMENT),  # that a pregnancy test is due
        ("IN-10c", Disclosure.RESULT),
        ("IN-02", Disclosure.RESULT),
    ],
)
def test_a_rule_reveals_what_the_protocol_says(rule: str, revealed: Disclosure) -> None:
    assert name_rule(rule, PROTOCOL).discloses is revealed


def test_what_embeds_a_fact_reveals_it() -> None:
    asked = CheckFact(fact="f1", named=DrugGiven(fact="f1", written="Sprycel", drug="dasatinib"))

    assert disclosure_of(asked) is Disclosure.TREATMENT
    assert disclosure_of(INFUSION) is Disclosure.NOTHING


def test_what_was_stored_as_a_sentence_is_read_in_the_language_that_exists() -> None:
    kept = AsSaidBefore(texts={"en": "Move the infusion."})

    assert read_kept(keep(kept)) == kept
    assert say(kept, CHINESE) == "Move the infusion."
    assert disclosure_of(kept) is Disclosure.RESULT  # nobody knows what it says


def test_a_reason_of_a_later_version_is_refused() -> None:
    with pytest.raises(VersionUnknown):
        read_kept({"version": 2, "reason": {"kind": "weekend_day", "weekday": 0}})


def test_a_program_reads_instants_with_the_offset_of_the_site() -> None:
    assert reason_document(INFUSION, SHANGHAI) == {
        "kind": "move_step",
        "step": "infusion",
        "since": "2026-04-10T10:00+08:00",
        "to": "2026-04-13T10:00+08:00",
        "whole_day": False,
        "with_it": [],
    }


def test_a_program_reads_days_as_recorded_and_amounts_as_text() -> None:
    taken = TestTaken(fact="f1", test="cd19", at=at("2026-04-05"))
    document = reason_document(ResultAwaited(taken=taken, within=Quantity(days=3)), SHANGHAI)

    assert document == {
        "kind": "result_awaited",
        "taken": {"kind": "test_taken", "fact": "f1", "test": "cd19", "at": "2026-04-05"},
        "within": "3 days",
    }


@pytest.mark.parametrize("day", [date(2026, 6, day) for day in range(1, 8)])  # from a Monday on
def test_each_day_of_the_week_has_its_name(day: date) -> None:
    said = WeekendDay(weekday=day.weekday())

    assert say(said, ENGLISH) == day.strftime("%A")
    assert say(said, CHINESE) == f"周{'一二三四五六日'[day.weekday()]}"


# ---------------------------------------------------------------- every message is of use

OF_TOPICS = (
    *("asks", "bookings", "closed_days", "conflicts", "contradictions", "delays", "gates"),
    *("lists", "moves", "records", "repeats", "ways", "windows"),
)
SAID_ABOVE = {  # no chart leads there yet, or only on some day of a week
    *(("closed_days", f"weekday.{day}") for day in range(7)),
    *(("moves", f"move_step{more}") for more in ("", ".with_one", ".since.with_one")),
    *(("moves", f"move_step{more}") for more in (".with_more", ".since.with_more")),
    *(("moves", message) for message in ("with_it", "with_it.since")),
    *(("moves", message) for message in ("later", "later.since")),  # kept alone
    ("contradictions", "hold_again"),  # of a protocol that asks in no words of its own
    ("lists", "or"),  # in a first line
    ("records", "population_unknown"),  # of other trials: tests/protocols/test_populations.py
    ("records", "kept_otherwise"),  # of a row that another version wrote
    ("repeats", "held.undated"),  # a step that is held again was held at some time
}


def test_each_message_is_said_by_a_chart(monkeypatch: pytest.MonkeyPatch) -> None:
    said: set[tuple[str, str]] = set()
    fill = Catalogue.__call__

    def noting(self: Catalogue, message: str, /, **facts: object) -> str:
        said.add((self.topic, message))
        return fill(self, message, **facts)

    monkeypatch.setattr(Catalogue, "__call__", noting)
    for name in SHOWN:
        for reason in reasons_of(shown(name)):
            say(reason, ENGLISH)
            say(without_fact_ids(reason), ENGLISH)  # as a calendar tells it
    messages = {(topic, message) for topic in OF_TOPICS for message in messages_of(topic)}

    assert messages - said - SAID_ABOVE == set()


def messages_of(topic: str) -> list[str]:
    with (CATALOGUES / "en" / "LC_MESSAGES" / f"{topic}.po").open("rb") as written:
        return [str(message.id) for message in read_po(written) if message.id]
