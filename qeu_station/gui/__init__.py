"""The window: the only room that knows Qt. Presenters decide, widgets show, jobs do the work."""
