"""Whether clocks agree: rules are counted in minutes, and each process reads its own. Pure."""

from datetime import datetime, timedelta

from dayzero.health.finding import Finding, fail, ok, warn

APART = timedelta(seconds=5)  # an answer takes its time, and HTTP tells whole seconds
FAR_APART = timedelta(minutes=1)  # another minute of a rule


def compared(check: str, theirs: datetime, ours: datetime) -> Finding:
    """How far a server's clock is from this machine's."""
    apart = abs(theirs - ours)
    if apart <= APART:
        return ok(check, "agrees with this machine's")
    judge = fail if apart >= FAR_APART else warn
    side = "ahead of" if theirs > ours else "behind"
    seconds = round(apart.total_seconds())
    return judge(
        check, f"{seconds} s {side} this machine's", "let both machines follow one time server"
    )
