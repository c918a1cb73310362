"""Orders over HTTP, behind a BETA and a PROD stage of one API, each with an alias of its own."""
