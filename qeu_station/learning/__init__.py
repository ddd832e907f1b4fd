"""Learning from records: how good verdicts are against known truth."""
