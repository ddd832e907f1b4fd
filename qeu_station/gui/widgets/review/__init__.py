"""The Review screen: a table of inspections, the pair of the current one, and what they show."""
