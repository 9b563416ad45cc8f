"""Files attached to a record: added, found on the card, checked when opened, never larger than they may be."""

import os

import pytest
from gui.waiting import settle

from csdesk.domain.attachments import MOST_BYTES, Attachment
from csdesk.domain.rows import Query
from csdesk.operations import ledgers
from csdesk.operations.safekeeping import attachments


@pytest.fixture
def page(pane, client):
    """The page of attachments of a client on the card."""
    client("示例家电")
    shown = pane()
    settle()
    return shown.card.attached


@pytest.fixture
def scan(tmp_path):
    made = tmp_path / "合同 扫描.pdf"
    made.write_bytes(b"%PDF-1.7 example")
    return made


def test_a_file_is_copied_and_listed_and_one_undo_takes_it_back(page, db, scan):
    page.add([scan])
    settle()
    ((name, where, size, by, when),) = page.model.rows
    assert (name, size, by, when, where) == ("合同 扫描.pdf", "0 KB", "张三", "2026-06-12 10:05", "本机")
    assert attachments.opened(db, page.rows[0]).read_bytes() == scan.read_bytes()
    assert ledgers.undo(db).title.startswith("添加附件 合同 扫描.pdf 到")
    assert ledgers.count(db, Attachment, Query()) == 0


def test_a_changed_or_missing_file_is_told(page, db, scan, desk):
    refused = []
    desk.tasks.refused.connect(lambda error: refused.append(str(error)))
    page.add([scan])
    settle()
    path = attachments.opened(db, page.rows[0])
    path.write_bytes(b"another")
    page.open_chosen()
    assert "校验值不符" in refused[-1]
    path.unlink()
    page.open_chosen()
    assert "附件在张三的电脑上" in refused[-1]


def test_what_cannot_be_attached_is_refused_and_nothing_is_left_behind(page, db, tmp_path, desk):
    refused = []
    desk.tasks.refused.connect(lambda error: refused.append(str(error)))
    large, empty = tmp_path / "录像.mp4", tmp_path / "空.txt"
    large.touch()
    os.truncate(large, 2**30)
    empty.touch()
    for path, said in ((large, "附件每个最多 50 MB"), (empty, "是空文件"), (tmp_path, "不是文件"), (tmp_path / "没有", "读不了")):
        page.add([path])
        assert said in refused[-1]
    assert MOST_BYTES < 2**30
    assert ledgers.count(db, Attachment, Query()) == 0
    assert not attachments.folder_of(db).exists()
