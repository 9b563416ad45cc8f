"""Leaves a plan as it was before wherever that costs nothing: people do not change a vehicle for no reason."""

from __future__ import annotations

from dataclasses import replace

from csdesk.domain.transport.loads import Load, Plan, Problem, judged


def as_before(problem: Problem, plan: Plan, before: Plan) -> Plan:
    """The plan with loads given back to the vehicles that had them before, as far as nothing gets dearer or worse."""
    kept, price = list(plan), judged(problem, plan).price
    for old in before:
        at = next((n for n, load in enumerate(kept) if set(load.orders) == set(old.orders)), None)
        if at is None or kept[at].truck == old.truck:
            continue
        tried = [_swapped(load, kept[at].truck, old.truck) for load in kept]
        verdict = judged(problem, tuple(tried))
        if not verdict.faulty and verdict.price <= price:
            kept, price = tried, verdict.price
    return tuple(kept)


def _swapped(load: Load, one: int, other: int) -> Load:
    return replace(load, truck={one: other, other: one}.get(load.truck, load.truck))
