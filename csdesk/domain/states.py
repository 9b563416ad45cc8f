"""State machines as data: state → {action → where it leads, and what must be true first}."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from csdesk.domain.record import Choice, Values
from csdesk.errors import Refused

#: Looks at the record as it would become; says what is missing, or nothing.
Gate = Callable[[Values], str | None]


@dataclass(frozen=True, slots=True)
class Action:
    """One named step: 结案, 派车, 签收.

    asks: the fields a person fills in for it. gate: what must be true of the record with them filled in.
    roles: who may take it; empty for everyone.
    """

    name: str
    label: str
    leads: Choice
    asks: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    gate: Gate | None = None
    roles: frozenset[str] = frozenset()
    help: str = ""


@dataclass(frozen=True, slots=True)
class Machine:
    """All states of a record and the actions each allows; read by menus, buttons, the command line and the tests.

    status: the field that holds the state.
    """

    status: str
    moves: Mapping[Choice, Sequence[Action]]

    def actions(self, state: str, role: str = "") -> list[Action]:
        """What can be done in a state by a role (any role when empty)."""
        moves = next((actions for from_state, actions in self.moves.items() if from_state == state), ())
        return [a for a in moves if not role or not a.roles or role in a.roles]

    def action(self, state: str, name: str, role: str = "") -> Action:
        """The action of this name. Raises Refused with a sentence when the state or the role does not allow it."""
        moves = {action.name: action for action in self.actions(state)}
        if name not in moves:
            labels = "、".join(action.label for action in moves.values()) or "没有可做的操作"
            raise Refused(f"当前状态“{self._label(state)}”不能做这一步，可以：{labels}")
        if role and moves[name].roles and role not in moves[name].roles:
            raise Refused(f"“{moves[name].label}”需要更高一级的人来做")
        return moves[name]

    def check(self, action: Action, values: Values, labels: Mapping[str, str]) -> None:
        """Raise Refused when the record, with what was filled in, does not pass the gate of `action`."""
        missing = [labels.get(name, name) for name in action.needs if values.get(name) in (None, "", [])]
        if missing:
            raise Refused(f"{action.label}前请填写：{'、'.join(missing)}")
        if action.gate and (sentence := action.gate(values)):
            raise Refused(sentence)

    def _label(self, state: str) -> str:
        return next((known.label for known in self.moves if known == state), state)
