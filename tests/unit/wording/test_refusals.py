"""Whatever is refused is said in every language, with the same facts."""

import inspect
import pickle

import pytest

from models.errors import DayZeroError, Fault, InputRefused, ProtocolRefused
from models.reasons.refusals.charts import ChartFlaw, KindUnknown
from models.reasons.refusals.keeping.records import ScopeKind, StoreFlaw
from models.records.store import ScopeUnknown, StoreInDoubt, SubjectUnknown
from tests.refusals import said
from tests.unit.wording.refusal_kinds import errors, messages, placeholders, topics
from wording.checks.catalogues import flaws_between_languages
from wording.checks.refusals import asked_by_reasons
from wording.filled import From
from wording.language import languages
from wording.refusals.saying import ERRORS


def test_each_kind_of_reason_has_its_messages_and_there_are_no_others() -> None:
    asked = dict(asked_by_reasons())
    written = {
        From(topic, message): text
        for topic in topics()
        if topic != ERRORS
        for message, text in messages(topic).items()
    }
    assert set(asked) == set(written)
    for message, facts in asked.items():
        assert placeholders(written[message]) <= facts, message


def test_each_refusal_tells_the_same_facts_in_each_language() -> None:
    assert list(flaws_between_languages()) == []


def test_each_error_has_its_message() -> None:
    written = messages(ERRORS)
    used = {"note"}
    for error in errors():
        words = [message for message in written if message.partition(".")[0] == error.kind]
        assert words, error
        used |= set(words)
        facts = set(inspect.signature(error).parameters)
        for message in words:
            assert placeholders(written[message]) <= facts, message
    assert used == set(written)


def test_no_error_writes_a_sentence_of_its_own() -> None:
    for error in errors():
        assert "__str__" not in vars(error), error


@pytest.mark.parametrize(
    "error",
    [
        SubjectUnknown("CN01-007"),
        ScopeUnknown(ScopeKind.COORDINATOR, "li_na"),
        StoreInDoubt("/tmp/day.db"),  # noqa: S108  a name, no file
        ProtocolRefused("nct.toml", 3, ChartFlaw.MORE_FAULTS),
        InputRefused([Fault("facts[0].last", ChartFlaw.LAST_BEFORE_FIRST)]),
        InputRefused([Fault("k", KindUnknown(word="x", known=("a", "b"), near=None))]),
    ],
)
def test_a_refusal_is_the_same_in_another_process(error: DayZeroError) -> None:
    there = pickle.loads(pickle.dumps(error))  # noqa: S301  our own bytes
    assert type(there) is type(error)
    assert [said(there, language) for language in languages()] == [
        said(error, language) for language in languages()
    ]


def test_words_stand_in_a_row_as_each_language_puts_them() -> None:
    kind = KindUnknown(word="x", known=("step", "drug", "test"))
    assert said(kind) == "“x” is not a kind of fact; use one of step, drug, test"
    assert said(kind, "zh") == "“x”不是记录的类别；请用 step、drug或test"


def test_the_same_trouble_is_said_in_both_languages() -> None:
    from models.records.store import StoreBusy  # noqa: PLC0415

    busy = StoreBusy("/srv/day.db", StoreFlaw.LOCKED)
    assert said(busy) == (
        "the database /srv/day.db is locked by another program; nothing was changed"
    )
    assert said(busy, "zh") == "数据库 /srv/day.db 正被另一个程序锁定；未作任何更改"
