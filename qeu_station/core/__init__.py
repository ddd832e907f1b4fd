"""Values and rules of the station: frozen dataclasses and pure functions, no I/O, no heavy library."""
