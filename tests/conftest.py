"""Settings of every test."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

settings.register_profile("steady", deadline=None)  # a busy machine is slow, and that is no failure
settings.load_profile("steady")


@pytest.fixture(autouse=True, scope="session")
def _own_places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the history, schedules and settings of whoever runs the tests out of them, and them out of those."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OITCRAWLER_HISTORY", str(home / "history.sqlite3"))
        patch.setenv("XDG_DATA_HOME", str(home / "data"))
        patch.setenv("XDG_CONFIG_HOME", str(home / "config"))
        yield
