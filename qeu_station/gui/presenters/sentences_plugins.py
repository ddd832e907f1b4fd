"""What plugins of this repository say of themselves, and the rooms below of any plugin."""

from __future__ import annotations

from qeu_station.gui.words import mark

PLUGINS = (
    mark("Sentences", "What changed beyond local shifts, against limits learned from good parts."),
    mark("Sentences", "An ONNX classifier on a window around every candidate region."),
    mark("Sentences", "An ONNX classifier on every cell."),
    mark("Sentences", "An ONNX classifier on the whole part."),
    mark("Sentences", "Learns a small network on patches of candidate regions from labelled "
         "pairs."),
    mark("Sentences", "soaRT3 metrics against unit spaces, judged by two small networks."),
    mark("Sentences", "Learns unit spaces, both networks and their pool from labelled pairs."),
    mark("Sentences", "A vision-language model that says where the test image differs, and how."),
    mark("Sentences", "Fine-tunes a vision-language model with LoRA on corrected and labelled "
         "pairs."),
    mark("Sentences", "Camera, network stream, video file or folder of pictures through OpenCV."),
    mark("Sentences", "was reloaded by a person"),
    mark("Sentences", "is not used: its plugin was disabled by a person"),
    mark("Sentences", "cannot be loaded: it {reason}"),
    mark("Sentences", "cannot be loaded: its process sent something that is no report"),
    mark("Sentences", "its metadata cannot be read ({error}); install it anew"),
    mark("Sentences", "registers nothing; mark a function {names} with @hookimpl"),
    mark("Sentences", 'there is no hook "{name}". Did you mean "{needed}"?'),
    mark("Sentences", 'there is no hook "{name}".'),
    mark("Sentences", '"{name}" is refused: {error}'),
    mark("Sentences", '{what} "{name}" is already registered by plugin "{needed}", which stays in '
         "use; disable one of the two"),
    mark("Sentences", "its process {reason}"),
    mark("Sentences", "was not run: the process died in {count} checks before"),
    mark("Sentences", 'Inspector "{inspector}" cannot be started: its plugin "{name}" is disabled. '
         "Enable it first."),
    mark("Sentences", 'Plugin "{name}" does not bring inspector {names} any more: {reason}. '
         "Nothing was changed: it goes on as it was loaded. Mend the plugin, then reload it "
         "again."),
    mark("Sentences", 'Plugin "{name}" does not bring inspector {names} any more. Nothing was '
         "changed: it goes on as it was loaded. Mend the plugin, then reload it again."),
    mark("Sentences", 'Parameters of inspector "{inspector}" are not valid: {error}. Check '
         "[inspectors.parameters] in recipe.toml."),
    mark("Sentences", '"{path}" cannot be changed: {error}. Mend it, or set disabled_plugins in it '
         "by hand."),
)  # fmt: skip
