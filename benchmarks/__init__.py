"""Speed, accuracy and endurance against named references: ``python -m benchmarks NAME``."""
