"""Every version of a trial together, as this process knows them: to read and to name by.

A plan is made by what stands at a site, and that is read with the subject. A line of an alert, a
feed or a list names a step of whatever version it was made by; it is said by this. Whoever reads
what stands at the sites leaves it here.
"""

from models.protocol import Protocol, load_protocol
from models.protocol.loading.data_folder import data_folder
from models.versions.in_force import AtSites
from models.versions.united import united

_KNOWN: dict[tuple[str, str], tuple[Protocol, ...]] = {}


def known_protocol(trial: str | None = None) -> Protocol:
    """A trial with each step, rule and word that any version ever had; nothing is planned by it.

    Raises:
        ProtocolRefused: if the installed version cannot be read.
    """
    installed = load_protocol(trial) if trial else load_protocol()
    approved = _KNOWN.get((str(data_folder()), installed.id), ())
    return united_once((installed, *approved)) if approved else installed


def know(at_sites: AtSites) -> None:
    """Learn the versions that stand at the sites; those of before are forgotten."""
    found: dict[tuple[str, str], dict[str, Protocol]] = {}
    for (trial, _), versions in at_sites.versions.items():
        known = found.setdefault((str(data_folder()), trial), {})
        known |= {version.protocol.hash: version.protocol for version in versions}
    _KNOWN.clear()
    _KNOWN.update({place: tuple(known.values()) for place, known in found.items()})


_UNITED: dict[tuple[str, ...], Protocol] = {}


def united_once(versions: tuple[Protocol, ...]) -> Protocol:
    """The same versions are put together once."""
    hashes = tuple(dict.fromkeys(each.hash for each in versions))
    if hashes not in _UNITED:
        once = {each.hash: each for each in versions}
        _UNITED.clear()
        _UNITED[hashes] = united(tuple(once.values()))
    return _UNITED[hashes]
