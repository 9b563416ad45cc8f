"""Every machine as a table written out by hand: what is not in it is refused with a sentence."""

import pytest

from csdesk.domain.lives import LIVES
from csdesk.domain.record import field_map
from csdesk.domain.staff.people import Role
from csdesk.errors import Refused

#: Record → state: action→state it leads to, without one where it stays. `!`: by a manager or director only.
TABLES = {
    "complaint": """
        registered: accept→accepted void→void withdraw→closed respond report ask_extension extend! refuse_extension! lower!
        accepted: investigate→investigating void→void withdraw→closed respond report ask_extension extend! refuse_extension! lower!
        investigating: propose→proposed wait→waiting void→void withdraw→closed respond report ask_extension extend! refuse_extension! lower!
        waiting: resume→investigating void→void withdraw→closed respond report ask_extension extend! refuse_extension! lower!
        proposed: agree→agreed back→investigating withdraw→closed respond report ask_extension extend! refuse_extension! lower!
        agreed: close→closed back→investigating withdraw→closed respond report ask_extension extend! refuse_extension! lower!
        closed: call_back review! reopen→reopened
        reopened: investigate→investigating withdraw→closed respond report ask_extension extend! refuse_extension! lower!
        void:
    """,
    "case_report": """
        sent: receive→received instruct→instructed
        received: instruct→instructed
        instructed: instruct carry_out→done
        done:
    """,
    "waybill": """
        pool: assign→planned hold→hold void→void
        hold: release→pool void→void
        planned: arrive_loading→loading load→loading depart→in_transit reassign unassign→pool void→void
        loading: load depart→in_transit reassign
        in_transit: arrive→arrived sign→signed sign_partly→partial reject→rejected undeliver→undelivered reassign
        arrived: unload sign→signed sign_partly→partial reject→rejected undeliver→undelivered
        signed: pod pod_mail pod_deliver pod_lose correct
        partial: sign→signed pod pod_mail pod_deliver pod_lose correct
        rejected: pod pod_mail pod_deliver pod_lose repool→pool
        undelivered: repool→pool
        void:
    """,
    "trip": """
        draft: approve→approved void→void
        approved: load→loading depart→departed retract→draft void→void
        loading: depart→departed
        departed: arrive→arrived
        arrived: complete→completed
        completed:
        void:
    """,
    "client_sop": """
        draft: submit→reviewing void→void
        reviewing: approve!→effective return!→draft void→void
        effective: review! supersede!→superseded
        superseded:
        void:
    """,
    "charge_line": """
        requested: approve!→estimated reject!→void
        estimated: reconcile→reconciled dispute resolve back void→void
        reconciled: invoice→invoiced settle→settled dispute resolve back→estimated void→void
        invoiced: settle→settled dispute resolve uninvoice→reconciled
        settled: unsettle→invoiced reopen→reconciled
        void:
    """,
    "statement": """
        draft: send→sent
        sent: confirm→confirmed dispute→disputed redraft→draft
        disputed: send→sent confirm→confirmed redraft→draft
        confirmed:
    """,
    "write_off": """
        requested: approve!→approved reject!→rejected
        approved: back!→requested
        rejected: again→requested
    """,
    "instruction": """
        given: read→read done→done
        read: done→done
        done:
    """,
    "visit_plan": """
        planned: done→done miss→missed cancel!→cancelled
        missed: replan→planned done→done
        done:
        cancelled:
    """,
    "survey_round": """
        draft: open→open
        open: close→closed
        closed: reopen!→open
    """,
    "task": """
        open: done→done put_off drop→dropped
        done: reopen→open
        dropped: reopen→open
    """,
    "plan": """
        draft: approve!→approved
        approved: retract!→draft replace!→adjusted
        adjusted:
    """,
    "plan_line": """
        draft: approve!→approved
        approved: retract!→draft replace!→adjusted
        adjusted:
    """,
    "corrective_action": """
        open: check→checked
        checked: again→open
    """,
    "opportunity": """
        found: pursue→pursued win→won drop→dropped
        pursued: note win→won drop→dropped
        won:
        dropped: again→pursued
    """,
    "meeting": """
        draft: issue→issued
        issued: back→draft
    """,
    "document": """
        draft: approve!→effective
        effective: supersede!→superseded archive→archived
        superseded: archive→archived
        archived:
    """,
    "work_item": """
        todo: start→doing done→done cancel!→cancelled
        doing: done→done cancel!→cancelled
        done: back→doing
        cancelled:
    """,
    "appraisal": """
        self: score!→scored
        scored: approve!→approved return!→self
        approved: interview!→interviewed
        interviewed: archive!→archived
        archived:
    """,
}
BOUND = {Role.BRANCH_MANAGER, Role.DEPUTY_DIRECTOR, Role.DIRECTOR}
EVERY_LIFE = pytest.mark.parametrize("life", LIVES, ids=lambda life: life.record.about.name)


def table_of(life):
    """State → action → (state it leads to, whether it is bound to a role), as written above."""
    found = {}
    for line in TABLES[life.record.about.name].strip().splitlines():
        state, moves = line.strip().split(":")
        found[state] = {}
        for move in moves.split():
            name, _, to = move.partition("→")
            found[state][name.rstrip("!")] = (to or state, name.endswith("!"))
    return found


def test_every_machine_has_its_table():
    assert {life.record.about.name for life in LIVES} == TABLES.keys()


@EVERY_LIFE
def test_a_machine_is_as_its_table_says(life):
    machine = life.machine
    assert {s.value: {a.name: (a.into(s.value), bool(a.roles)) for a in moves} for s, moves in machine.moves.items()} == table_of(life)
    assert {choice.value for choice in field_map(life.record)[machine.status].choices} == table_of(life).keys()
    assert all(len({a.name for a in moves}) == len(moves) for moves in machine.moves.values())


@EVERY_LIFE
def test_every_other_action_is_refused_with_what_can_be_done_instead(life):
    table = table_of(life)
    every = dict.fromkeys(name for moves in table.values() for name in moves)
    label = {choice.value: choice.label for choice in field_map(life.record)[life.machine.status].choices}
    for state, moves in table.items():
        for role in Role:
            can = [a.label for a in life.machine.actions(state, role)]
            for name in every:
                if name not in moves:
                    with pytest.raises(Refused) as told:
                        life.machine.action(state, name, role)
                    assert str(told.value) == f"当前状态“{label[state]}”不能做这一步，可以：{'、'.join(can) or '没有可做的操作'}"


@EVERY_LIFE
def test_what_is_bound_to_a_role_is_refused_to_the_others(life):
    for state, moves in table_of(life).items():
        for name, (to, bound) in moves.items():
            for role in Role:
                if bound and role not in BOUND:
                    with pytest.raises(Refused, match="”需要分部经理或副总监或客服总监来做$"):
                        life.machine.action(state, name, role)
                else:
                    assert life.machine.action(state, name, role).into(state) == to


#: Where a record may begin besides its usual first state: a reduction awaits its approval, a round is prepared.
BEGINS = {"charge_line": {"requested"}, "survey_round": {"draft"}}


@EVERY_LIFE
def test_every_state_is_reached(life):
    table = table_of(life)
    reached = {to for moves in table.values() for to, _ in moves.values()}
    begins = {field_map(life.record)[life.machine.status].default, *BEGINS.get(life.record.about.name, ())}
    assert reached | begins == table.keys()
