/* values.c: status codes, typed values, xtext, dates, replies and addresses: what is written of them
 * reads back as it was.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "fuzz.h"

#include "dsn-words-private.h"

static void
try_status (const char *text)
{
  DsnStatus status = dsn_status_find (text);
  DsnStatus parsed = DSN_STATUS_NONE;

  if (status != DSN_STATUS_NONE) {
    g_autofree char *code = dsn_status_to_string (status);

    g_assert_true (dsn_status_parse (code, &parsed, NULL));
    g_assert_cmpuint (parsed, ==, status);
  }
  if (dsn_status_parse (text, &parsed, NULL)) {
    g_autofree char *code = dsn_status_to_string (parsed);

    g_assert_true (dsn_status_parse (code, &status, NULL));
    g_assert_cmpuint (parsed, ==, status);
  }
}

static void
try_xtext (const char *octets, const char *text)
{
  g_autofree char *decoded = dsn_xtext_decode (octets, NULL);
  g_autofree char *xtext = dsn_xtext_encode (text);
  g_autofree char *again = dsn_xtext_decode (xtext, NULL);
  g_autofree char *address = dsn_utf8_address_decode (text, NULL);

  if (decoded)
    assert_utf8 (decoded);
  g_assert_cmpstr (again, ==, text);
  for (DsnUtf8Form form = DSN_UTF8_FORM_XTEXT; address && form <= DSN_UTF8_FORM_UNITEXT; form++) {
    g_autofree char *encoded = dsn_utf8_address_encode (address, form);
    g_autofree char *same = dsn_utf8_address_decode (encoded, NULL);

    g_assert_cmpstr (same, ==, address);
  }
}

static void
try_date (const char *text)
{
  g_autoptr (GDateTime) date = dsn_date_parse (text);
  g_autofree char *rfc3339 = date ? dsn_date_to_rfc3339 (date) : NULL;
  g_autofree char *rfc5322 = date ? dsn_date_to_rfc5322 (date) : NULL;
  g_autoptr (GDateTime) one = date ? dsn_date_parse (rfc3339) : NULL;
  g_autoptr (GDateTime) other = date ? dsn_date_parse (rfc5322) : NULL;

  if (!date)
    return;
  g_assert_true (one && g_date_time_equal (one, date));
  g_assert_true (other && g_date_time_equal (other, date));
}

static void
try_value (const char *text)
{
  g_autofree char *comment = NULL;
  g_autofree char *stripped = dsn_comment_strip (text, &comment);
  g_autofree char *address = dsn_address_extract (text);
  g_autofree char *sender G_GNUC_UNUSED = dsn_envelope_unwrap (text);
  g_autofree char *recipient G_GNUC_UNUSED = dsn_envelope_find_recipient (text);
  g_autofree char *words G_GNUC_UNUSED = _dsn_words_decode (text);
  g_autoptr (DsnReply) reply G_GNUC_UNUSED = dsn_reply_parse (text);
  g_autoptr (DsnQuerySet) set = dsn_query_set_new ();
  g_autofree char *plain = dsn_text_escape (text);

  g_assert_nonnull (stripped);
  g_assert_true (!address || *address);
  assert_plain (plain);
  (void) dsn_query_set_add_text (set, text);
}

/* A tag that is made is valid, in whichever address. */
static void
try_tag (const char *text)
{
  static const char file[] = "1 0123456789abcdef\n";
  const gint64 now = G_GINT64_CONSTANT (1795424400);
  g_autoptr (DsnBatvKeys) keys = dsn_batv_keys_parse (file, "keys", NULL);
  g_autoptr (DsnBatvKeys) others G_GNUC_UNUSED = dsn_batv_keys_parse (text, "text", NULL);
  g_autofree char *tagged = dsn_batv_sign (keys, text, DSN_BATV_PRVS, now, NULL);

  (void) dsn_batv_check (keys, text, now);
  if (tagged && strlen (tagged) < 998)
    g_assert_cmpint (dsn_batv_check (keys, tagged, now), ==, DSN_BATV_VALID);
}

/* As a person asks for it, in each field. */
static void
try_request (const char *text)
{
  g_autoptr (DsnReport) report = dsn_report_new ();
  DsnRecipient *recipient = dsn_report_add_recipient (report);
  g_autofree char *json = NULL;

  dsn_report_set_kind (report, DSN_KIND_DSN);
  for (DsnField field = 0; field < DSN_FIELD_COUNT; field++)
    dsn_request_set (report, field < DSN_FIELD_FIRST_PER_RECIPIENT ? NULL : recipient, field, text);
  (void) dsn_request_add_extension (report, recipient, text, NULL);
  json = dsn_json_print (report);
  assert_json (json);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *octets = g_strndup ((const char *) data, size);
  g_autofree char *text = g_utf8_make_valid (octets, -1);

  try_status (octets);
  try_xtext (octets, text);
  try_date (octets);
  try_value (text);
  try_tag (text);
  try_request (text);
  return 0;
}
