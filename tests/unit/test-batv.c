/* test-batv.c: tags in return paths.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <glib/gstdio.h>

#include "dsn-batv.h"

#include "report-text.h"

#define DAY G_GINT64_CONSTANT (86400)
/* Day 20050, in the afternoon. */
#define NOW (20050 * DAY + 50000)

static const char file[] = "# The newest first.\n"
                           "3 0123456789abcdef\n"
                           "\n"
                           "\t1 \tfedcba 9876543210 \r\n";

static DsnBatvKeys *
make_keys (void)
{
  g_autoptr (GError) error = NULL;
  DsnBatvKeys *keys = dsn_batv_keys_parse (file, "keys", &error);

  g_assert_no_error (error);
  return keys;
}

/* The signatures were computed with Python's hmac; Exim 4.96 made the same of what is in small letters. */
typedef struct {
  const char *path;
  const char *address;
  DsnBatvForm form;
  const char *want;
} SignRow;

static const SignRow signs[] = {
  { "prvs", "jo@example.com", DSN_BATV_PRVS, "prvs=3057fd4599=jo@example.com" },
  { "suffix", "news-bounces+kim=example.net@lists.example.org", DSN_BATV_SUFFIX,
    "news-bounces+kim=example.net+3057515cda@lists.example.org" },
  { "letter-case-is-kept", "Jo@Example.COM", DSN_BATV_PRVS, "prvs=3057fd4599=Jo@Example.COM" },
  { "quoted", "\"jo miller\"@example.com", DSN_BATV_PRVS,
    "\"prvs=3057e02102=jo miller\"@example.com" },
  { "quoted-without-need", "\"a*b\"@example.net", DSN_BATV_PRVS,
    "prvs=3057f68387=a*b@example.net" },
  { "empty-local-part", "\"\"@example.com", DSN_BATV_PRVS, NULL },
  { "no-address", "jo", DSN_BATV_PRVS, NULL },
  { "brackets", "<jo@example.com>", DSN_BATV_PRVS, NULL },
  { "line-end", "jo\n@example.com", DSN_BATV_PRVS, NULL },
  { "empty", "", DSN_BATV_PRVS, NULL },
};

static void
test_sign (gconstpointer data)
{
  const SignRow *row = data;
  g_autoptr (DsnBatvKeys) keys = make_keys ();
  g_autoptr (GError) error = NULL;
  g_autofree char *got = dsn_batv_sign (keys, row->address, row->form, NOW, &error);

  g_assert_cmpstr (got, ==, row->want);
  if (row->want)
    g_assert_cmpint (dsn_batv_check (keys, got, NOW), ==, DSN_BATV_VALID);
  else
    g_assert_error (error, DSN_ERROR, DSN_ERROR_INVALID);
}

typedef struct {
  const char *path;
  const char *address;
  gint64 now;
  DsnBatvResult want;
} CheckRow;

static const CheckRow checks[] = {
  { "valid", "prvs=3057fd4599=jo@example.com", NOW, DSN_BATV_VALID },
  { "valid-on-the-last-day", "prvs=3057fd4599=jo@example.com", NOW + 7 * DAY, DSN_BATV_VALID },
  { "expired", "prvs=3057fd4599=jo@example.com", NOW + 8 * DAY, DSN_BATV_EXPIRED },
  { "another-clock", "prvs=3057fd4599=jo@example.com", NOW - DAY, DSN_BATV_VALID },
  { "too-far-ahead", "prvs=3057fd4599=jo@example.com", NOW - 2 * DAY, DSN_BATV_EXPIRED },
  { "day-goes-round", "prvs=30028ec0a6=jo@example.com", 20998 * DAY, DSN_BATV_VALID },
  { "day-goes-round-expired", "prvs=39981d160d=jo@example.com", 21001 * DAY, DSN_BATV_EXPIRED },
  { "letter-case-changed", "PRVS=3057fd4599=JO@EXAMPLE.COM", NOW, DSN_BATV_VALID },
  { "signed-in-another-letter-case", "prvs=3057b76603=Jo@Example.com", NOW, DSN_BATV_VALID },
  { "older-key", "prvs=1057b89a76=jo@example.com", NOW, DSN_BATV_VALID },
  { "no-such-key", "prvs=20577792ee=jo@example.com", NOW, DSN_BATV_FORGED },
  { "another-local-part", "prvs=3057fd4599=kim@example.com", NOW, DSN_BATV_FORGED },
  { "another-domain", "prvs=3057fd4599=jo@example.net", NOW, DSN_BATV_FORGED },
  { "another-day", "prvs=3058fd4599=jo@example.com", NOW, DSN_BATV_FORGED },
  { "another-signature", "prvs=3057ffffff=jo@example.com", NOW, DSN_BATV_FORGED },
  { "suffix", "jo+3057fd4599@example.com", NOW, DSN_BATV_VALID },
  { "suffix-hyphen", "jo-3057fd4599@example.com", NOW, DSN_BATV_VALID },
  { "suffix-equals", "jo=3057fd4599@example.com", NOW, DSN_BATV_VALID },
  { "suffix-dot", "jo.3057fd4599@example.com", NOW, DSN_BATV_NONE },
  { "suffix-alone", "+3057fd4599@example.com", NOW, DSN_BATV_NONE },
  { "no-tag", "jo@example.com", NOW, DSN_BATV_NONE },
  { "short-tag", "prvs=3057=jo@example.com", NOW, DSN_BATV_NONE },
  { "long-tag", "prvs=3057fd4599a=jo@example.com", NOW, DSN_BATV_NONE },
  { "letters-for-a-day", "prvs=3aaaffffff=jo@example.com", NOW, DSN_BATV_NONE },
  { "no-local-part", "prvs=3057fd4599=@example.com", NOW, DSN_BATV_NONE },
  { "no-domain", "prvs=3057fd4599=jo", NOW, DSN_BATV_NONE },
  { "empty", "", NOW, DSN_BATV_NONE },
};

static void
test_check (gconstpointer data)
{
  const CheckRow *row = data;
  g_autoptr (DsnBatvKeys) keys = make_keys ();

  g_assert_cmpint (dsn_batv_check (keys, row->address, row->now), ==, row->want);
}

/* A tag cannot be moved to where it would be the tag of another address; what is tagged may look tagged. */
static void
test_forms (void)
{
  g_autoptr (DsnBatvKeys) keys = make_keys ();
  const char *const addresses[] = { "a+b@example.com", "prvs=3057aaaaaa=jo@example.com",
                                    "prvs=5057aaaaaa=jo@example.com", "jo+3057aaaaaa@example.com" };

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++) {
    for (DsnBatvForm form = DSN_BATV_PRVS; form <= DSN_BATV_SUFFIX; form++) {
      g_autofree char *tagged = dsn_batv_sign (keys, addresses[i], form, NOW, NULL);

      g_assert_cmpint (dsn_batv_check (keys, tagged, NOW), ==, DSN_BATV_VALID);
      g_assert_cmpint (dsn_batv_check (keys, tagged, NOW + 10 * DAY), ==, DSN_BATV_EXPIRED);
    }
  }
}

static void
test_rotation (void)
{
  g_autoptr (DsnBatvKeys) old = dsn_batv_keys_parse ("7 an old secret, long enough", "old", NULL);
  g_autoptr (DsnBatvKeys) both = dsn_batv_keys_parse (
      "8 a new secret, long enough\n7 an old secret, long enough\n", "both", NULL);
  g_autofree char *before = dsn_batv_sign (old, "jo@example.com", DSN_BATV_PRVS, NOW, NULL);
  g_autofree char *after = dsn_batv_sign (both, "jo@example.com", DSN_BATV_PRVS, NOW, NULL);

  g_assert_true (g_str_has_prefix (before, "prvs=7057"));
  g_assert_true (g_str_has_prefix (after, "prvs=8057"));
  g_assert_cmpint (dsn_batv_check (both, before, NOW), ==, DSN_BATV_VALID);
  g_assert_cmpint (dsn_batv_check (both, after, NOW), ==, DSN_BATV_VALID);
  g_assert_cmpint (dsn_batv_check (old, after, NOW), ==, DSN_BATV_FORGED);
}

typedef struct {
  const char *path;
  const char *text;
  DsnError code;
  const char *message;
} KeysRow;

static const KeysRow faults[] = {
  { "short-secret", "1 short\n", DSN_ERROR_SYNTAX, "keys:1: a secret has 16 to 1024 octets" },
  { "no-number", "# x\nsecretsecretsecret\n", DSN_ERROR_SYNTAX,
    "keys:2: a line is the number of a key, a digit, and its secret" },
  { "two-digits", "12 secretsecretsecret\n", DSN_ERROR_SYNTAX,
    "keys:1: a line is the number of a key, a digit, and its secret" },
  { "number-alone", "1\n", DSN_ERROR_SYNTAX,
    "keys:1: a line is the number of a key, a digit, and its secret" },
  { "twice", "1 secretsecretsecret\n1 anothersecretsecret\n", DSN_ERROR_SYNTAX,
    "keys:2: there is a key of this number already" },
  { "none", "# nothing\n\n", DSN_ERROR_EMPTY, "keys: there is no key" },
  { "empty", "", DSN_ERROR_EMPTY, "keys: there is no key" },
};

static void
test_keys (gconstpointer data)
{
  const KeysRow *row = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DsnBatvKeys) keys = dsn_batv_keys_parse (row->text, "keys", &error);

  g_assert_null (keys);
  g_assert_error (error, DSN_ERROR, (int) row->code);
  g_assert_cmpstr (error->message, ==, row->message);
}

static void
assert_refused (const char *path, const char *why)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DsnBatvKeys) keys = dsn_batv_keys_load (path, &error);

  g_assert_null (keys);
  g_assert_error (error, DSN_ERROR, DSN_ERROR_IO);
  g_assert_nonnull (strstr (error->message, why));
}

static void
test_load (void)
{
  g_autofree char *folder = g_dir_make_tmp ("dsn-test.XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "keys", NULL);
  g_autofree char *large = g_strnfill (65 * 1024, '#');
  g_autoptr (DsnBatvKeys) keys = NULL;
  g_autoptr (GError) error = NULL;

  assert_refused (path, "No such file");
  g_assert_true (g_file_set_contents (path, file, -1, NULL));
  g_assert_cmpint (g_chmod (path, 0640), ==, 0);
  keys = dsn_batv_keys_load (path, &error);
  g_assert_no_error (error);
  g_assert_cmpint (dsn_batv_check (keys, "prvs=3057fd4599=jo@example.com", NOW), ==,
                   DSN_BATV_VALID);
  g_assert_cmpint (g_chmod (path, 0644), ==, 0);
  assert_refused (path, "others may read or change it");
  g_assert_cmpint (g_chmod (path, 0620), ==, 0);
  assert_refused (path, "others may read or change it");
  g_assert_true (g_file_set_contents (path, large, -1, NULL));
  g_assert_cmpint (g_chmod (path, 0600), ==, 0);
  assert_refused (path, "larger than 64 KiB");
  g_assert_true (g_file_set_contents (path, "1 secret\0secretsecret", 21, NULL));
  g_assert_cmpint (g_chmod (path, 0600), ==, 0);
  assert_refused (path, "NUL");
  assert_refused (folder, "directory");
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_long (void)
{
  g_autoptr (DsnBatvKeys) keys = make_keys ();
  g_autoptr (GString) address = g_string_new (NULL);

  while (address->len < 200000)
    g_string_append (address, "prvs=3057aaaaaa=");
  g_string_append (address, "@example.com");
  g_assert_cmpint (dsn_batv_check (keys, address->str, NOW), ==, DSN_BATV_NONE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_ROWS ("/batv/sign/", signs, test_sign);
  ADD_ROWS ("/batv/check/", checks, test_check);
  ADD_ROWS ("/batv/keys/", faults, test_keys);
  g_test_add_func ("/batv/forms-go-around-each-other", test_forms);
  g_test_add_func ("/batv/keys-follow-each-other", test_rotation);
  g_test_add_func ("/batv/keys-of-a-file", test_load);
  g_test_add_func ("/batv/floods-are-no-addresses", test_long);
  return g_test_run ();
}
