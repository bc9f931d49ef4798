"""Why each rule is met, broken or open, in full sentences with the rule's source."""

from wording.verdicts import criteria, exposures, lifetime_doses, obligations, tests, washouts

__all__ = ["criteria", "exposures", "lifetime_doses", "obligations", "tests", "washouts"]
