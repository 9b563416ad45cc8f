"""The desk: the tools every tab and dialog works with, handed over once, in `app`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from csdesk.gui.tasks import Tasks
from csdesk.gui.theme import Look
from csdesk.settings import Settings

if TYPE_CHECKING:
    from csdesk.operations.files import Database


@dataclass(frozen=True, slots=True)
class Desk:
    """The open file, the workers, the person's settings, the look and the clock."""

    db: Database
    tasks: Tasks
    settings: Settings
    look: Look
    now: Callable[[], datetime]
    me: str | None = None  # the id of the person's own staff record
