"""Who judges: a recipe's inspectors matched with the plugins that are really there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from qeu_station.core.classes import Classes
from qeu_station.core.judgement import Fault
from qeu_station.core.recipe import InspectorSettings
from qeu_station.errors import PluginError, did_you_mean
from qeu_station.pluginhost import Catalog, InspectorEntry, InspectorUse
from qeu_station.storage.recipes import LoadedRecipe
from qeu_station.toolkit.bundle import ModelBundle


@dataclass(frozen=True, slots=True)
class Seat:
    """One opinion the recipe asks for.

    Attributes:
        opinion: Opinion name, such as ``difference`` or ``soart3.weight``.
        inspector: Name of the inspector that gives it.
        gating: Whether it decides.
        weight: Exponent in the pool; 0 for an advisory opinion.
        entry: The plugin's inspector.
        bundle: Its model bundle, or None.
    """

    opinion: str
    inspector: str
    gating: bool
    weight: float
    entry: InspectorEntry
    bundle: ModelBundle | None


@dataclass(frozen=True, slots=True)
class Roster:
    """Everybody a recipe asks for.

    Attributes:
        uses: What the workers run.
        seats: The opinions they give.
        absent: Inspectors of plugins that failed to load; each is a fault of every inspection.
    """

    uses: tuple[InspectorUse, ...]
    seats: tuple[Seat, ...]
    absent: tuple[Fault, ...]

    def seats_of(self, inspector: str) -> Iterator[Seat]:
        """Yield the opinions of one inspector."""
        return (seat for seat in self.seats if seat.inspector == inspector)


def build_roster(loaded: LoadedRecipe, catalog: Catalog) -> Roster:
    """Match the recipe's inspectors with the catalog.

    Raises:
        PluginError: The recipe names an inspector that decides and that no plugin has, and no
            plugin failed to load or is disabled that might have brought it.
        BundleError: A model bundle is missing, damaged, or its labels do not fit the recipe.
    """
    classes = loaded.recipe.class_table
    uses: list[InspectorUse] = []
    seats: list[Seat] = []
    absent: list[Fault] = []
    for wanted in loaded.recipe.inspectors:
        found = catalog.inspectors.get(wanted.registered)
        if found is None:
            absent.append(_absent(wanted, catalog))
            continue
        _check_name(wanted, catalog)
        entry = found.named(wanted.name)
        bundle = _bundle(wanted, loaded)
        uses.append(_use(wanted, entry, bundle, classes))
        seats.extend(_seats(wanted, entry, bundle))
    return Roster(tuple(uses), tuple(seats), tuple(absent))


def _absent(wanted: InspectorSettings, catalog: Catalog) -> Fault:
    """Return the fault of an inspector that is not there, or refuse a name nobody ever had."""
    gating = wanted.role != "advisory"
    if catalog.failed:
        failures = "; ".join(
            f"{' '.join(filter(None, (f.name, f.version)))}: {f.error}" for f in catalog.failed
        )
        reason = f"is not available; plugins that failed to load: {failures}"
        return Fault(wanted.name, gating, "missing", reason)
    known, off = sorted(catalog.inspectors), ", ".join(catalog.disabled)
    remedy = (
        f"(there are: {', '.join(known) or 'none'}).{did_you_mean(wanted.registered, known)} "
        f"{f'Enable its plugin (disabled in the settings: {off}), ' if off else ''}"
        f"{'install' if off else 'Install'} its plugin or mend [[inspectors]] in recipe.toml."
    )
    if gating and not off:
        raise PluginError(
            f'The recipe asks for inspector "{wanted.registered}", which no installed plugin has '
            f"{remedy}"
        )
    return Fault(wanted.name, gating, "missing", f"is in no plugin that may be used {remedy}")


def _check_name(wanted: InspectorSettings, catalog: Catalog) -> None:
    """Refuse a name that is another inspector's: nobody could tell whose opinion it is."""
    if wanted.name != wanted.registered and wanted.name in catalog.inspectors:
        raise PluginError(
            f'The recipe calls inspector "{wanted.registered}" "{wanted.name}", which is the name '
            "of another one. Give it a name of its own in [[inspectors]] of recipe.toml."
        )


def _bundle(wanted: InspectorSettings, loaded: LoadedRecipe) -> ModelBundle | None:
    if wanted.model is None:
        return None
    bundle = ModelBundle.load(loaded.folder / wanted.model)
    bundle.check_classes(loaded.recipe.class_table)
    bundle.check_images(loaded.recipe.image)
    return bundle


def _use(
    wanted: InspectorSettings, entry: InspectorEntry, bundle: ModelBundle | None, classes: Classes
) -> InspectorUse:
    return InspectorUse(
        entry=entry,
        parameters=dict(wanted.parameters),
        classes=classes.names if bundle is None else bundle.labels,
        model=None if bundle is None else bundle.folder,
        deadline_s=wanted.deadline_s,
        memory_mb=wanted.memory_mb,
    )


def _seats(
    wanted: InspectorSettings, entry: InspectorEntry, bundle: ModelBundle | None
) -> Iterator[Seat]:
    gating = (wanted.role or entry.role) == "gating"
    for opinion, weight in _weights(wanted, entry).items():
        yield Seat(opinion, wanted.name, gating, weight if gating else 0.0, entry, bundle)


def _weights(wanted: InspectorSettings, entry: InspectorEntry) -> Mapping[str, float]:
    """Exponent per opinion name, as the recipe sets them."""
    if not entry.spec.opinions:
        return {wanted.name: wanted.weight}
    for name in wanted.weights:
        if name not in entry.spec.opinions:
            raise PluginError(
                f'Inspector "{wanted.name}" has no opinion "{name}" (it gives '
                f"{', '.join(entry.spec.opinions)}).{did_you_mean(name, entry.spec.opinions)} "
                "Mend [inspectors.weights] in recipe.toml."
            )
    return {f"{wanted.name}.{o}": wanted.weights.get(o, wanted.weight) for o in entry.spec.opinions}
