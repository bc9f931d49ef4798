"""A new trial's folder: a commented protocol that plans as it stands, with a chart to try."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from dayzero.authoring.schema import SCHEMA, protocol_schema
from models.errors import DayZeroError
from models.faults_found import system_reason
from models.protocol.loading.data_folder import DRUGS, SITES, VOCABULARY, data_file
from models.reasons.refusals.refusal import FaultReason
from models.texts import ENGLISH

FIRST_TRIAL: Final = Path(__file__).with_name("first_trial")
CHART: Final = "example.chart.json"
_ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,31}")
_OTHER_TITLE: Final = re.compile(r"^title_(\w+) = .*\n", re.MULTILINE)


class NotATrialId(DayZeroError):
    """A word that cannot name a trial and its file."""

    exit_code = 2
    kind = "not_a_trial_id"

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


class TrialFolderTaken(DayZeroError):
    """A folder that a new trial cannot be written to."""

    exit_code = 2
    kind = "trial_folder_taken"

    def __init__(self, folder: str, why: FaultReason) -> None:
        super().__init__(folder, why)
        self.folder = folder
        self.why = why


def begin_trial(trial: str, folder: Path, language: str) -> None:
    """Write a first trial, its sites, and the drugs and words in force, into a new folder.

    Args:
        language: of the comments, and of the titles beside the English ones.

    Raises:
        NotATrialId: if the trial cannot be called so.
        TrialFolderTaken: if something is there already, or the folder cannot be written.
    """
    spoken = language if (FIRST_TRIAL / f"{language}.toml").exists() else ENGLISH
    chart = _read(FIRST_TRIAL / f"chart.{spoken}.json").replace("{trial}", trial)
    protocol = _read(FIRST_TRIAL / f"{spoken}.toml").replace("{trial}", trial)
    write_trial(trial, folder, spoken, {**protocol_file(trial, protocol), CHART: chart})


def protocol_file(trial: str, text: str) -> Mapping[str, str]:
    """A protocol's text under the name of its file."""
    return {f"{trial.lower()}.toml": text}


def write_trial(trial: str, folder: Path, language: str, own: Mapping[str, str]) -> None:
    """Write a trial's own files into a new folder, with all that must lie beside them.

    Raises:
        NotATrialId: if the trial cannot be called so.
        TrialFolderTaken: if something is there already, or the folder cannot be written.
    """
    if not _ID.fullmatch(trial):
        raise NotATrialId(trial)
    files = {**own, **dict(_beside(language))}
    try:
        folder.mkdir(parents=True)
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8")
    except OSError as error:
        raise TrialFolderTaken(str(folder), system_reason(error)) from error


def _beside(language: str) -> Iterator[tuple[str, str]]:
    yield SCHEMA, protocol_schema()
    yield SITES, _read(FIRST_TRIAL / f"sites.{language}.toml")
    yield DRUGS, _read(data_file(DRUGS))
    yield VOCABULARY, _in_languages(_read(data_file(VOCABULARY)), language)


def _in_languages(words: str, language: str) -> str:
    """The words with titles in English and one other language: the protocol's own say which."""
    return _OTHER_TITLE.sub(lambda title: title[0] if title[1] == language else "", words)


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
