"""Evidence that the plans are safe, for people outside; nothing of the product imports it."""
