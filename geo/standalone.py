"""The map as one file of HTML to hand on: it holds all that it needs and asks nobody for anything.

Every text in it is escaped. Should that ever fail, the page's own policy still lets no script run but the two that it
names by their hashes, and no connection be made.
"""

import base64
import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from geo.folium_map import MapView, map_parts
from geo.layers import MapFeature, MapLabel, escape_text
from geo.sheet import Sheet, SheetSign, Table, figure_of, plain

_STYLE = """
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1rem 1.2rem 2rem; max-width: 1200px; color: #1d2529; background: #fff;
  line-height: 1.45;
  font-family: system-ui, 'Noto Sans', 'Noto Sans Arabic', 'Noto Naskh Arabic', 'Segoe UI', sans-serif; }
h1 { font-size: 1.4rem; margin: .3rem 0; color: #1f5f7a; }
p { margin: .2rem 0; overflow-wrap: anywhere; }
.lines, .notes, footer { color: #4d575c; font-size: .9rem; }
.notice { background: #fdf3d8; border: 1px solid #e6cf8f; color: #5c4708; padding: .4rem .8rem; border-radius: 4px; }
.map { height: 68vh; min-height: 340px; margin: .7rem 0 .5rem; border: 1px solid #d9dcd6; position: relative; }
.folium-map { position: absolute; inset: 0; }
.furat-label.furat-unit { color: #1d2529; font-weight: 600; }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1.1rem; align-items: center; font-size: .85rem; padding: 0;
  margin: .2rem 0 .6rem; list-style: none; }
.legend li { display: inline-flex; align-items: center; gap: .4rem; }
.legend i { display: inline-block; flex: none; }
.sheet { border-collapse: collapse; width: 100%; margin-top: 1rem; font-size: .9rem; }
.sheet caption { text-align: start; font-weight: 600; padding-bottom: .3rem; }
.sheet th, .sheet td { text-align: start; font-weight: 400; border-bottom: 1px solid #e3e5df; padding: .25rem .5rem;
  vertical-align: top; overflow-wrap: anywhere; }
.sheet thead th { font-weight: 600; border-bottom: 2px solid #c9ced0; }
.sheet td { font-variant-numeric: tabular-nums; }
.wide { overflow-x: auto; }
footer { margin-top: 1rem; font-size: .8rem; border-top: 1px solid #e3e5df; padding-top: .4rem; }
@media print {
  body { padding: 0; max-width: none; }
  .map { height: 150mm; break-inside: avoid; }
  .leaflet-control-zoom { display: none; }
  .sheet tr { break-inside: avoid; }
  .notice, .map, .legend i { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
}
"""


def page(sheet: Sheet, *, script: str, style: str) -> str:
    """Return the page; ``script`` and ``style`` are Leaflet's own, which it carries."""
    background = sheet.background
    parts = map_parts(
        replace(background, labels=(*background.labels, *_figures(sheet.features))),
        MapView(plain(sheet.attribution), right_to_left=sheet.right_to_left),
        sheet.features,
        fields=sheet.fields,
        bounds=sheet.bounds,
        name=plain(sheet.title),
    )
    scripts = [_inside_script(_without_source_map(script)), _inside_script(parts.script)]
    direction = "rtl" if sheet.right_to_left else "ltr"
    return "\n".join(
        [
            "<!DOCTYPE html>",
            f'<html lang="{escape_text(sheet.language)}" dir="{direction}">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_policy(scripts)}">',
            '<meta name="referrer" content="no-referrer">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{_text(sheet.title)}</title>",
            f"<style>{_without_urls(style)}\n{parts.style}\n{_STYLE}</style>",
            "</head>",
            "<body>",
            *_head(sheet),
            "<main>",
            f'<div class="map">{parts.body.strip()}</div>',
            *_legend(sheet),
            *(f'<p class="notes">{_text(note)}</p>' for note in sheet.notes),
            *_table(sheet.table),
            "</main>",
            f"<footer><p>{_text(sheet.attribution)}</p></footer>",
            *(f"<script>{code}</script>" for code in scripts),
            "</body>",
            "</html>",
            "",
        ]
    )


def _figures(features: Iterable[MapFeature]) -> Iterable[MapLabel]:
    """Yield the figures of areas as names on the map; the names themselves appear when one points at an area."""
    for feature in features:
        if figure := figure_of(feature):
            spot = feature.geometry.representative_point()
            yield MapLabel(spot.y, spot.x, figure, "", 5, "unit")


def _policy(scripts: Sequence[str]) -> str:
    hashes = (base64.b64encode(hashlib.sha256(code.encode()).digest()).decode() for code in scripts)
    named = " ".join(f"'sha256-{one}'" for one in hashes)
    # Leaflet draws its controls with style attributes, for which there are no hashes.
    rules = (
        "default-src 'none'",
        f"script-src {named}",
        "style-src 'unsafe-inline'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    )
    return "; ".join(rules)


def _inside_script(code: str) -> str:
    """Return code that cannot end its element early; newlines are those that a browser hashes."""
    code = code.replace("\r\n", "\n").replace("\r", "\n")
    return re.sub(r"<(?=/script|script|!--)", r"\\x3c", code, flags=re.IGNORECASE)


def _without_source_map(code: str) -> str:
    return re.sub(r"^//# sourceMappingURL=.*$", "", code, flags=re.MULTILINE)


def _without_urls(style: str) -> str:
    """Leave out the pictures of controls and markers that the map does not use: they are files of their own."""
    return re.sub(r"url\([^)]*\)", "none", style)


def _text(words: str) -> str:
    return escape_text(plain(words))


def _head(sheet: Sheet) -> list[str]:
    notice = [f'<p class="notice" role="note">{_text(sheet.notice)}</p>'] if sheet.notice else []
    lines = [f'<p class="lines">{_text(line)}</p>' for line in sheet.lines]
    return ["<header>", *notice, f"<h1>{_text(sheet.title)}</h1>", *lines, "</header>"]


def _legend(sheet: Sheet) -> list[str]:
    if not sheet.legend:
        return []
    title = [f"<li>{_text(sheet.legend_title)}</li>"] if sheet.legend_title else []
    entries = [f"<li>{_sign(entry)}{_text(entry.label)}</li>" for entry in sheet.legend]
    return ['<ul class="legend">', *title, *entries, "</ul>"]


def _sign(entry: SheetSign) -> str:
    color, line = escape_text(entry.color), "dashed" if entry.dashed else "solid"
    if entry.kind == "line":
        return f'<i style="width:18px;border-top:2px {line} {color}"></i>'
    wide = f"{2 * entry.radius:.0f}px" if entry.kind == "circle" else "16px"
    high = wide if entry.kind == "circle" else "11px"
    corner = "50%" if entry.kind == "circle" else "0"
    return (
        f'<i style="width:{wide};height:{high};border-radius:{corner};border:1.5px {line} {color};'
        f'background:color-mix(in srgb, {color} 30%, transparent)"></i>'
    )


def _table(table: Table) -> list[str]:
    if not table.rows:
        return []
    heads = "".join(f'<th scope="col">{_text(head)}</th>' for head in table.heads)
    rows = [
        f'<tr><th scope="row">{_cell(first)}</th>' + "".join(f"<td>{_cell(cell)}</td>" for cell in rest) + "</tr>"
        for first, *rest in table.rows
    ]
    return [
        '<div class="wide"><table class="sheet">',
        f"<caption>{_text(table.caption)}</caption>",
        f"<thead><tr>{heads}</tr></thead>",
        "<tbody>",
        *rows,
        "</tbody></table></div>",
    ]


def _cell(words: str) -> str:
    return f"<bdi>{_text(words)}</bdi>"
