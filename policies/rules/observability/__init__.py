"""Rules about what tells of a function: logs, traces, metrics, alarms."""
