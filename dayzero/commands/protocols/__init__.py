"""Commands about a trial's data, not about its subjects' records."""
