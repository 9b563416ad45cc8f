"""A second account of every KPI: slow, plain, from records to fractions, with nothing of csdesk in it.

`rows` is record name → list of wire values with `id` and `book`. Every function says for one entity and period what its
numerator and denominator are. It knows no speed: it goes through everything again for every question.
"""

from calendar import monthrange
from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import pairwise

from chinese_calendar import is_workday

EVERYONE = "nation"


# -- days ---------------------------------------------------------------------------------------------------------------


def day(text):
    return date.fromisoformat(text[:10])


def moment(text):
    return datetime.fromisoformat(text)


def month_add(month, n):
    total = int(month[:4]) * 12 + int(month[5:7]) - 1 + n
    return f"{total // 12}-{total % 12 + 1:02}"


def first(month):
    return date(int(month[:4]), int(month[5:7]), 1)


def last(month):
    return date(int(month[:4]), int(month[5:7]), monthrange(int(month[:4]), int(month[5:7]))[1])


def in_month(d, month):
    return first(month) <= d <= last(month)


def workday(start, n):
    d = start
    while n:
        d += timedelta(1)
        if is_workday(d):
            n -= 1
    return d


# -- the world ----------------------------------------------------------------------------------------------------------


class Plain:
    """All records, and a day after which nothing is known."""

    def __init__(self, rows, as_of):
        self.rows, self.as_of = rows, as_of
        self.known = datetime.combine(as_of + timedelta(1), datetime.min.time(), tzinfo=moment("2026-01-01T00:00:00+08:00").tzinfo)
        self.clients = {c["id"]: c for c in rows["client"] + rows["merged"]}

    def happened(self, text):
        return bool(text) and (moment(text) < self.known if "T" in text else day(text) <= self.as_of)

    def branch_of(self, book):
        return "" if book == "ORG" else book[3:] if book.startswith("BR-") else book.split("-")[0]

    def span_of(self, branch):
        if not branch:
            return ""
        return next((b["span"] for b in self.rows["branch"] if b["code"] == branch and b.get("span")), "未划分")

    def held(self, client, d):
        """Who looked after a client on a day, and in which branch."""
        c = self.clients.get(client)
        who, where = (c.get("owner_id") or "", self.branch_of(c["book"])) if c else ("", "")
        changes = sorted((o for o in self.rows["client_owner"] if o["client_id"] == client), key=lambda o: o["valid_from"])
        if changes and d < day(changes[0]["valid_from"]):
            return changes[0].get("former_id") or who, changes[0].get("former_branch") or where
        for o in changes:
            if day(o["valid_from"]) <= d:
                who, where = o["owner_id"], o.get("branch") or where
        return who, where

    def place(self, level, client, owner, branch):
        return {"client": client, "specialist": owner, "branch": branch, "span": self.span_of(branch), "nation": EVERYONE}[level]

    def month_place(self, level, client, month):
        return self.place(level, client, *self.held(client, min(last(month), self.as_of)))

    def event_place(self, level, record, d, branch=""):
        client = record.get("client_id") or ""
        moved = any(o["client_id"] == client for o in self.rows["client_owner"])
        where = (self.held(client, d)[1] if moved else "") or branch or self.branch_of(record["book"])
        return self.place(level, client, record.get("owner_id") or "", where)


def months_begun(plain, months):
    return [m for m in months if first(m) <= plain.as_of]


# -- money --------------------------------------------------------------------------------------------------------------


def counts(line):
    """What is void or waits for approval is in no sum."""
    return line.get("state") not in ("void", "requested")


def given_up(loss):
    return loss.get("status") in (None, "approved")


def money(plain, client, month):
    """(revenue, cost, billed) of a month, up to what is known."""
    revenue = cost = billed = 0
    for table in ("charge_line", "cost_line"):
        for x in plain.rows[table]:
            if x["client_id"] == client and counts(x) and x["biz_date"][:7] == month and plain.happened(x["biz_date"]):
                tax = Fraction(x["amount_incl_tax"] * x["vat_rate"], 10000 + x["vat_rate"])
                rounded = int(abs(tax) + Fraction(1, 2)) * (1 if tax >= 0 else -1)
                net = 0 if x["item"] == "claim" else x["amount_incl_tax"] - rounded
                if table == "cost_line":
                    cost += net
                else:
                    revenue, billed = revenue + net, billed + x["amount_incl_tax"]
    for o in plain.rows["opening_balance"]:
        if o["client_id"] == client and o["month"] == month and first(month) <= plain.as_of:
            revenue += o["amount"] if o["item"] == "revenue" else 0
            cost += o["amount"] if o["item"] == "cost" else 0
            billed += o["amount"] if o["item"] == "billing" else 0
    return revenue, cost, billed


def case_at(plain, case, until):
    """(closed on, due, void) after the events up to a day."""
    closed, due, void = None, day(case["first_due_close_at"]), False
    events = [e for e in plain.rows["complaint_event"] if e["complaint_id"] == case["id"] and day(e["at"]) <= until]
    for e in sorted(events, key=lambda e: (e["at"], e["n"])):
        if e["action"] == "批准延期":
            due = day(case["extended_due_at"])
        if e["to_status"] == "closed":
            closed = closed or day(e["at"])
        elif e["to_status"] == "reopened":
            closed = None
        void = e["to_status"] == "void"
    return closed, due, void


def mine(plain, level, entity, month):
    return [c for c in plain.clients if plain.month_place(level, c, month) == entity]


def k01(plain, level, entity, months):
    num = den = 0
    end = min(last(months[-1]), plain.as_of)
    for m in months_begun(plain, months):
        for c in mine(plain, level, entity, m):
            revenue, cost, _ = money(plain, c, m)
            num, den = num + revenue - cost, den + revenue
            for case in plain.rows["complaint"]:
                closed, _, void = case_at(plain, case, end)
                if case["client_id"] == c and day(case["registered_at"]) <= plain.as_of and closed and not void and in_month(closed, m):
                    num -= (case.get("compensation") or 0) - (case.get("recovered") or 0)
    return num, den


def target(plain, level, entity, month):
    names = {"nation": lambda e: True, "span": lambda e: e == entity, "branch": lambda e: e == entity}
    fits = names.get(level, lambda e: e == entity)
    lines = [
        t
        for t in plain.rows["plan_line"]
        if t["level"] == level and t["metric"] == "revenue" and t["month"] == month and t["status"] != "draft" and fits(t["entity"])
    ]
    return max(lines, key=lambda t: (t["version"], t["n"]))["value"] if lines else None


def k02(plain, level, entity, months):
    begun = months_begun(plain, months)
    actual = sum(money(plain, c, m)[0] for m in begun for c in mine(plain, level, entity, m))
    planned = sum(target(plain, level, entity, m) or 0 for m in begun)
    return (actual - 2 * planned, -planned) if planned < 0 else (actual, planned)


def head(plain, client):
    seen = [client]
    while plain.clients[seen[-1]].get("successor_id") in plain.clients and plain.clients[seen[-1]]["successor_id"] not in seen:
        seen.append(plain.clients[seen[-1]]["successor_id"])
    return seen[-1]


def began(plain, client):
    c = plain.clients[client]
    if c.get("first_biz_date"):
        return day(c["first_biz_date"])
    paid = [x["biz_date"][:7] for x in plain.rows["charge_line"] if x["client_id"] == client] + [
        o["month"] for o in plain.rows["opening_balance"] if o["client_id"] == client
    ]
    paid = [m for m in sorted(paid) if money(plain, client, m)[0]]
    return first(paid[0]) if paid else None


def k06(plain, level, entity, months):
    num = den = 0
    for m in months_begun(plain, months):
        base = month_add(m, -12)
        for h in mine(plain, level, entity, m):
            if head(plain, h) != h:
                continue
            group = [c for c in plain.clients if head(plain, c) == h]
            c = plain.clients[h]
            out = c.get("exit_type") == "company_initiated" and c.get("exit_date") and c["exit_date"][:7] <= m
            starts = [d for d in (began(plain, x) for x in group) if d]
            year = sum(money(plain, x, month_add(base, -i))[0] for x in group for i in range(12))
            if c["client_type"] == "project" or out or not starts or min(starts) > first(base) or year <= 0:
                continue
            now, then = (sum(money(plain, x, month)[0] for x in group) for month in (m, base))
            num, den = num + now - then, den + then
    return num, den


def account(plain, client, d):
    """What moved a client's account up to a day; below zero he has paid ahead."""
    d = min(d, plain.as_of)
    sum_ = 0
    for x in plain.rows["charge_line"]:
        if x["client_id"] == client and counts(x) and day(x["biz_date"]) <= d:
            sum_ += x["amount_incl_tax"]
    for o in plain.rows["opening_balance"]:
        if o["client_id"] == client and o["month"] <= f"{d:%Y-%m}":
            sum_ += {"receivable": o["amount"], "unapplied": -o["amount"]}.get(o["item"], 0)
    receipts = {r["id"]: r for r in plain.rows["receipt"]}
    for r in receipts.values():
        if r.get("client_id") == client and day(r["received_on"]) <= d:
            sum_ -= r["amount"]
    for a in plain.rows["application"]:
        if day(a["applied_on"]) <= d:
            sum_ -= a["amount"] if a["client_id"] == client else 0
            r = receipts[a["receipt_id"]]
            sum_ += a["amount"] if r.get("client_id") == client and day(r["received_on"]) <= d else 0
    for w in plain.rows["write_off"]:
        sum_ -= w["amount"] if w["client_id"] == client and given_up(w) and day(w["written_off_on"]) <= d else 0
    return sum_


def opened(plain, client):
    lines = [
        x["biz_date"][:7] for x in plain.rows["charge_line"] if x["client_id"] == client and counts(x) and plain.happened(x["biz_date"])
    ]
    starts = [o["month"] for o in plain.rows["opening_balance"] if o["client_id"] == client and first(o["month"]) <= plain.as_of]
    return min([*lines, *([month_add(max(starts), 1)] if starts else [])], default=None)


def k07(plain, level, entity, months):
    begun = months_begun(plain, months)
    if not begun:
        return 0, 0
    window = begun if len(begun) >= 3 else [month_add(begun[-1], -i) for i in (2, 1, 0)]
    clients = mine(plain, level, entity, begun[-1])
    starts = [m for m in (opened(plain, c) for c in clients) if m]
    window = [m for m in window if starts and m >= min(starts)]
    if not window:
        return 0, 0
    days = (min(last(months[-1]), plain.as_of) - first(window[0])).days + 1
    num = den = Fraction(0)
    for c in clients:
        ends = [max(0, account(plain, c, last(m))) for m in (month_add(window[0], -1), *window)]
        num += Fraction(sum(a + b for a, b in pairwise(ends)), 2 * len(window)) * days
        den += max(0, sum(money(plain, c, m)[2] for m in window))
    return num, den


# -- debts --------------------------------------------------------------------------------------------------------------


def due_day(plain, line, d):
    """When a line falls due, as known on a day: by the invoices of its statement that were not taken back, else by itself."""
    own = line.get("due_date")
    invoices = [
        i for i in plain.rows["invoice"] if i.get("statement_id") and i["statement_id"] == line.get("statement_id") and not i.get("red_of")
    ]
    dues = []
    for i in invoices:
        red = sum(r["amount_incl_tax"] for r in plain.rows["invoice"] if r.get("red_of") == i["id"] and day(r["issued_on"]) <= d)
        if day(i["issued_on"]) <= d and i.get("due_date") and i["amount_incl_tax"] + red > 0:
            dues.append(i["due_date"])
    return min(dues) if dues else own


def owed(plain, client, d):
    """([due day or None, business day, id, amount, statement] of what is owed, what lowers it)."""
    items, loose = [], 0
    for x in plain.rows["charge_line"]:
        if x["client_id"] == client and counts(x) and day(x["biz_date"]) <= d and not x.get("adjusts_id"):
            if x["amount_incl_tax"] > 0:
                items.append([due_day(plain, x, d), x["biz_date"], x["id"], x["amount_incl_tax"], x.get("statement_id")])
            else:
                loose -= x["amount_incl_tax"]
    for o in plain.rows["opening_balance"]:
        if o["client_id"] == client and o["month"] <= f"{d:%Y-%m}" and o["item"] == "receivable":
            items.append([o.get("due_date"), last(o["month"]).isoformat(), o["id"], o["amount"], None])
    return sorted(items, key=lambda i: (i[0] or "9999", i[1], i[2])), loose


def statement_of(plain, invoice):
    return next((i.get("statement_id") for i in plain.rows["invoice"] if i["id"] == invoice), None)


def used(plain, client, d, cash_until, losses_until):
    """[(what it was for or None, statement or None, amount)] of applications, adjustments and write-offs."""
    receipts = {r["id"]: r for r in plain.rows["receipt"]}
    for a in plain.rows["application"]:
        r = receipts[a["receipt_id"]]
        came = min(a["applied_on"], r["received_on"]) if r.get("client_id") == client else a["applied_on"]
        if a["client_id"] == client and day(a["applied_on"]) <= d and day(came) <= cash_until:
            one = a.get("charge_line_id") or a.get("opening_id")
            yield one, None if one else a.get("statement_id") or statement_of(plain, a.get("invoice_id")), a["amount"]
    for x in plain.rows["charge_line"]:
        if x["client_id"] == client and counts(x) and x.get("adjusts_id") and day(x["biz_date"]) <= min(d, losses_until):
            yield x["adjusts_id"], None, -x["amount_incl_tax"]
    for w in plain.rows["write_off"]:
        if w["client_id"] == client and given_up(w) and day(w["written_off_on"]) <= min(d, losses_until):
            one = w.get("charge_line_id") or w.get("opening_id")
            yield one, None if one else statement_of(plain, w.get("invoice_id")), w["amount"]


def unused(plain, client, d, cash_until):
    """Money that came in and is for nothing yet."""
    for r in plain.rows["receipt"]:
        if r.get("client_id") == client and day(r["received_on"]) <= cash_until:
            spent = sum(a["amount"] for a in plain.rows["application"] if a["receipt_id"] == r["id"] and day(a["applied_on"]) <= d)
            yield max(0, r["amount"] - spent)
    for o in plain.rows["opening_balance"]:
        if o["client_id"] == client and o["item"] == "unapplied" and last(o["month"]) <= cash_until:
            yield o["amount"]


def debts(plain, client, d, cash_until, losses_until):
    """[(due day or None, id, left)] of a client on a day, with money up to one day and write-offs up to another."""
    items, loose = owed(plain, client, d)
    parts = list(used(plain, client, d, cash_until, losses_until))
    for one, statement, amount in [p for p in parts if p[0]] + [p for p in parts if not p[0]]:
        for i in items:
            part = min(amount, i[3]) if (i[2] == one if one else statement and i[4] == statement) else 0
            i[3] -= part
            amount -= part
        loose += amount
    loose += sum(unused(plain, client, d, cash_until))
    for i in items:
        part = max(0, min(loose, i[3]))
        i[3] -= part
        loose -= part
    return [(i[0], i[2], i[3]) for i in items]


def k19(plain, level, entity, months):
    begun = months_begun(plain, months)
    d = min(last(months[-1]), plain.as_of)
    left = [x for c in (mine(plain, level, entity, begun[-1]) if begun else ()) for x in debts(plain, c, d, d, d)]
    return sum(n for due, _, n in left if due and day(due) < d), sum(n for _, _, n in left)


def k20(plain, level, entity, months):
    begun = months_begun(plain, months)
    d, before = min(last(months[-1]), plain.as_of), first(months[0]) - timedelta(1)
    num = den = 0
    for c in mine(plain, level, entity, begun[-1]) if begun else ():
        after = {id: n for _, id, n in debts(plain, c, d, d, before)}
        for due, id, n in debts(plain, c, d, before, before):
            if due and day(due) <= d:
                num, den = num + n - after[id], den + n
    return num, den


def k24(plain, level, entity, months):
    num = den = 0
    for s in plain.rows["statement"]:
        if s.get("confirmed_at"):
            by = workday(day(s["confirmed_at"]), 5)
            if by <= plain.as_of and f"{by:%Y-%m}" in months and plain.event_place(level, s, by) == entity:
                issued = [i["issued_on"] for i in plain.rows["invoice"] if i.get("statement_id") == s["id"] and not i.get("red_of")]
                num, den = num + bool(issued and day(min(issued)) <= by), den + 1
    return num, den


# -- service ------------------------------------------------------------------------------------------------------------


def k04(plain, level, entity, months):
    window = months if len(months) >= 3 else [month_add(months[-1], -i) for i in (2, 1, 0)]
    end, best = min(last(months[-1]), plain.as_of), {}
    for r in sorted(plain.rows["survey_response"], key=lambda r: (r.get("responded_at") or "", r["id"])):
        marks = [r[n] for n in ("timeliness", "safety", "information", "attitude", "exceptions", "billing") if r.get(n)]
        mark = r["overall"] if r.get("overall") else Fraction(sum(marks), len(marks)) if marks else None
        if r.get("responded_at") and r.get("valid") and mark is not None and day(r["responded_at"]) <= end:
            best[r["round_id"], r["client_id"], r["contact_id"]] = (r, mark)
    num = den = 0
    for r, mark in best.values():
        d = day(r["responded_at"])
        if first(window[0]) <= d and plain.event_place(level, r, d) == entity:
            num, den = num + (mark >= 4), den + 1
    return num, den


def counted(plain):
    return [c for c in plain.rows["complaint"] if c["case_kind"] != "inquiry"]


def k05(plain, level, entity, months):
    end, num, den = min(last(months[-1]), plain.as_of), 0, 0
    for c in counted(plain):
        if day(c["registered_at"]) > end or plain.event_place(level, c, day(c["registered_at"])) != entity:
            continue
        closed, due, void = case_at(plain, c, end)
        if void:
            continue
        if closed:
            inside = closed >= first(months[0])
            num, den = num + inside, den + inside
        else:
            den += due <= end
    return num, den


def live_cases(plain, level, entity, months):
    for c in counted(plain):
        at = c["received_at"]
        fits = plain.happened(at) and at[:7] in months and not case_at(plain, c, plain.as_of)[2]
        if fits and plain.event_place(level, c, day(at)) == entity and plain.happened(c["registered_at"]):
            yield c


def k17(plain, level, entity, months):
    took = [
        Fraction(int((moment(c["first_response_at"]) - moment(c["received_at"])).total_seconds()), 60)
        for c in live_cases(plain, level, entity, months)
        if plain.happened(c.get("first_response_at"))
    ]
    return sum(took), len(took)


def k17b(plain, level, entity, months):
    num = den = 0
    for c in live_cases(plain, level, entity, months):
        answered = plain.happened(c.get("first_response_at"))
        if answered or plain.happened(c["due_response_at"]):
            num, den = num + (answered and c["first_response_at"] <= c["due_response_at"]), den + 1
    return num, den


def k23(plain, level, entity, months):
    num = den = 0
    for c in live_cases(plain, level, entity, months):
        if c["severity"] != "critical":
            continue

        def told(levels, minutes, c=c):
            by = moment(c["received_at"]) + timedelta(minutes=minutes)
            return any(
                r["complaint_id"] == c["id"] and r["level"] in levels and moment(r["at"]) <= by and plain.happened(r["at"])
                for r in plain.rows["case_report"]
            )

        ok = told({"branch"}, 30) and told({"deputy", "director"}, 60)
        if ok or moment(c["received_at"]) + timedelta(hours=1) < plain.known:
            num, den = num + ok, den + 1
    return num, den


def sop(plain, client, version, name, default):
    """The number that one version of a client's SOP says."""
    ids = {s["id"] for s in plain.rows["client_sop"] if s["client_id"] == client and s["version"] == version}
    told = [s for s in plain.rows["sop_section"] if s["sop_id"] in ids and s.get(name) is not None]
    return min(told, key=lambda s: s["code"])[name] if told else default


def holds(s, d):
    """Whether a version is in force on a day."""
    led = s["status"] == "effective" or (s["status"] == "superseded" and s.get("effective_to"))
    return led and day(s["effective_from"]) <= d and (not s.get("effective_to") or d <= day(s["effective_to"]))


def visits_wanted(plain, c):
    """Every how many months."""
    versions = [s for s in plain.rows["client_sop"] if s["client_id"] == c["id"] and holds(s, plain.as_of)]
    n = None
    if versions:
        n = sop(plain, c["id"], max(versions, key=lambda s: (s["effective_from"], s["version"]))["version"], "visits_per_year", None)
    if n is not None:
        return 1 if n >= 12 else 3 if n >= 4 else 6 if n >= 2 else 12 if n >= 1 else 0
    return {"KA": 1, "A": 1, "B": 3, "C": 6}[c["tier"]]


def was_client(plain, c, start, end):
    if c["client_type"] == "internal" or c["status"] in ("prospect", "blacklisted") or c.get("successor_id"):
        return False
    b = began(plain, c["id"])
    return b is not None and b <= start and not (c.get("exit_date") and day(c["exit_date"]) <= end)


def k18(plain, level, entity, months):
    num = den = 0
    for m in months_begun(plain, months):
        for id in mine(plain, level, entity, m):
            c, n = plain.clients[id], visits_wanted(plain, plain.clients[id])
            if not n or int(m[5:]) % n or not was_client(plain, c, first(month_add(m, 1 - n)), last(m)):
                continue
            num += any(
                v["client_id"] == id and v["log_type"] == "visit" and v["channel"] == "onsite"
                and first(month_add(m, 1 - n)) <= day(v["occurred_at"]) <= min(last(m), plain.as_of)
                for v in plain.rows["client_log"]
            )  # fmt: skip
            den += 1
    return num, den


def at_the_end(plain, level, entity, months):
    begun, d = months_begun(plain, months), min(last(months[-1]), plain.as_of)
    for id in mine(plain, level, entity, begun[-1]) if begun else ():
        if was_client(plain, plain.clients[id], d, d):
            yield plain.clients[id], d


def k25(plain, level, entity, months):
    num = den = 0
    for c, d in at_the_end(plain, level, entity, months):
        den += 1
        num += any(
            s["client_id"] == c["id"] and holds(s, d) for s in plain.rows["client_sop"]
        )  # fmt: skip
    return num, den


ARCHIVE = [
    "uscc",
    "industry",
    "first_biz_date",
    "biz_address",
    "service_scope",
    "statement_day",
    "invoice_day",
    "credit_limit",
    "invoice_title",
    "bank_name",
    "bank_account",
    "invoice_phone",
    "cargo_traits",
    "est_annual_revenue",
    "maintenance_strategy",
]


def k26(plain, level, entity, months):
    num = den = 0
    for c, _ in at_the_end(plain, level, entity, months):
        wanted = ARCHIVE + (["contract_no", "contract_from", "contract_to"] if c["client_type"] == "contract" else [])
        num, den = num + sum(bool(c.get(n)) for n in wanted), den + len(wanted)
    return num, den


def k29(plain, level, entity, months):
    begun, d = months_begun(plain, months), min(last(months[-1]), plain.as_of)
    num = den = 0
    for id in mine(plain, level, entity, begun[-1]) if begun else ():
        c, start = plain.clients[id], first(months[0])
        out = day(c["exit_date"]) if c.get("exit_date") else None
        b = began(plain, id)
        if was_client(plain, {**c, "exit_date": None}, start - timedelta(1), start) and b < start and (not out or out >= start):
            num, den = num + bool(out and out <= d), den + 1
    return num, den


# -- waybills -----------------------------------------------------------------------------------------------------------


def loads(plain, level, entity, months, when):
    """Waybills whose day `when` lies in the period; cancelled ones say by whom, once that is known."""
    for w in plain.rows["waybill"]:
        at = when(w)
        if not at or not plain.happened(at) or at[:7] not in months or plain.event_place(level, w, day(at)) != entity:
            continue
        told = [
            e.get("reported_at") or e["occurred_at"]
            for e in plain.rows["waybill_event"]
            if e["waybill_id"] == w["id"] and e.get("to_status") == "void"
        ]
        gone = w.get("status") == "void" and (not told or plain.happened(min(told)))
        yield w, (("us" if w.get("void_reason") == "us" else "client") if gone else "")


def late_by(plain, w, done, planned, minutes):
    return plain.happened(w.get(done)) and moment(w[done]) <= moment(w[planned]) + timedelta(minutes=minutes)


def k12(plain, level, entity, months):
    found = [(w, v) for w, v in loads(plain, level, entity, months, lambda w: w["planned_departure_at"]) if v != "client"]
    grace = lambda w: sop(plain, w["client_id"], w.get("sop_version"), "departure_grace_min", 30)  # noqa: E731
    return sum(late_by(plain, w, "departed_at", "planned_departure_at", grace(w)) for w, _ in found), len(found)


def k13(plain, level, entity, months):
    found = [(w, v) for w, v in loads(plain, level, entity, months, lambda w: w["required_arrival_at"]) if v != "client"]
    grace = lambda w: sop(plain, w["client_id"], w.get("sop_version"), "arrival_grace_min", 0)  # noqa: E731
    return sum(late_by(plain, w, "arrived_at", "required_arrival_at", grace(w)) for w, _ in found), len(found)


def signed(plain, w):
    return plain.happened(w.get("signed_at")) and w.get("sign_status") != "rejected"


def k14(plain, level, entity, months):
    num = den = 0
    for w, _ in loads(plain, level, entity, months, lambda w: w.get("arrived_at")):
        ends = moment(w["arrived_at"]) + timedelta(hours=sop(plain, w["client_id"], w.get("sop_version"), "signoff_hours", 24))
        if ends < plain.known:
            num, den = num + (signed(plain, w) and moment(w["signed_at"]) <= ends), den + 1
    return num, den


def paper_due(w):
    if not w.get("signed_at") or w.get("pod_due_date"):
        return w.get("pod_due_date")
    same = w["origin_city"] == w["dest_city"]
    province = w["origin_city"][:6].isdigit() and w["dest_city"][:6].isdigit() and w["origin_city"][:2] == w["dest_city"][:2]
    days = w["sop_pod_days"] if w.get("sop_pod_days") is not None else 3 if same else 7 if province else 15
    return (day(w["signed_at"]) + timedelta(days)).isoformat()


def papers(plain, level, entity, months):
    for w, _ in loads(plain, level, entity, months, paper_due):
        if w["pod_required"] and signed(plain, w):
            original = sop(plain, w["client_id"], w.get("sop_version"), "pod_original_required", False)
            fits = plain.happened(w.get("pod_received_at")) and (w.get("pod_type") == "original" or not original)
            yield day(paper_due(w)), day(w["pod_received_at"]) if fits else None


def k15a(plain, level, entity, months):
    found = list(papers(plain, level, entity, months))
    return sum(bool(back and back <= due) for due, back in found), len(found)


def k15b(plain, level, entity, months):
    found = list(papers(plain, level, entity, months))
    return sum(bool(back) for _, back in found), len(found)


def k16(plain, level, entity, months):
    num = den = 0
    for w, _ in loads(plain, level, entity, months, lambda w: w.get("signed_at")):
        if signed(plain, w):
            links = {x["complaint_id"] for x in plain.rows["complaint_waybill"] if x["waybill_id"] == w["id"]}
            harmed = w.get("sign_status") in ("damage", "short") or any(
                (c.get("waybill_id") == w["id"] or c["id"] in links) and c["type"] in ("damage", "shortage", "loss")
                and plain.happened(c["registered_at"]) and not case_at(plain, c, plain.as_of)[2]
                for c in counted(plain)
            )  # fmt: skip
            num, den = num + harmed, den + 1
    return num, den


def k21(plain, level, entity, months):
    found = [v for _, v in loads(plain, level, entity, months, lambda w: w["planned_departure_at"]) if v != "client"]
    return sum(1 for _ in live_cases(plain, level, entity, months)), len(found)


def k22(plain, level, entity, months):
    num = den = 0
    for w, void in loads(plain, level, entity, months, lambda w: w.get("departed_at")):
        if void:
            continue
        end = moment(w["arrived_at"]) if plain.happened(w.get("arrived_at")) else plain.known - timedelta(seconds=1)
        told = [
            moment(e.get("reported_at") or e["occurred_at"])
            for e in plain.rows["waybill_event"]
            if e["waybill_id"] == w["id"] and e["node"] in ("checkpoint", "exception") and plain.happened(e["occurred_at"])
        ]
        points = [moment(w["departed_at"]), *sorted(t for t in told if moment(w["departed_at"]) < t < end), end]
        gap = timedelta(hours=sop(plain, w["client_id"], w.get("sop_version"), "tracking_interval_h", 4) + 1)
        num, den = num + all(b - a <= gap for a, b in pairwise(points)), den + 1
    return num, den


# -- the office ---------------------------------------------------------------------------------------------------------


def person_place(plain, level, staff, book):
    s = next((s for s in plain.rows["staff"] if s["id"] == staff), None)
    return plain.place(level, "", staff or "", (s or {}).get("branch") or plain.branch_of(book))


def k08(plain, level, entity, months):
    num = den = 0
    for r in plain.rows["report_version"]:
        if (
            plain.happened(r["published_on"])
            and r["published_on"][:7] in months
            and person_place(plain, level, r["owner_id"], r["book"]) == entity
        ):
            wrong = {c["cell"] for c in plain.rows["report_correction"] if c["report_id"] == r["id"] and plain.happened(c["found_on"])}
            num, den = num + max(0, r["items"] - len(wrong)), den + r["items"]
    return num, den


def k09(plain, level, entity, months):
    num = den = 0
    for i in plain.rows["work_item"]:
        if i["due_date"][:7] not in months_begun(plain, months) or person_place(plain, level, i["owner_id"], i["book"]) != entity:
            continue
        if (i["origin"] == "added" and not i.get("approved_by")) or plain.happened(i.get("cancelled_on")):
            continue
        num, den = num + (plain.happened(i.get("done_on")) and day(i["done_on"]) <= last(i["due_date"])), den + 1
    return num, den


def covered(period):
    if len(period) == 4:
        return []
    return [period] if "Q" not in period else [f"{period[:5]}{int(period[-1]) * 3 - i:02}" for i in (2, 1, 0)]


def k10(plain, level, entity, months):
    started = min((m for a in plain.rows["appraisal"] for m in covered(a["period"])), default="9999-12")
    num = den = 0
    for m in months_begun(plain, months):
        for s in plain.rows["staff"] if m >= started else ():
            if plain.place(level, "", s["id"], s.get("branch") or "") != entity:
                continue
            here = [first(m) + timedelta(i) for i in range((last(m) - first(m)).days + 1)]
            away = {
                d for x in plain.rows["staff_leave"] if x["staff_id"] == s["id"] for d in here if day(x["since"]) <= d <= day(x["until"])
            }
            joined = not s.get("hired_on") or sum(d >= day(s["hired_on"]) for d in here) >= 15
            if (s.get("left_on") and day(s["left_on"]) <= last(m)) or not joined or 2 * len(away) >= len(here):
                continue
            den += 1
            num += any(
                a["staff_id"] == s["id"] and m in covered(a["period"]) and plain.happened(a.get("approved_on"))
                and day(a["approved_on"]) <= workday(last(covered(a["period"])[-1]), 5)
                for a in plain.rows["appraisal"]
            )  # fmt: skip
    return num, den


def k11(plain, level, entity, months):
    latest = {}
    for s in sorted(plain.rows["superior_score"], key=lambda s: s["n"]):
        latest[s["staff_id"], s["month"], s["rater"]] = s
    num = den = 0
    for s in latest.values():
        if s["month"] in months_begun(plain, months) and person_place(plain, level, s["staff_id"], s["book"]) == entity:
            num, den = num + sum(s[n] for n in ("quality", "timeliness", "cooperation", "initiative")), den + 20
    return num, den


def k27(plain, level, entity, months):
    num = den = 0
    for i in plain.rows["instruction"]:
        holder = next((s["id"] for s in plain.rows["staff"] if s.get("site") and s["book"] == i["book"]), "")
        fits = i.get("due") and plain.happened(i["due"]) and i["due"][:7] in months
        if fits and person_place(plain, level, holder, i["book"]) == entity:
            num, den = num + bool(i.get("done_at") and i["done_at"][:10] <= i["due"]), den + 1
    return num, den


def k28(plain, level, entity, months):
    num = den = 0
    for i in plain.rows["inspection_5s"]:
        if plain.happened(i["day"]) and i["day"][:7] in months and person_place(plain, level, i.get("owner_id"), i["book"]) == entity:
            num, den = num + sum(i[n] for n in ("seiri", "seiton", "seiso", "seiketsu", "shitsuke")), den + 100
    return num, den


KPIS = {
    "K01": k01, "K02": k02, "K03": k02, "K04": k04, "K05": k05, "K06": k06, "K07": k07, "K08": k08, "K09": k09, "K10": k10, "K11": k11,
    "K12": k12, "K13": k13, "K14": k14, "K15a": k15a, "K15b": k15b, "K16": k16, "K17": k17, "K17b": k17b, "K18": k18, "K19": k19,
    "K20": k20, "K21": k21, "K22": k22, "K23": k23, "K24": k24, "K25": k25, "K26": k26, "K27": k27, "K28": k28, "K29": k29,
}  # fmt: skip


def months_of(period):
    """The months of `2026-06`, `2026-Q2`, `2026`, `2026-06-R12`, `2026-01..2026-02`."""
    if period.endswith("-R12"):
        return [month_add(period[:7], i) for i in range(-11, 1)]
    if ".." in period:
        a, b = period.split("..")
        return [m for i in range(36) if (m := month_add(a, i)) <= b]
    if "Q" in period:
        return [f"{period[:5]}{int(period[-1]) * 3 - i:02}" for i in (2, 1, 0)]
    return [period] if len(period) == 7 else [f"{period}-{n:02}" for n in range(1, 13)]


def figure(rows, kpi, level, entity, period, as_of):
    """(numerator, denominator) of one figure."""
    num, den = KPIS[kpi](Plain(rows, as_of), level, entity, months_of(period))
    return Fraction(num), Fraction(den)
