"""Verdicts on values and findings: which of several counts, what is worked out, what was judged."""
