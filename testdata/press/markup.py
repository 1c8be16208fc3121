"""The small markup that sources are written in, and what it says as plain text.

It is HTML (p, h1-h3, ul, ol, li, table, tr, td, b, i, br; hr turns the page;
&shy; where a word may be cut at a line's end) with a few marks of its own,
which are gone when it is set:

    <at n="1" is="noted">…</at>   a resolution, set as the paragraph "at 1) …"
    <task by="KYS">…</task>       the sentence that gives KYS a task
    <no>…</no>  <away>…</away>    a sentence of dissent, of absence
"""
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

BLOCKS = {"p", "h1", "h2", "h3", "li", "at"}


@dataclass
class Block:
    kind: str                 # p, h1, h2, h3, li, row, at, break
    text: str = ""
    cells: list = field(default_factory=list)
    number: str = ""          # of an ordered list's item, or of a resolution
    outcome: str = ""
    level: int = 0            # of a list, from 1


class Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.blocks, self.open, self.lists, self.cell = [], None, [], None
        self.spans, self.tasks, self.no, self.away = [], [], [], []

    def handle_starttag(self, tag, attrs):
        a = dict(attrs)
        if tag in ("ul", "ol"):
            self.lists.append([tag, 0])
            self.open = None
        elif tag == "hr":
            self.blocks.append(Block("break"))
            self.open = None
        elif tag == "tr":
            self.blocks.append(Block("row"))
        elif tag in ("td", "th"):
            self.blocks[-1].cells.append("")
            self.cell = self.blocks[-1]
        elif tag in BLOCKS and self.cell is None:
            b = Block(tag)
            if tag == "li":
                self.lists[-1][1] += 1
                b.level = len(self.lists)
                b.number = str(self.lists[-1][1]) if self.lists[-1][0] == "ol" else ""
            if tag == "at":
                b.number, b.outcome = a["n"], a["is"]
            self.blocks.append(b)
            self.open = b
        elif tag in ("task", "no", "away"):
            self.spans.append([tag, a.get("by", ""), ""])
        elif tag == "br":
            self.handle_data(" ")

    def handle_endtag(self, tag):
        if tag in ("ul", "ol"):
            self.lists.pop()
        elif tag in BLOCKS:
            self.open = None
        elif tag in ("td", "th"):
            self.cell = None
        elif tag in ("task", "no", "away"):
            kind, by, text = self.spans.pop()
            text = squeeze(text)
            if kind == "task":
                self.tasks.append({"responsible": by, "text": text})
            else:
                (self.no if kind == "no" else self.away).append(text)

    def handle_data(self, data):
        for s in self.spans:
            s[2] += data
        if self.cell is not None:
            self.cell.cells[-1] += data
        elif self.open is not None:
            self.open.text += data
        elif data.strip():
            self.open = Block("p", data)
            self.blocks.append(self.open)


def squeeze(s):
    return re.sub(r"\s+", " ", s.replace("\u00ad", "")).strip()


def read(markup):
    """The Reader of a text: its blocks and its annotations."""
    r = Reader()
    r.feed(markup)
    r.close()
    for b in r.blocks:
        b.text = squeeze(b.text)
        b.cells = [squeeze(c) for c in b.cells]
    r.blocks = [b for b in r.blocks if b.kind in ("break", "row") or b.text]
    return r


def line(b, bullet):
    if b.kind == "row":
        return "\t".join(b.cells)
    if b.kind == "at":
        return f"at {b.number}) {b.text}"
    if b.kind == "li":
        return (f"{b.number}. " if b.number else bullet) + b.text
    return b.text


def text(markup, bullet=""):
    """A text as plain lines, one a paragraph, list item or table row."""
    return "\n".join(line(b, bullet) for b in read(markup).blocks if b.kind != "break")


def html(markup):
    """A text as HTML for a browser, the marks set or taken away."""
    m = re.sub(r'<at n="([^"]*)"[^>]*>', r"<p>at \1) ", markup).replace("</at>", "</p>")
    m = re.sub(r"</?(task|no|away)\b[^>]*>", "", m)
    m = m.replace("<hr>", '<div class="turn"></div>')
    if m.strip() and not m.lstrip().startswith("<"):
        m = f"<p>{m}</p>"
    return m
