"""The pages of an export in the Byråd layout."""
import html as escape

from . import markup

MONTHS = "januar februar marts april maj juni juli august september oktober november december".split()
ROW = 492  # points: a row of Indholdsfortegnelse; dots fill it up, and what is longer is cut off

# Widths of Times' letters, in thousandths of its size (Adobe's font metrics, which Liberation Serif follows); others count as 500.
WIDTHS = {**dict.fromkeys("fr()-", 333), **dict.fromkeys("ijlt:;/", 278), **dict.fromkeys(" .,", 250), **dict.fromkeys("aceåzé", 444), "s": 389, "m": 778, "w": 722,
          **dict.fromkeys("ADGHKNOQRUVXYÅØ", 722), **dict.fromkeys("BCæ", 667), **dict.fromkeys("ELTZ", 611), **dict.fromkeys("FPS", 556), "M": 889, "Æ": 889, "W": 944, "&": 778, "I": 333}


def width(s, size):
    return sum(WIDTHS.get(c, 500) for c in s) * size / 1000


def word(m):
    return "REFERAT" if m.kind == "referat" else "DAGSORDEN"


def row(title, number, size):
    """A row of Indholdsfortegnelse: dots after a short title, a long one cut."""
    dots = "." * int((ROW - width(title, size)) / width(".", size))
    while width(title, size) > ROW:
        title = title[:-1]
    return f'<div class="row"><span>{escape.escape(title)}{dots}</span><b>{number}</b></div>'


def toc_size(shell):
    return round(shell.size * 1.12, 1)


def page(m, shell, pages, marks):
    mark = (lambda k: f'<span class="mark">@@{k}@@</span>') if marks else (lambda k: "")
    day = f"{int(m.date[8:])}. {MONTHS[int(m.date[5:7]) - 1]} {m.date[:4]}"
    out = [f"<h1>{word(m)} {escape.escape(m.title)} d. {m.date[8:]}-{m.date[5:7]}-{m.date[:4]}</h1>",
           f"<div class=meta><b>Mødedato</b><span>{m.weekday} d. {day} kl. {m.start}</span></div>",
           f"<div class=meta><b>Mødested</b><span>{escape.escape(m.location)}</span></div>", mark("run0"),
           '<div class="turn"></div><h2 class="toc">Indholdsfortegnelse</h2>']
    for i, p in enumerate(m.punkter):
        out.append(row(p.prefix + p.title, pages.get(f"{i}.a", 1), toc_size(shell)))
    for i, p in enumerate(m.punkter):
        out.append(f'<div class="turn"></div><h2>{mark(f"{i}.a")}{escape.escape(p.heading)}</h2>')
        if p.case:
            out.append(f"<p>{p.case}</p>")
        if p.decision:
            out.append("" if p.bare else "<h3>Beslutninger</h3>")
            out.append(f'<div class="decision">{markup.html(p.decision.text)}</div>')
        out.append(markup.html(p.text) if p.text != "." else "")
        if p.history:
            out.append("<h3>Sagsforløb</h3>")
        for h in p.history:
            out.append(f"<p>Udvalg: {h.body}</p><p>Dato: {h.date[8:]}-{h.date[5:7]}-{h.date[:4]}</p><p>Punktnummer: {h.number}</p>{markup.html(h.text)}")
        if p.bilag:
            out.append("<h3>Bilag</h3>" + "".join(f'<p class="bilag">{escape.escape(b.file)}</p>' for b in p.bilag))
        out.append(mark(f"{i}.z"))
    return f"<!doctype html><html lang=da><meta charset=utf-8><style>{css(shell)}</style><body>{''.join(out)}</body></html>"


def css(s):
    step = s.size * s.leading
    return f"""
@page {{ size: A4; margin: {s.margins}; }}
body {{ font: {s.size}pt/{step:.2f}pt '{s.font}'; margin: 0; color: #000; }}
h1 {{ font-size: {s.title}pt; line-height: 1.2; margin: 0 0 {step * 2.5:.1f}pt; }}
h2 {{ font-size: {s.heading}pt; line-height: 1.15; margin: 0 0 {step * 1.3:.1f}pt; break-after: avoid; }}
h3 {{ font-size: {s.size * 1.25:.1f}pt; line-height: 1.15; margin: {step * .2:.1f}pt 0 {step * .35:.1f}pt; break-after: avoid; }}
p, ul, ol {{ margin: 0; }} ul, ol {{ padding-left: 24pt; }}
.decision {{ margin-bottom: {step * .45:.1f}pt; }}
.bilag {{ margin: {step * .85:.1f}pt 0 0; }}
.meta {{ margin: {step:.1f}pt 0 0; }} .meta b {{ display: inline-block; width: 60pt; }}
.toc {{ margin-bottom: {step * .6:.1f}pt; }}
.row {{ display: flex; line-height: {s.size * 1.66:.1f}pt; font-size: {toc_size(s)}pt; }}
.row span {{ width: {ROW + 4}pt; white-space: nowrap; }} .row b {{ margin-left: 16pt; font-weight: normal; }}
.turn {{ break-after: page; }}
.mark {{ position: absolute; font-size: 1px; font-weight: normal; }}
"""
