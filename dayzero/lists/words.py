"""What lists call their columns and values: read from the data beside it, once."""

import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from models.chinese_script import simplified

_FILE: Final = Path(__file__).with_name("words.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListWords:
    """Every word under the key that it is looked up by.

    Attributes:
        columns: what a heading means.
        cdisc: for each kind of domain, what its variables mean without their first two letters.
        steps, states: how trackers write them.
        values: each group of words, by its name.
        dates: the signs behind a year, a month and a day that are not only numbers.
        tests: what the short names of the CDISC mean in charts.
    """

    columns: Mapping[str, str]
    cdisc: Mapping[str, Mapping[str, str]]
    steps: Mapping[str, str]
    states: Mapping[str, str]
    values: Mapping[str, frozenset[str]]
    dates: Mapping[str, str]
    tests: Mapping[str, str]

    def says(self, group: str, text: str | None) -> bool:
        """Whether a text is one of a group of words."""
        return text is not None and plain(text) in self.values[group]


def plain(text: str) -> str:
    """A text by its letters and digits alone, in one script; √ and × are kept."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return simplified("".join(each for each in folded if each.isalnum() or each in "√×"))


@cache
def list_words() -> ListWords:
    """The words that come with the program."""
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return ListWords(
        columns=_turned(data["columns"].items()),
        cdisc=data["cdisc"],
        steps=_turned(data["steps"].items()),
        states=_turned(data["states"].items()),
        values={group: frozenset(map(plain, words)) for group, words in data["values"].items()},
        dates=data["dates"],
        tests={plain(code): name for code, name in data["tests"].items()},
    )


def _turned(groups: Iterable[tuple[str, list[str]]]) -> Mapping[str, str]:
    return {plain(word): meant for meant, words in groups for word in (meant, *words)}
