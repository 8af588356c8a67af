/* test-verp.c: patterns of return paths.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-verp.h"

#include "report-text.h"

/* @want is NULL where the address is not of the pattern, or tells no address. */
typedef struct {
  const char *path;
  const char *pattern;
  const char *address;
  const char *want;
} Row;

#define PLAIN "bounces-{local}={domain}@lists.example.org"
#define CODED "b-{address}-end@example.org"

static const Row rows[] = {
  { "plain", PLAIN, "bounces-jo=example.net@lists.example.org", "jo@example.net" },
  { "user-is-local", "b+{user}={domain}@x", "b+jo=example.net@x", "jo@example.net" },
  { "letter-case-of-the-pattern-does-not-count", PLAIN, "BOUNCES-Jo=Example.NET@Lists.example.org",
    "Jo@Example.NET" },
  { "local-has-what-follows-it", PLAIN, "bounces-a=b=example.net@lists.example.org",
    "a=b@example.net" },
  { "local-has-what-stands-before-it", PLAIN, "bounces-mary-ann=example.net@lists.example.org",
    "mary-ann@example.net" },
  { "subaddress", PLAIN, "bounces-jo+tag=example.net@lists.example.org", "jo+tag@example.net" },
  { "letters-outside-ascii", PLAIN, "bounces-jörg=exämple.net@lists.example.org",
    "jörg@exämple.net" },
  { "domain-first", "r+{domain}/{local}@x", "r+example.net/jo@x", "jo@example.net" },
  { "digits", "n-#-{local}={domain}@x", "n-42-jo=example.net@x", "jo@example.net" },
  { "digits-are-not-letters", "n-#-{local}={domain}@x", "n-4a-jo=example.net@x", NULL },
  { "digits-are-not-nothing", "n-#-{local}={domain}@x", "n--jo=example.net@x", NULL },
  { "hexadecimal", "n-{hex}.{local}={domain}@x", "n-0aF9.jo=example.net@x", "jo@example.net" },
  { "not-hexadecimal", "n-{hex}.{local}={domain}@x", "n-0ag9.jo=example.net@x", NULL },
  { "any-ends-at-the-first-place", "n-*-{local}={domain}@x", "n-a-b-jo=example.net@x",
    "b-jo@example.net" },
  { "any-ends-at-the-whole-text", "n-*-to-{local}={domain}@x", "n-a-b-to-jo=example.net@x",
    "jo@example.net" },
  { "any-is-not-nothing", "n-*-{local}={domain}@x", "n--jo=example.net@x", NULL },
  { "any-domain", "n-{local}={domain}@*", "n-jo=example.net@mail.example.com", "jo@example.net" },
  { "any-does-not-leave-the-local-part", "*={local}={domain}@x", "a@b=jo=example.net@x", NULL },
  { "any-in-the-domain", "n-{local}={domain}@*.example.com", "n-jo=example.net@m3.example.com",
    "jo@example.net" },
  { "what-follows-the-domain", "n-{local}={domain}=end@x", "n-jo=example.net=end@x",
    "jo@example.net" },
  { "meaning-taken-away", "\\*\\#-{local}={domain}@x", "*#-jo=example.net@x", "jo@example.net" },
  { "meaning-taken-away-matches-no-other", "\\*-{local}={domain}@x", "a-jo=example.net@x", NULL },
  { "quoted-local-part", PLAIN, "\"bounces-jo=example.net\"@lists.example.org", "jo@example.net" },
  { "quoted-again-where-needed", PLAIN, "\"bounces-jo miller=example.net\"@lists.example.org",
    "\"jo miller\"@example.net" },
  { "percent-encoded", CODED, "b-jo%2Btag%40example.net-end@example.org", "jo+tag@example.net" },
  { "equals-encoded", CODED, "b-jo=2Btag=40example.net-end@example.org", "jo+tag@example.net" },
  { "encoded-at-sign-alone", CODED, "b-jo+tag=40example.net-end@example.org",
    "jo+tag@example.net" },
  { "not-encoded", CODED, "b-jo=example.net-end@example.org", NULL },
  { "badly-encoded", CODED, "b-jo%2%40example.net-end@example.org", NULL },
  { "encoded-nul", CODED, "b-jo%00%40example.net-end@example.org", NULL },
  { "encoded-not-utf-8", CODED, "b-j%FF%40example.net-end@example.org", NULL },
  { "encoded-line-end", CODED, "b-jo%0A%40example.net-end@example.org", NULL },
  { "two-at-signs", CODED, "b-jo%40a%40example.net-end@example.org", NULL },
  { "other-beginning", PLAIN, "bounce-jo=example.net@lists.example.org", NULL },
  { "other-domain", PLAIN, "bounces-jo=example.net@lists.example.com", NULL },
  { "more-behind-it", PLAIN, "bounces-jo=example.net@lists.example.org.uk", NULL },
  { "no-local-part", PLAIN, "bounces-=example.net@lists.example.org", NULL },
  { "no-full-domain", PLAIN, "bounces-jo=localhost@lists.example.org", NULL },
  { "number-for-a-domain", PLAIN, "bounces-jo=192.0.2.1@lists.example.org", NULL },
  { "empty-label", PLAIN, "bounces-jo=example..net@lists.example.org", NULL },
  { "hyphen-ends-a-label", PLAIN, "bounces-jo=example-.net@lists.example.org", NULL },
  { "local-part-that-is-none", PLAIN, "bounces-jo.=example.net@lists.example.org", NULL },
  { "no-address-at-all", PLAIN, "bounces", NULL },
  { "empty", PLAIN, "", NULL },
};

/* @want is a part of what is told. */
static const Row faults[] = {
  { "empty", "", NULL, "one \"@\"" },
  { "no-at-sign", "{local}={domain}", NULL, "one \"@\"" },
  { "two-at-signs", "{local}={domain}@a@b", NULL, "one \"@\"" },
  { "no-recipient", "bounces@example.org", NULL, "{local} and {domain}" },
  { "half-a-recipient", "{local}@example.org", NULL, "{local} and {domain}" },
  { "recipient-behind-the-at-sign", "{local}@{domain}", NULL, "before the \"@\"" },
  { "twice", "{local}={user}={domain}@x", NULL, "octet 8" },
  { "in-two-ways", "{address}={domain}@x", NULL, "there already" },
  { "unknown-name", "{lokal}={domain}@x", NULL, "octet 0" },
  { "name-not-closed", "a-{local", NULL, "octet 2" },
  { "nothing-between", "*{local}={domain}@x", NULL, "no text stands between" },
  { "domain-runs-on", "{domain}-{local}@x", NULL, "may have in it" },
  { "digits-run-on", "#1-{local}={domain}@x", NULL, "may have in it" },
  { "backslash-at-the-end", "{local}={domain}@x\\", NULL, "backslash" },
  { "not-utf-8", "\xFF{local}={domain}@x", NULL, "UTF-8" },
};

static void
test_match (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DsnVerp) verp = dsn_verp_new (row->pattern, &error);
  g_autofree char *got = NULL;

  g_assert_no_error (error);
  got = dsn_verp_match (verp, row->address);
  g_assert_cmpstr (got, ==, row->want);
}

static void
test_fault (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (GError) error = NULL;

  g_assert_null (dsn_verp_new (row->pattern, &error));
  g_assert_error (error, DSN_ERROR, DSN_ERROR_SYNTAX);
  g_assert_nonnull (strstr (error->message, row->want));
}

static void
test_many (void)
{
  g_autoptr (GString) pattern = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 100; i++)
    g_string_append (pattern, "*-");
  g_string_append (pattern, "{local}={domain}@x");
  g_assert_null (dsn_verp_new (pattern->str, &error));
  g_assert_nonnull (strstr (error->message, "too many"));
}

static void
test_long (void)
{
  g_autoptr (DsnVerp) verp = dsn_verp_new ("*-*-*-*-*-{local}={domain}=*=*=*@x", NULL);
  g_autoptr (GString) address = g_string_new (NULL);

  for (guint i = 0; i < 400; i++)
    g_string_append (address, "-=");
  g_string_append (address, "@y");
  for (guint i = 0; i < 100; i++)
    g_assert_null (dsn_verp_match (verp, address->str));
}

static void
test_references (void)
{
  DsnVerp *verp = g_boxed_copy (DSN_TYPE_VERP, dsn_verp_new ("{local}={domain}@x", NULL));
  g_autofree char *got = dsn_verp_match (verp, "jo=example.net@x");

  g_assert_cmpstr (got, ==, "jo@example.net");
  dsn_verp_unref (verp);
  g_boxed_free (DSN_TYPE_VERP, verp);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_ROWS ("/verp/match/", rows, test_match);
  ADD_ROWS ("/verp/faults/", faults, test_fault);
  g_test_add_func ("/verp/faults/too-many-parts", test_many);
  g_test_add_func ("/verp/long-addresses-take-no-time", test_long);
  g_test_add_func ("/verp/counted-by-reference", test_references);
  return g_test_run ();
}
