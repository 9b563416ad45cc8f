"""Work leaves the GUI thread, and its results come back in order."""

import threading

import pytest

from csdesk.errors import Cancelled, Refused
from csdesk.gui.tasks import BackgroundTasks, InlineTasks


@pytest.fixture
def tasks(qtbot):
    made = BackgroundTasks()
    yield made
    made.shut_down()
    made.deleteLater()


def test_results_arrive_in_order_on_the_asking_thread(tasks, qtbot):
    came = []
    for n in range(20):
        tasks.write(lambda n=n: (n, threading.current_thread().name), came.append)
    assert came == []
    qtbot.waitUntil(lambda: len(came) == 20)
    assert came == [(n, "csdesk-write") for n in range(20)]


def test_a_refusal_goes_to_its_asker_or_is_announced(tasks, qtbot):
    def refuse():
        raise Refused("不行")

    told = []
    tasks.write(refuse, failed=told.append)
    with qtbot.waitSignal(tasks.refused) as announced:
        tasks.write(refuse)
    assert [str(told[0]), str(announced.args[0])] == ["不行", "不行"]


def test_long_work_tells_how_far_it_is_and_can_be_stopped(tasks, qtbot):
    going, said, ended = threading.Event(), [], []

    def work(progress):
        progress("读取", 1, 2)
        going.wait(5)
        progress("读取", 2, 2)

    tasks.progressed.connect(lambda *told: said.append(told[1:]))
    ticket = tasks.long("导入", work, failed=ended.append)
    qtbot.waitUntil(lambda: bool(said))
    tasks.cancel(ticket)
    going.set()
    qtbot.waitUntil(lambda: bool(ended))
    assert said == [("读取", 1, 2)]
    assert isinstance(ended[0], Cancelled)


def test_a_newer_request_makes_an_unstarted_older_one_void(tasks, qtbot):
    going, came = threading.Event(), []
    tasks.read(lambda: going.wait(5))
    for text in ("宁", "宁波"):
        tasks.read(lambda text=text: text, came.append, key="search")
    going.set()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert came == ["宁波"]


def test_a_newer_request_breaks_off_an_older_one_that_asks(tasks, qtbot):
    begun, came = threading.Event(), []

    def sorts(superseded):
        begun.set()
        while not superseded():
            pass
        raise Cancelled("不再需要")

    tasks.read_while_wanted(sorts, came.append, key="numbers")
    assert begun.wait(5)
    tasks.read_while_wanted(lambda superseded: superseded(), came.append, key="numbers")
    qtbot.waitUntil(lambda: not tasks.busy)
    assert came == [False]


def test_closing_writes_what_was_entered_and_ends_both_threads(qtbot):
    tasks, written = BackgroundTasks(), []
    for n in range(5):
        tasks.write(lambda n=n: written.append(n))
    tasks.shut_down()
    assert written == [0, 1, 2, 3, 4]
    assert not [t for t in threading.enumerate() if t.name.startswith("csdesk-")]


def test_the_inline_twin_answers_at_once(qtbot):
    tasks, came = InlineTasks(), []
    tasks.read(lambda: 1, came.append)
    tasks.long("长", lambda progress: progress("做", 1, 1) or 2, came.append)
    assert came == [1, 2]
