"""The Training screen: what is to be trained, how far it is, and its curves."""
