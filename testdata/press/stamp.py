"""The stamps: `Punkt 3, Bilag 1: file name.docx`, small, in the top right corner."""
import html as escape

from .attach import pdf_file

SIZE, LEADING, WIDTH = 6.7, 9.5, 112  # points; a stamp's lines are at most WIDTH long
RIGHT, TOP = 35, 22                   # points from the page's right and top edge

# Widths of Helvetica's letters, in thousandths of its size (Adobe's font metrics); others count as 556.
NARROW = {**dict.fromkeys("ijl'", 222), **dict.fromkeys("ft.,:;/ !I|", 278), **dict.fromkeys("r-()", 333), **dict.fromkeys("cksvxyzJ", 500),
          **dict.fromkeys("ABEKPSVXYÅ&", 667), **dict.fromkeys("CDHNRUw", 722), **dict.fromkeys("GOQØ", 778), "m": 833, "M": 833, "W": 944, "æ": 889, "Æ": 1000, "ø": 611}


def width(s):
    return sum(NARROW.get(c, 556) for c in s) * SIZE / 1000


def wrap(s):
    """The lines of a stamp. A word that is too long for a line is broken."""
    lines = [""]
    for word in s.split():
        t = f"{lines[-1]} {word}".strip()
        if width(t) <= WIDTH or not lines[-1]:
            lines[-1] = t
        else:
            lines.append(word)
        while width(lines[-1]) > WIDTH:
            cut = next(k for k in range(len(lines[-1]), 0, -1) if width(lines[-1][:k]) <= WIDTH)
            lines[-1:] = [lines[-1][:cut], lines[-1][cut:]]
    return lines


def helvetica(stamps):
    """A PDF with a page for each stamp, in the viewer's own Helvetica.

    stamps are (text, page width, page height)."""
    objs = [b"<< /Type /Catalog /Pages 2 0 R >>", None, b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"]
    kids = []
    for text, w, h in stamps:
        show = []
        for l in wrap(text):
            coded = l.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
            show.append(b"(" + coded + b") Tj T*")
        draw = f"BT /F1 {SIZE} Tf {LEADING} TL {w - RIGHT - WIDTH:.2f} {h - TOP - SIZE:.2f} Td\n".encode() + b"\n".join(show) + b"\nET"
        n = len(objs) + 1
        kids.append(b"%d 0 R" % n)
        objs.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {w:.2f} {h:.2f}] /Contents {n + 1} 0 R /Resources << /Font << /F1 3 0 R >> >> >>".encode())
        objs.append(b"<< /Length %d >>\nstream\n" % len(draw) + draw + b"\nendstream")
    objs[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    return pdf_file(objs)


def embedded(stamps, font):
    """The same as HTML for the browser, which embeds its font."""
    css, body = [], []
    for n, (text, w, h) in enumerate(stamps):
        css.append(f"@page s{n} {{ size: {w:.2f}pt {h:.2f}pt; margin: 0; }} .s{n} {{ page: s{n}; height: {h - 2:.2f}pt; }}")
        lines = "<br>".join(escape.escape(l) for l in wrap(text))
        body.append(f'<div class="p s{n}"><div style="position:absolute;top:{TOP - 1}pt;left:{w - RIGHT - WIDTH:.2f}pt;white-space:nowrap">{lines}</div></div>')
    return (f"<!doctype html><html lang=da><meta charset=utf-8><style>{''.join(css)} body {{ margin: 0; font: {SIZE}pt/{LEADING}pt '{font}'; }} "
            f".p {{ position: relative; break-after: page; }} .p:last-child {{ break-after: auto; }}</style><body>{''.join(body)}</body></html>")
