"""What a run means for this user: configuration, quotas, acknowledgements, verdict."""
