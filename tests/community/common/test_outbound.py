"""Asking somebody else's server, which may wish us ill: every socket is a real one."""

import datetime
import gzip
import ipaddress
import ssl
import zlib

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from community.common.outbound import (
    DamagedPacking,
    LeadsElsewhere,
    NoAnswer,
    NotOnOpenWeb,
    NoWebAddress,
    Outbound,
    OutboundError,
    TooLarge,
    TooSlow,
    is_on_open_web,
)
from tests.factories.elsewhere import PUBLIC, answer, drips, elsewhere, says

ADDRESS = "http://directory.example.org/services?page=1"


def asking(there, **change):
    limits = {"max_bytes": 1_000, "seconds": 20, "silence": 20}
    return Outbound(resolve=there.resolve, connect=there.connect, **(limits | change))


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "0.0.0.0",  # noqa: S104
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "192.88.99.1",
        "198.18.0.1",
        "224.0.0.1",
        "239.1.1.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:93.184.215.14",
        "64:ff9b::7f00:1",
        "64:ff9b:1::a00:1",
        "2002:7f00:1::",
        "2001:0:7f00:1::",
        "2001:db8::1",
        "fc00::1",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
        "100::1",
    ],
)
def test_no_network_of_somebodys_own_is_on_the_open_web(address):
    assert not is_on_open_web(address)


@pytest.mark.parametrize("address", [PUBLIC, "8.8.8.8", "2606:2800:21f::1"])
def test_what_is_everybodys_is(address):
    assert is_on_open_web(address)


def test_what_is_there_is_fetched_and_we_say_who_asks():
    with elsewhere(says(answer(b"[]", Content_Type="application/json"))) as there:
        got = asking(there).get(ADDRESS)

    assert (got.status, got.body, got.headers["content-type"]) == (200, b"[]", "application/json")
    request = there.requests[0].split("\r\n")
    assert request[0] == "GET /services?page=1 HTTP/1.1"
    assert {"Host: directory.example.org", "Connection: close"} <= set(request)
    assert not any(line.lower().startswith("cookie") for line in request)
    assert any(line.startswith("User-Agent: Common Purse") for line in request)


@pytest.mark.parametrize("inside", ["127.0.0.1", "10.0.0.1", "169.254.169.254"])
def test_a_name_of_this_machine_or_its_network_is_not_asked(inside):
    with elsewhere(says(answer()), told=[[inside]]) as there:
        with pytest.raises(NotOnOpenWeb, match="not on the open web"):
            asking(there).get(ADDRESS)

    assert there.connected == []


def test_one_address_inside_among_others_is_enough_to_ask_none():
    with elsewhere(says(answer()), told=[[PUBLIC, "127.0.0.1"]]) as there:
        with pytest.raises(NotOnOpenWeb):
            asking(there).get(ADDRESS)

    assert there.connected == []


def test_a_host_that_the_operator_named_may_be_inside():
    with elsewhere(says(answer(b"x")), told=[["10.0.0.1"]]) as there:
        assert asking(there, inner_hosts={"directory.example.org"}).get(ADDRESS).body == b"x"


def test_a_name_is_resolved_once_and_that_address_is_connected_to():
    with elsewhere(says(answer()), told=[[PUBLIC], ["127.0.0.1"]]) as there:
        asking(there).get(ADDRESS)
        assert (there.asked, there.connected) == (["directory.example.org"], [PUBLIC])

        with pytest.raises(NotOnOpenWeb):
            asking(there).get(ADDRESS)

    assert there.connected == [PUBLIC]


def test_a_redirect_does_not_resolve_again():
    def talk(plain, path):
        is_old = path.startswith("/services")
        plain.sendall(answer(status="302 Found", Location="/new") if is_old else answer(b"x"))

    with elsewhere(talk, told=[[PUBLIC], ["127.0.0.1"]]) as there:
        assert asking(there).get(ADDRESS).body == b"x"

    assert (there.asked, there.connected) == (["directory.example.org"], [PUBLIC, PUBLIC])


@pytest.mark.parametrize(
    "to",
    [
        "http://other.example.org/services",
        "http://127.0.0.1/",
        "http://[::1]/",
        "//169.254.169.254/latest",
        "http://directory.example.org:22/",
        "http://somebody@directory.example.org/",
        "https://other.example.org/",
        "file:///etc/passwd",
        "ftp://directory.example.org/",
        "gopher://127.0.0.1:6379/_x",
        "http://[",
    ],
)
def test_no_redirect_to_another_server_is_followed(to):
    with elsewhere(says(answer(status="302 Found", Location=to))) as there:
        with pytest.raises(LeadsElsewhere):
            asking(there).get(ADDRESS)

    assert len(there.requests) == 1


def test_a_redirect_in_a_circle_is_left():
    with elsewhere(says(answer(status="302 Found", Location="/"))) as there:
        with pytest.raises(LeadsElsewhere):
            asking(there).get(ADDRESS)

    assert len(there.requests) == 6


@pytest.mark.parametrize(
    "address",
    [
        "",
        "directory.example.org",
        "file:///etc/passwd",
        "ftp://example.org/",
        "http://",
        "http://me:pass@example.org/",
        "http://example.org:99999/",
        "http://a b/",
        "http://[::1",
    ],
)
def test_what_is_no_web_address_is_refused_before_any_name_is_asked(address):
    with elsewhere(says(answer())) as there:
        with pytest.raises(NoWebAddress):
            asking(there).get(address)

    assert there.asked == []


def test_nothing_can_be_slipped_into_the_request():
    with elsewhere(says(answer())) as there:
        asking(there).get("http://example.org/a\r\nX-Other: 1/é b?q=c d\n")

    assert there.requests[0].startswith("GET /aX-Other:%201/%C3%A9%20b?q=c%20d HTTP/1.1\r\n")


BIG = b" " * 10_000_000
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
RAW_DEFLATE = zlib.compressobj(wbits=-zlib.MAX_WBITS)


@pytest.mark.parametrize(
    ("talk", "error"),
    [
        (says(answer(BIG)), TooLarge),
        (says(CHUNKED + b"1000000\r\n" + BIG), TooLarge),
        (says(b"HTTP/1.1 200 OK\r\n\r\n" + BIG), TooLarge),
        (says(answer(gzip.compress(BIG, mtime=0), Content_Encoding="gzip")), TooLarge),
        (says(answer(zlib.compress(BIG), Content_Encoding="deflate")), TooLarge),
        (says(answer(b"x", Content_Encoding="gzip")), DamagedPacking),
        (says(answer(gzip.compress(b"x" * 99)[:-9], Content_Encoding="gzip")), DamagedPacking),
        (says(answer(b"x", Content_Encoding="deflate")), DamagedPacking),
        (says(answer(b"x", Content_Encoding="br")), DamagedPacking),
        (says(answer(b"x", Content_Encoding="gzip, gzip")), DamagedPacking),
        (says(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nxx"), NoAnswer),
        (says(b"SSH-2.0-OpenSSH_9.6\r\n"), NoAnswer),
        (says(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 1_000), NoAnswer),
        (says(b""), NoAnswer),
    ],
)
def test_a_bomb_or_a_broken_answer_is_left_in_a_sentence(talk, error):
    with elsewhere(talk) as there:
        # Ten million blanks pack into ten thousand bytes.
        with pytest.raises(error, match=r"^http://directory\.example\.org/"):
            asking(there, max_bytes=100_000).get(ADDRESS)


def test_packed_answers_are_unpacked():
    raw = RAW_DEFLATE.compress(b"[1]") + RAW_DEFLATE.flush()
    for packed, how in [
        (gzip.compress(b"[1]"), "gzip"),
        (zlib.compress(b"[1]"), "deflate"),
        (raw, "deflate"),
    ]:
        with elsewhere(says(answer(packed, Content_Encoding=how))) as there:
            assert asking(there).get(ADDRESS).body == b"[1]"


@pytest.mark.parametrize(
    ("head", "drop"),
    [
        (b"HTTP/1.1 200 OK\r\n\r\n", b"x"),
        (CHUNKED, b"1\r\nx\r\n"),
        (CHUNKED, b"1;"),
        (b"HTTP/1.1 200 OK\r\n", b"X"),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        (b"", b""),
    ],
    ids=["body", "chunks", "size of a chunk", "headers", "always in a moment", "nothing"],
)
def test_a_reader_that_never_ends_is_left(head, drop):
    with elsewhere(drips(head, drop)) as there:
        with pytest.raises(TooSlow):
            asking(there, seconds=0.5).get(ADDRESS)


def test_silence_is_no_answer_and_may_pass():
    with elsewhere(drips(b"", b"")) as there, pytest.raises(NoAnswer) as no:
        asking(there, silence=0.2).get(ADDRESS)

    assert no.value.may_pass


def test_proxies_of_the_environment_are_not_used(monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")

    with elsewhere(says(answer(b"x"))) as there:
        assert asking(there).get(ADDRESS).body == b"x"


def certificate(tmp_path, host):
    """For a server of that name, and what trusts it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Tests")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=2))
        .not_valid_after(now + datetime.timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([host]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = tmp_path / "both.pem"
    pem.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(pem)
    return server, lambda: ssl.create_default_context(cafile=pem)


def test_the_certificate_must_be_the_names_though_an_address_is_connected_to(tmp_path):
    server, trusting = certificate(tmp_path, x509.DNSName("directory.example.org"))
    names = []
    server.sni_callback = lambda plain, name, context: names.append(name)

    with elsewhere(says(answer(b"x")), tls=server) as there:
        assert asking(there, tls=trusting).get("https://directory.example.org/").body == b"x"
        for strict in (
            lambda: asking(there, tls=trusting).get("https://other.example.org/"),
            lambda: asking(there).get("https://directory.example.org/"),
        ):
            with pytest.raises(NoAnswer):
                strict()

    assert names[:2] == ["directory.example.org", "other.example.org"]
    assert there.connected == [PUBLIC] * 3


def test_a_certificate_of_the_address_is_not_enough(tmp_path):
    server, trusting = certificate(tmp_path, x509.IPAddress(ipaddress.ip_address(PUBLIC)))

    with elsewhere(says(answer(b"x")), tls=server) as there, pytest.raises(NoAnswer):
        asking(there, tls=trusting).get("https://directory.example.org/")


def test_every_way_it_ends_has_words_with_and_without_the_address():
    for error in OutboundError.__subclasses__():
        assert "%(where)s" in str(error.sentence) and "%(where)s" not in str(error.why)
