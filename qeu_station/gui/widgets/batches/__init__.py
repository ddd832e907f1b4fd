"""The Batches screen: what is judged beside the line, and what comes of it."""
