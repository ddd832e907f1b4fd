"""QEU Station: visual inspection of a test image against a passed reference."""

__version__ = "0.1.0"
