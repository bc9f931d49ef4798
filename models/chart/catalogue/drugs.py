"""The catalogue of drugs that is in force: read and checked once, and kept for later processes."""

from functools import lru_cache, partial
from pathlib import Path

from models.chart.catalogue.catalogue import Catalogue
from models.errors import ProtocolRefused
from models.kept_copies import kept
from models.protocol.loading.data_folder import DRUGS, data_file
from models.reasons.refusals.authored.protocol_keys import UnreadFlaw


def load_catalogue(path: Path | None = None) -> Catalogue:
    """The drug catalogue, read and checked once; the one in force unless a file is named.

    Raises:
        ProtocolRefused: with the file, the line and a sentence, for the first thing wrong.
    """
    return _read_once(path or data_file(DRUGS))


@lru_cache(maxsize=8)
def _read_once(path: Path) -> Catalogue:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise ProtocolRefused(str(path), None, UnreadFlaw.FILE) from error
    return kept("drugs", path, (raw,), partial(_read, raw, path.name))


def _read(raw: bytes, source: str) -> Catalogue:
    # What checks data is imported only where no kept copy says that it was checked.
    from models.chart.catalogue.catalogue_of_file import catalogue_of  # noqa: PLC0415  see above
    from models.chart.catalogue.reading import read_drugs  # noqa: PLC0415  see above

    return catalogue_of(read_drugs(raw, source))
