"""The bundle of the orders function: this folder is what Lambda gets."""
