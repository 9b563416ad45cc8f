"""Attached files: kept with the backups, brought back with them, and what a hand-over says of them."""

import pytest
from offices import client, enrol, sent

from csdesk.domain.attachments import Attachment
from csdesk.domain.care.clients import Client
from csdesk.domain.rows import Query
from csdesk.errors import StorageError
from csdesk.operations import files, ledgers
from csdesk.operations.handover import handovers
from csdesk.operations.peers import exchange
from csdesk.operations.safekeeping import attachments, backups, restoring
from csdesk.store.files import attached


@pytest.fixture
def scan(tmp_path):
    made = tmp_path / "合同.pdf"
    made.write_bytes(b"%PDF-1.7 contract")
    return made


def stored(db):
    return sorted(attachments.folder_of(db).iterdir())


def test_a_restore_brings_attached_files_back_from_either_place(db, now, scan, tmp_path):
    row = client(db, now)
    attachments.add(db, Client, row, [scan], now=now)
    second = tmp_path / "U盘"
    second.mkdir()
    backups.set_second_place(db, second)
    made = backups.backup(db)
    [one] = stored(db)
    copies = [attached.beside(folder) / one.name for folder in backups.folders(db)]
    assert [copy.read_bytes() for copy in copies] == [scan.read_bytes()] * 2
    path = db.path
    for spoil, source in ((one.unlink, made), (lambda: one.write_bytes(b"%PDF-1.7 another!"), copies[1].parent.parent / made.name)):
        with files.open_file(path) if db.closed else db as opened:
            spoil()
            opened.close()
        found = restoring.restore(source, path)
        assert found.attached == 1
        assert "取回附件文件 1 个" in found.sentences
        assert one.read_bytes() == scan.read_bytes()


def test_a_damaged_file_is_found_and_never_goes_into_a_backup(db, now, scan):
    attachments.add(db, Client, client(db, now), [scan], now=now)
    [one] = stored(db)
    one.write_bytes(b"something else")
    assert files.check(db) == ["附件“合同.pdf”和添加时不一样了。请用“文件 › 从备份恢复”取回，或重新添加原来的文件"]
    backups.backup(db)
    assert not (attached.beside(backups.folder_of(db)) / one.name).exists()


def test_a_backup_whose_files_cannot_be_copied_does_not_count(db, now, scan):
    attachments.add(db, Client, client(db, now), [scan], now=now)
    folder = backups.folder_of(db)
    folder.mkdir()
    attached.beside(folder).write_text("a file is in the way", encoding="utf-8")
    with pytest.raises(StorageError):
        backups.backup(db)
    assert backups.listing(db) == []


def test_names_of_attached_files_go_along_with_a_client_and_the_files_are_told_of(db, manager_db, now, scan, tmp_path):
    enrol(db, manager_db)
    with files.new_file(tmp_path / "李四.csdb", name="李四", role="specialist", branch="NB") as li:
        enrol(li, manager_db)
        row = client(db, now)
        attachments.add(db, Client, row, [scan], now=now)
        exchange.merge(manager_db, [sent(db, "李经理")])
        chosen = handovers.plan(manager_db, ledgers.select(manager_db, Client, Query()), "李四", now.date())
        said = handovers.hand_over(manager_db, chosen)
        assert said.endswith("。1 个附件只移交文件名，文件仍在添加人的电脑上，请另行拷贝给李四，由他重新添加")
        exchange.merge(li, [sent(manager_db, "李四")])
        [told] = ledgers.select(li, Attachment, Query())
        assert (told.values["name"], attachments.is_here(li, told)) == ("合同.pdf", False)
        attachments.add(li, Client, ledgers.select(li, Client, Query())[0], [scan], now=now)
        assert attachments.is_here(li, told)  # the same file, by its hash
