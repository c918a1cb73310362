"""A packaged Python function, run on this machine by Lambda's own runtime client."""
