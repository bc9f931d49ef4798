"""Whom an address stands for, wherever requests of one visitor are counted."""

from functools import lru_cache
from ipaddress import IPv6Address, ip_address

IPV6_NETWORK_BITS = 64  # one household or ward has them all


@lru_cache(maxsize=4096)
def network_of(address: str) -> str:
    """Whom an address stands for: itself, or all of its network where there are plenty."""
    try:
        parsed = ip_address(address)
    except ValueError:  # a socket of the machine's own has no address
        return "local"
    if not isinstance(parsed, IPv6Address):
        return str(parsed)
    if parsed.ipv4_mapped is not None:
        return str(parsed.ipv4_mapped)
    return str(int(parsed) >> (128 - IPV6_NETWORK_BITS))
