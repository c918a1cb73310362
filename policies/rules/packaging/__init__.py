"""Rules about layers and packages: what is in them and how large they are."""
