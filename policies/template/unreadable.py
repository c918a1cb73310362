"""The one way to say that an input could not be read: file, place, remedy."""


class UnreadableError(Exception):
    """An input that cannot be judged; the message is one line a user can act on."""

    def __init__(self, path: object, problem: str, *, line: int | None = None) -> None:
        place = f"{path}:{line}" if line else f"{path}"
        super().__init__(f"{place}: {problem}")
