"""The program of a probe."""
