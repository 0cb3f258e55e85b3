"""Without a browser its tests are skipped with the reason; where it is required they fail."""

import pytest

from tests.conftest import required_chromium


@pytest.mark.parametrize(("required", "outcome"), [("0", pytest.skip.Exception), ("1", pytest.fail.Exception)])
def test_browser_that_is_missing(required, outcome, monkeypatch):
    monkeypatch.setenv("JEMBATAN_CHROMIUM", "no-such-browser")
    monkeypatch.setenv("JEMBATAN_REQUIRE_BROWSER", required)
    with pytest.raises(outcome, match="No Chromium was found"):
        required_chromium()
