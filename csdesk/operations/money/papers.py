"""What a client is given: a statement (对账单) and a reminder (催款函), as they are laid out on paper and in workbooks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from csdesk.domain.care.clients import Client
from csdesk.domain.moments import wire_moment
from csdesk.domain.money import ageing
from csdesk.domain.money.accounts import Account, Open, account, debts
from csdesk.domain.money.charges import ChargeLine
from csdesk.domain.money.receivables import Statement
from csdesk.domain.money.terms import last_day
from csdesk.domain.record import field_map
from csdesk.domain.rows import Filter, Query, Row
from csdesk.errors import Refused
from csdesk.operations import ledgers, policies
from csdesk.operations.money.accounts import Owed, balance, entries_of, named
from csdesk.operations.money.statements import client_of, lines_of
from csdesk.store import ledger
from csdesk.store.database import Database


@dataclass(frozen=True, slots=True)
class StatementPaper:
    """A statement as its client gets it. before, paid, elsewhere, after: the account around the period, in 分.

    elsewhere: what was charged or taken off in the period without standing on this statement. ages: what is open at its end, by days
    past due: (bucket, 分).
    """

    statement: Row
    client: Row
    issuer: str
    branch: str
    at: str
    lines: tuple[Row, ...]
    before: int
    paid: int
    after: int
    ages: tuple[tuple[str, int], ...] = ()

    @property
    def number(self) -> str:
        """The statement's number."""
        return str(self.statement.values["statement_no"])

    @property
    def period(self) -> str:
        """The month, `2026-06`."""
        return str(self.statement.values["period"])

    @property
    def charged(self) -> int:
        """The total of the lines, in 分 with tax."""
        return sum(line.values["amount_incl_tax"] for line in self.lines)

    @property
    def elsewhere(self) -> int:
        """What makes the account add up besides the lines and the money that came in."""
        return self.after - self.before - self.charged + self.paid

    def summary(self) -> list[tuple[str, int]]:
        """The account around the period, as a client checks it."""
        told = [("期初余额", self.before), ("本期应收", self.charged), ("本期回款", -self.paid)]
        return [*told, *([("未列入本单", self.elsewhere)] if self.elsewhere else []), ("期末余额", self.after)]

    def table(self) -> list[tuple[str, ...]]:
        """The lines as texts, under `HEADINGS`."""
        return [_told(at, line) for at, line in enumerate(self.lines, 1)]

    def as_json(self) -> dict[str, Any]:
        """As `--json` says it; amounts in 分."""
        lines = [{name: line.values.get(name) for name in _JSON} | {"waybill": line.titles.get("waybill_id")} for line in self.lines]
        status = self.statement.values["status"]
        return {
            "statement_no": self.number, "client": self.client.told.get("short_name"), "client_id": self.client.id, "period": self.period,
            "status": status, "unit": "分", "before": self.before, "charged": self.charged, "paid": self.paid,
            "elsewhere": self.elsewhere, "after": self.after, "ageing": dict(self.ages), "lines": lines,
        }  # fmt: skip


HEADINGS = ("序号", "日期", "运单", "费用项", "数量", "单价(元)", "金额(元)", "与预估差异(元)", "差异原因", "备注")
_FIELDS = ("biz_date", "waybill_id", "item", "qty", "unit_price", "amount_incl_tax", "diff_from_estimate", "diff_reason", "note")
_JSON = ("line_no", "biz_date", "item", "amount_incl_tax", "vat_rate", "state", "diff_from_estimate", "diff_reason", "note")


def _told(at: int, line: Row) -> tuple[str, ...]:
    known = field_map(ChargeLine)
    return (str(at), *(line.titles.get(name) or known[name].show(line.values.get(name)) for name in _FIELDS))


def statement_paper(db: Database, statement: Row, now: datetime) -> StatementPaper:
    """A statement with its lines and the account around it, as it is handed out at `now`."""
    client = client_of(db, statement.values["client_id"])
    lines = lines_of(db, statement)
    first = date.fromisoformat(f"{statement.values['period']}-01")
    end = last_day(str(statement.values["period"]))
    earlier = sum(line.values["amount_incl_tax"] for line in lines if line.values["biz_date"] < first.isoformat())
    then, after = balance(db, client.id, first - timedelta(days=1)), balance(db, client.id, end)
    paid = after.applied + after.unapplied - then.applied - then.unapplied
    at = wire_moment(now)[:16].replace("T", " ")
    sums = (then.net - earlier, paid, after.net)
    return StatementPaper(statement, client, db.site.name, db.site.branch, at, tuple(lines), *sums, _ages(db, client.id, end))


def _ages(db: Database, client: str, end: date) -> tuple[tuple[str, int], ...]:
    with db.reading() as connection:
        kept = ageing.buckets(ageing.Basis.DUE.value, policies.text(connection, ageing.POLICY, end) or ageing.SHIPPED)
        amounts = ageing.spread(account(entries_of(connection, client, end), end), kept, end)
    return tuple((label if label == kept.labels[0] else f"逾期 {label} 天", many) for label, many in zip(kept.labels, amounts, strict=True))


def client_named(db: Database, name: str) -> Row:
    """The one client with this code or name. Raises Refused when there is none, or more than one."""
    with db.reading() as connection:
        ids = ledger.find(connection, Client, name, db.site.book)
    if len(ids) != 1:
        raise Refused(f"没有找到客户“{name}”，请用客户编号或简称" if not ids else f"“{name}”指不止一个客户，请用客户编号")
    return client_of(db, ids[0])


def statement_for(db: Database, client: str, period: str) -> Row:
    """The newest statement of a client (its code or a name) for a month. Raises Refused when there is none."""
    whose = client_named(db, client).id
    found = ledgers.select(db, Statement, Query(filters=(Filter("client_id", "is", whose), Filter("period", "is", period))))
    if not found:
        raise Refused(f"{client} 还没有 {period} 的对账单，请先在“应收账款”里制作")
    return max(found, key=lambda row: row.n)


def export_statements(db: Database, statements: Sequence[Row], path: Path, *, now: datetime) -> None:
    """Statements as a workbook to send to the client, one sheet each. Raises StorageError."""
    from csdesk.reports.papers import write_statements  # openpyxl takes 0.25 s to import

    found = [statement_paper(db, row, now) for row in statements]
    write_statements(path, [(paper.number, _head(paper), HEADINGS, paper.table(), [*paper.summary(), *paper.ages]) for paper in found])


def _head(paper: StatementPaper) -> list[str]:
    told = paper.client.values
    return [
        f"客户：{told.get('legal_name')}",
        f"对账月份：{paper.period}　对账单号：{paper.number}",
        f"出单：{paper.branch} {paper.issuer}",
    ]


# -- reminders ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LetterPaper:
    """A reminder: what of a client is past due, without what is in dispute. Amounts in 分."""

    client: Row
    contact: str
    issuer: str
    branch: str
    on: str
    debts: tuple[Owed, ...]
    days: tuple[int, ...]  # past due, for each debt

    @property
    def total(self) -> int:
        """All that is past due."""
        return sum(debt.open for debt in self.debts)


def letter_paper(db: Database, client: Row, contact: str, now: datetime) -> LetterPaper:
    """A reminder to a client. Raises Refused when nothing undisputed is past due."""
    day = now.date().isoformat()
    with db.reading() as connection:
        found = account(entries_of(connection, client.id, now.date()), now.date())
        late = Account(tuple(one for one in found.open if _is_late(one, day)))
        owed = named(connection, debts(late))
    if not owed:
        raise Refused(f"{client.values.get('short_name')} 没有逾期未付的款项，不用发催款函")
    days = tuple((now.date() - date.fromisoformat(str(debt.due))).days for debt in owed)
    return LetterPaper(client, contact, db.site.name, db.site.branch, day, owed, days)


def _is_late(one: Open, day: str) -> bool:
    return bool(one.item.due) and str(one.item.due) < day and not one.item.disputed
