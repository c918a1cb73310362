"""Rules about what calls functions: rules, topics, buckets, schedules, and by which qualifier."""
