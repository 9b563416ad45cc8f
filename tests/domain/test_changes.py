"""The fold: order-free, the same as a naive reading of its rule, and fast on long histories."""

import time
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from csdesk.domain.care.clients import Contact
from csdesk.domain.cases.complaints import Complaint
from csdesk.domain.changes import DELETED, Change, Folded, Way, canon, fold, written
from csdesk.domain.record import ways_of


def closure(changes):
    """For each change everything it has seen, by walking; no order, no bits."""
    by_id = {c.id: c for c in changes}
    seen = {}
    for change in changes:
        todo, mine = list(change.base), set()
        while todo:
            at = todo.pop()
            if at in by_id and at not in mine:
                mine.add(at)
                todo.extend(b for b in by_id[at].base if b != at)
        seen[change.id] = mine
    for change in changes:
        if change.id in change.base:  # a change that claims to have seen itself has not
            seen[change.id] = closure([c if c is not change else without_itself(c) for c in changes])[change.id]
    return seen


def without_itself(change):
    return Change(change.id, change.hlc, tuple(b for b in change.base if b != change.id), change.body)


def naive(changes):
    """The rule of sync.md §2.4, word by word."""
    changes = [without_itself(c) for c in changes]
    seen = closure(changes)

    def live(among):
        unseen = [c for c in among if not any(c.id in seen[other.id] for other in among if other.id != c.id)]
        return sorted(unseen or among, key=lambda c: (c.hlc, c.id))

    heads = live(changes)
    values, conflicts = {}, {}
    for name in sorted({name for c in changes for name in written(c.body)}):
        competing = live([c for c in changes if name in c.body])
        values[name] = competing[-1].body[name]
        if len({repr(canon(c.body[name])) for c in competing}) > 1:
            conflicts[name] = tuple(c.id for c in competing)
    dead = [c.body.get(DELETED) is True for c in heads]
    if any(dead) and not all(dead):
        conflicts[DELETED] = tuple(c.id for c in heads)
    return Folded(values, tuple(sorted(c.id for c in heads)), bool(dead) and all(dead), conflicts)


bodies = st.one_of(
    st.dictionaries(st.sampled_from("abc"), st.sampled_from([1, 2, "x", " x", None]), min_size=1),
    st.sampled_from([{DELETED: True}, {DELETED: False}, {}]),
)


@st.composite
def histories(draw):
    """Changes that name any others as their base: mostly honest, sometimes in circles or of unknown ancestry."""
    n = draw(st.integers(1, 9))
    ids = [f"s{i}" for i in range(n)]
    backwards = draw(st.booleans())
    made = []
    for i, own in enumerate(ids):
        pool = ids if draw(st.integers(0, 4)) == 0 else ids[:i]
        base = draw(st.lists(st.sampled_from([*pool, "unknown"]), max_size=3, unique=True))
        stamp = (n - i) if backwards else draw(st.integers(0, n))
        made.append(Change(own, stamp, tuple(base), draw(bodies)))
    return made


@given(histories())
@settings(max_examples=600, deadline=None)
def test_the_fold_is_the_rule_read_word_by_word(changes):
    assert fold(changes) == naive(changes)


@given(histories(), st.randoms(use_true_random=False))
@settings(max_examples=200, deadline=None)
def test_the_order_of_arrival_does_not_matter(changes, random):
    shuffled = changes[:]
    random.shuffle(shuffled)
    assert fold(shuffled) == fold(changes)


def test_two_fields_merge_and_one_field_disagrees():
    start = Change("a", 1, (), {"phone": "1", "city": "甬"})
    left = Change("b", 2, ("a",), {"phone": "2"})
    right = Change("c", 3, ("a",), {"phone": "3", "city": "沪"})
    for order in permutations([start, left, right]):
        folded = fold(order)
        assert folded.values == {"phone": "3", "city": "沪"}
        assert folded.conflicts == {"phone": ("b", "c")}
        assert folded.heads == ("b", "c")


def test_a_deletion_that_had_not_seen_an_edit_does_not_hide_it():
    start, gone, edit = Change("a", 1, (), {"x": 1}), Change("b", 9, ("a",), {DELETED: True}), Change("c", 2, ("a",), {"x": 2})
    folded = fold([start, gone, edit])
    assert not folded.deleted
    assert folded.values == {"x": 2}
    assert folded.conflicts == {DELETED: ("c", "b")}


def rivals(*values):
    """Concurrent changes of one field, later stamps behind."""
    return [Change(f"c{n}", n, (), {"x": value}) for n, value in enumerate(values)]


def test_the_same_number_grouped_otherwise_is_no_conflict():
    changes = rivals("138 0000 0001", "138-0000-0001")
    assert fold(changes).conflicts == {"x": ("c0", "c1")}
    assert fold(changes, {"x": Way.DIGITS}).conflicts == {}
    assert fold(rivals("13800000001", "13800000002"), {"x": Way.DIGITS}).conflicts == {"x": ("c0", "c1")}


def test_the_largest_or_smallest_stands_silently_where_the_field_says_so():
    for order in permutations(rivals(2, None, 3, 1)):
        assert fold(order, {"x": Way.MOST}) == Folded({"x": 3}, ("c0", "c1", "c2", "c3"), False, {})
        assert fold(order, {"x": Way.LEAST}).values == {"x": 1}
    seen = [Change("a", 1, (), {"x": 3}), Change("b", 2, ("a",), {"x": 1})]
    assert fold(seen, {"x": Way.MOST}).values == {"x": 1}


def test_records_say_how_their_fields_are_compared():
    assert ways_of(Complaint)["first_response_at"] is Way.LEAST
    assert ways_of(Contact)["mobile"] is Way.DIGITS


def seconds(changes):
    start = time.perf_counter()
    fold(changes)
    return time.perf_counter() - start


def chain(n, stamp):
    return [Change(f"s:{i:05}", stamp(i), (f"s:{i - 1:05}",) if i else (), {"a": i, "b": i % 7}) for i in range(n)]


def test_long_histories_fold_quickly():
    assert min(seconds(chain(5000, lambda i: i)) for _ in range(3)) < 0.1
    assert min(seconds(chain(1000, lambda i: 1000 - i)) for _ in range(3)) < 0.2
