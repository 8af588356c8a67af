# Dovecot Pigeonhole: marks every message, and files bounces by the marks. Needs dovecot-extprograms.conf.
#
# Where dsn-filter fails, the message goes on as it came.
require ["vnd.dovecot.filter", "fileinto", "mailbox"];

if filter "dsn-filter" {
  if header :is "X-DSN-Hard-Bounce" "yes" {
    fileinto :create "Bounces.Hard";
  } elsif header :is "X-DSN-Kind" "dsn" {
    fileinto :create "Bounces";
  }
}
