"""The article of a saved web page, and what the page declares about itself."""

import json
import re
from dataclasses import dataclass
from typing import Any

import trafilatura

from furat.readers.encoding import decode
from furat.readers.fault import UnreadableError

_DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """The article and what the page says of itself; ``published`` is the page's own words, not yet a date."""

    text: str
    title: str | None
    published: str | None
    source: str | None
    url: str | None


def read_page(data: bytes) -> Page:
    """Take the article out of a page: without menus, boxes and comments, whose dates and counts are not the report's.

    The date of publication is read from what the page declares (meta tags, JSON-LD) and never guessed from its text.

    Raises:
        UnreadableError: The bytes cannot be decoded or hold no article.
    """
    declared = _DECLARED.search(data[:4096])
    html = decode(data, declared=declared.group(1).decode("ascii") if declared else None)
    if not html.strip():
        raise UnreadableError("the page is empty", "Remove it, or save the page again", key="page_empty")
    tree = trafilatura.load_html(html)
    if tree is None:
        raise _no_article()
    linked = _linked_data(tree)
    page = Page(
        text="",
        title=_first(tree, "//meta[@property='og:title']/@content", "//title/text()"),
        published=_first(
            tree,
            "//meta[@property='article:published_time']/@content",
            "//meta[@itemprop='datePublished']/@content",
            "//*[@itemprop='datePublished']/@datetime",
        )
        or linked,
        source=_first(tree, "//meta[@property='og:site_name']/@content"),
        url=_first(tree, "//link[@rel='canonical']/@href", "//meta[@property='og:url']/@content"),
    )
    # trafilatura changes the tree it is given: it comes last.
    text = trafilatura.extract(html, include_comments=False, include_tables=False, output_format="txt")
    if not text or not text.strip():
        raise _no_article()
    return Page(text, page.title, page.published, page.source, page.url)


def _no_article() -> UnreadableError:
    return UnreadableError(
        "no article text was found in the page", "Save the text of the article as .txt", key="no_article"
    )


def _first(tree: Any, *paths: str) -> str | None:
    for path in paths:
        for value in tree.xpath(path):
            text = str(value).strip()
            if text:
                return text
    return None


def _linked_data(tree: Any) -> str | None:
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            data = json.loads(script)
        except (ValueError, RecursionError):
            continue  # sites publish broken JSON-LD; the page is read without it
        items = data if isinstance(data, list) else [data]
        for item in items:
            graph = item.get("@graph", [item]) if isinstance(item, dict) else []
            for node in graph if isinstance(graph, list) else []:
                if isinstance(node, dict) and isinstance(node.get("datePublished"), str):
                    return str(node["datePublished"])
    return None
