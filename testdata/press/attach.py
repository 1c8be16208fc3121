"""Sets the bilag, each as a PDF of its own."""
import re
import zlib

from . import markup, odf, programs, sheets

OFFICE_FONTS = {"notat": "Liberation Serif", "indstilling": "Carlito", "agenda": "Liberation Sans", "report": "DejaVu Sans"}
OFFICE_SIZES = {"indstilling": 13, "notat": 13, "report": 9.5}  # points


def every(meetings):
    """All bilag that have pages and are no meeting, those of nested meetings too."""
    for m in meetings:
        for p in m.punkter:
            for b in p.bilag:
                if b.meeting:
                    yield from every([b.meeting])
                elif b.made != "named":
                    yield b


def set_all(shop, meetings):
    """Fills in the PDF of every bilag that is no meeting."""
    office = {"word": [], "slides": [], "sheet": []}
    for b in every(meetings):
        if b.pdf:
            continue
        if b.made == "page":
            b.pdf = shop.chromium(sheets.html(b))
        elif b.made == "scan":
            b.pdf = scan(shop, b)
        else:
            office[b.made].append(b)
    for made, bs in office.items():
        for b, pdf in zip(bs, shop.office(made, [source(b) for b in bs])):
            b.pdf = pdf


def source(b):
    font = OFFICE_FONTS.get(b.style, "Carlito")
    blocks = markup.read(b.body).blocks
    if b.made == "slides":
        return odf.slides(blocks, font)
    if b.made == "sheet":
        return odf.sheet(blocks, font)
    return odf.text(odf.body(blocks), font, OFFICE_SIZES.get(b.style, 11), head=b.head, foot=b.foot, hyphens=b.style == "notat",
                    landscape=b.landscape, justify=b.style == "notat", margin=3)


def scan(shop, b):
    """A scanned paper: the pages as pictures, one bit a dot, no text.

    Where the bilag is landscape, the paper lay sideways on the glass: the page
    is upright and carries /Rotate 90, as scanners write it."""
    pdf = shop.chromium(sheets.html(b))
    root = shop.path("-scan")
    programs.run("pdftoppm", "-r", 170, "-mono", "-aa", "no", "-aaVector", "no", pdf, root)
    pages = []
    for pbm in sorted(root.parent.glob(root.name + "-*.pbm")):
        data = pbm.read_bytes()
        width, height = (int(x) for x in re.match(rb"P4\s+(\d+)\s+(\d+)\s", data).groups())
        pages.append((width, height, data[-((width + 7) // 8) * height:]))
    out = shop.path(".pdf")
    out.write_bytes(pictures(pages, b.landscape))
    return out


def pictures(pages, sideways):
    """A PDF of pictures of one bit a dot, a page each."""
    objs = [b"<< /Type /Catalog /Pages 2 0 R >>", None]
    kids = []
    for width, height, bits in pages:
        w, h = width * 72 / 170, height * 72 / 170
        n = len(objs) + 1
        if sideways:  # a quarter turn back, so that /Rotate 90 brings it upright
            box, turn, matrix = (h, w), b"/Rotate 90", f"0 {w:.2f} {-h:.2f} 0 {h:.2f} 0"
        else:
            box, turn, matrix = (w, h), b"", f"{w:.2f} 0 0 {h:.2f} 0 0"
        draw = f"q {matrix} cm /Im0 Do Q".encode()
        packed = zlib.compress(bits, 9)
        kids.append(f"{n} 0 R".encode())
        objs.append(b"<< /Type /Page /Parent 2 0 R " + turn + f" /MediaBox [0 0 {box[0]:.2f} {box[1]:.2f}] /Contents {n + 1} 0 R "
                    f"/Resources << /XObject << /Im0 {n + 2} 0 R >> >> >>".encode())
        objs.append(f"<< /Length {len(draw)} >>\nstream\n".encode() + draw + b"\nendstream")
        objs.append(f"<< /Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceGray /BitsPerComponent 1 "
                    f"/Decode [1 0] /Filter /FlateDecode /Length {len(packed)} >>\nstream\n".encode() + packed + b"\nendstream")
    objs[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    return pdf_file(objs)


def pdf_file(objs):
    """A PDF file of objects, numbered from 1, the first being the catalog."""
    out, offsets = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"), []
    for n, o in enumerate(objs, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n" % n + o + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objs) + 1) + b"".join(b"%010d 00000 n \n" % o for o in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objs) + 1, start)
    return bytes(out)
