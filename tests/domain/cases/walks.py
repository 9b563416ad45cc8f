"""One case on its way through its machine, moved at random; what a closing must have fulfilled is written out by hand."""

from datetime import datetime, timedelta
from random import Random

from csdesk.domain.calendar import SHIPPED
from csdesk.domain.cases.case_choices import CaseStatus, CaseType
from csdesk.domain.cases.case_clock import derive
from csdesk.domain.cases.complaints import Complaint
from csdesk.domain.cases.escalation import said
from csdesk.domain.moments import SHANGHAI, wire_moment
from csdesk.domain.record import field_map
from csdesk.domain.states import Step
from csdesk.errors import Refused

NOW = datetime(2026, 6, 12, 10, 5, tzinfo=SHANGHAI)
LABELS = {name: f.label for name, f in field_map(Complaint).items()}
OPEN = [status.value for status in CaseStatus if status not in (CaseStatus.CLOSED, CaseStatus.VOID)]
#: Who closes a grave case of whom.
ABOVE = {
    ("major", "specialist"): {"branch_manager", "deputy_director", "director"},
    ("major", "branch_manager"): {"deputy_director", "director"},
    ("critical", "specialist"): {"deputy_director", "director"},
    ("critical", "branch_manager"): {"deputy_director", "director"},
}
SIDEWAYS = ("withdraw", "void", "back", "wait", "reopen")
LONG = "经过、原因和以后怎么做，都写得清清楚楚，共二十字以上"
STEPS = 24


class Walk:
    """A case that a workbook may have brought in any open state with any gaps; one role takes every step."""

    def __init__(self, machine, role, seed):
        self.machine, self.role, self.dice, self.now = machine, role, Random(seed), NOW
        self.reports, self.closings = [], 0
        self.progress = self.dice.choice([0, 1, 1])
        self.whose = self.dice.choice(["specialist", "specialist", "branch_manager"])
        at = wire_moment(NOW)
        self.case = {"status": self.dice.choice(["registered", "agreed", "agreed", *OPEN]), "received_at": at, "registered_at": at}
        self.case |= {"type": self.dice.choice(list(CaseType)).value, "severity": self.dice.choice(["normal", "major", "critical"])}
        self.case |= {"owner_id": "o"} | ({"claimed_amount": 100_00} if self.dice.random() < 0.4 else {})

        if self.dice.random() < 0.6:
            self.report(*(said_to(level, at) for level in ("branch", "director", "vice_president")))

    def report(self, *reports):
        self.reports += reports
        self.case |= said(self.reports)

    def go(self):
        """Some steps; how often the case was closed."""
        for _ in range(STEPS):
            self.now += timedelta(hours=self.dice.choice([1, 5, 30]))
            moves = self.machine.actions(self.case["status"], self.role)
            onward = [a for a in moves if a.leads and a.name not in SIDEWAYS]
            if moves:
                self.step(self.dice.choice(self.dice.choice([onward, onward, moves]) or moves))
        return self.closings

    def step(self, action):
        filled = {name: v for name in action.asks if self.dice.random() < 0.85 and (v := self.value(action, name)) is not None}
        before = {**self.case, **derive(self.case, SHIPPED)}
        note, counts = self.dice.choice(["", "说明", "说明"]), {"complaint_progress": self.progress}
        step = Step(action, before, filled, wire_moment(self.now), "某人", self.role, note, counts, self.whose)
        try:
            self.machine.judge(step, LABELS)
        except Refused:
            return
        self.case |= self.machine.outcome(step)
        if action.writes:
            self.report({**said_to("director", step.at), **filled})
        if action.leads == CaseStatus.CLOSED:
            self.closings += 1
            closed_rightly(self, action.name, before)
        self.progress += self.dice.random() < 0.2

    def value(self, action, name):
        """Some value that a person might fill in."""
        if name in ("level", "channel", "close_confirmed_by"):
            some = {"level": ["branch", "director", "vice_president", "authority"], "channel": ["written"]}
            return self.dice.choice(some.get(name, [None, None, None, "某人", "王总监"]))
        f = field_map(action.writes or Complaint)[name]
        if f.choices:
            return self.dice.choice(list(f.choices)).value
        if f.kind.name in ("moment", "day"):
            at = wire_moment(self.now + timedelta(days=self.dice.choice([0, 0, 40])))
            return at[:10] if f.kind.name == "day" else at
        return self.dice.choice([0, 1, 100_00]) if f.kind.numeric else LONG


def said_to(level, at):
    return {"level": level, "at": at, "channel": "written"}


def closed_rightly(walk, how, before):
    """What domain.md §3.6 asks of a closing."""
    case, severity = walk.case, walk.case["severity"]
    assert case.get("closed_at") == wire_moment(walk.now)
    assert case.get("close_confirmed_by")
    assert severity == "normal" or walk.role in ABOVE[severity, walk.whose] or case["close_confirmed_by"] != "某人"
    if how == "withdraw":
        assert case.get("close_type") == "withdrawn"
        assert not case.get("waiting_since")
        return
    needed = ["close_type", "liability", "solution", "client_opinion"]
    needed += ["root_cause"] * (severity != "normal") + ["corrective_action", "preventive_action"] * (severity == "critical")
    assert [name for name in needed if case.get(name) in (None, "")] == []
    assert walk.progress > 0
    rungs = ("reported_branch_at", "reported_director_at", "written_report_at", "reported_vp_at")
    assert severity != "critical" or all(before.get(name) for name in rungs)
    assert case["close_type"] != "compensated" or case["compensation"] > 0
    assert not case.get("claimed_amount") or case.get("compensation") is not None
