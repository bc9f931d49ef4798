"""Every flaw of a trial's data at once, and what of it could never matter."""
