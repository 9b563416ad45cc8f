"""Appraisals of a month, quarter or year: who should have one, made from frozen figures in one step, scores overridden with a reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from csdesk.domain.kpi.office import APPRAISAL_WORKDAYS, should_be_appraised_for
from csdesk.domain.kpi.periods import period_of
from csdesk.domain.kpi.work import Person
from csdesk.domain.record import Values, field_map
from csdesk.domain.rows import Filter, Query, Row
from csdesk.domain.staff.appraisals import Appraisal, AppraisalItem, AppraisalStatus
from csdesk.domain.staff.people import Role, Staff
from csdesk.domain.staff.scorecards import (
    CAP,
    hundredths,
    shares,
)
from csdesk.errors import Refused
from csdesk.operations.kpi.appraisal_items import Member, Reader, entry_of, scored, status_of
from csdesk.store import calendars, changesets, ledger
from csdesk.store.changesets import ChangeSet
from csdesk.store.database import Database
from csdesk.store.figures import kpi
from csdesk.store.lookup import Connection

#: Whom each role appraises; a branch's manager his branch's people, headquarters those right below it.
APPRAISED: Mapping[Role, tuple[Role, ...]] = {
    Role.BRANCH_MANAGER: (Role.SPECIALIST, Role.ASSISTANT),
    Role.DEPUTY_DIRECTOR: (Role.BRANCH_MANAGER,),
    Role.DIRECTOR: (Role.BRANCH_MANAGER, Role.DEPUTY_DIRECTOR, Role.ASSISTANT),
}


@dataclass(frozen=True, slots=True)
class Review:
    """The appraisals of one period. due: the day by which they are to be approved."""

    month: str
    due: date
    members: tuple[Member, ...]

    @property
    def missing(self) -> list[Member]:
        """Those who have no appraisal at all."""
        return [member for member in self.members if member.row is None]

    @property
    def approved(self) -> int:
        """How many are approved."""
        return sum(member.approved for member in self.members)

    @property
    def talked(self) -> int:
        """With how many an interview was held."""
        return sum(bool(member.row and member.row.values.get("interviewed_on")) for member in self.members)

    def as_json(self) -> dict[str, Any]:
        """The same as JSON values; points in hundredths."""
        counts = {"should": len(self.members), "approved": self.approved, "interviewed": self.talked}
        missing = [member.name for member in self.missing]
        people = [_as_json(member) for member in self.members]
        return {"month": self.month, "due": self.due.isoformat(), **counts, "missing": missing, "people": people}


_TOLD = ("status", "scheme_version", "total", "grade", "open_items", "approved_on", "interviewed_on")
_ITEM_TOLD = (
    "kpi", "name", "weight", "target", "num", "den", "value", "attain", "score", "data_frozen_at", "override", "override_reason",
)  # fmt: skip


def _as_json(member: Member) -> dict[str, Any]:
    who = {"name": member.name, "role": member.role.value, "branch": member.branch}
    told = {name: member.row.values.get(name) for name in _TOLD} if member.row else None
    return {**who, "appraisal": told, "items": [{name: item.values.get(name) for name in _ITEM_TOLD} for item in member.items]}


def review(db: Database, month: str, *, as_of: date) -> Review:
    """Who should be appraised for a period by K10's own rule, and how far each is.

    month: `2026-06`, `2026-Q2` or `2026`. Raises Refused for anything else.
    """
    when = period_of(month)
    if when.name != month or len(when.months) not in (1, 3, 12) or ".." in month or "R" in month:
        raise Refused("考核按月、季度或年进行，请写成 2026-06、2026-Q2 或 2026 的样子")
    with db.reading() as connection:
        directory = kpi.directory(connection)
        facts = kpi.facts(connection, directory, as_of, {"office"}, [when.span])
        known = ledger.select(connection, Staff, Query())
        made = _made(connection, month)
        due = calendars.current(connection).after(when.end, APPRAISAL_WORKDAYS)
    spans = directory.spans
    members = [
        _member(db, person, known, made, spans) for person in facts.office.people if should_be_appraised_for(person, when.start, when.end)
    ]
    order = list(Role)
    return Review(month, due, tuple(sorted(members, key=lambda one: (one.branch, order.index(one.role), one.name, one.ids))))


_Made = Mapping[str, tuple[Row, tuple[Row, ...]]]


def _made(connection: Connection, month: str) -> _Made:
    """Staff id → the appraisal of the month with its items; of two the one that is further."""
    order = list(AppraisalStatus)
    rows = ledger.select(connection, Appraisal, Query(filters=(Filter("period", "is", month),)))
    rows.sort(key=lambda row: (order.index(status_of(row)), row.created_at, row.id))
    items: dict[str, list[Row]] = defaultdict(list)
    for item in ledger.select(connection, AppraisalItem, Query(filters=(Filter("appraisal_id", "in", [row.id for row in rows]),))):
        items[str(item.values["appraisal_id"])].append(item)
    return {str(row.values["staff_id"]): (row, tuple(sorted(items[row.id], key=_position))) for row in rows}


def _position(item: Row) -> tuple[int, str]:
    return int(item.values.get("position") or 0), item.id


def _member(db: Database, person: Person, known: Sequence[Row], made: _Made, spans: Mapping[str, str]) -> Member:
    said = next(row.values for row in known if row.id == person.id)
    ids = tuple(row.id for row in known if (row.values.get("name"), row.values.get("branch") or "") == (said.get("name"), person.branch))
    role = Role(said.get("role") or Role.SPECIALIST)
    row, items = next((made[id] for id in ids if id in made), (None, ()))
    return Member(ids, str(said.get("name") or ""), role, person.branch, _is_mine(db, role, person.branch, spans), row, items)


def _is_mine(db: Database, role: Role, branch: str, spans: Mapping[str, str]) -> bool:
    """Whether whoever sits here appraises somebody of this role and branch."""
    site = db.site
    if role not in APPRAISED.get(Role(site.role), ()):
        return False
    if site.role == Role.BRANCH_MANAGER:
        return branch == site.branch
    if site.role == Role.DEPUTY_DIRECTOR:
        return spans.get(branch) == site.name
    return role != Role.ASSISTANT or not branch


# -- making them ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Prepared:
    """What was made of a month. begun: new appraisals; renewed: those whose figures were read again; open: with provisional figures."""

    begun: int
    renewed: int
    open: int

    @property
    def sentence(self) -> str:
        """What was done, for the person."""
        waits = f"；{self.open} 份有未定项目，暂不能批准" if self.open else ""
        return f"已生成 {self.begun} 份考核，重新取数 {self.renewed} 份{waits}；Ctrl+Z 可撤销"


def may_prepare(db: Database) -> bool:
    """Whether this person makes appraisals in this file."""
    return db.site.role in APPRAISED and not db.look_only


def prepare(db: Database, month: str, *, now: datetime) -> Prepared:
    """Make the month's appraisals of everyone whom this person appraises, or read the figures of unscored ones again.

    One change set. What was overridden by hand stands. Raises Refused where nobody is to be appraised or the role may not.
    """
    if db.site.role not in APPRAISED:
        raise Refused(f"考核由{'、'.join(role.label for role in APPRAISED)}来做")
    found = review(db, month, as_of=now.date())
    if period_of(month).start > now.date():
        raise Refused(f"{month} 还没有开始")
    mine = [member for member in found.members if member.mine]
    waiting = [member for member in mine if member.row is None or member.unscored]
    if not waiting:
        raise Refused(f"{month} 没有等待评分的人" if mine else "没有由您考核的在册人员，请先在“设置 › 人员”登记")
    read = Reader(db, month, now.date())
    read.figures(waiting)
    with changesets.change_set(db, f"生成 {month} 考核") as work:
        still_open = sum(bool(_write(work, member, read)) for member in waiting)
    begun = sum(member.row is None for member in waiting)
    return Prepared(begun, len(waiting) - begun, still_open)


_KEPT = ("override", "override_reason", "override_by")


def _write(work: ChangeSet, member: Member, read: Reader) -> int:
    """Write one person's appraisal and items; how many of them are open."""
    scheme = read.scheme(member)
    before = {str(item.values["name"]): item for item in member.items}
    items = [read.item(member, name, weight, at) for at, (name, weight) in enumerate(scheme.weights.items(), 1)]
    for item in items:
        old = before.get(item["name"])
        item.update({name: old.values.get(name) for name in _KEPT} if old else {})
    told = {"role": member.role.value, "scheme_version": scheme.version, **scored(items)}
    if member.row is None:
        about = {"staff_id": member.ids[0], "period": read.month, "status": AppraisalStatus.SELF.value}
        id_, book = work.create(Appraisal, {**about, **told}), work.site.book
    else:
        id_, book = member.row.id, member.row.book
        work.change(Appraisal, book, id_, _news(member.row, told), base=member.row.heads)
    for item in items:
        _keep_item(work, id_, book, before.pop(item["name"], None), item)
    for gone in before.values():
        work.delete(AppraisalItem, book, gone.id, base=gone.heads)
    return int(told["open_items"] or 0)


def _keep_item(work: ChangeSet, appraisal: str, book: str, old: Row | None, item: Values) -> None:
    if old is None:
        work.create(AppraisalItem, {"appraisal_id": appraisal, **item}, book=book)
    else:
        work.change(AppraisalItem, book, old.id, _news(old, item), base=old.heads)


def _news(row: Row, told: Values) -> dict[str, Any]:
    return {name: value for name, value in told.items() if row.values.get(name) != value}


def override(db: Database, member: Member, item: Row, score: int | None, reason: str) -> None:
    """Set the points of one item by hand, in hundredths; None takes it back. Total and grade follow, in one change set.

    Raises Refused without a reason, beyond 1.2 times the item's weight, or once the appraisal is scored.
    """
    assert member.row is not None
    if not member.unscored:
        raise Refused("已经评分，请先退回重评，再改定单项得分")
    if not reason.strip():
        raise Refused("请写明为什么改定这一项的得分")
    items = [dict(one.values) for one in member.items]
    at = next(n for n, one in enumerate(member.items) if one.id == item.id)
    by = None if score is None else db.site.name
    items[at].update({"override": score, "override_reason": reason.strip(), "override_by": by})
    share = shares([entry_of(one) for one in items])[at]
    if score is not None and share is not None and not 0 <= score <= hundredths(share * CAP):
        raise Refused(f"得分要在 0 到 {float(share * CAP):.2f} 之间（权重的 1.2 倍）")
    told = scored(items)
    with changesets.change_set(db, f"改定得分 {member.name} {item.values['name']}") as work:
        for row, values in zip(member.items, items, strict=True):
            work.change(AppraisalItem, row.book, row.id, _news(row, values), base=row.heads)
        work.change(Appraisal, member.row.book, member.row.id, _news(member.row, told), base=member.row.heads)


# -- as texts -------------------------------------------------------------------------------------------------------

HEADINGS = ("姓名", "岗位", "分部", "状态", "得分", "等级", "数据", "批准", "面谈", "评语")
ITEM_HEADINGS = ("项目", "权重", "目标", "实际", "达成率", "得分", "数据定于", "改定人", "改定原因")


def rows(found: Review) -> list[tuple[str, ...]]:
    """The people of a month under `HEADINGS`."""
    return [_person(member) for member in found.members]


def _person(member: Member) -> tuple[str, ...]:
    who = (member.name, member.role.label, member.branch)
    if member.row is None:
        return (*who, "未生成" if member.mine else "由上级考核", *("",) * (len(HEADINGS) - 4))
    known, told = field_map(Appraisal), member.row.values
    shown = (known[name].show(told.get(name)) for name in ("status", "total", "grade"))
    return (*who, *shown, _data(member), *(known[name].show(told.get(name)) for name in ("approved_on", "interviewed_on", "comment")))


def _data(member: Member) -> str:
    many, left = len(member.provisional), int(member.row.values.get("open_items") or 0) if member.row else 0
    if many:
        return f"{many} 项暂估"
    return f"{left} 项待打分" if left else "已冻结" if member.items else "手工填写"


def item_rows(member: Member) -> list[tuple[str, ...]]:
    """The items of one person under `ITEM_HEADINGS`."""
    return [_item(item.values) for item in member.items]


def _item(told: Values) -> tuple[str, ...]:
    known = field_map(AppraisalItem)
    names = ("name", "weight", "target_text", "value", "attain", "score")
    frozen = known["data_frozen_at"].show(told.get("data_frozen_at"))
    by_hand = "" if told.get("override") is not None else "待打分"
    data = frozen or ("暂估" if told.get("kpi") else by_hand)
    return (
        *(known[name].show(told.get(name)) for name in names),
        data,
        *(str(told.get(n) or "") for n in ("override_by", "override_reason")),
    )


def state_of(found: Review) -> str:
    """The coverage in a sentence, and who is missing."""
    many = len(found.members)
    told = [f"应考核 {many} 人，已批准 {found.approved} 人", f"已面谈 {found.talked} 人", f"{found.due.isoformat()} 前批准"]
    if names := [member.name for member in found.missing if member.mine]:
        told.append(f"未生成：{'、'.join(names[:6])}{f' 等 {len(names)} 人' if len(names) > 6 else ''}")
    return "　".join(told)
