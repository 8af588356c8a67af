#!/bin/sh
# What holds for the whole of the repository: symbols, headers, man pages, installing.
. tests/cli/lib.sh

build=$bin
library=$build/libdsn.so.0

# Symbols; __gcov_* and mangle_path are those of `make coverage`.

nm -D --defined-only "$library" | awk '{ print $3 }' | grep -v '^_init$\|^_fini$\|^__gcov_\|^mangle_path$' | sort >"$work/exported"
# A prototype may go over several lines; what is declared is the word before the first parenthesis.
cat $(ls libdsn/*.h | grep -v private) | tr '\n' ' ' | sed 's/DSN_PUBLIC/\n&/g' |
  sed -n 's/^DSN_PUBLIC[^(]*[ *]\(dsn_[a-z0-9_]*\) (.*/\1/p' | sort >"$work/declared"
ok 'the shared library shows just the functions of the public headers' diff "$work/declared" "$work/exported"
not_ok 'every symbol it shows begins with dsn_' grep -v '^dsn_' "$work/exported"
like 'it has a soname' "$(objdump -p "$library" | grep SONAME)" libdsn.so.0
nm -u "$build/libdsn.a" 2>/dev/null | awk '{ print $2 }' |
  grep -xE '(v?f?printf|puts|putchar|g_print|g_printerr|g_message|g_log|exit|abort|getenv|g_getenv|isatty|setlocale)' |
  sort -u >"$work/forbidden"
is 'the library does not print, exit, or look at the environment or a terminal' "$(cat "$work/forbidden")" ''
if command -v readelf >/dev/null 2>&1 && [ -z "${SANITIZED-}" ]; then
  for tool in dsn-parse dsn-make dsn-explain dsn-lint dsn-filter dsn-milter; do
    [ -e "$build/$tool" ] || continue
    like "$tool is a position-independent executable" "$(readelf -h "$build/$tool")" DYN
    like "$tool has full RELRO" "$(readelf -d "$build/$tool")" NOW
  done
fi

# Who includes what

grep -hn '#include "' tools/*.[ch] | sed 's/.*"\(.*\)".*/\1/' | sort -u | grep -vE '^(dsn|tool|(tool|make|lint|filter|milter)-[a-z]*)\.h$' >"$work/strays"
is 'commands include nothing of libdsn but dsn.h' "$(cat "$work/strays")" ''
grep -ln 'private\.h"' $(ls libdsn/*.h | grep -v private) >"$work/strays"
is 'no public header includes a private one' "$(cat "$work/strays")" ''
for header in $(ls libdsn/*.h | grep -v private); do
  printf '#include "%s"\nint main (void) { return 0; }\n' "${header##*/}" >"$work/one.c"
  ok "${header##*/} stands on its own" ${CC:-cc} -Wall -Werror -fsyntax-only -Ilibdsn \
    $(pkg-config --cflags gmime-3.0) "$work/one.c"
done
for header in $(ls libdsn/*.h | grep -v private | grep -v '/dsn\.h$'); do
  grep -q "\"${header##*/}\"" libdsn/dsn.h || echo "${header##*/}"
done >"$work/strays"
is 'dsn.h includes every public header' "$(cat "$work/strays")" ''

# Man pages

for source in tools/dsn-*.c; do
  tool=${source##*/}
  tool=${tool%.c}
  page=$(ls "tools/$tool".[18])
  ok "$tool has a man page beside it" test -f "$page"
  # Without libmilter dsn-milter is left out.
  [ -e "$build/$tool" ] || continue
  "$build/$tool" --help | grep -oE -- '--[a-z][a-z-]*' | sort -u >"$work/options"
  # mdoc: "Fl Fl name"; "Fl f , Fl Fl format" too.
  sed -n '/^\.It Fl/p' "$page" | grep -oE 'Fl Fl [a-z][a-z-]*' | sed 's/Fl Fl /--/' | sort -u >"$work/described"
  # --help tells of itself by "help options".
  ok "$tool has the options that its man page describes" diff "$work/options" "$work/described"
  exits "$tool --help ends well" 0 "$build/$tool" --help
  exits "$tool --version ends well" 0 "$build/$tool" --version
  like "$tool --version tells its name" "$(cat "$work/out")" "$tool"
  # Mail filters use sysexits.h.
  trouble=2
  case $tool in dsn-filter | dsn-milter) trouble=74 ;; esac
  for option in --help --version; do
    ("$build/$tool" $option >&-) 2>"$work/err"
    is "$tool $option to nowhere is trouble" $? $trouble
    like 'and said' "$(cat "$work/err")" 'standard output: cannot write'
    [ -w /dev/full ] || continue
    ("$build/$tool" $option >/dev/full) 2>"$work/err"
    is "$tool $option on a full disk is trouble" $? $trouble
  done
done
if command -v mandoc >/dev/null 2>&1; then
  for page in tools/*.[18] libdsn/*.5; do
    ok "mandoc finds nothing wrong with $page" mandoc -T lint -W warning "$page"
  done
fi

# Templates

for folder in templates/*/; do
  [ "$folder" != templates/site/ ] || continue
  is "$folder has every template" "$(ls "$folder" | grep -v '^labels\.ini$' | tr '\n' ' ')" \
    'catalog.ini delayed.tmpl delivered.tmpl expanded.tmpl failed.tmpl relayed.tmpl '
done

# The web reference: what stands in a tag is escaped for text and for attributes with double quotes.
grep -nE "=\{\{|='" templates/site/*.html >"$work/strays"
is 'every attribute of its templates has double quotes' "$(cat "$work/strays")" ''
grep -nE '<(script|style)[^>]*>.*[^ ].*</|<(script|style)>| (style|on[a-z]+)=' templates/site/*.html | grep -v '></script>$' >"$work/strays"
is 'none has a script or a style in it' "$(cat "$work/strays")" ''
sed -e 's/{{[^}]*}}//g' -e 's/<[^>]*>//g' templates/site/*.html | grep -n '[[:alpha:]]' >"$work/strays"
is 'none has words of its own' "$(cat "$work/strays")" ''
grep -noE '(aria-label|placeholder|title|alt|data-none|data-results)="[^"{][^"]*"' templates/site/*.html >"$work/strays"
is 'nor in an attribute' "$(cat "$work/strays")" ''

# Installing

if [ -z "${SANITIZED-}" ]; then
  ok 'make install installs' make --no-print-directory BUILD="${BUILD:-build}" DESTDIR="$work/root" PREFIX=/usr install
  for file in bin/dsn-parse bin/dsn-make bin/dsn-explain bin/dsn-lint bin/dsn-filter lib/libdsn.a lib/libdsn.so lib/libdsn.so.0 lib/pkgconfig/libdsn.pc \
    include/dsn/dsn.h share/man/man1/dsn-parse.1 share/man/man5/dsn-template.5 share/libdsn/report.schema.json \
    share/man/man8/dsn-milter.8 lib/systemd/system/dsn-milter.service lib/systemd/system/dsn-milter.socket; do
    ok "it installs $file" test -e "$work/root/usr/$file"
  done
  is 'the service runs what was installed' "$(sed -n 's/^ExecStart=//p' "$work/root/usr/lib/systemd/system/dsn-milter.service")" \
    /usr/bin/dsn-milter
  cat >"$work/user.c" <<'C'
#include <dsn.h>
#include <stdio.h>

int
main (void)
{
  DsnStatus status;

  if (!dsn_status_parse ("5.7.7", &status, NULL))
    return 1;
  puts (dsn_catalog_get_name (status));
  return 0;
}
C
  make --no-print-directory BUILD="${BUILD:-build}" PREFIX="$work/prefix" install >/dev/null
  flags=$(PKG_CONFIG_PATH=$work/prefix/lib/pkgconfig pkg-config --cflags --libs libdsn)
  ok 'a program builds against what was installed' ${CC:-cc} -o "$work/user" "$work/user.c" $flags
  is 'and runs with the shared library' "$(LD_LIBRARY_PATH=$work/prefix/lib "$work/user")" 'Message integrity failure'
  ok 'a program builds against the static library' ${CC:-cc} -o "$work/user" "$work/user.c" \
    -I"$work/prefix/include/dsn" "$work/prefix/lib/libdsn.a" \
    $(pkg-config --cflags --libs gmime-3.0 gio-2.0 json-glib-1.0 template-glib-1.0)
  is 'and runs without the shared one' "$("$work/user")" 'Message integrity failure'
  ok 'make uninstall uninstalls' make --no-print-directory BUILD="${BUILD:-build}" DESTDIR="$work/root" PREFIX=/usr uninstall
  is 'all of it' "$(find "$work/root" ! -type d)" ''
fi

done_testing
