"""Draw the pictures of this folder anew: the window with made-up data, light and dark, small and at 200 %.

Each picture is drawn by a process of its own, since the scale of a screen is chosen at start.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

import dealings  # noqa: E402  beside this file
import exchanging  # noqa: E402

#: The boards beside the scorecard, and what they are called.
BOARDS = {"heat": "客户热力图", "bridge": "收入变动（按客户）", "funnel": "预估到回款", "times": "准时率"}

#: Name of the picture → (what it shows, scheme, scale, width, height).
PICTURES = {
    "today-light": ("today", "light", 1, 1366, 768),
    "today-dark": ("today", "dark", 1, 1366, 768),
    "today-manager-light": ("today_manager", "light", 1, 1366, 768),
    "task-light": ("task", "light", 1, 1366, 768),
    "clients-light": ("clients", "light", 1, 1366, 768),
    "clients-dark": ("clients", "dark", 1, 1366, 768),
    "complaints-light": ("complaints", "light", 1, 1366, 768),
    "complaints-dark": ("complaints", "dark", 1, 1366, 768),
    "complaints-200": ("complaints", "light", 2, 1366, 768),
    "wrong-light": ("wrong", "light", 1, 1366, 768),
    "dispatch-light": ("dispatch", "light", 1, 1366, 768),
    "board-light": ("board", "light", 1, 1366, 768),
    "board-dark": ("board", "dark", 1, 1366, 768),
    "proposal-light": ("proposal", "light", 1, 1366, 768),
    "proposal-dark": ("proposal", "dark", 1, 1366, 768),
    "assign-light": ("assign", "light", 1, 1366, 768),
    "first-run-light": ("first_run", "light", 1, 1366, 768),
    "first-run-dark": ("first_run", "dark", 1, 1366, 768),
    "action-light": ("action", "light", 1, 1366, 768),
    "history-light": ("history", "light", 1, 1366, 768),
    "import-light": ("import_books", "light", 1, 1366, 768),
    "kpi-light": ("kpi", "light", 1, 1366, 768),
    "kpi-dark": ("kpi", "dark", 1, 1366, 768),
    **{f"{what}-{scheme}": (what, scheme, 1, 1366, 768) for what in BOARDS for scheme in ("light", "dark")},
    "plans-light": ("plans", "light", 1, 1366, 768),
    "plans-dark": ("plans", "dark", 1, 1366, 768),
    "weekly-light": ("weekly", "light", 1, 1366, 768),
    "weekly-dark": ("weekly", "dark", 1, 1366, 768),
    "kpi-200": ("kpi", "light", 2, 1366, 768),
    "receivables-light": ("receivables", "light", 1, 1366, 768),
    **{f"{what}-{scheme}": (what, scheme, 1, 1366, 768) for what in ("collecting", "ageing", "agreeing") for scheme in ("light", "dark")},
    "statement-light": ("statement", "light", 1, 1366, 768),
    "daily-light": ("daily", "light", 1, 1366, 768),
    "daily-dark": ("daily", "dark", 1, 1366, 768),
    "transit-light": ("transit", "light", 1, 1366, 768),
    "transit-dark": ("transit", "dark", 1, 1366, 768),
    "timeline-light": ("timeline", "light", 1, 1366, 768),
    "followup-light": ("followup", "light", 1, 1366, 768),
    **{f"{what}-{scheme}": (what, scheme, 1, 1366, 768) for what in ("visits", "survey", "conflicts", "packs", "submissions", "people", "restore", "check")
       for scheme in ("light", "dark")},
    **{f"{what}-light": (what, "light", 1, 1366, 768) for what in exchanging.WHAT},
}  # fmt: skip

#: What is shown of the demo's rollup.
#: The dialogs of the manager, each opened by the menu entry of its name.
BY_MENU = ("conflicts", "packs", "submissions", "people", "restore", "check")
#: The pages and dialogs of money.
MONEY = ("collecting", "ageing", "agreeing", "statement")
FROM_DEMO = (
    "today",
    "today_manager",
    "task",
    "kpi",
    *BOARDS,
    "plans",
    "weekly",
    "receivables",
    *MONEY,
    "timeline",
    "transit",
    *BY_MENU,
    *exchanging.WHAT,
)

FIRMS = (
    ("示例家电", "宁波示例家电有限公司", "appliances", "KA"), ("海曙食品", "宁波海曙食品股份有限公司", "food", "A"),
    ("北仑汽配", "宁波北仑汽车配件制造有限公司", "auto_parts", "A"), ("镇海化工", "镇海精细化工有限公司", "chemicals", "B"),
    ("江北服饰", "宁波江北服饰有限公司", "clothing", "B"), ("余姚电子", "余姚市电子元件厂", "electronics", "C"),
    ("慈溪日化", "慈溪日用化学品有限公司", "fmcg", "B"), ("奉化建材", "奉化新型建材有限公司", "building", "C"),
    ("象山医药", "象山医药物流有限公司", "medicine", "A"), ("宁海机械", "宁海重型机械有限公司", "machinery", "C"),
)  # fmt: skip
CASES = (("delay", "normal", "送货延误 6 小时，客户产线停工待料"), ("damage", "major", "外包装破损，3 台内机变形，客户拒收"),
         ("shortage", "normal", "到货少 2 件，签收单已注明"), ("billing", "normal", "六月对账单与系统差异 1,260.00 元"),
         ("loss", "critical", "整票丢失，承运商无法提供去向"), ("attitude", "normal", "司机与仓库人员争吵，客户要求换人"))  # fmt: skip


def fill(db, now):
    """Some clients, contacts, cases and waybills, the same ones every time."""
    from csdesk.domain.care.clients import Client, Contact
    from csdesk.domain.cases.complaints import Complaint
    from csdesk.domain.moments import wire_moment
    from csdesk.domain.transport.waybills import Waybill
    from csdesk.operations import ledgers, moves

    clients = []
    for i, (short, legal, industry, tier) in enumerate(FIRMS * 3):
        suffix = "" if i < 10 else f"{'东西'[i // 10 - 1]}分公司"
        values = {"short_name": short + suffix, "legal_name": legal + suffix, "industry": industry, "tier": tier, "client_type": "spot",
                  "status": ("active", "active", "transition", "active", "dormant")[i % 5], "credit_limit": 5_000_000 + i * 1_250_000,
                  "contract_to": (now.date() + timedelta(days=20 * i)).isoformat(), "biz_address": "浙江省宁波市海曙区中山西路 138 号"}  # fmt: skip
        clients.append(ledgers.create(db, Client, values, now=now))
    for name, role, mobile in (("王丽", "logistics", "13800138001"), ("陈建国", "finance", "13900139002")):
        ledgers.create(db, Contact, {"client_id": clients[0].id, "name": name, "role": role, "mobile": mobile}, now=now)
    bills = []
    for i in range(18):
        start = now + timedelta(hours=6 + i)
        bill = ledgers.create(db, Waybill, {
            "client_id": clients[i % 10].id, "goods_name": ("空调外机", "冷冻食品", "汽车座椅", "涂料")[i % 4], "pieces": 20 + i, "weight": 1_250_000 + i * 80_000,
            "volume": 8_000 + 300 * i, "origin_city": "宁波", "dest_city": ("上海", "杭州", "苏州", "合肥")[i % 4], "plan_date": start.date().isoformat(),
            "planned_loading_at": wire_moment(start), "planned_departure_at": wire_moment(start + timedelta(hours=2)),
            "required_arrival_at": wire_moment(start + timedelta(hours=10)), "vehicle_type_req": "9.6m", "est_receivable": 260_000 + 5_000 * i}, now=now)  # fmt: skip
        bills.append(bill.id)
    for i in range(24):
        kind, severity, text = CASES[i % len(CASES)]
        at = wire_moment(now - timedelta(days=i * 2 % 17, hours=i))
        values = {"client_id": clients[i % 10].id, "received_at": at, "registered_at": at, "type": kind, "severity": severity, "description": text,
                  "waybill_id": bills[i % 18], "claimed_amount": 128_000 if kind == "damage" else None}  # fmt: skip
        case = ledgers.create(db, Complaint, values, now=now)
        for step in ("accept", "investigate")[: i % 3]:
            case = moves.act(db, Complaint, case, step, {}, now=now)


def note_tasks(db, now):
    """Some things to do, one of them since yesterday."""
    from csdesk.domain.tasks import Task
    from csdesk.operations import ledgers

    for title, days, source in (
        ("给霁朗医药发七月报价", 0, "ad_hoc"),
        ("整理上半年合同原件交经理", -1, "superior"),
        ("约砚舟食品谈回单时限", 0, "visit"),
    ):
        ledgers.create(db, Task, {"title": title, "due": (now + timedelta(days=days)).date().isoformat(), "source": source}, now=now)


def plan_day(db, now):
    """Vehicles, and what some of them drive today: one too heavy, one booked twice, one that comes too late."""
    from csdesk.domain.moments import wire_moment
    from csdesk.domain.rows import Filter, Query
    from csdesk.domain.transport.fleet import Driver, Vehicle
    from csdesk.domain.transport.trips import Trip
    from csdesk.domain.transport.waybills import Waybill
    from csdesk.operations import ledgers, moves
    from csdesk.operations.transport import dispatch

    fleet = []
    people = "王建军", "李志强", "陈海波", "周师傅", "徐文斌", "何立新"
    for i, (plate, kind) in enumerate((("浙B12345", "9.6m"), ("浙B23456", "9.6m"), ("浙B3C789", "6.8m"), ("浙B45D12", "4.2m"), ("浙B88K21", "9.6m"), ("浙BD12345", "4.2m"))):  # fmt: skip
        driver = ledgers.create(db, Driver, {"name": people[i], "mobile": f"1990000000{i}"}, now=now)
        values = {
            "plate_no": plate,
            "vehicle_type": kind,
            "driver_id": driver.id,
            "insurance_until": "2026-05-31" if i == 1 else "2027-03-31",
        }
        fleet.append(ledgers.create(db, Vehicle, values, now=now))
    today = Query(filters=(Filter("plan_date", "is", now.date().isoformat()),))
    bills = ledgers.select(db, Waybill, today)

    def plan(vehicle, rows, **values):
        return dispatch.plan_trip(db, rows, {**dispatch.assignment_of(db, vehicle), **values}, now=now)

    first = plan(fleet[0], bills[:2], planned_departure_at="2026-06-12T06:30:00+08:00", planned_arrival_at="2026-06-12T12:30:00+08:00",
                 planned_loading_at="2026-06-12T05:00:00+08:00")  # fmt: skip
    moves.act(db, Trip, moves.act(db, Trip, first, "approve", {}, now=now), "depart", {}, now=now.replace(hour=6, minute=40))
    plan(fleet[0], bills[2:3])
    plan(fleet[1], bills[3:4])
    plan(fleet[1], bills[4:5])
    plan(fleet[2], bills[5:7], payload=2_500_000)
    for i, (city, hour) in enumerate((("合肥", 15), ("上海", 16), ("南京", 14), ("无锡", 18), ("杭州", 17))):
        values = {
            name: bills[i].values[name] for name in ("client_id", "goods_name", "pieces", "origin_city", "plan_date", "vehicle_type_req")
        }
        loads = {"weight": 2_400_000 + i * 900_000, "volume": 12_000 + 2_500 * i, "dest_city": city}
        start = now.replace(hour=hour, minute=30)
        moments = {
            "planned_loading_at": start - timedelta(hours=2),
            "planned_departure_at": start,
            "required_arrival_at": start + timedelta(hours=6 + i),
        }
        ledgers.create(db, Waybill, {**values, **loads, **{name: wire_moment(at) for name, at in moments.items()}}, now=now)
    waiting = ledgers.select(db, Waybill, Query(filters=(Filter("dest_city", "is", "无锡"),)))
    moves.act(db, Waybill, waiting[0], "hold", {"hold_reason": "等客户确认收货时间", "hold_until": now.date().isoformat()}, now=now)
    one_off = {"plate_no": "皖A6F218", "vehicle_type": "9.6m", "capacity_type": "spot", "driver_name": "孙师傅"}
    dispatch.assign(db, bills[7:8], one_off, now=now)


def loads_day(db, now):
    """Tomorrow: part loads that five vehicles carry one or two each by hand, and some that wait; one client allows no chemicals beside his goods."""
    from csdesk.domain.care.clients import Client
    from csdesk.domain.moments import wire_moment
    from csdesk.domain.rows import Filter, Query
    from csdesk.domain.transport.fleet import Driver, Vehicle
    from csdesk.domain.transport.waybills import Waybill
    from csdesk.operations import ledgers, moves
    from csdesk.operations.transport import dispatch

    moves.act_many(db, Waybill, ledgers.select(db, Waybill, Query()), "void", {"void_reason": "client"}, now=now)
    day = (now + timedelta(days=1)).replace(hour=0, minute=0)
    clients = [ledgers.select(db, Client, Query(filters=(Filter("short_name", "is", firm[0]),)))[0] for firm in FIRMS]
    fleet = []
    people = "王建军", "李志强", "陈海波", "周师傅", "徐文斌", "何立新"
    kinds = (
        ("浙B12345", "9.6m"),
        ("浙B23456", "9.6m"),
        ("浙B3C789", "6.8m"),
        ("浙B45D12", "6.8m"),
        ("浙B88K21", "4.2m"),
        ("浙BD12345", "4.2m"),
    )
    for i, (plate, kind) in enumerate(kinds):
        driver = ledgers.create(db, Driver, {"name": people[i], "mobile": f"1990000000{i}"}, now=now)
        fleet.append(ledgers.create(db, Vehicle, {"plate_no": plate, "vehicle_type": kind, "driver_id": driver.id}, now=now))
    bills = []
    cities = "杭州", "绍兴", "合肥", "上海", "苏州", "无锡", "杭州", "南京", "嘉兴", "上海", "绍兴", "义乌"
    for i, city in enumerate(cities):
        start = day + timedelta(hours=6 + i % 4 * 2)
        loads = {"weight": 900_000 + i % 5 * 850_000, "volume": 5_000 + i % 4 * 4_000, "pieces": 20 + i}
        moments = {
            "planned_loading_at": start,
            "planned_departure_at": start + timedelta(hours=4),
            "required_arrival_at": start + timedelta(hours=20),
        }
        values = {
            "client_id": clients[i % 10].id,
            "goods_name": "配件",
            "mode": "ltl",
            "origin_city": "宁波",
            "dest_city": city,
            "vehicle_type_req": "6.8m",
        }
        told = {**values, **loads, **{name: wire_moment(at) for name, at in moments.items()}, "plan_date": day.date().isoformat()}
        bills.append(ledgers.create(db, Waybill, told, now=now))
    for vehicle, rows in zip(fleet, (bills[:2], bills[2:3], bills[3:5], bills[5:6], bills[8:9]), strict=False):
        dispatch.plan_trip(db, rows, dispatch.assignment_of(db, vehicle), now=now)


#: What a picture wants in its file besides.
FILLED_BY = {
    "submissions": exchanging.hire, "today": note_tasks, "board": plan_day, "assign": plan_day, "proposal": loads_day,
    **dict.fromkeys(("daily", "visits", "followup", "survey"), dealings.fill),
}  # fmt: skip


def shown(what, window, desk, place):
    """Bring the window into the state that a picture shows; the widget to grab."""
    from csdesk.domain.transport.waybills import Waybill
    from csdesk.gui.tabs.clients import ClientsTab
    from csdesk.gui.tabs.complaints import ComplaintsTab
    from csdesk.gui.tabs.dispatch import DispatchTab
    from csdesk.gui.tabs.kpi import KpiTab
    from csdesk.gui.tabs.planning import PlanningTab
    from csdesk.gui.tabs.receivables import ReceivablesTab
    from csdesk.gui.tabs.today import TodayTab

    tabs = {"clients": ClientsTab, "wrong": ClientsTab, "dispatch": DispatchTab, "board": DispatchTab, "assign": DispatchTab, "proposal": DispatchTab,
            "kpi": KpiTab, **dict.fromkeys(BOARDS, KpiTab), "plans": PlanningTab, "weekly": PlanningTab, "receivables": ReceivablesTab, **dict.fromkeys(MONEY, ReceivablesTab),
            **dict.fromkeys(("daily", "visits", "survey", "followup", "timeline"), ClientsTab), "transit": DispatchTab, "today": TodayTab,
            "today_manager": TodayTab, "task": ComplaintsTab}  # fmt: skip
    wanted = tabs.get(what, ComplaintsTab)
    tab = next(tab for tab in window.tabs if isinstance(tab, wanted))
    window.ui.tabs.setCurrentWidget(tab)
    settle()
    if what == "task":
        window.ui.action_task.trigger()
    if what == "dispatch":
        tab.choose(Waybill)
    if what in ("board", "assign"):
        tab.board.ui.pool.setCurrentIndex(tab.board.pool.index(0))
        tab.board.chart.setFocus()
    if what == "assign":
        tab.board.ui.give_button.click()
    if what == "proposal":
        tab.board.ui.next_button.click()
        tab.board.ui.propose_button.click()
    if what in ("daily", "transit"):
        tab.show_page(tab.leading[0] if what == "daily" else tab.transit)
    caring(what, tab, window)
    if what in MONEY:
        return money(what, tab, desk, window)
    if what == "plans":
        tab.show_page(tab.leading[0])
        settle()
        tab.leading[0].divide()
    if what == "weekly":
        tab.show_page(tab.leading[1])
        settle()
        tab.leading[1].use_draft()
    if what in BY_MENU:
        getattr(window.ui, f"action_{what}").trigger()
    if what in ("kpi", *BOARDS):
        figured(what, tab)
    return on_card(what, tab.pane, desk, window, place)


def figured(what, tab):
    """What a picture shows of the figures."""
    if what == "kpi":
        tab.open(tab.board.scorecard[3])
        return
    tab.ui.boards_button.click()
    settle()
    choice = tab.boards.choice
    choice.setCurrentIndex(choice.findText(BOARDS[what]))
    choice.activated.emit(choice.currentIndex())


def caring(what, tab, window):
    """What a picture shows of client care."""
    if what == "visits":
        tab.show_page(tab.visits)
    if what == "survey":
        from csdesk.domain.care.surveys import SurveyRound
        from csdesk.gui.dialogs.surveying import SurveyDialog

        pane = tab.choose(SurveyRound)
        settle()
        tab.survey([pane.card.row])
        settle()
        window.findChild(SurveyDialog)._chips.button(2).click()
    if what == "followup":
        tab.log(tab.daily.all[0].client.id if tab.daily.all else tab.pane.card.row.id)
        settle()


def money(what, tab, desk, window):
    """A page of 应收账款, or a dialog over a statement of June that is out."""
    from PySide6.QtWidgets import QDialog

    from csdesk.domain.money.receivables import Statement
    from csdesk.operations import moves
    from csdesk.operations.money import statements

    if what in ("collecting", "ageing"):
        page = getattr(tab, what)
        tab.show_page(page)
        page.table.setCurrentIndex(page.table.model().index(2, 2))
        return None
    waiting = next(one for one in statements.waiting(desk.db, "2026-06") if len(one.lines) > 1)
    drafted = statements.make_statement(desk.db, waiting.client, "2026-06", now=desk.now())
    statement = moves.act(desk.db, Statement, drafted, "send", {}, now=desk.now())
    tab.choose(Statement)
    settle()
    if what == "statement":
        tab.print_own(Statement, [statement])
    else:
        tab.settling.agree([statement])
    settle()
    dialog = next(d for d in window.findChildren(QDialog) if d.isVisible())
    if what == "agreeing":
        dialog.by.setText("冯会计")
        dialog.table.item(0, 5).setText("620000")
        dialog.reason(0).setCurrentIndex(1)
        dialog.table.item(1, 8).setText("客户称少了一趟")
    return dialog


def on_card(what, pane, desk, window, place):
    """What a picture shows on the card of a ledger, or in a dialog over it."""
    if what == "wrong":
        pane.card.form.box("legal_name").clear()
        pane.card.form.box("uscc").setText("91330201MA2AABCD12")
        pane.card.form.edited.emit()
        pane.card.save()
    if what == "timeline":
        pane.card.ui.pages.setCurrentWidget(pane.card.timeline)
    if what == "history":
        pane.card.ui.pages.setCurrentWidget(pane.card.ui.history_page)
    if what == "action":
        pane.table.setCurrentIndex(pane.model.index(2, 0))
        settle()
        pane.card.actions_bar.buttons[0].click()
    if what == "import_books":
        return importing(desk, window, place)
    return None


def importing(desk, window, place):
    """The import dialog over a small workbook with two wrong rows."""
    import openpyxl

    from csdesk.gui.dialogs.imports import ImportDialog

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "客户"
    sheet.append(["2026 年客户台账"])
    sheet.append(["客户全称", "简称", "客户类型", "客户等级", "信用额度(元)", "备注甲"])
    for i in range(12):
        sheet.append([f"新客户{i:02}有限公司", f"新客户{i:02}", "零担散客", "特级" if i == 4 else "B", "三万" if i == 7 else 30000, ""])
    book.save(place / "客户台账.xlsx")
    dialog = ImportDialog(desk, window)
    dialog.open()
    dialog.take([place / "客户台账.xlsx"])
    return dialog


def opened(what, place):
    """The file that a picture shows: the demo's rollup for figures and money, else a new one."""
    from csdesk import demo
    from csdesk.operations import files

    if what in FROM_DEMO:
        made = demo.run_demo(place / "demo", say=lambda _: None)
        own = what in ("today", "task", "send")
        return files.open_file(sorted(place.glob("demo/林晓岚*/*.csdb"))[0] if own else made.manager_file)
    return files.new_file(place / "张三.csdb", name="张三", role="specialist", branch="NB")


def settle():
    """Let everything that waits happen."""
    from PySide6.QtCore import QCoreApplication, QEvent

    for _ in range(8):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def draw(name):
    """Draw one picture in this process."""
    from PySide6.QtGui import QPainter, QPixmap
    from PySide6.QtWidgets import QApplication, QDialog

    from csdesk.domain.moments import SHANGHAI
    from csdesk.gui.desk import Desk
    from csdesk.gui.dialogs.first_run import FirstRun
    from csdesk.gui.tabs import TABS
    from csdesk.gui.tasks import InlineTasks
    from csdesk.gui.theme import Look
    from csdesk.gui.window import MainWindow
    from csdesk.operations import desk as desk_operations
    from csdesk.settings import Settings

    what, _, _, width, height = PICTURES[name]
    now = datetime(2026, 6, 30 if what in FROM_DEMO else 12, 10, 5, tzinfo=SHANGHAI)
    qt = QApplication([])
    settings = Settings()
    look = Look(qt, settings)
    window = MainWindow(look)
    window.resize(width, height)
    window.show()
    with tempfile.TemporaryDirectory() as place, opened(what, Path(place)) as db:
        dialog = None
        if what == "first_run":
            dialog = FirstRun(InlineTasks(window), Path, window)
            dialog.ui.place.setText("C:\\Users\\张三\\csdesk\\张三.csdb")
            dialog.open()
        else:
            if what not in FROM_DEMO:
                fill(db, now)
            if what in FILLED_BY:
                FILLED_BY[what](db, now)
            desk = Desk(db, InlineTasks(window), settings, look, lambda: now, desk_operations.me(db))
            window.show_desk(desk, TABS)
            settle()
            dialog = (exchanging.shown if what in exchanging.WHAT else shown)(what, window, desk, Path(place))
            dialog = dialog or next((d for d in window.findChildren(QDialog) if d.isVisible()), None)
        settle()
        picture: QPixmap = window.grab()
        if dialog is not None:
            painter = QPainter(picture)
            x, y = (width - dialog.width()) // 2, (height - dialog.height()) // 2
            painter.drawPixmap(x, y, dialog.grab())
            painter.setPen(look.theme.colour("edge"))
            painter.drawRect(x - 1, y - 1, dialog.width() + 1, dialog.height() + 1)
            painter.end()
        picture.save(str(HERE / f"{name}.png"))
        window.close()


def main():
    """Draw the named pictures, or all of them."""
    if len(sys.argv) == 3 and sys.argv[1] == "--one":
        draw(sys.argv[2])
        return
    for name in sys.argv[1:] or PICTURES:
        _, scheme, scale, _, _ = PICTURES[name]
        with tempfile.TemporaryDirectory() as place:
            own = {f"CSDESK_{k}": str(Path(place) / k.lower()) for k in ("HOME", "KEYS", "CACHE", "SETTINGS", "LOG")}
            told = {**os.environ, **own, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": str(scale), "CSDESK_SCHEME": scheme}
            subprocess.run([sys.executable, __file__, "--one", name], check=True, env=told)
            print(HERE / f"{name}.png")


if __name__ == "__main__":
    main()
