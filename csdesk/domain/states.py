"""State machines as data: state → {action → where it leads, and what must be true first}."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from csdesk.domain.record import Choice, Record, Values
from csdesk.domain.staff.people import Role
from csdesk.errors import Refused

#: Who stands above a specialist, and who above a branch manager.
MANAGERS = frozenset({Role.BRANCH_MANAGER, Role.DEPUTY_DIRECTOR, Role.DIRECTOR})
DIRECTORS = frozenset({Role.DEPUTY_DIRECTOR, Role.DIRECTOR})


@dataclass(frozen=True, slots=True)
class Step:
    """One action being taken on one record.

    before: the record as it was read. filled: what the person entered. at: now, as a wire moment. by, role: who acts.
    counts: how many children of each name in the machine's `counted` the record has. whose: the role of the record's owner, where known.
    """

    action: Action
    before: Values
    filled: Values
    at: str
    by: str
    role: str
    note: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)
    whose: str = ""

    @property
    def after(self) -> dict[str, Any]:
        """The record as it would become, before stamps."""
        return {**self.before, **({} if self.action.writes else self.filled)}


#: Says what is missing or forbids it, as a sentence; or nothing.
Gate = Callable[[Step], str | None]


@dataclass(frozen=True, slots=True)
class Action:
    """One named step: 结案, 派车, 签收.

    leads: the new state; None to stay in it. bar: what forbids it whatever a person fills in, told before he is asked.
    asks: the fields a person fills in for it. needs: those that must hold something afterwards; also_needs: those of one
    record besides. noted: a note is required. gate: what else must be true. stamps: what is written besides. roles: who
    may take it; empty for everyone. writes: a child that it adds, of which it asks the fields in `asks`; offers: what
    that begins with, from the record.
    """

    name: str
    label: str
    leads: Choice | None
    asks: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    also_needs: Callable[[Values], tuple[str, ...]] | None = None
    noted: bool = False
    bar: Gate | None = None
    gate: Gate | None = None
    stamps: Callable[[Step], dict[str, Any]] | None = None
    roles: frozenset[Role] = frozenset()
    help: str = ""
    writes: type[Record] | None = None
    offers: Callable[[Values], dict[str, Any]] | None = None

    def allows(self, role: str) -> bool:
        """Whether a role may take it."""
        return not self.roles or role in self.roles

    def needed(self, values: Values) -> tuple[str, ...]:
        """The fields of this record that must hold something afterwards."""
        return (*self.needs, *(self.also_needs(values) if self.also_needs else ()))

    def into(self, state: str) -> str:
        """The state after it, taken in `state`."""
        return state if self.leads is None else self.leads.value


@dataclass(frozen=True, slots=True)
class Machine:
    """All states of a record and the actions each allows; read by menus, buttons, the command line and the tests.

    status: the field that holds the state. counted: names of child records whose number a gate looks at.
    """

    status: str
    moves: Mapping[Choice, Sequence[Action]]
    counted: tuple[str, ...] = ()

    def actions(self, state: str, role: str = "") -> list[Action]:
        """What can be done in a state by a role (any role when empty)."""
        moves = next((actions for from_state, actions in self.moves.items() if from_state == state), ())
        return [a for a in moves if not role or a.allows(role)]

    def action(self, state: str, name: str, role: str = "") -> Action:
        """The action of this name. Raises Refused with a sentence when the state or the role does not allow it."""
        moves = {action.name: action for action in self.actions(state)}
        if name not in moves:
            labels = "、".join(action.label for action in self.actions(state, role)) or "没有可做的操作"
            raise Refused(f"当前状态“{self._label(state)}”不能做这一步，可以：{labels}")
        if role and not moves[name].allows(role):
            raise Refused(f"“{moves[name].label}”需要{'或'.join(r.label for r in Role if r in moves[name].roles)}来做")
        return moves[name]

    def check(self, action: Action, values: Values, labels: Mapping[str, str]) -> None:
        """Raise Refused when the record as it would become lacks what `action` needs. labels: field name → label."""
        missing = [labels.get(name, name) for name in action.needed(values) if values.get(name) in (None, "", [])]
        if missing:
            raise Refused(f"{action.label}前请填写：{'、'.join(missing)}")

    def judge(self, step: Step, labels: Mapping[str, str]) -> None:
        """Raise Refused when a step does not pass: its bar, something missing, no note, or its gate."""
        if step.action.bar and (sentence := step.action.bar(step)):
            raise Refused(sentence)
        self.check(step.action, step.after, labels)
        if step.action.noted and not step.note.strip():
            raise Refused(f"{step.action.label}请写明说明")
        if step.action.gate and (sentence := step.action.gate(step)):
            raise Refused(sentence)
        self.check(step.action, {**step.before, **self.outcome(step)}, labels)  # what is stamped may empty what stood there

    def outcome(self, step: Step) -> dict[str, Any]:
        """Everything that a step writes to its record: what was filled in, the stamps and the new state."""
        filled = {} if step.action.writes else step.filled  # what is filled in stands in the child
        told = {**filled, **(step.action.stamps(step) if step.action.stamps else {})}
        if step.action.leads is not None:
            told[self.status] = step.action.leads.value
        return told

    def _label(self, state: str) -> str:
        return next((known.label for known in self.moves if known == state), state)


@dataclass(frozen=True, slots=True)
class Happened:
    """One event as a replay reads it: when, the stamp and id that break ties, the state it led to and the one it came from."""

    at: str
    stamp: str
    id: str
    to: str | None
    before: str | None = None


def replayed(events: Iterable[Happened]) -> list[Happened]:
    """The events that led to a state, by (time, stamp, id)."""
    return sorted((event for event in events if event.to), key=lambda event: (event.at, event.stamp, event.id))


def out_of_step(events: Iterable[Happened]) -> list[tuple[Happened, Happened]]:
    """Neighbours in a replay of which the later did not start from where the earlier led: two people acted at once."""
    ordered = replayed(events)
    return [(one, two) for one, two in pairwise(ordered) if two.before is not None and two.before != one.to]


@dataclass(frozen=True, slots=True)
class Trace:
    """The events that a record leaves behind.

    of: the event of a step, from (step, old state, new state), without its parent. when: the fields of the event that say
    since when its state holds, the first that is filled.
    """

    event: type[Record]
    of: Callable[[Step, str, str], dict[str, Any]]
    when: tuple[str, ...] = ("at",)


@dataclass(frozen=True, slots=True)
class Life:
    """How one record lives: its machine, and the events it leaves where figures replay them.

    carries: for what carries others (a trip its waybills): its action → the action they take with it.
    """

    record: type[Record]
    machine: Machine
    trace: Trace | None = None
    carries: Mapping[str, str] = field(default_factory=dict)
