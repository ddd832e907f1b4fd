"""Room: pluginhost."""
