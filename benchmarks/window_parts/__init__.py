"""Parts of the benchmark of the window: the bare window, the station's, and what is asked of both."""
