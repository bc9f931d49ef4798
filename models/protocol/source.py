"""Where a statement comes from, parsed once: the entry's list and number, or a rationale."""

import re
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BeforeValidator

from models.reasons.refusals.authored.protocol_keys import NamesNoCriterion
from models.reasons.refusals.refusal import ValueRefused, shown

EntryList = Literal["inclusion", "exclusion"]
_ENTRY = re.compile(r"(?P<entry>NCT\d{8})\b(?P<rest>.*)")
_CITED = re.compile(
    r" (?P<list>inclusion|exclusion) (?P<number>\d\S*?(?: \([^)]+\)\S*)?)"
    r"(?:, “(?P<quote>[^”]+)”)?(?P<note>[,;]? .+)?"
)
_WHOLE = re.compile(r" registry entry(?P<note>, .+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a statement comes from.

    Attributes:
        entry: the registry entry; None where none states it.
        list, number: the criterion in that entry, as a monitor would cite it: exclusion 3.5.
        quote: the entry's own words, where the protocol's author gives them.
        rationale: what else is written on it; for a site default, why it was chosen.
    """

    entry: str | None = None
    list: EntryList | None = None
    number: str | None = None
    quote: str | None = None
    rationale: str = ""

    @property
    def cited(self) -> bool:
        """True where it names a criterion of the entry."""
        return self.number is not None

    def __str__(self) -> str:
        if self.entry is None:
            return self.rationale
        place = f"{self.list} {self.number}" if self.cited else "registry entry"
        quote = "" if self.quote is None else f", “{self.quote}”"
        return f"{self.entry} {place}{quote}{self.rationale}"


def read_source(text: object) -> Source:
    """Read `NCT04684147 exclusion 3.5`, or the rationale of what no entry states.

    Raises:
        ValueRefused: if it names an entry but no criterion of it.
    """
    if isinstance(text, Source):
        return text
    written = str(text).strip()
    known = _ENTRY.fullmatch(written)
    if known is None:
        return Source(rationale=written)
    if whole := _WHOLE.fullmatch(known["rest"]):
        return Source(entry=known["entry"], rationale=whole["note"] or "")
    cited = _CITED.fullmatch(known["rest"])
    if cited is None:
        raise ValueRefused(NamesNoCriterion(word=shown(written, 60), entry=known["entry"]))
    return Source(
        entry=known["entry"],
        list="inclusion" if cited["list"] == "inclusion" else "exclusion",
        number=cited["number"],
        quote=cited["quote"],
        rationale=cited["note"] or "",
    )


Cited = Annotated[Source, BeforeValidator(read_source)]
