"""Typed views: one file per kind of resource, imported when a template holds that kind."""
