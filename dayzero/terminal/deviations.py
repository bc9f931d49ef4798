"""The register of deviations as a table for a terminal."""

from collections.abc import Iterable

from rich import box
from rich.table import Table

from dayzero.terminal.prose import Prose
from models.records.store import RegisteredDeviation
from models.versions.known import known_protocol
from wording import Voice, say
from wording.language import Language
from wording.terminal import TerminalWords


def deviations_table(found: Iterable[RegisteredDeviation], words: TerminalWords) -> Table:
    """One row for each deviation, lifted ones dimmed; how to give a reason below."""
    says = words.answers
    table = Table(*says.deviations, box=box.SIMPLE)
    table.caption = Prose(says.explain)
    table.caption_justify = "left"
    for one in found:
        voice = voice_on(one, words.language)
        table.add_row(
            str(one.number),
            f"{one.subject}\n{says.at_site.format(site=one.site)}",
            f"{one.rule}\n{voice.step(one.step)}",
            "" if one.margin_minutes is None else words.length(one.margin_minutes),
            Prose(say(one.reason, voice)),
            Prose(_reason(one, words), style="" if one.why or not one.stands else "bold yellow"),
            style=None if one.stands else "dim",
        )
    return table


def _reason(one: RegisteredDeviation, words: TerminalWords) -> str:
    says = words.answers
    if one.explained is not None:
        return says.explained.format(why=one.explained.why, name=one.explained.by)
    if not one.stands:
        return says.lifted
    return says.wanted_from.format(name=one.recorded_by) if one.recorded_by else says.wanted


def voice_on(one: RegisteredDeviation, language: Language) -> Voice:
    """How one deviation is told: by the subject's clock."""
    protocol = known_protocol(one.trial)
    zone = one.zone or protocol.sites[one.site].zone
    return Voice(language=language, zone=zone, protocol=protocol)
