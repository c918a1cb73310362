"""Text that nothing from a template can steer."""


def plain(text: str) -> str:
    """The text with what is not printable spelled out: names and reasons come from templates."""
    return "".join(char if char.isprintable() else repr(char)[1:-1] for char in text)
