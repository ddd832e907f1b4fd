"""A new product in two minutes: pictures, grid, classes, inspectors, a trial, saved."""

from qeu_station.gui.widgets.new_product.dialog import NewProductDialog

__all__ = ["NewProductDialog"]
