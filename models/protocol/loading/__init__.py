"""From the protocol's files to its types; what is wrong is refused with its line."""
