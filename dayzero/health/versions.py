"""Whether every version of the protocol that a site approved can be planned by. Pure."""

from collections.abc import Iterator

from dayzero.health.finding import Finding, counted, fail, ok
from models.versions.in_force import AtSites
from wording.language import ENGLISH
from wording.refusals import say_refusal


def version_findings(at_sites: AtSites) -> Iterator[Finding]:
    """One line for each site that cannot be planned for, else one for all."""
    for (_, site), refused in sorted(at_sites.refused.items()):
        yield fail(
            "versions",
            f"{site} approved a version that cannot be read: {say_refusal(refused, ENGLISH)}",
            "bring the word, drug or site that it names back into the installation's data",
        )
    if not at_sites.refused:
        sites = counted(len(at_sites.versions), "site")
        said = f"{sites} with an approved version, each readable"
        yield ok("versions", said if at_sites.versions else "no site has approved a version")
