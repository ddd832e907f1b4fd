"""Training of a small patch network; torch is imported only while it runs."""
