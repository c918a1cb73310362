"""The bundle of the smoke test: this folder is what Lambda gets."""
