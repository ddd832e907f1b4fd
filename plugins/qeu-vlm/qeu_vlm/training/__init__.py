"""Fine-tuning: from labelled pairs or records to an adapter that was measured beside its base."""
