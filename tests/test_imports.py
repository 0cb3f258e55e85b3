"""The written direction of imports is held, imports inside functions included."""

from importlinter.application.use_cases import lint_imports
from importlinter.configuration import configure

configure()


def test_imports_run_one_way(capsys):
    """Without its command line, which switches off every logger of this process."""
    assert lint_imports(cache_dir=None), capsys.readouterr().out
