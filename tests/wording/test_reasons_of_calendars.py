"""What calendars tell as typed facts: each kind is said, made and kept, and none tells too much."""

from functools import cache

import pytest

from models.disclosure import Disclosure
from models.reasons.disclosing import disclosure_of
from models.reasons.kept import keep, read_kept
from models.reasons.nested import all_kinds
from models.reasons.reason import Reason
from tests.spoken import with_all_inside
from tests.unit.calendars.said_entries import a_voice
from tests.wording.entries_of_reasons import NOBODY, published, told_by
from wording import say
from wording.catalogue import Catalogue
from wording.checks.catalogues import messages_in
from wording.language import CATALOGUES, ENGLISH
from wording.saying import kinds_said

OF_CALENDARS = [kind for kind in all_kinds() if kind.__module__.startswith("models.reasons.calend")]
OF_A_LINK = "calendar."  # what a calendar says beside its entries


@cache
def everything_told(*, outside: bool) -> tuple[Reason, ...]:
    told = (reason for line in published() for reason in told_by(line, outside=outside))
    return tuple(dict.fromkeys((*told, *NOBODY)))


def told_to_anybody() -> tuple[Reason, ...]:
    return (*everything_told(outside=False), *everything_told(outside=True))


@pytest.mark.parametrize("kind", OF_CALENDARS)
def test_one_function_says_each_kind(kind: type[Reason]) -> None:
    assert kind in kinds_said()


def test_each_kind_is_told_by_some_calendar() -> None:
    made = {type(one) for reason in told_to_anybody() for one in with_all_inside(reason)}

    assert set(OF_CALENDARS) - made == set()


def test_each_is_kept_as_it_was() -> None:
    assert [one for one in told_to_anybody() if read_kept(keep(one)) != one] == []


def test_below_the_ceiling_nothing_discloses_more_than_steps_states_and_days() -> None:
    assert {disclosure_of(reason) for reason in everything_told(outside=True)} == {
        Disclosure.NOTHING
    }


def test_each_message_is_said_by_some_calendar(monkeypatch: pytest.MonkeyPatch) -> None:
    said: set[str] = set()
    fill, count = Catalogue.__call__, Catalogue.counted

    def noting(self: Catalogue, message: str, /, **facts: object) -> str:
        said.add(message)
        return fill(self, message, **facts)

    def counting(self: Catalogue, message: str, number: int, /, **facts: object) -> str:
        said.add(message)
        return count(self, message, number, **facts)

    monkeypatch.setattr(Catalogue, "__call__", noting)
    monkeypatch.setattr(Catalogue, "counted", counting)
    for reason in told_to_anybody():
        say(reason, a_voice())

    messages = messages_in(CATALOGUES / ENGLISH / "LC_MESSAGES" / "feeds.po")
    assert {each for each in messages if not each.startswith(OF_A_LINK)} - said == set()
