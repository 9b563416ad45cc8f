"""What the specialist of the pictures has dealt with: visits, calls, a planned month, shipments that fall off, a survey round."""

from __future__ import annotations

from datetime import timedelta


def fill(db, now):
    """Follow-ups, plans and shipments of the first clients, the same ones every time."""
    from csdesk.domain.care.clients import Client, Contact
    from csdesk.domain.care.followups import ClientLog
    from csdesk.domain.rows import Query
    from csdesk.operations import ledgers
    from csdesk.operations.clients import visits

    clients = ledgers.select(db, Client, Query(sort="client_code"), 12)
    for i, who in enumerate(clients):
        told = {"client_id": who.id, "name": ("王丽", "陈建国", "李娜", "周敏")[i % 4], "role": "logistics", "mobile": f"1390013{i:04}"}
        person = ledgers.create(db, Contact, {**told, "is_primary": True}, now=now)
        at = (now - timedelta(days=3 + 5 * (i % 5))).isoformat()
        log = {"client_id": who.id, "occurred_at": at, "participants": ["张三"], "contact_id": person.id}
        kind = "visit" if i % 3 == 0 else "call"
        content = "了解七月发货计划，客户表示产量平稳，希望增加夜间提货窗口。"
        channel = "onsite" if kind == "visit" else "phone"
        ledgers.create(db, ClientLog, {**log, "log_type": kind, "channel": channel, "content": content}, now=now)
    month = visits.month_plan(db, f"{now:%Y-%m}", now.date())
    visits.take(db, [(due, due.proposed) for due in month if due.proposed][:4], now=now)
    _shipments(db, clients[0].id, now)
    _survey(db, now)


def _shipments(db, client, now):
    """Two a day for four weeks, then hardly any."""
    from csdesk.domain.transport.waybills import Waybill
    from csdesk.operations import ledgers

    for back in range(1, 31):
        day = now - timedelta(days=back)
        if day.weekday() > 4 or back < 4:
            continue
        at = day.replace(hour=9, minute=0)
        times = {"planned_loading_at": at, "planned_departure_at": at + timedelta(hours=2), "required_arrival_at": at + timedelta(hours=9)}
        told = {
            "client_id": client,
            "goods_name": "空调外机",
            "pieces": 40,
            "origin_city": "宁波",
            "dest_city": "上海",
            "vehicle_type_req": "9.6m",
        }
        for _ in range(2):
            moments = {name: moment.isoformat() for name, moment in times.items()}
            ledgers.create(db, Waybill, {**told, **moments, "plan_date": day.date().isoformat()}, now=now)


def _survey(db, now):
    """A round that is half answered."""
    from csdesk.domain.care.surveys import SurveyRound
    from csdesk.operations import ledgers
    from csdesk.operations.clients import surveys

    told = {"name": "2026年二季度满意度调查", "period": "2026-Q2", "sent_on": "2026-06-08", "closes_on": "2026-06-25"}
    made = ledgers.create(db, SurveyRound, told, now=now)
    surveys.invite(db, made, 100, now=now)
    marks = ("5454554", "4444454", "3342345", "5555555")
    names = ("overall", "timeliness", "safety", "information", "attitude", "exceptions", "billing")
    found = surveys.read(db, made.book, made.id)
    for row, digits in zip(found.responses, marks, strict=False):
        values = dict(zip(names, map(int, digits), strict=True))
        bad = {"reason_codes": ["timeliness", "information"], "comment": "到货不准时，信息反馈慢"} if values["overall"] < 4 else {}
        surveys.answer(db, made, row, {**values, **bad, "nps": values["overall"] + 4}, now=now)
