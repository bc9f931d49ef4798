"""Why the path lies as it does: windows, conflicts, the gate, what is held again, what ends it."""
