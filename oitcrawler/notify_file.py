"""Where the settings are that say who is told of a run; found without loading what reads them."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import platformdirs

FILE_NAME: Final = "notify.yaml"


def settings_file(named: Path | None, out: Path, usual: Path | None = None) -> Path | None:
    """Return the file of settings: the one that is named, else that beside the report, else the user's own, else none.

    Only a file that is named may not exist. `usual` is the folder of the user's own settings.
    """
    if named is not None:
        return named
    own = usual if usual is not None else platformdirs.user_config_path("oitcrawler", appauthor=False)
    return next((path for path in (out / FILE_NAME, own / FILE_NAME) if path.is_file()), None)
