"""Room: toolkit."""
