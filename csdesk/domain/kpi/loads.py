"""K12 to K16 and the tracking rate: what became of waybills, judged by what is known at the end of a day (domain.md §2.8).

The period of a waybill is that of its planned or required time, of its arrival (K14) or of its signature (K16). What was
to be done by then and is not done is late; what a client cancelled before it left is not counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

from csdesk.domain.cases.case_choices import CaseType
from csdesk.domain.kpi.cases import COUNTED, standing
from csdesk.domain.kpi.facts import Case, Facts
from csdesk.domain.kpi.judgement import PERMILLE
from csdesk.domain.kpi.scope import Scope
from csdesk.domain.kpi.shares import Beside
from csdesk.domain.kpi.work import Load, Mark
from csdesk.domain.moments import moment_of, wire_moment
from csdesk.domain.transport.waybills import PodType, SignStatus

_HARMED = (SignStatus.DAMAGE, SignStatus.SHORT)
_HARMS = (CaseType.DAMAGE, CaseType.SHORTAGE, CaseType.LOSS)
#: A report on the way may come this much later than it should.
_TRACKING_GRACE = 60


def end_of(day: date) -> str:
    """What every wire moment of a day lies before, and none of the next."""
    return f"{day.isoformat()}T24"


def after(moment: str, minutes: int) -> str:
    """The wire moment so many minutes later. Of what is told in our time the hands of the clock are moved, which is ten times as fast."""
    if not moment.endswith(_OURS) or len(moment) != _LENGTH:
        return wire_moment(moment_of(moment) + timedelta(minutes=minutes))
    days, minute = divmod(int(moment[11:13]) * 60 + int(moment[14:16]) + minutes, 24 * 60)
    return f"{_later(moment[:10], days)}T{minute // 60:02}:{minute % 60:02}{moment[16:]}"


@lru_cache(maxsize=4096)
def _later(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


_OURS, _LENGTH = "+08:00", len("2026-06-12T10:05:00+08:00")


def mark_of(load: Load, day: str, num: int, den: int = 1) -> Mark:
    """What a waybill adds."""
    return Mark("waybill", load.id, day, load.client, load.owner, load.branch, num, den)


def _in_time(done: str, by: str, grace: int, known: str) -> bool:
    """Whether it was done, as far as is known, by the time or within the grace."""
    return bool(done) and done < known and (done <= by or (grace > 0 and done <= after(by, grace)))


def departures(facts: Facts, as_of: date) -> Iterator[Mark]:
    """K12: left by the planned time, 30 minutes of grace or what the SOP says. Our own failures stay, late."""
    known = end_of(as_of)
    for load in facts.loads:
        if load.planned and load.planned < known and load.void != "client":
            yield mark_of(load, load.planned[:10], _in_time(load.departed, load.planned, load.departure_grace, known))


def arrivals(facts: Facts, as_of: date) -> Iterator[Mark]:
    """K13: arrived by the required time."""
    known = end_of(as_of)
    for load in facts.loads:
        if load.required and load.required < known and load.void != "client":
            yield mark_of(load, load.required[:10], _in_time(load.arrived, load.required, load.arrival_grace, known))


def arrivals_net(facts: Facts, as_of: date) -> Iterator[Mark]:
    """K13, 考核口径: late waybills with an approved exemption are left out."""
    loads = {load.id for load in facts.loads if load.exempt}
    return (mark for mark in arrivals(facts, as_of) if mark.num or mark.id not in loads)


def is_signed(load: Load, known: str) -> bool:
    """Whether the consignee took the goods; a refusal is no signature."""
    return bool(load.signed) and load.signed < known and load.sign_status != SignStatus.REJECTED


def signatures(facts: Facts, as_of: date) -> Iterator[Mark]:
    """K14: arrivals whose window (24 hours, or the SOP's) has run out, and those of them that were signed within it."""
    known = end_of(as_of)
    for load in facts.loads:
        if load.arrived and load.arrived < known and (ends := after(load.arrived, load.signoff * 60)) < known:
            yield mark_of(load, load.arrived[:10], is_signed(load, known) and load.signed <= ends)


def _papers(facts: Facts, as_of: date) -> Iterator[tuple[Load, str]]:
    """The waybills whose 回单 has fallen due, each with the day it came back; empty where it has not."""
    known, today = end_of(as_of), as_of.isoformat()
    for load in facts.loads:
        if load.pod_required and load.pod_due and load.pod_due <= today and is_signed(load, known):
            fits = load.pod_type == PodType.ORIGINAL or not load.original
            yield load, load.pod_received[:10] if fits and load.pod_received and load.pod_received < known else ""


def papers_in_time(facts: Facts, as_of: date) -> Iterator[Mark]:
    """K15a: back by its due day."""
    for load, back in _papers(facts, as_of):
        yield mark_of(load, load.pod_due, bool(back) and back <= load.pod_due)


def papers_back(facts: Facts, as_of: date) -> Iterator[Mark]:
    """K15b: the same waybills, back by now."""
    for load, back in _papers(facts, as_of):
        yield mark_of(load, load.pod_due, bool(back))


def _harming(facts: Facts, as_of: date) -> Iterator[Case]:
    """The valid cases of damage, shortage or loss that are known."""
    cases = (c for c in facts.cases if c.type in _HARMS and c.kind in COUNTED and c.registered <= as_of)
    return (case for case in cases if not standing(case, as_of).void)


def _claimed(facts: Facts, as_of: date) -> frozenset[str]:
    """The waybills on which such a case lies."""
    return frozenset(id for case in _harming(facts, as_of) for id in case.waybills)


def harms(facts: Facts, as_of: date) -> Iterator[Mark]:
    """K16: signed waybills with damage, shortage or loss. A claim found later counts in the month of the signature."""
    known, claimed = end_of(as_of), _claimed(facts, as_of)
    for load in facts.loads:
        if is_signed(load, known):
            yield mark_of(load, load.signed[:10], load.sign_status in _HARMED or load.id in claimed)


def tracking(facts: Facts, as_of: date) -> Iterator[Mark]:
    """信息跟踪及时率: from departure to arrival no two reports further apart than agreed (4 hours, or the SOP's) and an hour."""
    known = end_of(as_of)
    for load in facts.loads:
        if not load.departed or load.departed >= known or load.void:
            continue
        until = load.arrived if load.arrived and load.arrived < known else f"{as_of.isoformat()}T23:59:59+08:00"
        told = sorted(at for at in facts.tracks.get(load.id, ()) if load.departed < at < until)
        gap = load.every * 60 + _TRACKING_GRACE
        kept = all(later <= after(first, gap) for first, later in pairwise((load.departed, *told, until)))
        yield mark_of(load, load.departed[:10], kept)


def shipped(facts: Facts, as_of: date) -> Iterator[Mark]:
    """Every waybill that was planned and not cancelled by the client: what complaints are measured by."""
    known = end_of(as_of)
    for load in facts.loads:
        if load.planned and load.planned < known and load.void != "client":
            yield mark_of(load, load.planned[:10], 0)


# -- what is shown beside them --------------------------------------------------------------------------------------


def arrivals_beside(scope: Scope) -> Iterator[Beside]:
    """K13 beside it: without the late ones that were exempted."""
    marks = list(scope.marks(arrivals_net))
    yield Beside("考核口径（去掉经批准的免责）", sum(mark.num for mark in marks), len(marks))


def harms_beside(scope: Scope) -> Iterator[Beside]:
    """K16 beside it: by pieces, and what was paid for harm on these waybills over the revenue of the period."""
    signed = {mark.id for mark in scope.marks(harms)}
    mine = [load for load in scope.facts.loads if load.id in signed]
    whole = sum(load.pieces for load in mine)
    damaged, short = sum(load.damaged for load in mine), sum(load.short for load in mine)
    yield Beside("货损率（件）", damaged, whole, PERMILLE)
    yield Beside("货差率（件）", short, whole, PERMILLE)
    yield Beside("货物缺失率（件）", damaged + short, whole, PERMILLE)
    paid = sum(case.compensation for case in _harming(scope.facts, scope.as_of) if not signed.isdisjoint(case.waybills))
    revenue = sum(scope.money(client, month).revenue for month in scope.months for client in scope.clients.get(month, ()))
    yield Beside("赔付 ÷ 收入", paid, revenue)
