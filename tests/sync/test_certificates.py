"""Certificates: who may vouch for whom, how far, and what two people read to each other."""

import itertools

import msgspec
import pytest

from csdesk.domain.staff.posts import Cover
from csdesk.errors import Refused
from csdesk.sync import certificates, keys, limits
from csdesk.sync.certificates import Request
from csdesk.sync.failures import UnknownSender

from .conftest import Person


@pytest.fixture
def chief():
    return Person("王总监", "director", ("ORG",))


@pytest.fixture
def manager(chief):
    return Person("李经理", "branch_manager", ("BR-NB",), issuer=chief)


@pytest.fixture
def specialist(manager):
    return Person("张三", "specialist", ("NB-1234",), issuer=manager)


def known(*people):
    return {p.site: p.certificate for p in people}


def test_headquarters_knows_a_specialist_by_his_chain(chief, specialist):
    assert certificates.trusted(specialist.chain, known(chief)).name == "张三"


def test_a_chain_to_nobody_known_is_refused(specialist):
    stranger = Person("外人", "director", ("ORG",))
    with pytest.raises(UnknownSender, match="不认识“张三”"):
        certificates.trusted(specialist.chain, known(stranger))


def test_a_chain_may_not_be_longer_than_three(chief, specialist):
    longer = (*specialist.chain, chief.chain[0])
    assert len(longer) == limits.CHAIN + 1
    with pytest.raises(UnknownSender):
        certificates.trusted(longer, known(chief))


@pytest.mark.parametrize(
    ("role", "books"),
    [("branch_manager", ("BR-NB",)), ("director", ("ORG",)), ("specialist", ("SH-1",)), ("specialist", ("ORG",))],
)
def test_a_manager_cannot_make_more_than_his_branch_has(chief, manager, role, books):
    made = Person("李四", role, books, issuer=manager)
    assert not certificates.is_sound(made.chain)
    with pytest.raises(UnknownSender):
        certificates.trusted(made.chain, known(chief))


def test_a_specialist_certifies_nobody(chief, specialist):
    made = Person("李四", "specialist", ("NB-1234",), issuer=specialist)
    with pytest.raises(UnknownSender):
        certificates.trusted(made.chain, known(chief, specialist))


def test_new_keys_under_a_known_number_are_refused(chief, manager, specialist):
    twin = Person("张三", "specialist", ("NB-1234",), site=specialist.site, issuer=manager)
    with pytest.raises(UnknownSender):
        certificates.trusted(twin.chain, known(chief, specialist))


def test_an_altered_certificate_is_refused(specialist):
    raw = certificates.certificate_file(specialist.chain)
    assert certificates.read_chain(raw) == specialist.chain
    with pytest.raises(Refused, match="证书损坏或被改动过"):
        certificates.read_chain(raw.replace("张三".encode(), "张四".encode()))


def test_an_altered_request_is_refused():
    own = keys.make("0" * 16)
    asked = Request(site="0" * 16, name="张三", role="specialist", branch="NB", book="NB-1", sign=own.sign_pub, seal=own.seal_pub)
    raw = certificates.request_file(asked, own)
    assert certificates.read_request(raw) == asked
    with pytest.raises(Refused, match="入网申请损坏或被改动过"):
        certificates.read_request(raw.replace(b"specialist", b"assistant"))
    with pytest.raises(Refused, match="这不是证书"):
        certificates.read_chain(raw)


def test_a_fingerprint_is_sixteen_plain_letters():
    shown = certificates.fingerprint("a", "b")
    assert shown == certificates.fingerprint("a", "b") != certificates.fingerprint("a", "c")
    assert len(shown) == 19
    assert not set(shown) & set("ILOU")


def renewed(person, by, **told):
    """The person's certificate, issued anew."""
    made = msgspec.structs.replace(person.certificate, issuer=by.site, **told)
    return certificates.issue(made, by.own, by.chain[:2])


def test_a_later_certificate_replaces_an_earlier_one_and_not_the_other_way_round(chief, manager, specialist):
    cover = Cover("NB-2222", "2026-07-01", "2026-07-10")
    later = renewed(specialist, manager, covers=(cover,), issued="2026-06-30T09:00:00+08:00")
    found = certificates.trusted(later, known(chief, specialist))
    assert found.covers == (cover,)
    assert certificates.trusted(specialist.chain, {**known(chief), found.site: found}) == found


def test_of_two_certificates_of_one_second_the_later_counts_in_whatever_order_they_come(chief, manager, specialist):
    second, covers = "2026-06-30T09:00:00+08:00", [Cover("NB-2222", "2026-07-01", f"2026-07-{day}") for day in (10, 20)]
    editions = [renewed(specialist, manager, covers=(cover,), issued=second, edition=n) for n, cover in enumerate(covers, 1)]
    other = renewed(specialist, chief, issued=second, edition=1, serial="0" * 16)  # by somebody who knew of neither
    for order in itertools.permutations((*editions, other)):
        everyone = known(chief, manager, specialist)
        for chain in order:
            everyone[specialist.site] = certificates.trusted(chain, everyone)
        assert everyone[specialist.site].covers == (covers[1],)


def test_what_is_certified_anew_is_later_even_when_the_clock_was_set_back(specialist):
    told = msgspec.structs.replace(specialist.certificate, issued="2026-06-30T09:00:00+08:00")
    issued, edition = certificates.next_issue(told, "2016-06-30T09:00:00+08:00")
    assert msgspec.structs.replace(told, issued=issued, edition=edition).is_later_than(told)


def test_nobody_lends_a_book_of_another_branch_or_to_himself(chief, manager, specialist):
    for by, book in ((manager, "SH-1"), (manager, "ORG"), (specialist, "NB-2222")):
        made = renewed(specialist, by, covers=(Cover(book, "2026-07-01", "2026-07-10"),), issued="2026-06-30T09:00:00+08:00")
        assert certificates.trusted(made, known(chief, manager, specialist)).covers == ()


def test_a_manager_does_not_become_headquarters_by_saying_so(chief, manager):
    grown = Person("李经理", "director", ("BR-NB",), own=manager.own, site=manager.site)
    made = Person("外人", "branch_manager", ("BR-SH",), issuer=grown)
    with pytest.raises(UnknownSender):
        certificates.trusted(made.chain, known(chief, manager))


def test_who_was_revoked_introduces_nobody(chief, manager, specialist):
    assert certificates.trusted(specialist.chain, known(chief, manager), revoked=("0" * 16,)).name == "张三"
    with pytest.raises(UnknownSender):
        certificates.trusted(specialist.chain, known(chief, manager), revoked=(manager.site,))


def test_the_root_of_a_branch_may_say_who_is_above_it(chief, manager):
    alone = Person("李经理", "branch_manager", ("BR-NB",), own=manager.own, site=manager.site)
    assert list(certificates.above(manager.chain, known(alone))) == [manager.site, chief.site]
    assert certificates.above(manager.chain, known(manager)) == {}
    assert certificates.above(alone.chain, known(alone)) == {}
    other = Person("李经理", "branch_manager", ("BR-NB",), site=manager.site, issuer=chief)
    assert certificates.above(other.chain, known(alone)) == {}
