"""Networks and plugins run in processes of their own; the window's process never loads them."""

from __future__ import annotations

from qeu_station.services.demo import RECIPE, samples

SCRIPT = """
operator = Operator(sys.argv[1], sys.argv[3], sys.argv[2])
operator.part("T01", "pass", "fail", "review")
operator.desk.report()
operator.leave()
heavy = {"torch", "transformers", "peft", "onnxruntime", "onnx", "pandas", "pyarrow", "sklearn",
         "qeu_difference", "qeu_soart3"}
print(sorted(heavy & set(sys.modules)))
"""


def test_with_a_trained_recipe_at_work(inside, tmp_path):
    done = inside(SCRIPT, tmp_path / "home", samples(), RECIPE)
    assert done.stdout.strip() == "[]"
    assert "WARNING" not in done.stderr and "Traceback" not in done.stderr
