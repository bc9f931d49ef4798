"""Time zones are read from the package tzdata, never from the machine.

Machines are updated at different times: two would give one plan two hours.
"""

import zoneinfo

import tzdata


def use_the_package_alone() -> None:
    """Let zones be found nowhere else, whatever the system or PYTHONTZPATH offers."""
    zoneinfo.reset_tzpath(to=())
    zoneinfo.ZoneInfo.clear_cache()


def zone_data_version() -> str:
    """Which edition of the zones it is, as IANA names them: `2026a`."""
    return str(tzdata.IANA_VERSION)
