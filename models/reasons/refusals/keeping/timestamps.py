"""Why a time stamp is not got, or not believed."""

from models.reasons.refusals.refusal import Plain


class TimestampFlaw(Plain):
    NOT_HTTP = "timestamp.not_http"
    NO_ANSWER = "timestamp.no_answer"
    NONE = "timestamp.none"
    NOT_GRANTED = "timestamp.not_granted"
    OF_SOMETHING_ELSE = "timestamp.of_something_else"
    UNTRUSTED = "timestamp.untrusted"
    NO_CERTIFICATE = "timestamp.no_certificate"
    FILE_NEEDED = "timestamp.file_needed"
    BOTH_NEEDED = "timestamp.both_needed"
