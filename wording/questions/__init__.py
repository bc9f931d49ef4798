"""What is asked for to settle a verdict: `record …`, without a stop, as a part of a sentence."""

from wording.questions import drugs, results, times

__all__ = ["drugs", "results", "times"]
