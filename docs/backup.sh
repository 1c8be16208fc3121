#!/bin/sh
# A copy of the archive FROM in the folder TO, whole at every moment, while
# everything runs; what is there from the last time is not copied again.
#
#   sh backup.sh /var/lib/referat /backup/referat
set -eu
from=$1 to=$2
[ -f "$from/CURRENT" ] || { echo "$from: no archive" >&2; exit 1; }
mkdir -p "$to"

# No import, re-index or takedown meanwhile: those with --wait wait. Searching
# goes on.
exec 9<>"$from/LOCK"
flock -w 43200 9 || { echo "$from: others have written for 12 hours" >&2; exit 1; }
echo "sikkerhedskopi, proces $$" >"$from/LOCK"

# CURRENT comes last: until then the copy is the one of the last time. Files of
# the same length and second can differ, hence --checksum; originals are named by
# their contents.
now=$(cat "$from/CURRENT")
old=$(cat "$to/CURRENT" 2>/dev/null || true)
rsync -a --checksum --delete ${old:+"--link-dest=../$old"} "$from/$now/" "$to/$now/"
rsync -a "$from/originals" "$to/"
rsync -a --checksum "$from/quarantine" "$to/"
if [ -e "$from/synonymer.txt" ]; then cp -p "$from/synonymer.txt" "$to/"; else rm -f "$to/synonymer.txt"; fi
: >"$to/LOCK"
sync
echo "$now" >"$to/CURRENT.new"
mv "$to/CURRENT.new" "$to/CURRENT"
sync

# What the archive has no more, the copy is not to have: it was taken down.
find "$to" -mindepth 1 -maxdepth 1 -name 'gen-*' ! -name "$now" -exec rm -r {} +
rsync -a --delete "$from/originals" "$from/quarantine" "$to/"
