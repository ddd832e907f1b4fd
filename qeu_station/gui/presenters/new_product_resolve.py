"""From what was entered and what is known to the one snapshot that the dialog shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from qeu_station.core.grid import Grid
from qeu_station.errors import GridError
from qeu_station.gui.presenters import forms
from qeu_station.gui.presenters import new_product_rules as rules
from qeu_station.gui.presenters.new_product_state import (
    Lesson,
    NewProductState,
    Product,
    Step,
    StepMark,
    Trial,
)
from qeu_station.gui.words import translate

if TYPE_CHECKING:
    from qeu_station.services.teaching import Choices

NAME_UNKNOWN = "?"
"""Problem of a name that is still being looked up."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known beside what was entered.

    Attributes:
        seen: Steps that were shown; what nobody looked at is not done.
        laid: Picture on which the grid was shown last; None before.
        refusals: What the plugins themselves say of their parameters, per inspector, and the
            product for which they said it.
        unused_typed: Cells that were typed as never judged and are refused, for the reason in
            ``unused_problem``; None when there are none.
    """

    step: Step = Step.PICTURES
    seen: frozenset[Step] = frozenset({Step.PICTURES})
    laid: Path | None = None
    changing: str = ""
    loading: bool = False
    name_problem: str = ""
    notice: str = ""
    grid_notice: str = ""
    unused_typed: str | None = None
    unused_problem: str = ""
    choices: Choices | None = None
    forms: Mapping[str, forms.Form] = field(default_factory=dict)
    refusals: Mapping[str, str] = field(default_factory=dict)
    checking: bool = False
    trial: Trial = field(default_factory=Trial)
    lesson: Lesson = field(default_factory=Lesson)
    saving: bool = False
    save_problem: str = ""
    done: bool = False
    unsaved: bool = False


def resolve(product: Product, facts: Facts) -> NewProductState:
    """Return the snapshot."""
    grid, grid_problems = _grid(product)
    class_problems = rules.class_problems(product.classes)
    use_problems = _use_problems(product, facts)
    missing = {
        Step.PICTURES: _pictures(product, facts),
        Step.GRID: next(iter(grid_problems.values()), "")
        or facts.unused_problem
        or _ground(product),
        Step.CLASSES: next(filter(None, class_problems), ""),
        Step.INSPECTORS: _inspectors(product, facts, use_problems),
    }
    can_save = not any(missing.values()) and not facts.loading
    for step in Step:
        if step in missing and not missing[step] and not _looked_at(step, product, facts):
            missing[step] = translate("NewProduct", "Not looked at yet")
    missing[Step.TRY] = _trial(facts.trial)
    missing[Step.SAVE] = "" if facts.done else translate("NewProduct", "Not saved yet")
    return NewProductState(
        step=facts.step,
        product=product,
        marks=tuple(StepMark(step, not missing[step], missing[step]) for step in Step),
        changing=facts.changing,
        loading=facts.loading,
        name_problem="" if facts.name_problem == NAME_UNKNOWN else facts.name_problem,
        notice=facts.notice,
        grid=grid,
        unused_typed=facts.unused_typed,
        grid_problems={**_noticed(facts), **grid_problems},
        class_problems=class_problems,
        choices=facts.choices,
        use_problems=use_problems,
        checking=facts.checking,
        trial=facts.trial,
        lesson=facts.lesson,
        saving=facts.saving,
        save_problem=facts.save_problem,
        can_save=can_save,
        can_judge=can_save and _chosen(product, facts.trial),
        unsaved=facts.unsaved,
        summary=tuple(rules.summary(product, grid)),
    )


def _looked_at(step: Step, product: Product, facts: Facts) -> bool:
    """Whether somebody saw a step, and the grid on the picture that it lies on now."""
    if step is Step.GRID and product.ground is not None and facts.laid != product.ground.path:
        return False
    return step in facts.seen


def _chosen(product: Product, trial: Trial) -> bool:
    return trial.test is not None and (not product.from_pair or trial.reference is not None)


def _grid(product: Product) -> tuple[Grid | None, dict[str, str]]:
    typed = {
        "rows": rules.label_problem(product.rows, True),
        "columns": rules.label_problem(product.columns, False),
    }
    problems = {name: problem for name, problem in typed.items() if problem}
    if problems:
        return None, problems
    try:
        return rules.grid_of(product), {}
    except GridError as error:
        return None, {"": rules.plain(error)}


def _ground(product: Product) -> str:
    """Return what is missing before anybody can see where the cells lie."""
    if product.from_pair or product.pictures:
        return ""
    return translate("NewProduct", "Add a picture of a good part first.")


def _noticed(facts: Facts) -> dict[str, str]:
    said = {"": facts.grid_notice, "unused": facts.unused_problem}
    return {name: notice for name, notice in said.items() if notice}


def _pictures(product: Product, facts: Facts) -> str:
    if not product.name.strip():
        return translate("NewProduct", "Give the product a name.")
    if facts.name_problem == NAME_UNKNOWN:
        return translate("NewProduct", "Checking the name…")
    if facts.name_problem:
        return facts.name_problem
    if not product.from_pair and not product.pictures:
        return translate("NewProduct", "Add a picture of a good part.")
    return ""


def _inspectors(
    product: Product, facts: Facts, problems: Mapping[str, Mapping[forms.Path, str]]
) -> str:
    if facts.choices is None:
        return translate("NewProduct", "Looking for inspectors…")
    used = [use for use in product.uses if use.on]
    if not any(use.role == "gating" for use in used):
        return translate("NewProduct", "Choose an inspector that decides.")
    for use in used:
        for problem in problems.get(use.name, {}).values():
            return f"{use.name}: {problem}"
    return ""


def _use_problems(product: Product, facts: Facts) -> dict[str, dict[forms.Path, str]]:
    return {
        use.name: dict(_problems_of(use.name, product, facts)) for use in product.uses if use.on
    }


def _problems_of(name: str, product: Product, facts: Facts) -> Iterator[tuple[forms.Path, str]]:
    use = next(use for use in product.uses if use.name == name)
    found = rules.use_problems(use, facts.forms.get(name, forms.Form()))
    yield from found.items()
    if not found and name in facts.refusals:
        yield (), facts.refusals[name]
    known = {choice.name for choice in facts.choices.inspectors} if facts.choices else {name}
    if name not in known:
        yield (), translate("NewProduct", "Its plugin is not there; mend it or untick it.")


def _trial(trial: Trial) -> str:
    if trial.result is None:
        return translate("NewProduct", "Not tried yet")
    return translate("NewProduct", "Changed since it was tried") if trial.stale else ""
