"""A plugin that brings a camera."""

from qeu_station.api import SourceSpec, hookimpl


@hookimpl
def qeu_sources():
    yield SourceSpec(
        name="fake-camera",
        version="1.0",
        factory="fake_sources.cameras:Steady",
        parameters="fake_sources.parameters:Parameters",
        summary="Gives pictures of one value each.",
    )
