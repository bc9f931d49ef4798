"""What a calendar's entries tell: titles, what stands below them, places, and what changed."""
