# What the recipes are tried with, in $work: two bounces, an ordinary message, and one that says it is a bounce.

# write_mail RECIPIENT
write_mail () {
  cat >"$work/ordinary.eml" <<MAIL
From: kim@example.org
To: $1
Subject: Lunch
Message-ID: <lunch@example.org>

At noon?
MAIL
  { printf 'x-dsn-kind : dsn\nX-DSN-Hard-Bounce: yes\n' && cat "$work/ordinary.eml"; } >"$work/forged.eml"
  cp samples/failed.eml samples/delayed.eml "$work"
}
