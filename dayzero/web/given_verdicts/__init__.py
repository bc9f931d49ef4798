"""A subject's verdicts on what was done, as they were given."""
