"""The bundle of the detector: this folder is what Lambda gets."""
