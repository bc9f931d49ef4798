"""The small steps of which a task is made; what counts says so."""

import re
from base64 import b32decode
from dataclasses import dataclass
from typing import Protocol

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from playwright.sync_api import expect

from models.records.store import chart_document
from tests.web.pages import NOW, pass_over
from tests.web.shift.walk import Walk, with_blanks

HEARD = "[role=status], [role=alert], h1"


class Step(Protocol):
    """One thing that somebody does, or finds."""

    def do(self, walk: Walk) -> None: ...


@dataclass(frozen=True)
class FromToday:
    """Open the first page, as somebody; from here it is counted anew."""

    who: str = "nurse"

    def do(self, walk: Walk) -> None:
        walk.begin(self.who)


@dataclass(frozen=True)
class Press:
    """A link, a button or a fold, by its words; counts one.

    Attributes:
        words: where they stand among the page's words; or the words themselves, behind `=`.
        tail: what the words go on with for those who only hear the page.
    """

    words: str
    tail: str = ""

    def do(self, walk: Walk) -> None:
        walk.press(f"{walk.words(self.words)}{walk.fill(self.tail)}")


@dataclass(frozen=True)
class Own:
    """A value that is to be recorded, in the field of this name; counts nothing."""

    field: str
    value: str

    def do(self, walk: Walk) -> None:
        walk.say(self.field, walk.fill(self.value))


@dataclass(frozen=True)
class Besides:
    """A field filled that is no value of what is recorded; counts one."""

    field: str
    value: str

    def do(self, walk: Walk) -> None:
        walk.counted += 1
        walk.say(self.field, walk.fill(self.value))


@dataclass(frozen=True)
class Hears:
    """The confirmation, in the reader's language, where a screen reader hears it."""

    words: str

    def do(self, walk: Walk) -> None:
        said = re.compile(with_blanks(walk.words(self.words)))
        expect(walk.page.locator(HEARD).filter(has_text=said).first).to_be_visible()


@dataclass(frozen=True)
class PassMade:
    """The pass that follows a fact was made."""

    def do(self, walk: Walk) -> None:
        pass_over(walk.engine, walk.subject)


@dataclass(frozen=True)
class OnRecord:
    """What one of the last facts of a subject says, among other things."""

    said: dict[str, object]
    of: str = "{subject}"

    def do(self, walk: Walk) -> None:
        facts = chart_document(walk.engine, walk.fill(self.of))["facts"]
        assert isinstance(facts, list)
        assert any(fact.items() >= self.said.items() for fact in facts[-3:])


@dataclass(frozen=True)
class Elsewhere:
    """Meanwhile somebody else does something at another desk; this person's count is not theirs."""

    who: str
    steps: tuple[Step, ...]

    def do(self, walk: Walk) -> None:
        page, counted = walk.page, walk.counted
        walk.page = walk.open_page(self.who)
        for step in self.steps:
            step.do(walk)
        walk.page, walk.counted = page, counted


@dataclass(frozen=True)
class Visit:
    """An address that is open already."""

    path: str

    def do(self, walk: Walk) -> None:
        walk.page.goto(walk.fill(self.path))


@dataclass(frozen=True)
class CodeOfApp:
    """The six digits that an app shows for the secret on the page, typed; counts one."""

    field: str

    def do(self, walk: Walk) -> None:
        secret = b32decode(walk.page.locator("code").first.inner_text().replace(" ", ""))
        totp = TOTP(secret, 6, SHA1(), 30)  # noqa: S303  as the standard has it
        code = totp.generate(int(NOW.timestamp())).decode()
        Besides(self.field, code).do(walk)


@dataclass(frozen=True)
class Prints:
    """A link to one page on paper; counts one."""

    words: str

    def do(self, walk: Walk) -> None:
        with walk.page.expect_download() as got:
            walk.press(walk.words(self.words), leads=False)
        assert got.value.path().read_bytes().startswith(b"%PDF-")


@dataclass(frozen=True)
class IsListed:
    """A subject is on record, at the site of whoever enrolled it."""

    subject: str

    def do(self, walk: Walk) -> None:
        document = chart_document(walk.engine, walk.fill(self.subject))
        assert document["site"] == walk.called["site"]
