"""Whether the hospital's provider, with which people sign in, says where that is done."""

from collections.abc import Iterator

from dayzero.health.finding import Finding, fail, ok
from dayzero.openid.discovery import discover
from dayzero.openid.refused import ProviderFlaw, ProviderRefused
from dayzero.openid.settings import read_openid_settings

CHECK = "sign-in"
AMISS = {
    ProviderFlaw.DOWN: (
        "cannot be reached",
        "see that the provider runs and that this machine reaches it; local accounts go on",
    ),
    ProviderFlaw.ISSUER: (
        "calls itself otherwise",
        "write DAYZERO_OIDC_ISSUER exactly as the provider calls itself",
    ),
}
OTHERWISE = (
    "does not describe itself as OpenID Connect has it",
    "see that DAYZERO_OIDC_ISSUER leads to the provider, and its addresses are https",
)


def provider_findings() -> Iterator[Finding]:
    """Ask the provider to describe itself; nothing is said where none is set.

    Raises:
        SettingsRefused: if the settings of the provider cannot be read.
    """
    settings = read_openid_settings()
    if settings is None:
        return
    try:
        discover(settings)
    except ProviderRefused as refused:
        said, do = AMISS.get(refused.flaw, OTHERWISE)
        yield fail(CHECK, f"{settings.issuer} {said}", do)
        return
    yield ok(CHECK, f"{settings.issuer} describes itself")
