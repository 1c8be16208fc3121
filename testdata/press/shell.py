"""The shell pages of a Rådmandsmøde export: front, Indhold, punkter, decisions."""
import html as escape
import re

from . import markup, odf, programs

MARK = '<span class="mark">@@{}@@</span>'


def segments(meeting):
    """The punkter in runs: a run ends where pages of bilag come between."""
    runs = [[]]
    for p in meeting.punkter:
        runs[-1].append(p)
        if any(b.made != "named" for b in p.bilag):
            runs.append([])
    return [r for r in runs if r] or [[]]


def front_lines(m):
    first = f"{m.series} ({m.title})" if m.series else m.title
    d = f"{m.date[8:]}-{m.date[5:7]}-{m.date[:4]} {m.start} - {m.end}"
    return first, d, m.location, f"Information: {m.information}".rstrip()


def lines_of(p):
    """The headings of a punkt, as Indhold repeats them, each with its mark."""
    out = [("a", p.heading)]
    if p.twice:
        out.append(("b", p.heading))
    if p.decision:
        out.append(("d", f"Beslutning for {p.heading}"))
    return out


def indhold(m, pages):
    """Indhold; pages says on which shell page a mark stands."""
    if m.toc == "none":
        return ""
    rows, last, category = [], 1, None
    for i, p in enumerate(m.punkter):
        if m.toc == "categories" and p.category != category:
            category = p.category
            rows.append(f'</table><h3 class="cat">Kategori - {escape.escape(category)}</h3><table class="toc">')
        for key, text in lines_of(p):
            last = pages.get(f"{i}.{key}", last)
            comma = "," if m.comma else ""
            rows.append(f"<tr><td>{escape.escape(text)}{comma}</td><td>{last}</td></tr>")
    return ('<h2 class="indhold">Indhold</h2><table class="toc">' + "".join(rows) + "</table>").replace('<table class="toc"></table>', "")


def page(m, shell, pages, marks):
    """The whole shell as one HTML document, a new page for each run."""
    mark = (lambda k: MARK.format(k)) if marks else (lambda k: "")
    first, date, place, info = (escape.escape(s) for s in front_lines(m))
    out = [f"<h1>{first}</h1><p>{date}</p><p>{place}</p><p>{info}</p>", indhold(m, pages)]
    index = {id(p): i for i, p in enumerate(m.punkter)}
    for n, run in enumerate(segments(m)):
        if n:
            out.append('<div class="turn"></div>')
        out.append(mark(f"run{n}"))
        for p in run:
            if p.ghost:
                continue
            i, heads = index[id(p)], dict(lines_of(p))
            for key, body in (("a", p.text), ("b", p.text2), ("d", p.decision.text if p.decision else "")):
                if key in heads:
                    out.append(f"<h2>{mark(f'{i}.{key}')}{escape.escape(heads[key])}</h2>{markup.html(body)}")
    return f"<!doctype html><html lang=da><meta charset=utf-8><style>{css(shell)}</style><body>{''.join(out)}</body></html>"


def css(s):
    return f"""
@page {{ size: A4; margin: {s.margins}; }}
body {{ font: {s.size}pt/{s.leading} '{s.font}'; margin: 0; color: #000; }}
h1 {{ font-size: {s.title}pt; margin: 0 0 {s.size}pt; }}
h2 {{ font-size: {s.heading}pt; margin: {s.size * 1.2:.1f}pt 0 {s.size * .7:.1f}pt; break-after: avoid; }}
h3 {{ font-size: {s.size}pt; margin: {s.size}pt 0 {s.size * .5:.1f}pt; break-after: avoid; }}
p {{ margin: 0 0 {s.size * .9:.1f}pt; }} ul, ol {{ margin: 0 0 {s.size}pt; padding-left: 24pt; }}
table.toc {{ width: 100%; border-spacing: 0; }} table.toc td {{ padding: 0; vertical-align: top; }}
table.toc td:first-child {{ padding-right: 48pt; }} table.toc td:last-child {{ width: 10pt; text-align: right; }}
.turn {{ break-after: page; }}
.mark {{ position: absolute; font-size: 1px; font-weight: normal; }}
"""


def find_marks(pdf):
    """The page, from 1, that each mark stands on."""
    return {k: n for n, t in enumerate(programs.page_texts(pdf), 1) for k in re.findall(r"@@(\S+?)@@", t)}


def set_chromium(shop, m, shell, make):
    """Prints a document in passes: with marks, to learn where things fall, and
    again until Indhold has its numbers right; then without. make is page or
    its like. Returns the PDF and the pages of the marks."""
    at = find_marks(shop.chromium(make(m, shell, {}, True)))
    again = find_marks(shop.chromium(make(m, shell, at, True))) if m.toc != "none" else at
    pdf = shop.chromium(make(m, shell, again, False), shell.tagged)
    bare, marked = programs.page_count(pdf), max(again.values())
    if bare < marked:
        raise SystemExit(f"typeset.py: {m.title}: the marks moved the pages ({marked}, then {bare})")
    return pdf, again


def set_writer(shop, m, shell):
    """Sets the shell with LibreOffice: a file for each run. No Indhold."""
    front = "".join(odf.para(t, "First" if n == 0 else "Body") for n, t in enumerate(front_lines(m)))
    runs, sources = segments(m), []
    for n, run in enumerate(runs):
        body = [front] if n == 0 else []
        for p in run:
            heads = dict(lines_of(p))
            for key, text in (("a", p.text), ("b", p.text2), ("d", p.decision.text if p.decision else "")):
                if key in heads:
                    body.append(odf.para(heads[key], "Heading"))
                    body.append(odf.body(markup.read(text).blocks))
        sources.append(odf.text("".join(body), shell.font, shell.size, heading=shell.heading, first=shell.title))
    files = []
    for s in sources:
        f = shop.path(".fodt")
        f.write_text(s, encoding="utf-8")
        files.append(f)
    pdfs = shop.soffice("pdf", files)
    at, start, parts = {}, 0, []
    index = {id(p): i for i, p in enumerate(m.punkter)}
    for n, (run, pdf) in enumerate(zip(runs, pdfs)):
        at[f"run{n}"] = start + 1
        texts = programs.page_texts(pdf)
        for p in run:
            begin = f"Punkt {p.number}: "
            at[f"{index[id(p)]}.a"] = start + next(k for k, t in enumerate(texts, 1) if any(l.strip().startswith(begin) for l in t.splitlines()))
        parts.append((pdf, len(texts)))
        start += len(texts)
    joined = shop.path(".pdf")
    programs.run("qpdf", "--empty", "--pages", *[x for pdf, _ in parts for x in (pdf, "1-z")], "--", joined)
    return joined, at
