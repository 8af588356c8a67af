# Dovecot Pigeonhole: files bounces without a change to them. Needs dovecot-extprograms.conf.
require ["vnd.dovecot.execute", "fileinto", "mailbox"];

if execute :pipe "dsn-filter" ["--test", "--hard"] {
  fileinto :create "Bounces.Hard";
} elsif execute :pipe "dsn-filter" ["--test"] {
  fileinto :create "Bounces";
}
