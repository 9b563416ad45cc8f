"""The keys of this computer: whether they are here and count, and the passphrase that may seal them."""

from __future__ import annotations

from csdesk.errors import CsdeskError
from csdesk.operations.peers.known import revoked
from csdesk.store.database import Database
from csdesk.sync import keys


def problem(db: Database) -> str:
    """Why what is written here cannot be sent: the keys of this workstation are not on this PC; empty when all is well."""
    try:
        keys.load(db.site.site)
    except CsdeskError as told:
        return str(told)
    if db.site.site in revoked(db):
        return "本机的工作站已被吊销，写的内容别人不再接受。请联系分部经理，在新文件中重新申请入网"
    return ""


def set_passphrase(db: Database, passphrase: str) -> str:
    """Seal the own keys by a passphrase, or by none; a sentence that says so. Raises Locked while the old one is not known."""
    keys.set_passphrase(db.site.site, passphrase)
    if passphrase:
        return "口令已设置。下次打开文件时要输入；忘记口令就要重新申请入网，请记牢"
    return "已不用口令：密钥由本机的系统帐户保护"


def has_passphrase(db: Database) -> bool:
    """Whether a passphrase seals the own keys. Raises Refused when they are not on this computer."""
    return keys.has_passphrase(db.site.site)


def is_locked(db: Database) -> bool:
    """Whether the own keys wait for their passphrase."""
    try:
        keys.load(db.site.site)
    except keys.Locked:
        return True
    except CsdeskError:
        return False
    return False


def unlock(db: Database, passphrase: str) -> None:
    """Take the passphrase of the own keys while the program runs. Raises Locked when it is wrong."""
    keys.unlock(db.site.site, passphrase)
