"""Which version of a protocol counts for a subject's steps, where sites approve amendments."""
