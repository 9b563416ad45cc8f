"""What the pictures of exchanging show: a request that is looked at, files that came in, a file that goes out."""

from __future__ import annotations

WHAT = ("enrol", "merge", "send")


def shown(what, window, desk, place):
    """Open the dialog of this name over the window; the dialog."""
    return {"enrol": _enrol, "merge": _merge, "send": _send}[what](window, desk, place)


def hire(db, now):
    """Everybody has been here for long: whoever is enrolled only today owes no file for before."""
    from csdesk.domain.rows import Query
    from csdesk.domain.staff.people import Staff
    from csdesk.operations import ledgers

    for row in ledgers.select(db, Staff, Query()):
        ledgers.change(db, Staff, row, {"hired_on": "2024-03-01"}, now=now)


def _enrol(window, desk, place):
    """The manager compares the code of somebody new."""
    from csdesk.gui.dialogs.enrolling import EnrolDialog
    from csdesk.operations import files
    from csdesk.operations.peers import enrolment

    with files.new_file(place / "王宁.csdb", name="王宁", role="specialist", branch=desk.db.site.branch) as newcomer:
        enrolment.join(newcomer, place / "王宁.csjoin")
    dialog = EnrolDialog(desk, window)
    dialog.open()
    dialog.look(str(place / "王宁.csjoin"))
    who = dialog.ui.check_who
    who.setText(who.text().split("电脑")[0] + "电脑  NB-KF-03")  # not the computer on which the picture is drawn
    dialog.ui.checked.click()
    return dialog


def _merge(window, desk, place):
    """The manager looks at two specialists' files and one that was cut short."""
    from csdesk.domain.care.clients import Client
    from csdesk.gui.dialogs.merging import MergeDialog
    from csdesk.operations import files, ledgers
    from csdesk.operations.peers import exchange

    came = []
    for n, path in enumerate(sorted(place.glob("demo/*/*.csdb"))):
        with files.open_file(path) as db:
            if db.site.role != "specialist":
                continue
            for i in range(n + 1):
                told = {"legal_name": f"宁波新港{n}{i}号贸易有限公司", "short_name": f"新港{n}{i}", "client_type": "spot"}
                ledgers.create(db, Client, told, now=desk.now())
            came.append(place / f"{db.site.name}.csdesk")
            exchange.send(db, desk.db.site.name, came[-1])
    came.append(place / "微信下载.csdesk")
    came[-1].write_bytes(came[0].read_bytes()[:2000])
    dialog = MergeDialog(desk, window)
    dialog.open()
    dialog.take(came)
    return dialog


def _send(window, desk, place):
    """A specialist sees what goes to the manager."""
    window.ui.action_send.trigger()
