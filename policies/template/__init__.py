"""From bytes to typed resources: assemblies, templates, intrinsics, references."""
