"""Numbers with their nouns."""


def counted(number: int, noun: str) -> str:
    """The number and what is counted: `1 event`, `2 events`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
