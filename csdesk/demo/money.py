"""The receivables of a desk as ledger rows: openings, charges, costs, statements, invoices, receipts, dunning (domain.md §3.8)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from csdesk.demo.clientele import Member
from csdesk.demo.draw import Draw
from csdesk.demo.market import AS_OF, DETAIL, FIRST, LAST, Line, months, shifted

Rows = list[dict[str, Any]]
_PAPERS = ("2026-03", "2026-04", "2026-05")  # the months whose statements and invoices are kept in the demo


def money_rows(seat: str, members: Sequence[Member]) -> dict[str, Rows]:
    """Record name → rows, in the order in which they refer to each other."""
    invoices = [row for m in members for row in _invoices(seat, m)]
    receipts = [row for m in members for row in _receipts(seat, m)]
    return {
        "opening_balance": [row for m in members for row in _openings(m)],
        "charge_line": [row for m in members for row in _charges(m)],
        "cost_line": [row for m in members for row in _lines(m, m.account.cost)],
        "statement": [row for m in members for row in _statements(seat, m)],
        "invoice": [*invoices, *_reversed(seat, invoices)],
        "receipt": receipts,
        "application": list(_applications(invoices, receipts)),
        "dunning": list(_dunnings(members)),
    }


def _openings(m: Member) -> Iterator[dict[str, Any]]:
    """What a branch that starts in the middle of its life enters: sums before DETAIL, and what was owed then."""
    for month in months(FIRST, shifted(DETAIL, -1)):
        for item, amount in (("revenue", m.account.sold(month)), ("cost", m.account.spent(month))):
            if amount:
                yield {"client_id": m.name, "month": month, "item": item, "amount": amount}
    last = shifted(DETAIL, -1)
    if owed := m.account.owed(last):
        yield {"client_id": m.name, "month": last, "item": "receivable", "amount": owed, "due_date": f"{DETAIL}-31"}


def _lines(m: Member, by_month: Any) -> Iterator[dict[str, Any]]:
    for month in months(DETAIL, LAST):
        for line in by_month.get(month, ()):
            yield _line(m, month, line)


def _charges(m: Member) -> Iterator[dict[str, Any]]:
    """The lines of every month, invoiced on the eighth of the next; the oldest are paid first, so the newest are open."""
    rest = m.account.owed(LAST)
    open_ = set[str]()
    for month in reversed(months(DETAIL, LAST)):
        if rest > 0:
            open_.add(month)
        rest -= m.account.billed(month)
    for row in _lines(m, m.account.revenue):
        month = str(row["biz_date"])[:7]
        due = date.fromisoformat(f"{shifted(month, 1)}-08") + timedelta(days=m.values["payment_term_days"])
        state = "estimated" if month == LAST else "invoiced" if month in open_ else "settled"
        yield {**row, "state": state, **({"due_date": due.isoformat()} if month != LAST else {})}


def _line(m: Member, month: str, line: Line) -> dict[str, Any]:
    return {
        "client_id": m.name,
        "biz_date": f"{month}-{line.day:02}",
        "item": line.item,
        "amount_incl_tax": line.with_tax,
        "vat_rate": line.rate,
    }


def _statements(seat: str, m: Member) -> Iterator[dict[str, Any]]:
    for month in _PAPERS:
        if billed := m.account.billed(month):
            after = shifted(month, 1)
            yield {
                "statement_no": f"DZ-NB{seat}-{after.replace('-', '')}-{int(m.code[-3:]):04}",
                "client_id": m.name,
                "period": month,
                "sent_at": f"{after}-03T10:00:00+08:00",
                "confirmed_at": f"{after}-06T15:30:00+08:00",
                "confirmed_by": "财务对账",
                "total": billed,
                "status": "confirmed",
            }


def _invoices(seat: str, m: Member) -> Iterator[dict[str, Any]]:
    for month in _PAPERS:
        if billed := m.account.billed(month):
            issued = date.fromisoformat(f"{shifted(month, 1)}-08")
            yield {
                "number": _number(seat, m.code, issued, 0),
                "client_id": m.name,
                "type": "special",
                "issued_on": issued.isoformat(),
                "amount_incl_tax": billed,
                "tax": billed - m.account.sold(month),
                "due_date": (issued + timedelta(days=m.values["payment_term_days"])).isoformat(),
            }


def _number(seat: str, code: str, issued: date, kind: int) -> str:
    """A 20-digit number of the region 00, which no tax office uses."""
    return f"{issued:%y}00{seat}{issued:%m%d}{kind:02}{int(code[-5:]):08}"


def _reversed(seat: str, invoices: Rows) -> Rows:
    """One invoice of May is taken back in June and written again: the month of the correction is another than its own."""
    first = next(row for row in invoices if row["issued_on"] == "2026-05-08")
    on = date(2026, 6, 5)
    code = first["number"][-8:]
    told = {"client_id": first["client_id"], "type": "special", "issued_on": on.isoformat()}
    red = {"amount_incl_tax": -first["amount_incl_tax"], "tax": -first["tax"], "red_of": first["number"], "note": "开票抬头有误，红冲"}
    again = {"amount_incl_tax": first["amount_incl_tax"], "tax": first["tax"], "due_date": first["due_date"]}
    return [{"number": _number(seat, code, on, 1), **told, **red}, {"number": _number(seat, code, on, 2), **told, **again}]


def _receipts(seat: str, m: Member) -> Iterator[dict[str, Any]]:
    for month in months(DETAIL, LAST):
        if amount := m.account.paid.get(month):
            day = Draw("receipt", f"{m.code}{month}").whole(20, 28)
            yield {
                "receipt_no": f"SK-NB{seat}-{month.replace('-', '')}-{int(m.code[-3:]):04}",
                "client_id": m.name,
                "received_on": f"{month}-{day:02}",
                "amount": amount,
                "payer": m.company.legal_name,
            }


def _applications(invoices: Rows, receipts: Rows) -> Iterator[dict[str, Any]]:
    """What came in June goes against the invoice of April, as far as both reach."""
    open_ = {row["client_id"]: row for row in invoices if row["issued_on"].startswith("2026-04")}
    for receipt in receipts:
        invoice = open_.get(receipt["client_id"])
        if invoice and receipt["received_on"].startswith("2026-06"):
            yield {
                "receipt_id": receipt["receipt_no"],
                "client_id": receipt["client_id"],
                "invoice_id": invoice["number"],
                "amount": min(receipt["amount"], invoice["amount_incl_tax"]),
                "applied_on": receipt["received_on"],
            }


def _dunnings(members: Sequence[Member]) -> Iterator[dict[str, Any]]:
    """Whoever owes more than three months' billings is reminded, promised, and did not pay by the day."""
    for m in members:
        billed = m.account.billed("2026-05")
        overdue = m.account.owed("2026-05") - 3 * billed
        if billed and overdue > 0:
            yield {
                "client_id": m.name,
                "at": f"2026-06-{Draw('dunning', m.code).whole(8, 18):02}T10:30:00+08:00",
                "stage": "manager" if overdue > billed else "phone",
                "amount_overdue": overdue,
                "channel": "phone",
                "reply": "对方财务答复月底前安排付款，此前承诺未兑现",
                "promise_date": "2026-06-25",
                "promise_amount": overdue,
                "next_action_at": f"{AS_OF}T09:00:00+08:00",
            }
