"""Parts of the benchmark of the window: the bare one, the station's, and what is asked of both."""
