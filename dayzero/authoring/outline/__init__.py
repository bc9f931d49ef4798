"""A protocol to look at: its path, its windows and its rules, with their sources."""
