"""Keys: beside no database, for this account only, with a passphrase where one is wanted."""

import json
import stat
import sys

import pytest

from csdesk.errors import Refused
from csdesk.sync import keys

SITE = "00112233aabbccdd"


def test_keys_come_back_as_they_were_made():
    made = keys.make(SITE)
    again = keys.load(SITE)
    assert (again.sign_pub, again.seal_pub) == (made.sign_pub, made.seal_pub)
    assert keys.verifies(made.sign_pub, again.sign(b"x"), b"x")
    assert not keys.verifies(made.sign_pub, again.sign(b"x"), b"y")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps them by DPAPI")
def test_only_the_owner_reads_the_file():
    keys.make(SITE)
    assert stat.S_IMODE(keys.file_of(SITE).stat().st_mode) == 0o600


def test_a_copied_database_has_no_keys_here():
    with pytest.raises(Refused, match="密钥不在本机"):
        keys.load(SITE)


def test_a_passphrase_seals_the_file(monkeypatch):
    monkeypatch.setenv(keys.PASSPHRASE, "春眠不觉晓")
    made = keys.make(SITE)
    assert json.loads(keys.file_of(SITE).read_bytes())["by"] == "scrypt"
    assert keys.load(SITE).sign_pub == made.sign_pub
    monkeypatch.setenv(keys.PASSPHRASE, "wrong")
    with pytest.raises(Refused, match="口令不对"):
        keys.load(SITE)


def test_a_damaged_file_is_told():
    keys.make(SITE)
    keys.file_of(SITE).write_bytes(b"{")
    with pytest.raises(Refused, match="已损坏"):
        keys.load(SITE)
