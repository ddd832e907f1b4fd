"""What outlives the program: the journal, the image archive, recipes and data sets."""
