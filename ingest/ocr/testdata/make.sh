#!/bin/sh
# Makes the pictures of this folder, with ImageMagick and DejaVu Serif
# (Debian: imagemagick, fonts-dejavu). The text is made up.
set -e
cd "$(dirname "$0")"
font=$(fc-match -f '%{file}' 'DejaVu Serif')

text=$(cat <<'TEXT'
Notat om badebroer i Strandby Kommune

Afgørelsen er truffet efter servicelovens § 85, stk. 2,
og efter reglerne i §§ 83 og 85 i loven. Ansøgningen
blev modtaget den 11-03-2026 kl. 10:15 af forvaltningen.

Udledningen falder til 85 ton CO₂e, og der er 8 børn på
hvert hold. Byrådet ønsker en årlig opgørelse over både
slid og vedligehold på de otte badebroer.

Med venlig hilsen
Kystudvalget
TEXT
)
convert -background white -fill black -font "$font" -density 200 -pointsize 12 label:"$text" \
	-bordercolor white -border 120 -colorspace gray -threshold 60% -define png:bit-depth=1 -strip letter.png

# A table with rules, and marks of dirt around it.
convert -size 1200x700 xc:white -fill black -font "$font" -density 200 -pointsize 10 \
	-annotate +140+170 'Badebro' -annotate +540+170 'Længde' -annotate +860+170 'Tilstand' \
	-annotate +140+270 'Nordstranden' -annotate +540+270 '120 meter' -annotate +860+270 'Velholdt' \
	-annotate +140+370 'Sydhavnen' -annotate +540+370 '85 meter' -annotate +860+370 'Slidt' \
	-fill none -stroke black -strokewidth 3 \
	-draw 'line 110,110 1130,110 line 110,200 1130,200 line 110,300 1130,300 line 110,400 1130,400' \
	-draw 'line 110,110 110,400 line 510,110 510,400 line 830,110 830,400 line 1130,110 1130,400' \
	-fill black -stroke none -draw 'circle 300,550 303,553 circle 700,600 702,602 circle 900,520 901,523 rectangle 200,640 215,642' \
	-colorspace gray -threshold 60% -define png:bit-depth=1 -strip table.png
