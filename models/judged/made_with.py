"""What a plan was made with, beside what is recorded of the subject."""

import json
from dataclasses import asdict, dataclass
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from models.protocol.loading.data_folder import DRUGS, data_file
from models.zone_data import zone_data_version


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeWith:
    """The version of each thing that can judge the same facts otherwise.

    Attributes:
        protocol: the trial's id.
        version: of the protocol, as it calls itself.
        protocol_hash: of the rules that the subject was planned with, of one version or more.
        drugs_hash: of the drug catalogue.
        site_stamp: of the site's opening hours, working days and imported closures.
        holidays, zones: versions of the packages of official holidays and of time zones.
        program: our own version.
    """

    protocol: str
    version: str
    protocol_hash: str
    drugs_hash: str
    site_stamp: str
    holidays: str
    zones: str
    program: str

    @property
    def text(self) -> str:
        """As JSON, the same for the same things."""
        return json.dumps(asdict(self), sort_keys=True)

    @property
    def hash(self) -> str:
        """One word for all of it."""
        return sha256(self.text.encode()).hexdigest()


def made_with(*, protocol: str, version_of: str, protocol_hash: str, site_stamp: str) -> MadeWith:
    """What this process judges with, of a protocol and at a site."""
    return MadeWith(
        protocol=protocol,
        version=version_of,
        protocol_hash=protocol_hash,
        drugs_hash=_hash_of(data_file(DRUGS)),
        site_stamp=site_stamp,
        holidays=version("holidays"),
        zones=zone_data_version(),
        program=version("dayzero"),
    )


@lru_cache(maxsize=8)
def _hash_of(file: Path) -> str:
    """Read once, as the catalogue itself is."""
    return sha256(file.read_bytes()).hexdigest()
