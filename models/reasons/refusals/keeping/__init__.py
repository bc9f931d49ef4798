"""The records as a whole: what they refuse, their copies, and stamps that say how old they are."""
