"""A language that nobody wrote a line of code for: its catalogues and its titles are enough."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from calendars.paper.sheet import Sheet, sheet_of
from dayzero.desk.planning import plan_of
from models.protocol import Protocol, load_protocol
from models.protocol.loading.data_folder import VARIABLE
from models.protocol.vocabulary import WordKind
from models.versions.in_force import NOTHING_AT_SITES
from tests.unit.wording.pseudo import PSEUDO, write_pseudo, write_pseudo_data
from tests.web.pages import SUBJECTS
from wording import Voice, language
from wording.calendars.paper import paper_words
from wording.lexicon import called
from wording.messages.titles import rule_title, step_title
from wording.titles import closing_words, criterion_title, late_warning, link_words, repeat_words

NOW = datetime(2026, 3, 10, 0, 0, tzinfo=UTC)
ENGLISH_WORDS = re.compile(r"[A-Za-z]{3,}")


@pytest.fixture(autouse=True)
def _catalogues(tmp_path: Path) -> Iterator[None]:
    folder = tmp_path / "languages"
    write_pseudo(folder)
    language.FOLDERS.append(folder)
    yield
    language.FOLDERS.remove(folder)


@pytest.fixture
def titled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Protocol:
    """The protocol with titles in that language as well, in force."""
    folder = tmp_path / "data"
    folder.mkdir()
    write_pseudo_data(folder)
    monkeypatch.setenv(VARIABLE, str(folder))
    return load_protocol()


def voice_of(protocol: Protocol) -> Voice:
    return Voice(language=PSEUDO, zone=protocol.sites["CN01"].zone, protocol=protocol)


def texts_of(protocol: Protocol) -> list[str]:
    """One of each kind of thing that the data calls something."""
    voice = voice_of(protocol)
    return [
        voice.step("infusion"),
        voice.text(protocol.sites["CN01"].names),
        *(voice.text(gate.texts) for gate in protocol.gate),
        link_words("PATH-day-28", voice),
        repeat_words("PATH-screening-again", voice),
        closing_words("withdrawn", voice),
        criterion_title("EX-03.2", voice),
        late_warning("EX-17", voice),
        step_title("pregnancy_test_infusion", protocol, PSEUDO),
        *(called(kind, protocol.lexicon.words(kind)[0].id, voice) for kind in WordKind),
    ]


def test_what_the_data_calls_things_is_read_in_that_language(titled: Protocol) -> None:
    assert [text for text in texts_of(titled) if not re.fullmatch("⟦.*⟧", text)] == []
    assert rule_title("EX-03.2", titled, PSEUDO) == "EX-03.2 ⟦TKI或羟基脲⟧"


def test_without_titles_of_its_own_the_english_is_read() -> None:
    shipped = load_protocol()

    assert texts_of(shipped)[0] == "infusion"
    assert [text for text in texts_of(shipped) if "⟦" in text] == []


def sheet(protocol: Protocol) -> Sheet:
    return sheet_of(plan_of(SUBJECTS[0], NOW, NOTHING_AT_SITES), protocol, paper_words(PSEUDO))


def test_a_page_of_paper_is_in_that_language_from_top_to_bottom(titled: Protocol) -> None:
    page = sheet(titled)
    said = [page.site, page.notice, page.passive, page.done, page.marks]
    said += [text for row in page.rows for text in (row.title, row.when, row.said_state)]

    left = [ENGLISH_WORDS.findall(re.sub("⟦[^⟦⟧]*⟧", "", text)) for text in said]
    assert "⟦北京博仁医院⟧" in page.site
    assert [words for words in left if words] == []
