"""A shift at the pages: ordinary tasks, from Today to their confirmation, counted."""
