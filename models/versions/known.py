"""Every version of a trial together, as this process knows them: to read and to name by.

A plan is made by what stands at a site, and that is read with the subject. A line of an alert, a
feed or a list names a step of whatever version it was made by; it is said by this. Whoever reads
what stands at the sites leaves it here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from models.protocol import Protocol, installed_trials, load_protocol
from models.protocol.loading.data_folder import data_folder
from models.versions.in_force import AtSites
from models.versions.united import united

Recorded = Mapping[tuple[str, str], tuple[Protocol, ...]]

KEPT: Final = 32  # one for each trial, all together, and those of a moment ago


@dataclass
class _Process:
    """What this process knows; each part is exchanged whole, as threads read it meanwhile.

    Attributes:
        recorded: by data folder and trial, every version on record.
        since: the mark of the records at which they were learned; None where it is not known.
    """

    recorded: Recorded = field(default_factory=dict)
    since: object = None


_PROCESS: Final = _Process()
_UNITED: Final[dict[tuple[str, ...], Protocol]] = {}


def known_protocol(trial: str | None = None) -> Protocol:
    """A trial with each step, rule and word that any version ever had; nothing is planned by it.

    Args:
        trial: its id; None means all installed trials together, for what is about no trial: the
            words of a list, or a person. What several trials have is said as the first one does.

    Raises:
        NoTrialInstalled: if there is no trial.
        ProtocolRefused: if an installed version cannot be read.
    """
    if trial is not None:
        return _known(load_protocol(trial))
    first, *others = map(_known, installed_trials())
    return united_once((*others, first)) if others else first


def _known(installed: Protocol) -> Protocol:
    approved = _PROCESS.recorded.get((str(data_folder()), installed.id), ())
    return united_once((installed, *approved)) if approved else installed


def know(at_sites: AtSites) -> None:
    """Learn the versions that stand at the sites; those of before are forgotten."""
    _PROCESS.since = None
    _PROCESS.recorded = {(str(data_folder()), name): of for name, of in at_sites.recorded.items()}


def known_since(mark: object) -> bool:
    """Whether what is known was learned at this mark, and not from elsewhere since."""
    return _PROCESS.since == (str(data_folder()), mark)


def know_since(mark: object) -> None:
    """Remember at which mark of the records the versions were learned."""
    _PROCESS.since = (str(data_folder()), mark)


def united_once(versions: tuple[Protocol, ...]) -> Protocol:
    """The same versions are put together once."""
    once = {each.hash: each for each in versions}
    found = _UNITED.get(tuple(once))
    if found is None:
        found = united(tuple(once.values()))
        if len(_UNITED) >= KEPT:
            _UNITED.clear()
        _UNITED[tuple(once)] = found
    return found
