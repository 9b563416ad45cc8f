"""Three levels with the same code: specialists, branches, a deputy's span and the nation, up and down."""

from datetime import date

import pytest
from offices import client, clients, enrol, sent

from csdesk.domain.money.charges import ChargeLine, CostLine
from csdesk.domain.office import Holiday
from csdesk.domain.plans.targets import PlanLine
from csdesk.domain.rows import Query
from csdesk.domain.staff.people import Branch
from csdesk.errors import Refused
from csdesk.operations import files, ledgers
from csdesk.operations.kpi import figures
from csdesk.operations.peers import exchange
from csdesk.store import changesets

DONE = date(2026, 7, 31)


def merge(db, *packs):
    """Merge files that must all be taken whole."""
    for report in exchange.merge(db, packs):
        assert report.outcome in ("merged", "duplicate"), report.sentence


def money(db, now, short, revenue, cost):
    """A client of June, in yuan."""
    who = client(db, now, short)
    with changesets.change_set(db, "六月") as work:
        told = {"client_id": who.id, "biz_date": "2026-06-10", "item": "freight", "vat_rate": 900, "state": "estimated"}
        work.create(ChargeLine, {**told, "line_no": short, "amount_incl_tax": revenue * 109})
        work.create(CostLine, {**told, "line_no": short, "amount_incl_tax": cost * 109})
    return who


class Nation:
    """A director, his deputy, two branches with a manager and specialists."""

    def __init__(self, place):
        self._place, self.open = place, []
        self.director = self._new("王总监", "director", "HQ")
        self.deputy = self._new("陈副总监", "deputy_director", "HQ", self.director)
        self.nb = self._new("李经理", "branch_manager", "NB", self.director)
        self.sh = self._new("赵经理", "branch_manager", "SH", self.director)
        self.zhang = self._new("张三", "specialist", "NB", self.nb)
        self.wu = self._new("吴八", "specialist", "NB", self.nb)
        self.qian = self._new("钱七", "specialist", "SH", self.sh)

    def _new(self, name, role, branch, chief=None):
        db = files.new_file(self._place(name), name=name, role=role, branch=branch)
        self.open.append(db)
        if chief is not None:
            enrol(db, chief)
        return db

    def up(self):
        """Everything from the specialists through the branches and the span to headquarters."""
        merge(self.nb, sent(self.zhang, "李经理"))
        merge(self.sh, sent(self.qian, "赵经理"))
        for manager in (self.nb, self.sh):
            merge(manager, sent(self.director, manager.site.name))  # with it comes whom a branch may send to
            merge(self.deputy, sent(manager, "陈副总监"))
        merge(self.director, sent(self.deputy, "王总监"))


@pytest.fixture
def nation(tmp_path):
    found = Nation(lambda name: tmp_path / f"{name}.csdb")
    yield found
    for db in found.open:
        db.close()


def margin(db, level):
    """Entity → (gross profit, revenue) of June in 元."""
    found = figures.figures(db, level=level, period="2026-06", as_of=DONE, kpis=["K01"])
    return {figure.name: (figure.num / 100, figure.den / 100) for figure in found}


def test_each_post_gets_the_book_of_its_level(nation, tmp_path):
    assert nation.director.site.book == "ORG"
    assert nation.deputy.site.book == f"SP-{nation.deputy.site.site[:8]}"
    assert nation.nb.site.book == "BR-NB"
    assert nation.zhang.site.book == f"NB-{nation.zhang.site.site[:8]}"
    for branch, book in (("NB", "BR-NB"), ("HQ", "ORG")):
        with files.new_file(tmp_path / f"{branch}.csdb", name="助理", role="assistant", branch=branch) as db:
            assert db.site.book == book
    with pytest.raises(Refused, match="BR 是系统保留的代码"):
        files.new_file(tmp_path / "x.csdb", name="王", role="branch_manager", branch="br")


def test_a_record_of_a_specialist_reaches_the_nation_and_is_counted_once_at_every_level(nation, now):
    one, two = money(nation.zhang, now, "甲", 1000, 700), money(nation.qian, now, "乙", 3000, 2400)
    with changesets.change_set(nation.director, "分部") as work:
        work.create(Branch, {"code": "NB", "name": "宁波分部", "span": "陈副总监"})
        work.create(Branch, {"code": "SH", "name": "上海分部", "span": "陈副总监"})
    merge(nation.deputy, sent(nation.director, "陈副总监"))
    nation.up()
    merge(nation.director, sent(nation.nb, "王总监"))  # the same again, by another way
    for db in (nation.director, nation.deputy):
        assert clients(db).keys() == {one.id, two.id}
        assert margin(db, "branch") == {"宁波分部": (300, 1000), "上海分部": (600, 3000)}
        assert margin(db, "span") == {"陈副总监": (900, 4000)}
        assert margin(db, "nation") == {"全国": (900, 4000)}
    assert margin(nation.nb, "branch") == {"宁波分部": (300, 1000)}
    assert files.check(nation.director) == []


def test_a_branch_without_a_deputy_is_told_as_such_and_still_counts_for_the_nation(nation, now):
    money(nation.zhang, now, "甲", 1000, 700)
    nation.up()
    assert margin(nation.director, "span")["未划分"] == (300, 1000)
    assert margin(nation.director, "nation") == {"全国": (300, 1000)}


def test_what_headquarters_keeps_comes_down_to_everybody(nation, now):
    with changesets.change_set(nation.director, "节假日与指标") as work:
        work.create(Holiday, {"day": "2026-07-15", "title": "公司日"})
        work.create(PlanLine, {"level": "nation", "entity": "全国", "metric": "revenue", "month": "2026-06", "value": 500000})
        work.create(PlanLine, {"level": "span", "entity": "陈副总监", "metric": "revenue", "month": "2026-06", "value": 300000})
    merge(nation.nb, sent(nation.director, "李经理"))
    merge(nation.zhang, sent(nation.nb, "张三"))
    for db in (nation.nb, nation.zhang):
        assert [row.values["title"] for row in ledgers.select(db, Holiday, Query())] == ["公司日"]
    money(nation.zhang, now, "甲", 4000, 700)
    nation.up()
    [whole] = figures.figures(nation.director, level="nation", period="2026-06", as_of=DONE, kpis=["K02"])
    assert (whole.num, whole.den, whole.display) == (400000, 500000, "80.00 %")
