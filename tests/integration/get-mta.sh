#!/bin/sh
# Unpacks mail servers from Debian's packages, each with the libraries that this machine lacks, into a
# folder of its own. Nothing is installed: the packages would drive each other out, and start.
#
# usage: get-mta.sh FOLDER    afterwards there is FOLDER/postfix, FOLDER/exim and FOLDER/sendmail
set -eu

[ $# -eq 1 ] || { echo 'usage: get-mta.sh FOLDER' >&2; exit 2; }
if [ -d "$1/postfix" ] && [ -d "$1/exim" ] && [ -d "$1/sendmail" ]; then
  exit 0
fi
if ! command -v apt-get >/dev/null 2>&1 || ! command -v dpkg-deb >/dev/null 2>&1; then
  echo 'deps: the mail servers are taken from the packages of Debian, by apt-get and dpkg-deb' >&2
  exit 1
fi
mkdir -p "$1"
folder=$(cd "$1" && pwd)

# The packages and all that they need and this machine has not.
wanted () {
  apt-get -s --no-install-recommends install "$@" | sed -n 's/^Inst \([^ ]*\) .*/\1/p'
  printf '%s\n' "$@"
}

# unpack NAME PACKAGE…
unpack () {
  name=$1
  shift
  [ ! -d "$folder/$name" ] || return 0
  packages=$(wanted "$@" | sort -u)
  (cd "$fresh" && apt-get -q download $packages)
  mkdir "$fresh/$name"
  for package in "$fresh"/*.deb; do
    dpkg-deb -x "$package" "$fresh/$name"
    rm "$package"
  done
  mv "$fresh/$name" "$folder/"
}

sudo=
[ "$(id -u)" -eq 0 ] || sudo=sudo
$sudo apt-get update -q || echo 'deps: the package lists could not be refreshed' >&2
fresh=$(mktemp -d "$folder/.fresh.XXXXXX")
trap 'rm -rf "$fresh"' EXIT
trap 'exit 1' HUP INT TERM

unpack postfix postfix
# libnss_wrapper: Exim wants the user that its package would make.
unpack exim exim4-daemon-light libnss-wrapper
unpack sendmail sendmail-bin
