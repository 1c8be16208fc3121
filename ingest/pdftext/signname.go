package pdftext

// signNames are the glyph names of what Danish text is set with (Adobe Glyph
// List), for names with a suffix and for font files.
var signNames = map[string]string{
	"space": " ", "exclam": "!", "quotedbl": "\"", "numbersign": "#", "dollar": "$", "percent": "%",
	"ampersand": "&", "quotesingle": "'", "parenleft": "(", "parenright": ")", "asterisk": "*", "plus": "+",
	"comma": ",", "hyphen": "-", "period": ".", "slash": "/", "zero": "0", "one": "1", "two": "2", "three": "3",
	"four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "colon": ":",
	"semicolon": ";", "less": "<", "equal": "=", "greater": ">", "question": "?", "at": "@", "bracketleft": "[",
	"backslash": "\\", "bracketright": "]", "underscore": "_", "grave": "`", "braceleft": "{", "bar": "|",
	"braceright": "}", "quoteleft": "‘", "quoteright": "’", "quotedblleft": "“", "quotedblright": "”",
	"quotesinglbase": "‚", "quotedblbase": "„", "endash": "–", "emdash": "—", "bullet": "•", "ellipsis": "…",
	"fi": "fi", "fl": "fl", "ff": "ff", "ffi": "ffi", "ffl": "ffl", "AE": "Æ", "ae": "æ", "Oslash": "Ø",
	"oslash": "ø", "Aring": "Å", "aring": "å", "Eacute": "É", "eacute": "é", "egrave": "è", "Adieresis": "Ä",
	"adieresis": "ä", "Odieresis": "Ö", "odieresis": "ö", "Udieresis": "Ü", "udieresis": "ü", "germandbls": "ß",
	"section": "§", "paragraph": "¶", "degree": "°", "plusminus": "±", "onehalf": "½", "onequarter": "¼",
	"threequarters": "¾", "periodcentered": "·", "guillemotleft": "«", "guillemotright": "»", "Euro": "€",
	"minus": "−", "multiply": "×", "mu": "µ",
}
