"""Rules that one function breaks by itself."""
