"""Anything that people, disks and the post can do to five PCs, in any order; what must hold then is in `oracle`."""

import sys
from contextlib import suppress

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule
from sqlalchemy import event

from csdesk.domain.care.clients import Client, RelationNote
from csdesk.domain.checking import Invalid
from csdesk.domain.rows import Query
from csdesk.domain.staff.people import Staff
from csdesk.errors import Cancelled, Refused
from csdesk.operations import ledgers
from csdesk.operations.peers import exchange
from csdesk.store import cache, changesets, log
from properties import adversary, clones, handing, oracle
from properties.founding import SPOT
from properties.pcs import TIME, merge
from properties.world import COUNTS, ROUND, WAYS, World

people = st.sampled_from(["A", "A2", "B", "M", "H"])
in_branch = st.sampled_from(["A", "A2", "B", "M"])
ways = st.sampled_from(WAYS)
some = st.integers(0, 7)  # which of those there are
YEARS = 10 * 365 * 86_400_000
FIELDS = {"tier": ["A", "B", "C"], "biz_address": ["甲路", "乙路", None], "is_national_key": [True, False]}
edits = st.sampled_from([{f: v} for f, values in FIELDS.items() for v in values])
#: What two people make of one field.
disagreements = st.sampled_from([({f: v}, {f: w}) for f, values in FIELDS.items() for v in values for w in values if v != w])


class Crash(Exception):
    """The program ends in the middle of a statement."""


class Office(RuleBasedStateMachine):
    """The machine. `template` is set by whoever runs it."""

    template = None

    def __init__(self) -> None:
        super().__init__()
        self.world = World(self.template)
        self.told = len(self.world.authored)

    def pc(self, name):
        TIME.ms += 1000
        return self.world.pcs[name]

    def rows(self, pc, record=Client):
        """Every record of a kind that one may change here, the recycle bin too, in an order that does not depend on chance."""
        found = [row for deleted in (False, True) for row in ledgers.select(pc.sit(), record, Query(deleted=deleted))]
        me = pc.db.site
        mine = (row for row in found if me.post.may_write(row.book))
        return sorted(mine, key=lambda row: (row.book, row.id))

    def one(self, pc, k, record=Client):
        found = self.rows(pc, record)
        return found[k % len(found)] if found else None

    def done(self, pc, what):
        self.world.note(pc)
        COUNTS[what] += 1

    # -- people -----------------------------------------------------------------------------------------------------

    @rule(name=in_branch, address=st.sampled_from(FIELDS["biz_address"]))
    def create(self, name, address):
        pc = self.pc(name)
        ledgers.create(pc.sit(), Client, {**SPOT, "biz_address": address}, now=pc.now())
        self.done(pc, "records created")

    @rule(name=people, k=some, values=edits)
    def edit(self, name, k, values):
        pc = self.pc(name)
        if (row := self.one(pc, k)) is not None:
            with suppress(Invalid):  # half of the record is held back
                ledgers.change(pc.db, Client, row, values)
                COUNTS["edits of deleted records"] += row.deleted
                self.done(pc, "edits")

    @rule(name=people, k=some, values=edits, way=ways)
    def edit_what_was_opened_before_a_merge(self, name, k, values, way):
        """A form that stays open while a file is merged saves with what it was opened on."""
        pc = self.pc(name)
        row = self.one(pc, k)
        self.exchange(way, full=False)
        if row is not None:
            with suppress(Invalid):
                ledgers.change(pc.sit(), Client, row, values)
                self.done(pc, "edits of an open form")

    @rule(name=people, k=some)
    def delete_or_give_back(self, name, k):
        pc = self.pc(name)
        if (row := self.one(pc, k)) is not None:
            (ledgers.restore if row.deleted else ledgers.delete)(pc.db, Client, [row])
            self.done(pc, "deletes and returns")

    @rule(name=in_branch, text=st.sampled_from(["喜欢钓鱼", "不吃辣"]))
    def note_what_stays_in_the_branch(self, name, text):
        pc = self.pc(name)
        row = self.one(pc, 0, RelationNote)
        if row is None:
            ledgers.create(pc.db, RelationNote, {"contact_id": "0" * 32, "content": text}, now=pc.now())
        else:
            ledgers.change(pc.db, RelationNote, row, {"content": text})
        self.done(pc, "private values")

    @rule(k=some, mobile=st.sampled_from(["13800138000", "13900139000"]), number=st.sampled_from(["NB-01", "NB-02"]))
    def keep_staff(self, k, mobile, number):
        pc = self.pc("M")
        mine = [row for row in self.rows(pc, Staff) if row.book == "BR-NB"]
        if mine:
            ledgers.change(pc.sit(), Staff, mine[k % len(mine)], {"mobile": mobile, "staff_no": number})
            self.done(pc, "private values")

    @rule(way=ways, k=some, values=disagreements)
    def quarrel(self, way, k, values):
        """Two people who agree on a record change it each for himself; then one hears of the other."""
        one, other = way.split()
        self.exchange(way, full=False)
        self.exchange(f"{other} {one}", full=False)
        here, there = ({(row.book, row.id): row for row in self.rows(self.pc(name))} for name in (one, other))
        shared = sorted(here.keys() & there.keys())
        for name, rows, value in zip((one, other), (here, there), values, strict=True) if shared else ():
            pc = self.pc(name)
            with suppress(Invalid):
                ledgers.change(pc.sit(), Client, rows[shared[k % len(shared)]], value)
                self.done(pc, "edits in a quarrel")
        self.exchange(way, full=False)

    @rule(start=some, k=some, pick=some, values=disagreements)
    def settle_a_conflict(self, start, k, pick, values):
        """Whoever has one; where nobody has, two quarrel first."""
        if not (torn := self.torn(start)):
            self.quarrel(WAYS[k], k, values)
            torn = self.torn(start)
        if torn:
            self.settle(*torn[k % len(torn)], pick)

    def torn(self, start):
        """The conflicts on the first PC that has any: (PC, row, field)."""
        names = [*self.world.pcs][start % 5 :] + [*self.world.pcs][: start % 5]
        for pc in map(self.pc, names):
            found = [(pc, row, field) for row in self.rows(pc) for field in sorted(row.conflicts) if field in (*FIELDS, "_del")]
            if found:
                return found
        return []

    def settle(self, pc, row, field, pick):
        if field == "_del":
            (ledgers.delete if pick % 2 else ledgers.restore)(pc.sit(), Client, [row])
        else:
            ledgers.settle(pc.sit(), Client, row, field, FIELDS[field][pick % len(FIELDS[field])])
        self.done(pc, "conflicts settled")
        assert field not in ledgers.get(pc.db, Client, row.book, row.id).conflicts, "a settled conflict is settled"

    @rule(name=people, again=st.booleans())
    def undo(self, name, again):
        pc = self.pc(name)
        with suppress(Refused):  # nothing to take back
            (ledgers.redo if again else ledgers.undo)(pc.sit())
            self.done(pc, "undone and redone")

    @rule(name=people, k=some, value=st.sampled_from(["新", "值"]))
    def write_as_a_newer_version(self, name, k, value):
        """P11: a field and a table that this version does not know."""
        pc = self.pc(name)
        if (row := self.one(pc, k)) is None:
            return
        with changesets.change_set(pc.sit(), "新版本") as work:
            work.add(Client, row.book, row.id, row.heads, {oracle.UNKNOWN: value})
        with pc.db.writing() as connection:
            stamp = log.tick(connection, TIME.ms)
            cache.apply(connection, log.append(connection, pc.db.site, row.book, stamp, [log.Entry("gadget", row.id, (), {"x": value})]))
        self.done(pc, "unknown fields and tables")

    @rule(name=st.sampled_from(["M", "M", "H"]), k=some, to=st.sampled_from(["A", "B"]))
    def hand_a_client_over(self, name, k, to):
        """P4: it goes to another specialist's book, and back, whatever the former owner does meanwhile."""
        if handing.hand_over(self.world, self.pc(name).name, k, to, COUNTS):
            self.done(self.world.pcs[name], "hand-overs")

    @rule(whose=st.sampled_from(["A B", "B A"]), k=some, values=edits, take=st.booleans())
    def hand_a_client_over_while_its_owner_writes(self, whose, k, values, take):
        """P4: what the former owner wrote without knowing is listed, and the new one gets it or it is left."""
        owner, to = whose.split()
        self.exchange(f"{owner} M", full=False)
        mine = [row for row in self.rows(self.pc(owner)) if row.book == self.world.pcs[owner].db.site.book]
        if mine and handing.hand_over(self.world, self.pc("M").name, k, to, COUNTS):
            self.done(self.world.pcs["M"], "hand-overs")
            pc = self.pc(owner)
            with suppress(Invalid):
                ledgers.change(pc.sit(), Client, mine[k % len(mine)], values)
                self.done(pc, "edits meanwhile")
            self.exchange(f"{owner} M", full=False)
            self.answer_what_came_after_a_hand_over("M", take)

    @rule(name=st.sampled_from(["M", "M", "H"]), take=st.booleans())
    def answer_what_came_after_a_hand_over(self, name, take):
        if handing.answer_late_edits(self.world, self.pc(name).name, COUNTS, take=take):
            self.done(self.world.pcs[name], "hand-overs answered")

    @rule(whose=st.sampled_from(["A B", "B A"]), k=some, values=edits)
    def take_a_hand_over_back_and_do_it_again(self, whose, k, values):
        """P4: what its owner wrote between goes along, or it is not done again."""
        owner, to = whose.split()
        if handing.hand_over(self.world, self.pc("M").name, k, to, COUNTS):
            self.done(self.world.pcs["M"], "hand-overs")
            self.undo("M", again=False)
            self.exchange(f"M {owner}", full=False)
            self.edit(owner, k, values)
            self.exchange(f"{owner} M", full=False)
            self.undo("M", again=True)

    # -- the post ---------------------------------------------------------------------------------------------------

    @rule(way=ways, full=st.booleans())
    def send(self, way, full):
        TIME.ms += 1000
        self.world.mail.append(self.world.post(way, full=full))

    @rule(way=ways, full=st.booleans())
    def exchange(self, way, full):
        TIME.ms += 1000
        self.world.deliver(self.world.post(way, full=full))

    @precondition(lambda self: len(self.world.authored) > self.told)
    @rule()
    def exchange_round(self):
        """Everyone sends and merges, once there is something new."""
        self.told = len(self.world.authored)
        for way in ROUND:
            self.exchange(way, full=False)

    @precondition(lambda self: self.world.mail)
    @rule(k=st.integers(0, 30))
    def deliver(self, k):
        """Any file that was ever sent, however often, however late; some never."""
        self.world.deliver(self.world.mail[k % len(self.world.mail)])

    @precondition(lambda self: self.world.mail)
    @rule(k=st.integers(0, 30))
    def deliver_twice(self, k):
        """P2: a second time brings nothing and changes nothing."""
        pack = self.world.mail[k % len(self.world.mail)]
        first = self.world.deliver(pack)
        shown = oracle.state(self.world.pcs[pack[1]])
        second = self.world.deliver(pack)
        assert second.new == 0, f"P2 {first} then {second}"
        oracle.agree(shown, oracle.state(self.world.pcs[pack[1]]), "P2 once and twice")

    @rule(to=st.sampled_from(["M", "M", "A", "H"]), shuffle=st.randoms(use_true_random=False))
    def deliver_in_two_orders(self, to, shuffle):
        """P2: two copies of one PC that get the same files in different orders show the same."""
        self.world.mail += [self.world.post(way) for way in WAYS if way.endswith(f" {to}")]
        packs = [path for path, name in self.world.mail if name == to][-5:]
        shown = []
        for _ in range(2):
            twin = self.world.pcs[to].copied(self.world.room() / "twin")
            merge(twin, *packs)
            shown.append(oracle.state(twin))
            twin.gone()
            shuffle.shuffle(packs)
        oracle.agree(*shown, "P2 two orders")
        COUNTS["orders compared"] += len(packs) > 1

    # -- disks, clocks, programs ------------------------------------------------------------------------------------

    @rule(name=people, off=st.sampled_from([0, -YEARS, YEARS, 86_400_000]))
    def set_the_clock(self, name, off):
        self.pc(name).off = off
        COUNTS["clocks set"] += 1

    @rule(name=people)
    def back_up(self, name):
        pc = self.pc(name)
        self.world.backups[name] = pc.back_up(self.world.room())
        COUNTS["backups"] += 1

    @precondition(lambda self: self.world.backups)
    @rule(k=some)
    def restore(self, k):
        """P9: a backup that the program brought back goes on in new streams. P12: what others had sent is there again."""
        self.put_back(k, by_hand=False)
        COUNTS["restores"] += 1

    @precondition(lambda self: self.world.backups)
    @rule(k=some)
    def restore_behind_our_back(self, k):
        """P9: a file that somebody put back by hand is noticed, and goes on in new streams."""
        self.put_back(k, by_hand=True)
        COUNTS["restores behind our back"] += 1

    def put_back(self, k, *, by_hand):
        name, backup = sorted(self.world.backups.items())[k % len(self.world.backups)]
        pc = self.pc(name)
        before, inc, fresh = oracle.log(pc), pc.db.site.inc, pc.db.site
        pc.put_back(backup, by_hand=by_hand)
        assert pc.db.site.site == fresh.site
        behind = bool({key for key, said in before.items() if key[0].startswith(f"{fresh.site}.{inc}:")} - oracle.log(pc).keys())
        assert not behind or pc.db.site.inc != inc, "P9 a restored file keeps its incarnation"
        if not by_hand and not pc.base:
            gone = {key for key in before if not key[0].startswith(f"{fresh.site}.")} - oracle.log(pc).keys()
            assert not gone, f"P12 a backup and its archive do not give back what had come: {gone}"
        self.world.forget(pc, before)
        self.world.blanked |= name == "M"

    @rule(name=st.sampled_from(["A", "A2", "B"]), as_image=st.booleans(), twin_first=st.booleans())
    def clone(self, name, as_image, twin_first):
        """P9: a PC with the same file and keys: a new incarnation, or a fork that is told."""
        TIME.ms += 1000
        clones.clone(self.world, name, as_image=as_image, twin_first=twin_first)

    @precondition(lambda self: self.world.mail)
    @rule(k=st.integers(0, 30), at=st.integers(0, 60))
    def crash_in_a_merge(self, k, at):
        """The program ends at any statement of a merge: nothing has happened, and the merge can be done again."""
        pack = self.world.mail[k % len(self.world.mail)]
        pc = self.world.pcs[pack[1]]
        before, shown, left = oracle.log(pc), oracle.state(pc), [at]

        def fail(*_):
            left[0] -= 1
            if left[0] < 0:
                raise Crash

        event.listen(pc.db._writer, "before_cursor_execute", fail)
        try:
            merge(pc, pack[0])
        except Crash:
            COUNTS["crashes"] += 1
            assert before.keys() == oracle.log(pc).keys(), "a crashed merge wrote lines"
            oracle.agree(shown, oracle.state(pc), "before and after a crash")
        finally:
            event.remove(pc.db._writer, "before_cursor_execute", fail)
        self.world.deliver(pack)

    @precondition(lambda self: self.world.mail)
    @rule(k=st.integers(0, 30))
    def cancel_a_merge(self, k):
        """The person stops it: everything is as it was."""
        pack = self.world.mail[k % len(self.world.mail)]
        pc = self.world.pcs[pack[1]]
        before, shown = oracle.log(pc), oracle.state(pc)

        def stop(*_):
            raise Cancelled

        with suppress(Cancelled):
            merge(pc, pack[0], progress=stop)
            return
        COUNTS["cancelled"] += 1
        assert before.keys() == oracle.log(pc).keys(), "a cancelled merge wrote lines"
        oracle.agree(shown, oracle.state(pc), "before and after cancelling")

    @rule(name=people)
    def rebuild_as_after_an_upgrade(self, name):
        """P3: the cache folded anew from the log is the cache."""
        pc = self.pc(name)
        shown = oracle.state(pc)
        with pc.sit().writing() as connection:
            cache.rebuild(connection)
        oracle.agree(shown, oracle.state(pc), "P3 before and after rebuilding")
        COUNTS["rebuilds"] += 1

    # -- sending back -----------------------------------------------------------------------------------------------

    @rule(name=st.sampled_from(["M", "M", "H"]), k=some)
    def hold(self, name, k):
        pc = self.pc(name)
        if merged := exchange.packs(pc.sit()):
            with suppress(Refused):  # brought nothing, or is held
                exchange.hold(pc.db, merged[k % len(merged)].id)
                self.done(pc, "holds")

    @rule(name=st.sampled_from(["M", "H"]), k=some)
    def lift(self, name, k):
        pc = self.pc(name)
        if held := sorted(exchange.held(pc.sit())):
            with suppress(Refused):
                exchange.lift(pc.db, held[k % len(held)])
                self.done(pc, "lifts")

    @rule(k=some)
    def hold_and_lift(self, k):
        """P7: taking a file back and giving it again is nothing."""
        pc = self.pc("M")
        merged = exchange.packs(pc.sit())
        if not merged:
            return
        shown = shown_without_holds(pc)
        pack = merged[k % len(merged)].id
        with suppress(Refused):
            exchange.hold(pc.db, pack)
            COUNTS["holds that hid something"] += shown_without_holds(pc) != shown
            exchange.lift(pc.db, pack)
            self.done(pc, "holds lifted at once")
            oracle.agree(shown, shown_without_holds(pc), "P7 before a hold and after its lift")

    # -- enemies ----------------------------------------------------------------------------------------------------

    @rule(kind=st.sampled_from(sorted(adversary.ATTACKS)), at=st.integers(0, 10_000), k=some)
    def attack(self, kind, at, k):
        """P6 and P10: what is forged, altered or not allowed changes nothing for anybody else."""
        TIME.ms += 1000
        adversary.ATTACKS[kind](self.world, at, k)
        COUNTS[f"attacks: {kind}"] += 1

    def teardown(self):
        try:
            if not self.failed_already:
                if len(self.world.authored) % 3 == 0:  # what is in conflict at the end is judged too
                    self.quarrel("A M", 0, ({"tier": "A"}, {"tier": "B"}))
                self.world.settle()
                self.world.judge()
                COUNTS["offices judged"] += 1
        finally:
            self.world.close()

    @property
    def failed_already(self):
        """Whether a rule has just failed: then the end says nothing new."""
        return sys.exc_info()[0] is not None


def shown_without_holds(pc):
    return {key: row for key, row in oracle.state(pc).items() if key[0] != "hold"}
