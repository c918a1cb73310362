"""How a build says what is wrong, in one line."""


class PackagingError(ValueError):
    """A directory cannot become a package; the message names the place and the remedy."""
