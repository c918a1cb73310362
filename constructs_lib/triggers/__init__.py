"""What calls a release: values for `Release.on`, one file each; `trigger` says how to add more."""
