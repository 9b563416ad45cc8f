"""Whose plan or week is shown: a level, and one of its entities."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QComboBox

from csdesk.domain.plans.targets import Level
from csdesk.gui.desk import Desk
from csdesk.operations import targets
from csdesk.operations.targets import Entity


class Whose(QObject):
    """Two boxes, 层级 and 对象, that a page puts where it likes."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self.level_box, self.entity_box = QComboBox(), QComboBox()
        for level in targets.levels(desk.db):
            self.level_box.addItem(level.label, level.value)
        self.level_box.currentIndexChanged.connect(self._level_chosen)
        self.entity_box.currentIndexChanged.connect(self.changed)

    @property
    def level(self) -> Level:
        """The level that is chosen."""
        return Level(self.level_box.currentData())

    @property
    def text(self) -> str | None:
        """How plan lines name the chosen entity; None before there are any."""
        return self.entity_box.currentData()

    @property
    def none_said(self) -> str:
        """What to say where the level has no entities."""
        return f"还没有{self.level.label}，请先在“设置”里登记"

    def _level_chosen(self) -> None:
        self._quietly([])
        self.changed.emit()

    def offer(self, entities: list[Entity]) -> None:
        """The entities of the level, as they were read; what is chosen stays."""
        if not self.entity_box.count():
            self._quietly(entities)

    def _quietly(self, entities: list[Entity]) -> None:
        self.entity_box.blockSignals(True)
        self.entity_box.clear()
        for entity in entities:
            self.entity_box.addItem(entity.name, entity.text)
        self.entity_box.blockSignals(False)


def meant(found: list[Entity], text: str | None) -> Entity | None:
    """The entity of this text among those found, else the first; None where there are none."""
    return next((entity for entity in found if entity.text == text), found[0] if found else None)
