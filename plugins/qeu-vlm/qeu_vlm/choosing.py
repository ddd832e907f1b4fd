"""Which model a recipe means: the bundle's, the one its parameters name, or the shipped one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qeu_station.api import PluginError
from qeu_station.toolkit.bundle import DESCRIPTION, ModelBundle
from qeu_vlm import folders
from qeu_vlm.adapting import base_of
from qeu_vlm.described import Description
from qeu_vlm.loaded import LoadSettings
from qeu_vlm.mosaic import TILE
from qeu_vlm.parameters import Parameters, Way
from qeu_vlm.showing import ShowSettings

if TYPE_CHECKING:
    from qeu_vlm.loaded import LoadedModel

SHIPPED = "pair-reader"
"""The model that is asked where nothing names another."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What is to be loaded, and how it is to be shown pairs.

    Attributes:
        load: What to load.
        parameters: What the recipe says.
        about: How the model was trained, where a bundle says so.
        bundle: The bundle of the model or of its adapter, or None.
    """

    load: LoadSettings
    parameters: Parameters
    about: Description
    bundle: ModelBundle | None

    def shown(self, loaded: LoadedModel) -> ShowSettings:
        """Return how pairs are shown to the loaded model.

        Raises:
            PluginError: It was made to be shown them in another way than the recipe says.
        """
        asked: Way | str = self.parameters.show
        way: Way = self.about.show if self.bundle else loaded.default_way
        if asked and asked != way and (self.bundle or loaded.own or asked == "channels"):
            raise PluginError(
                f"the recipe says show = '{asked}', the model was made for '{way}'; leave show out"
            )
        if loaded.own != (way == "channels"):
            raise PluginError(
                f"its bundle says show = '{way}', but the base model in {loaded.folder} is shown "
                f"'{loaded.default_way}'; the bundle was changed, or names another base"
            )
        trained = self.about if self.bundle else self.parameters
        return ShowSettings(
            way=self.parameters.show or way,
            longest_side=trained.longest_side,
            crops=trained.crops,
            crop_side=trained.crop_side,
            tile=loaded.processor.tile if loaded.own else TILE,
        )


def choose(parameters: Parameters, model: Path | None) -> Choice:
    """Return what a recipe means.

    Args:
        parameters: What it says under ``[inspectors.parameters]``.
        model: Folder of its model bundle, or None.

    Raises:
        PluginError: The model is not where it is said to be; the message says what was tried.
        BundleError: A bundle is damaged or not made for this inspector.
    """
    if model is None and not parameters.adapter:
        named = parameters.model or SHIPPED
        return _whole(
            parameters,
            folders.found(named, [Path.cwd()], parameters.revision, parameters.hub),
        )
    folder = model or _adapter_folder(parameters.adapter)
    if not (folder / folders.ADAPTER).is_file():
        if parameters.model:
            raise PluginError(
                f"the bundle {folder} is a whole model, and the recipe names model = "
                f"'{parameters.model}' too; leave one of them out"
            )
        return _whole(parameters, folder)
    bundle, about = _described(folder)
    named = parameters.model or about.base or base_of(folder)
    if not named:
        raise PluginError(
            f"the adapter in {folder} does not say what its base model is; name it with model"
        )
    revision = parameters.revision or about.revision
    base = folders.found(named, [folder, folder.parent, Path.cwd()], revision, parameters.hub)
    load = _settings(parameters, base, folder, about)
    return Choice(load, parameters, about, bundle)


def _whole(parameters: Parameters, folder: Path) -> Choice:
    bundle, about = _described(folder)
    return Choice(_settings(parameters, folder), parameters, about, bundle)


def _described(folder: Path) -> tuple[ModelBundle | None, Description]:
    """Return the bundle in a folder, or None, and what it says of the model's training."""
    if not (folder / DESCRIPTION).is_file():
        return None, Description()
    bundle = ModelBundle.load(folder)
    return bundle, Description.of(bundle)


def _adapter_folder(name: str) -> Path:
    folder = Path(name).expanduser().absolute()
    if not (folder / folders.ADAPTER).is_file():
        raise PluginError(
            f"adapter = '{name}': {folder} has no {folders.ADAPTER}; a folder that peft wrote is "
            "needed"
        )
    return folder


def _settings(
    parameters: Parameters,
    model: Path,
    adapter: Path | None = None,
    about: Description | None = None,
) -> LoadSettings:
    return LoadSettings(
        model=model,
        adapter=adapter,
        base_files=about.base_files if about else {},
        merge=parameters.merge,
        dtype=parameters.dtype,
        device=parameters.device,
        attention=parameters.attention,
        quantise=parameters.quantise,
        trust_remote_code=parameters.trust_remote_code,
        revision=parameters.revision,
    )
