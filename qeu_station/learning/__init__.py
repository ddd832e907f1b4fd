"""Room: learning."""
