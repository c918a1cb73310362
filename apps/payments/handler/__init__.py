"""The bundle of the payments function: this folder is what Lambda gets."""
