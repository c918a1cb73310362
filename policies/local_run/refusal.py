"""How a run that cannot be had is refused."""


class RefusedRunError(Exception):
    """The function cannot be run here; the message is one line that says why and what to do."""
