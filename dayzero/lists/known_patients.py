"""Which patient of a site's lists is which subject, kept without any name or number of a hospital.

What a list calls a patient is kept as a keyed hash alone. The key is a file of the installation's
own: without it nobody can try names until one fits.
"""

import hmac
import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dayzero.desk.chart_files import write_file
from dayzero.private_files import make_folder

FOLDER: Final = "patients"
KEY: Final = "key"
_KEY_BYTES: Final = 32


@dataclass(frozen=True, slots=True)
class KnownPatients:
    """Those of one site: two hospitals may call two people alike."""

    home: Path
    site: str

    def find(self, named: str) -> str | None:
        """The subject whom a patient of that name was said to be; None where nobody said it."""
        kept = self._kept()
        return kept.get(self._hash(named)) if kept else None

    def keep(self, patients: Mapping[str, str]) -> None:
        """Keep the subject of each; what was kept of a patient before is replaced.

        Raises:
            FileUnusable: if the file cannot be written.
            OSError: if the key cannot be.
        """
        make_folder(self._folder)
        hashed = {self._hash(named): subject for named, subject in patients.items()}
        content = json.dumps({**self._kept(), **hashed}, indent=1, sort_keys=True).encode()
        write_file(self._file, content)

    @property
    def _folder(self) -> Path:
        return self.home / FOLDER

    @property
    def _file(self) -> Path:
        return self._folder / f"{self.site}.json"

    def _kept(self) -> dict[str, str]:
        if not self._file.exists():
            return {}
        found: dict[str, str] = json.loads(self._file.read_bytes())
        return found

    def _hash(self, named: str) -> str:
        return hmac.new(self._key(), f"{self.site}\n{named}".encode(), "sha256").hexdigest()

    def _key(self) -> bytes:
        """The installation's own, made when it is first asked for."""
        file = self._folder / KEY
        if not file.exists():
            _make_once(file, secrets.token_bytes(_KEY_BYTES))
        return file.read_bytes()


def _make_once(file: Path, content: bytes) -> None:
    """Whole, for nobody else, and never in the place of one that another process made."""
    part = file.with_name(f".{KEY}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as opened:
        opened.write(content)
    try:
        os.link(part, file)
    except FileExistsError:
        pass
    finally:
        part.unlink()
