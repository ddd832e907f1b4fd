"""Values and rules: frozen dataclasses and pure functions, no I/O, no heavy library."""
