"""Pages of `docs/safety`: each in one language, from the words of that language.

A page has a catalogue of words for each language beside its code, `en.toml` and `zh.toml`, of the
same keys. English is `NAME.md`, another language `NAME.zh.md`, and each names the others.
"""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from safety.fingerprint import ROOT

FOLDER: Final = ROOT / "docs" / "safety"
LANGUAGES: Final = ("en", "zh")
Words = Mapping[str, Any]


def words_of(beside: Path, language: str) -> Words:
    """The catalogue of a language in the folder of a page's code."""
    return tomllib.loads((beside / f"{language}.toml").read_text(encoding="utf-8"))


def file_of(name: str, language: str) -> str:
    """What the file of a page is called."""
    return f"{name}.md" if language == LANGUAGES[0] else f"{name}.{language}.md"


def other_languages(name: str, beside: Path, language: str) -> str:
    """Links to the same page in every other language, each by its own name."""
    others = (each for each in LANGUAGES if each != language)
    return " · ".join(
        f"[{words_of(beside, each)['language']}]({file_of(name, each)})" for each in others
    )


def write(name: str, page: Callable[[str], str], folder: Path = FOLDER) -> None:
    """A page in each language."""
    folder.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        (folder / file_of(name, language)).write_text(page(language), encoding="utf-8")


def old(name: str, page: Callable[[str], str], folder: Path = FOLDER) -> Iterator[str]:
    """The files of a page that are missing, or are not what it would be today."""
    for language in LANGUAGES:
        path = folder / file_of(name, language)
        if not path.is_file() or path.read_text(encoding="utf-8") != page(language):
            yield path.name
