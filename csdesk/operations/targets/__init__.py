"""Targets: a year's plan laid out beside last year and the plans below it, saved as a draft, approved, adjusted by versions."""

from csdesk.operations.targets.entities import Entity, entities, entity_of, levels
from csdesk.operations.targets.plans import Kept, approve, current, save
from csdesk.operations.targets.sheets import Known, sheet

__all__ = ["Entity", "Kept", "Known", "approve", "current", "entities", "entity_of", "levels", "save", "sheet"]
