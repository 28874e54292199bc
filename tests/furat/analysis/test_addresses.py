"""Which addresses of strangers become links: plain web addresses alone, shown with the host that they lead to."""

import pytest

from furat.analysis.addresses import linked_host


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://example.org/a?b=1#c", "example.org"),
        ("http://example.org", "example.org"),
        ("HTTPS://Example.ORG:8443/x", "example.org"),
        ("https://مثال.example/تقرير", "xn--mgbh0fb.example"),
        ("https://xn--80ak6aa92e.com/", "xn--80ak6aa92e.com"),
        ("https://аррle.com/", "xn--le-6kc8da.com"),
    ],
)
def test_a_plain_web_address_leads_to_its_host(address, host):
    assert linked_host(address) == host


@pytest.mark.parametrize(
    "address",
    [
        None,
        "",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)//https://example.org",
        "data:text/html,<script>alert(1)</script>",
        "file:///etc/passwd",
        "ftp://example.org/x",
        "//example.org/x",
        "example.org",
        "https://good.example@evil.example/",
        "https://good.example\\@evil.example/",
        "https:/example.org",
        "https:///example.org",
        "https://example.org/ x",
        "https://example.org/\nx",
        " https://example.org/",
        "https://example.org:port/",
        "https://example.org/\u202egpj.exe",
        "https://" + "a" * 300 + ".example/",
        'https://example.org/"onmouseover="x',
    ],
)
def test_whatever_else_stays_text(address):
    assert linked_host(address) is None
