"""The Plugins screen: a list at the left, the chosen plugin and what it brings at the right."""
