"""What a trial's author needs: to begin one, to find all of its flaws, to look at it."""
