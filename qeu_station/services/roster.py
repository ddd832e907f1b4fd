"""Who judges: a recipe's inspectors matched with the plugins that are really there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from qeu_station.core.classes import Classes
from qeu_station.core.judgement import Fault
from qeu_station.core.recipe import DEFAULT_PATIENCE_S, InspectorSettings
from qeu_station.errors import BundleError, PluginError, did_you_mean
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
        absent: Inspectors that cannot judge; each is a fault of every inspection.
    """

    uses: tuple[InspectorUse, ...]
    seats: tuple[Seat, ...]
    absent: tuple[Fault, ...]

    @property
    def warnings(self) -> tuple[str, ...]:
        """Who cannot judge, and what that means for every part, one sentence each."""
        return tuple(
            f"Inspector {fault.inspector} {fault.reason.rstrip('.')}. "
            + ("Every part will be REVIEW." if fault.gating else "It only advises.")
            for fault in self.absent
        )

    def seats_of(self, inspector: str) -> Iterator[Seat]:
        """Yield the opinions of one inspector."""
        return (seat for seat in self.seats if seat.inspector == inspector)


def build_roster(loaded: LoadedRecipe, catalog: Catalog, running: bool = False) -> Roster:
    """Match the recipe's inspectors with the catalog.

    Args:
        loaded: The recipe.
        catalog: What the plugins bring.
        running: Whether parts are judged with it. Then nothing of one inspector ends the recipe:
            whoever cannot judge is a fault of every inspection. Whoever edits, checks or teaches a
            recipe wants its first mistake as an error instead.

    Raises:
        PluginError: The recipe names an inspector that decides and that no plugin has, and no
            plugin failed to load or is disabled that might have brought it; or uses it wrongly.
        BundleError: A model bundle is missing, damaged, or its labels do not fit the recipe.
    """
    uses: list[InspectorUse] = []
    seats: list[Seat] = []
    absent: list[Fault] = []
    for wanted in loaded.recipe.inspectors:
        found = catalog.inspectors.get(wanted.registered)
        gating = _role(wanted, found) == "gating"
        try:
            if found is None:
                absent.append(Fault(wanted.name, gating, "missing", _unknown(wanted, catalog)))
                continue
            use, own = _seated(wanted, found, loaded, catalog)
        except (PluginError, BundleError) as error:
            if not running:
                raise
            kind = "missing" if found is None else "start"
            absent.append(Fault(wanted.name, gating, kind, f"cannot judge: {error}"))
            continue
        uses.append(use)
        seats.extend(own)
    return Roster(tuple(uses), tuple(seats), tuple(absent))


def check_model(wanted: InspectorSettings, loaded: LoadedRecipe) -> ModelBundle | None:
    """Return an inspector's model, whole and fitting the recipe, or None when it has none.

    Raises:
        BundleError: It is missing, damaged, or does not fit.
    """
    if wanted.model is None:
        return None
    bundle = ModelBundle.load(loaded.folder / wanted.model)
    bundle.check_classes(loaded.recipe.class_table)
    bundle.check_images(loaded.recipe.image)
    return bundle


def _role(wanted: InspectorSettings, entry: InspectorEntry | None) -> str:
    """Return what the recipe or the plugin says; who is not known counts as deciding."""
    return wanted.role or (entry.role if entry else "gating")


def _unknown(wanted: InspectorSettings, catalog: Catalog) -> str:
    """Return why an inspector is not there, or refuse a name nobody ever had."""
    known, off = sorted(catalog.inspectors), ", ".join(catalog.disabled)
    there = f"(there are: {', '.join(known) or 'none'}).{did_you_mean(wanted.registered, known)}"
    remedies = ["Install its plugin", "mend [[inspectors]] in recipe.toml"]
    if off:
        remedies.insert(0, f"Enable its plugin (disabled in the settings: {off})")
    if catalog.failed:
        failures = "; ".join(
            f"{' '.join(filter(None, (f.name, f.version)))}: {f.error.rstrip('.')}"
            for f in catalog.failed
        )
        remedies.insert(0, f"Mend its plugin (plugins that failed to load: {failures})")
    remedy = " or ".join([remedies[0], *(each[0].lower() + each[1:] for each in remedies[1:])])
    if wanted.role != "advisory" and not off and not catalog.failed:
        raise PluginError(
            f'The recipe asks for inspector "{wanted.registered}", which no installed plugin has '
            f"{there} {remedy}."
        )
    return f"is in no plugin that may be used {there} {remedy}."


def _seated(
    wanted: InspectorSettings, found: InspectorEntry, loaded: LoadedRecipe, catalog: Catalog
) -> tuple[InspectorUse, tuple[Seat, ...]]:
    _check_name(wanted, catalog)
    entry = found.named(wanted.name)
    bundle = check_model(wanted, loaded)
    _check_patience(wanted, entry)
    use = _use(wanted, entry, bundle, loaded.recipe.class_table)
    return use, tuple(_seats(wanted, entry, bundle))


def _check_name(wanted: InspectorSettings, catalog: Catalog) -> None:
    """Refuse a name that is another inspector's: nobody could tell whose opinion it is."""
    if wanted.name != wanted.registered and wanted.name in catalog.inspectors:
        raise PluginError(
            f'The recipe calls inspector "{wanted.registered}" "{wanted.name}", which is the name '
            "of another one. Give it a name of its own in [[inspectors]] of recipe.toml."
        )


def _check_patience(wanted: InspectorSettings, entry: InspectorEntry) -> None:
    """Refuse a late answer of an inspector that decides by its own default."""
    if wanted.patience_s is not None and _role(wanted, entry) == "gating":
        raise PluginError(
            f'Inspector "{wanted.name}" decides, so it cannot answer later. Leave patience_s out '
            'of [[inspectors]] in recipe.toml, or write role = "advisory" there.'
        )


def _patience(wanted: InspectorSettings, entry: InspectorEntry) -> float:
    """Return how long an inspector may go on in all; the deadline for one that decides."""
    if _role(wanted, entry) == "gating":
        return wanted.deadline_s
    return wanted.patience_s or max(wanted.deadline_s, DEFAULT_PATIENCE_S)


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
        patience_s=_patience(wanted, entry),
    )


def _seats(
    wanted: InspectorSettings, entry: InspectorEntry, bundle: ModelBundle | None
) -> Iterator[Seat]:
    gating = _role(wanted, entry) == "gating"
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
