"""The record of an installation check, as Markdown that is printed and signed; pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from dayzero.health.finding import Finding
from dayzero.qualifying.examples import Checked
from wording.terminal.qualify import QualifyWords

LINES_TO_WRITE_ON = 6
BLANK = "\\_" * 24


def installation_record(
    installed: Mapping[str, str],
    found: Iterable[Finding],
    checked: Sequence[Checked],
    says: QualifyWords,
    *,
    made: str,
) -> str:
    """Everything that was found, and the lines to sign."""
    parts = (
        (f"# {says.title}", says.about, made),
        _installed(installed, says),
        _found(found, says),
        _examples(checked, says),
        (f"## {says.deviations}", says.deviations_about, *[BLANK * 3] * LINES_TO_WRITE_ON),
        _signatures(says),
    )
    return "\n\n".join(text for part in parts for text in part) + "\n"


def _installed(installed: Mapping[str, str], says: QualifyWords) -> Iterator[str]:
    yield f"## {says.installed_title}"
    yield "\n".join(f"- {says.installed[name]}: `{value}`" for name, value in installed.items())


def _found(found: Iterable[Finding], says: QualifyWords) -> Iterator[str]:
    yield f"## {says.doctor_title}"
    yield says.doctor_about
    yield "\n".join(f"- **{one.level}** {one.check}: {_one_line(one.said)}" for one in found)


def _examples(checked: Sequence[Checked], says: QualifyWords) -> Iterator[str]:
    yield f"## {says.examples_title}"
    yield says.examples_about
    for about, results in groupby(checked, key=lambda one: one.about):
        yield f"**{says.example}** {about}"
        heads = (says.result, says.expected, says.found, says.fits)
        rows = ((one.what, one.expected, one.found, _fits(one, says)) for one in results)
        yield "\n".join(map(_row, (heads, ["---"] * len(heads), *rows)))
    wrong = sum(not one.fits for one in checked)
    yield says.verdict_bad.format(count=wrong) if wrong else says.verdict


def _signatures(says: QualifyWords) -> Iterator[str]:
    yield f"## {says.signatures}"
    for who in says.signed.values():
        yield f"{who}"
        yield f"{says.name} {BLANK} {says.day} {BLANK} {says.signature} {BLANK}"


def _fits(one: Checked, says: QualifyWords) -> str:
    return says.yes if one.fits else f"**{says.no}**"


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _one_line(text: str) -> str:
    return " ".join(text.split())
