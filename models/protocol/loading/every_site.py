"""The sites of all installed trials: a hospital that runs several of them is one site."""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from models.errors import ProtocolRefused
from models.protocol.loading.data_folder import SITES, data_folder
from models.protocol.loading.installed import installed_trials
from models.protocol.site import Site
from models.reasons.refusals.authored.trial_folders import OneSiteTwoHospitals


def every_site() -> Mapping[str, Site]:
    """Each site of any trial under its id, in the order of the trials and of their files.

    Of a site that several trials have, the hours are those of the first one.

    Raises:
        ProtocolRefused: if two trials give one id to two hospitals.
        NoTrialInstalled: if there is no trial.
    """
    return _every_site(str(data_folder()))


@lru_cache(maxsize=64)
def _every_site(_: str) -> Mapping[str, Site]:
    found: dict[str, Site] = {}
    for trial in installed_trials():
        for name, site in trial.sites.items():
            _refuse_another_hospital(trial.id, found.setdefault(name, site), site)
    return MappingProxyType(found)


def _refuse_another_hospital(trial: str, known: Site, site: Site) -> None:
    if (known.names, known.zone) != (site.names, site.zone):
        other = OneSiteTwoHospitals(site=site.id, one=known.names.english, other=site.names.english)
        raise ProtocolRefused(f"{trial} {SITES}", None, other)
