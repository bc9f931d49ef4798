"""What a footprint was made with: the protocol, the site's calendar, the data of this machine."""

from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from typing import Final

from models.protocol import Protocol
from models.protocol.arithmetic.shift_tables import shift_tables
from models.protocol.site import Site
from models.timeline.footprints.footprint import FORMAT

_YEARS: Final = (2000, 2060)  # of the time zone's days; later ones follow the last rule known


def stamp_of(protocol: Protocol, site: Site) -> str:
    """A word that is another one as soon as anything but the subject's facts is.

    Args:
        site: with the calendars that were imported for it, in the subject's time zone.
    """
    return _stamp(site, protocol.hash, f"footprints {FORMAT}", f"holidays {version('holidays')}")


@lru_cache(maxsize=4096)
def _stamp(site: Site, *data: str) -> str:
    starts = shift_tables(site.zone, *_YEARS).starts
    digest = sha256(starts.tobytes())
    for part in (repr(site), *data):
        digest.update(part.encode() + b"\0")
    return digest.hexdigest()
