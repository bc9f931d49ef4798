"""How hard the properties are searched.

The profile "ci" tries the same examples each time, so that a build fails for what was
changed and not by luck. `make safety` searches further, and differently each time (the profile
"safety", in rounds, as far as its minutes go); DAYZERO_PROPERTIES=long and longest still more.
"""

import os

from hypothesis import HealthCheck, Phase, settings
from hypothesis.internal.conjecture import providers

SLOW_TO_MAKE = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]

settings.register_profile(
    "ci",
    derandomize=True,
    deadline=None,
    max_examples=25,
    database=None,
    suppress_health_check=SLOW_TO_MAKE,  # a busy machine fails nobody
)
settings.register_profile(
    "mutants",  # as "ci", but the first example that fails is enough: safety/mutants
    derandomize=True,
    deadline=None,
    max_examples=50,
    database=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=SLOW_TO_MAKE,
)
for name, examples in {"safety": 100, "long": 1_000, "longest": 10_000}.items():
    settings.register_profile(
        name,
        deadline=None,
        max_examples=examples,
        print_blob=True,
        suppress_health_check=SLOW_TO_MAKE,
    )

PROFILE = os.environ.get("DAYZERO_PROPERTIES", "ci")


def load() -> None:
    """Let every test of this run search as hard as the profile in force says."""
    settings.load_profile(PROFILE)
    if PROFILE in {"ci", "mutants"}:
        # Figures and words of whichever modules happen to be loaded are tried as well: which
        # these are differs from run to run, and with them every example. There is no setting.
        providers._get_local_constants = lambda: providers._local_constants
