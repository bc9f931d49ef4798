"""What git says of the tree that is tried."""

import subprocess

from safety.fingerprint import ROOT


def git(*words: str) -> str:
    """The answer to one question.

    Raises:
        subprocess.CalledProcessError: where there is no repository.
    """
    ran = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603, S607
    return ran.stdout.strip()
