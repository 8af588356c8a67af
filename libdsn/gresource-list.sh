#!/bin/sh
# gresource-list.sh DIR: prints the .gresource.xml for the data in DIR, which is templates/.
# A language is a folder with a catalog.ini or templates; to add one, add the folder. site/ is none: it
# holds the templates of the web reference.
# SPDX-License-Identifier: LGPL-2.1-or-later
set -eu
LC_ALL=C
export LC_ALL

dir=${1:?usage: gresource-list.sh DIR}
dir=${dir%/}

if ! [ -f "$dir/codes.ini" ]; then
  echo "gresource-list.sh: $dir has no codes.ini" >&2
  exit 1
fi

# Gathered first, so that a fault in the loop ends the script.
list=$(
  for file in "$dir"/codes.ini "$dir"/rules.ini "$dir"/*/catalog.ini "$dir"/*/labels.ini \
    "$dir"/*/*.tmpl "$dir"/site/*; do
    [ -f "$file" ] || continue
    case $file in
      *[!A-Za-z0-9_./-]*) echo "gresource-list.sh: odd characters in $file" >&2; exit 1 ;;
    esac
    echo "    <file alias=\"${file#"$dir"/}\">$file</file>"
  done
)

echo '<?xml version="1.0" encoding="UTF-8"?>'
echo '<gresources>'
echo '  <gresource prefix="/org/libdsn/templates">'
printf '%s\n' "$list" | sort
echo '  </gresource>'
echo '</gresources>'
