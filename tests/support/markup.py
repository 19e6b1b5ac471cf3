"""Reading a page as a browser's parser does, to say what in it is alive."""

import re
from html.parser import HTMLParser

VOID = {"meta", "img", "br"}
ADDRESS = re.compile(r"#c\d+|\.{1,2}/[\w./%~-]*")
PICTURE = re.compile(r"data:image/(png|jpeg);base64,[A-Za-z0-9+/=]+")
KNOWN = """html head meta title style body main header section article aside p h1 h2 h3 dl div dt dd ul ol li
table thead tbody tr th td a span bdi b strong pre img figure svg rect line text"""
TAGS = frozenset(KNOWN.split())

# What has turned text into markup elsewhere: tags, handlers, early ends, addresses, templates, formulas.
INJECTIONS = [
    "<script>document.documentElement.dataset.probe = 1</script>",
    "<img src=x onerror=alert(1)>",
    "</style><script>alert(1)</script><style>",
    "</pre></div><iframe src='javascript:alert(1)'></iframe>",
    "[x](javascript:alert(1)) <a href='javascript:alert(1)'>x</a>",
    "<svg/onload=alert(1)><math><mi xlink:href='data:x,<script>'>",
    "\"><body onload=alert(1)> ' onmouseover='alert(1)",
    "<meta http-equiv=refresh content='0;url=https://example.org'>",
    "<!-- --><base href=//example.org><link rel=stylesheet href=//example.org>",
    "{{ 7 * 7 }}{% include 'x' %}{# #}",
    "$\\href{javascript:alert(1)}{x}$ \\unicode{<img src=x>}",
    "<style>*{background:url(https://example.org)}</style>",
    "&lt;script&gt; &#60;script&#62; \x00<\x00script>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
]


class Page(HTMLParser):
    """A page taken apart: `tags` in order with the names of their attributes, `text` outside style sheets."""

    def __init__(self, html: str):
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple] = []
        self.attributes: list[tuple[str, str, str | None]] = []
        self.open: list[str] = []
        self.pieces: list[str] = []
        self.feed(html)
        self.close()
        assert not self.open, f"never closed: {self.open}"

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, *(name for name, _ in attrs)))
        self.attributes += [(tag, name, value) for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        assert self.open and self.open.pop() == tag, f"</{tag}> closes nothing"

    def handle_comment(self, data):
        raise AssertionError(f"a comment in the page: {data!r}")

    def handle_data(self, data):
        if "style" not in self.open:
            self.pieces.append(data)

    @property
    def text(self) -> str:
        return "".join(self.pieces)

    @property
    def skeleton(self) -> list[tuple]:
        """The tags without spans, whose number depends on what a text says."""
        return [tag for tag in self.tags if tag[0] != "span"]


def read(html: str) -> Page:
    """Take a page apart and assert that nothing in it can act: only known tags, no handler, no foreign address."""
    page = Page(html)
    for tag, *_ in page.tags:
        assert tag in TAGS, f"<{tag}> has no business here"
    assert [tag for tag, *_ in page.tags].count("style") == 1
    for tag, name, value in page.attributes:
        assert not name.startswith("on") and name not in ("style", "srcset", "action", "formaction", "xlink:href"), name
        if name == "href":
            assert tag == "a" and ADDRESS.fullmatch(value), value
        if name == "src":
            assert tag == "img" and PICTURE.fullmatch(value), value[:80]
        if name == "http-equiv":
            assert value == "Content-Security-Policy", value
    return page
