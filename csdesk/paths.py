"""Where things are: what ships with the program, and the user's own folders."""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from platformdirs import PlatformDirs

_DIRS = PlatformDirs("csdesk", appauthor=False)


@cache
def data_root() -> Path:
    """The folder that holds `ui/` and `resources/`: in a frozen program, in a wheel, or in a checkout."""
    here = Path(__file__).resolve().parent
    roots = [here / "_data", here.parent]
    if frozen := getattr(sys, "_MEIPASS", None):
        roots.insert(0, Path(frozen) / "csdesk" / "_data")
    for root in roots:
        if (root / "resources").is_dir():
            return root
    raise FileNotFoundError(f"csdesk's resources are in none of {roots}")


def resource(*parts: str) -> Path:
    """A file under `resources/`."""
    return data_root().joinpath("resources", *parts)


def manual() -> Path:
    """The manual for users, with its pictures beside it where they ship."""
    return data_root() / "docs" / "manual.md"


def home() -> Path:
    """Where working files live by default: a plain local folder, since Documents is often synchronised to a cloud."""
    return Path(os.environ.get("CSDESK_HOME") or Path.home() / "csdesk")


def file_name(text: str) -> str:
    """What a person typed, as a piece of a file name that every system takes."""
    return re.sub(r'[\\/:*?"<>|\x00-\x1f]', "_", text.strip()).rstrip(". ")


@dataclass(frozen=True, slots=True)
class Server:
    """A database on a PostgreSQL server, by the URL that psql takes as well."""

    url: str = field(repr=False)

    def __str__(self) -> str:
        """The URL as it may be shown and kept: without a password."""
        parts = urlsplit(self.url)
        user, at, host = parts.netloc.rpartition("@")
        return parts._replace(netloc=f"{user.partition(':')[0]}{at}{host}").geturl()

    @property
    def name(self) -> str:
        """What the database is called."""
        parts = urlsplit(self.url)
        return parts.path.lstrip("/") or parts.username or "postgres"

    @property
    def companion(self) -> Path:
        """A file that is not there, beside which lies what is kept on this PC for the database: inbox and archive."""
        parts = urlsplit(self.url)
        hosts = parts.netloc.rpartition("@")[2] or ",".join(parse_qs(parts.query).get("host", ["localhost"]))
        return home() / f"{file_name(f'{hosts}-{self.name}')}.csdb"


#: What a person opens: a file, or a database on a server.
Place = Path | Server


def place(text: str) -> Place:
    """What a person wrote where a data file is wanted."""
    return Server(text) if text.startswith(("postgresql://", "postgres://")) else Path(text)


def address(place: Place) -> str:
    """The same text for the same place, however it was written."""
    return str(place if isinstance(place, Server) else place.resolve())


def keys() -> Path:
    """Where private keys lie: beside no database, so that a copied file is not a copied identity."""
    return Path(os.environ.get("CSDESK_KEYS") or Path(_DIRS.user_data_dir) / "keys")


def key(site: str) -> Path:
    """The file with the keys of a workstation."""
    return keys() / f"{site}.key"


def settings_file() -> Path:
    """Local settings: window layout, saved views, import mappings."""
    return Path(os.environ.get("CSDESK_SETTINGS") or Path(_DIRS.user_config_dir) / "settings.json")


def log_file() -> Path:
    """The log that the crash dialog names."""
    return Path(os.environ.get("CSDESK_LOG") or Path(_DIRS.user_log_dir) / "csdesk.log")


def cache_folder() -> Path:
    """What can be thrown away: matplotlib's font list."""
    return Path(os.environ.get("CSDESK_CACHE") or _DIRS.user_cache_dir)
