"""Flat OpenDocument files, as LibreOffice reads them: text, slides, sheet."""
from html import escape

NAMES = " ".join(f'xmlns:{k}="urn:oasis:names:tc:opendocument:xmlns:{v}:1.0"' for k, v in {
    "office": "office", "style": "style", "text": "text", "table": "table", "draw": "drawing",
    "fo": "xsl-fo-compatible", "svg": "svg-compatible", "presentation": "presentation"}.items())


FONTS = ("Liberation Sans", "Liberation Serif", "Carlito", "DejaVu Sans")


def document(kind, styles, automatic, master, body):
    faces = "".join(f'<style:font-face style:name="{f}" svg:font-family="\'{f}\'"/>' for f in FONTS)
    return (f'<?xml version="1.0" encoding="UTF-8"?><office:document {NAMES} office:version="1.2" '
            f'office:mimetype="application/vnd.oasis.opendocument.{kind}"><office:font-face-decls>{faces}</office:font-face-decls><office:styles>{styles}</office:styles>'
            f"<office:automatic-styles>{automatic}</office:automatic-styles>"
            f"<office:master-styles>{master}</office:master-styles><office:body>{body}</office:body></office:document>")


def para(s, style="Body"):
    return f'<text:p text:style-name="{style}">{escape(s)}</text:p>'


def table(rows):
    if not rows:
        return ""
    out = ['<table:table table:name="T">', f'<table:table-column table:number-columns-repeated="{len(rows[0].cells)}"/>']
    for r in rows:
        cells = "".join(f'<table:table-cell table:style-name="Cell">{para(c, "Small")}</table:table-cell>' for c in r.cells)
        out.append(f"<table:table-row>{cells}</table:table-row>")
    return "".join(out) + "</table:table>"


def body(blocks):
    """The blocks of a text as paragraphs, lists and tables."""
    out, rows = [], []
    for i, b in enumerate(blocks):
        if b.kind == "row":
            rows.append(b)
            continue
        out.append(table(rows))
        rows = []
        if b.kind == "break":
            out.append('<text:p text:style-name="Turn"/>')
        elif b.kind == "li":
            out.append('<text:list text:style-name="Bullets">' * b.level if not b.number else "")
            out.append(f"<text:list-item>{para(b.text)}</text:list-item></text:list>" + "</text:list-item></text:list>" * (b.level - 1)
                       if not b.number else para(f"{b.number}. {b.text}"))
        elif b.kind == "at":
            out.append(para(f"at {b.number}) {b.text}"))
        else:
            out.append(para(b.text, {"h1": "Title", "h2": "Heading", "h3": "Heading"}.get(b.kind, "Body")))
    out.append(table(rows))
    return "".join(out).replace('<text:list text:style-name="Bullets"><text:list text:style-name="Bullets">',
                                '<text:list text:style-name="Bullets"><text:list-item><text:list text:style-name="Bullets">')


def style(name, font, size, bold=False, before=0, after=0, extra="", align="start", text_extra=""):
    weight = 'fo:font-weight="bold"' if bold else ""
    return (f'<style:style style:name="{name}" style:family="paragraph"><style:paragraph-properties fo:margin-top="{before}pt" '
            f'fo:margin-bottom="{after}pt" fo:text-align="{align}" {extra}/><style:text-properties style:font-name="{font}" '
            f'fo:font-family="{font}" fo:font-size="{size}pt" {weight} fo:language="da" fo:country="DK" {text_extra}/></style:style>')


def text(content, font, size, heading=0, first=0, head="", foot="", hyphens=False, landscape=False, justify=False, margin=2):
    """A flat text document. foot may hold {p} and {n}, the page and the count."""
    hyph = 'fo:hyphenate="true" fo:hyphenation-remain-char-count="3" fo:hyphenation-push-char-count="3"' if hyphens else ""
    keep = 'fo:keep-with-next="always"'
    align = "justify" if justify else "start"
    styles = "".join([
        style("Body", font, size, after=size * .5, align=align, text_extra=hyph), style("Small", font, size * .9),
        style("Title", font, size * 1.5, True, 0, size, keep), style("First", font, first or size * 1.5, True, 0, size * .8, keep),
        style("Heading", font, heading or size * 1.15, True, size, size * .5, keep), style("Foot", font, size * .8),
        style("Turn", font, 2, extra='fo:break-before="page"')])
    size_ = 'fo:page-width="29.7cm" fo:page-height="21cm" style:print-orientation="landscape"' if landscape else 'fo:page-width="21cm" fo:page-height="29.7cm"'
    auto = ('<text:list-style style:name="Bullets">' + "".join(
        f'<text:list-level-style-bullet text:level="{k}" text:bullet-char="{"•" if k == 1 else "–"}"><style:list-level-properties '
        f'text:space-before="{k * .6:.1f}cm" text:min-label-width="0.5cm"/><style:text-properties fo:font-family="{font}"/></text:list-level-style-bullet>' for k in (1, 2))
        + "</text:list-style>"
        '<style:style style:name="Cell" style:family="table-cell"><style:table-cell-properties fo:padding="0.1cm" fo:border="0.5pt solid #888888"/></style:style>'
        f'<style:page-layout style:name="PL"><style:page-layout-properties {size_} fo:margin="{margin}cm"/>'
        '<style:header-style><style:header-footer-properties fo:min-height="0.6cm" fo:margin-bottom="0.4cm"/></style:header-style>'
        '<style:footer-style><style:header-footer-properties fo:min-height="0.6cm" fo:margin-top="0.4cm"/></style:footer-style></style:page-layout>')
    fill = lambda s: escape(s).replace("{p}", "<text:page-number/>").replace("{n}", "<text:page-count/>")
    h = f'<style:header><text:p text:style-name="Foot">{fill(head)}</text:p></style:header>' if head else ""
    f = f'<style:footer><text:p text:style-name="Foot">{fill(foot)}</text:p></style:footer>' if foot else ""
    master = f'<style:master-page style:name="Standard" style:page-layout-name="PL">{h}{f}</style:master-page>'
    return document("text", styles, auto, master, f"<office:text>{content}</office:text>")


def slides(blocks, font):
    """Slides in the format 16:9: a title and its points; a break turns to the next."""
    pages, cur = [], []
    for b in blocks + [None]:
        if b is None or b.kind == "break":
            pages.append(cur)
            cur = []
        else:
            cur.append(b)
    out = []
    for n, page in enumerate(p for p in pages if p):
        title, rest = page[0], page[1:]
        items = "".join(para("• " + b.text if b.kind == "li" else b.text, "Point") for b in rest)
        out.append(f'<draw:page draw:name="s{n}" draw:master-page-name="M">'
                   f'<draw:frame draw:style-name="Bare" svg:x="1.5cm" svg:y="0.9cm" svg:width="25cm" svg:height="2.2cm"><draw:text-box>{para(title.text, "SlideTitle")}</draw:text-box></draw:frame>'
                   f'<draw:frame draw:style-name="Bare" svg:x="1.5cm" svg:y="3.6cm" svg:width="25cm" svg:height="10.5cm"><draw:text-box>{items}</draw:text-box></draw:frame></draw:page>')
    auto = (style("SlideTitle", font, 30, True) + style("Point", font, 20, after=8) +
            '<style:style style:name="Bare" style:family="graphic"><style:graphic-properties draw:fill="none" draw:stroke="none" draw:textarea-vertical-align="top"/></style:style>''<style:page-layout style:name="PL"><style:page-layout-properties fo:page-width="28cm" fo:page-height="15.75cm" '
            'style:print-orientation="landscape" fo:margin="0cm"/></style:page-layout>'
            '<style:style style:name="DP" style:family="drawing-page"/>')
    master = '<style:master-page style:name="M" style:page-layout-name="PL" draw:style-name="DP"/>'
    return document("presentation", "", auto, master, f"<office:presentation>{''.join(out)}</office:presentation>")


def sheet(blocks, font, widths=(4.5, 7, 3.2, 6)):
    """A worksheet: rows as rows, other paragraphs in the first column."""
    cell = lambda s, st: f'<table:table-cell table:style-name="{st}" office:value-type="string"><text:p>{escape(s)}</text:p></table:table-cell>'
    rows, first = [], True
    for b in blocks:
        if b.kind == "row":
            rows.append("".join(cell(c, "Bold" if first else "Wrap") for c in b.cells))
            first = False
        else:
            rows.append(cell(b.text, "Plain"))
    cols = "".join(f'<table:table-column table:style-name="C{i}"/>' for i in range(len(widths)))
    auto = "".join(f'<style:style style:name="C{i}" style:family="table-column"><style:table-column-properties style:column-width="{w}cm"/></style:style>' for i, w in enumerate(widths))
    auto += '<style:style style:name="R" style:family="table-row"><style:table-row-properties style:use-optimal-row-height="true"/></style:style>'
    for name, wrap, bold in (("Plain", "no-wrap", "bold"), ("Bold", "wrap", "bold"), ("Wrap", "wrap", "normal")):
        border = "" if name == "Plain" else 'fo:border="0.5pt solid #666666"'
        auto += (f'<style:style style:name="{name}" style:family="table-cell"><style:table-cell-properties fo:wrap-option="{wrap}" style:vertical-align="top" {border}/>'
                 f'<style:text-properties fo:font-family="{font}" style:font-name="{font}" fo:font-size="10pt" fo:font-weight="{bold}"/></style:style>')
    auto += ('<style:page-layout style:name="PL"><style:page-layout-properties fo:page-width="29.7cm" fo:page-height="21cm" '
             'style:print-orientation="landscape" fo:margin="2cm" style:print="grid" /><style:header-style/><style:footer-style/></style:page-layout>'
             '<style:style style:name="TA" style:family="table" style:master-page-name="Standard"/>').replace('style:print="grid" ', "")
    master = ('<style:master-page style:name="Standard" style:page-layout-name="PL"><style:header style:display="false"><text:p/></style:header>'
              '<style:footer style:display="false"><text:p/></style:footer></style:master-page>')
    body_ = "".join(f'<table:table-row table:style-name="R">{r}</table:table-row>' for r in rows)
    return document("spreadsheet", "", auto, master,
                    f'<office:spreadsheet><table:table table:name="Ark1" table:style-name="TA">{cols}{body_}</table:table></office:spreadsheet>')
