"""The trials' protocols: data with sources, loaded and checked once."""

from models.protocol.loading.every_site import every_site
from models.protocol.loading.installed import installed_trials, load_protocol
from models.protocol.loading.named_trial import trial_of_chart
from models.protocol.types import Protocol

__all__ = [
    "Protocol",
    "every_site",
    "installed_trials",
    "load_protocol",
    "trial_of_chart",
]
