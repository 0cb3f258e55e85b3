"""The written direction of imports is held, imports inside functions included."""

from importlinter.cli import lint_imports


def test_imports_run_one_way(capsys):
    assert lint_imports(no_cache=True) == 0, capsys.readouterr().out
