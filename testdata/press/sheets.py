"""How the bilag that a browser sets look: what their makers chose."""
from . import markup

# font, size in points, line height, margins (top right bottom left), further CSS
STYLES = {
    "indstilling": ("Carlito", 11, 1.28, "26mm 22mm 24mm 22mm", "h2 { font-size: 11.5pt; margin: 14pt 0 4pt; text-transform: none; }"),
    "notat": ("Liberation Serif", 11.5, 1.3, "25mm 25mm 22mm 25mm", "h1 { font-size: 15pt; } p { text-align: justify; }"),
    "agenda": ("Liberation Sans", 10, 1.35, "22mm 20mm 20mm 24mm", "h1 { font-size: 13pt; } h2 { font-size: 10.5pt; margin: 12pt 0 3pt; }"),
    "letter": ("Liberation Serif", 12, 1.4, "30mm 28mm 26mm 28mm", "h1 { font-size: 13pt; }"),
    "table": ("Carlito", 9.5, 1.25, "18mm 16mm 16mm 16mm",
              "table { border-collapse: collapse; width: 100%; } td, th { border: .5pt solid #999; padding: 3pt 5pt; vertical-align: top; text-align: left; } h1 { font-size: 13pt; }"),
    "open-table": ("Liberation Sans", 9.5, 1.3, "20mm 18mm 18mm 18mm",
                   "table { border-spacing: 0; width: 100%; table-layout: fixed; } td, th { padding: 2pt 8pt 2pt 0; vertical-align: top; text-align: left; } h1 { font-size: 12pt; }"),
    "columns": ("DejaVu Serif", 9, 1.35, "20mm 18mm 18mm 18mm",
                "body { columns: 2; column-gap: 9mm; } h1 { font-size: 17pt; line-height: 1.1; } h2 { font-size: 10pt; } p { text-align: justify; }"),
    "report": ("DejaVu Sans", 10, 1.5, "28mm 30mm 26mm 30mm", "h1 { font-size: 16pt; } h2 { font-size: 11pt; margin: 12pt 0 4pt; }"),
    "print": ("DejaVu Sans", 8.5, 1.3, "15mm 15mm 15mm 15mm", "h1 { font-size: 12pt; } h2 { font-size: 9pt; margin: 8pt 0 2pt; }"),
    "scan": ("Liberation Serif", 12.5, 1.5, "32mm 28mm 26mm 30mm", "h1 { font-size: 15pt; } body { transform: rotate(-.5deg); }"),
    # set as the shell is set: only the turn of the page and the words tell
    "shell-like": ("Liberation Sans", 11, 1.25, "24mm 20mm 20mm 22mm", "h1 { font-size: 16pt; } h2 { font-size: 13pt; margin: 13pt 0 8pt; }"),
}


def quote(s):
    return '"' + s.replace("\\", "\\\\").replace('"', '\\"') + '"'


def content(s):
    """A running head or foot as a CSS content value."""
    parts = []
    for bit in s.replace("{p}", "\0p\0").replace("{n}", "\0n\0").split("\0"):
        parts.append({"p": "counter(page)", "n": "counter(pages)"}.get(bit, quote(bit)))
    return " ".join(p for p in parts if p != '""')


def html(b):
    """A bilag as an HTML document for the browser."""
    font, size, leading, margins, extra = STYLES[b.style]
    box = f"font: {size * .82:.1f}pt '{font}'; color: #333;"
    head = f"@top-left {{ content: {content(b.head)}; {box} white-space: nowrap; }}" if b.head else ""
    foot = f"@bottom-left {{ content: {content(b.foot)}; {box} white-space: nowrap; }}" if b.foot else ""
    css = f"""
@page {{ size: A4{" landscape" if b.landscape else ""}; margin: {margins}; {head} {foot} }}
body {{ font: {size}pt/{leading} '{font}'; margin: 0; hyphens: manual; }}
h1 {{ margin: 0 0 {size}pt; }} h2, h3 {{ break-after: avoid; }} p {{ margin: 0 0 {size * .6:.1f}pt; }}
ul, ol {{ margin: 0 0 {size * .6:.1f}pt; padding-left: 20pt; }} tr {{ break-inside: avoid; }}
.turn {{ break-after: page; }} {extra}
"""
    return f"<!doctype html><html lang=da><meta charset=utf-8><style>{css}</style><body>{markup.html(b.body)}</body></html>"
