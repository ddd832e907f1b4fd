"""``python -m installer``: from a fresh clone to a running station, standard library only."""
