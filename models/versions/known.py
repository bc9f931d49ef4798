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
_SINCE: list[object] = []


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
    _SINCE.clear()
    _KNOWN.clear()
    _KNOWN.update({(str(data_folder()), name): of for name, of in at_sites.recorded.items()})


def known_since(mark: object) -> bool:
    """Whether what is known was learned at this mark, and not from elsewhere since."""
    return [(str(data_folder()), mark)] == _SINCE


def know_since(mark: object) -> None:
    """Remember at which mark of the records the versions were learned."""
    _SINCE[:] = [(str(data_folder()), mark)]


_UNITED: dict[tuple[str, ...], Protocol] = {}


def united_once(versions: tuple[Protocol, ...]) -> Protocol:
    """The same versions are put together once."""
    once = {each.hash: each for each in versions}
    hashes = tuple(once)
    if hashes not in _UNITED:
        _UNITED.clear()
        _UNITED[hashes] = united(tuple(once.values()))
    return _UNITED[hashes]
