"""Orders over HTTP, behind a BETA and a PROD alias."""
