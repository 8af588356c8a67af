/* test-parser-mime.c: what GMime is not given changes nothing of what it is.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-parser-private.h"

#include "parser-message.h"

#define ROUNDS 20000

typedef struct {
  const char *path;
  const char *message;
} Row;

static const Row rows[] = {
  { "report", REPORT TEXT STATUS END },
  { "content-fields-first",
    "Content-Type: text/plain;\n charset=utf-8\nContent-Transfer-Encoding: 8bit\nFrom: a\n\nx\n" },
  { "content-fields-last",
    "From: a\nTo: b\ncontent-transfer-encoding: base64\ncontent-type: text/html\n\neA==\n" },
  { "crlf", "From: a\r\nContent-Type: multipart/mixed;\r\n\tboundary=b\r\nTo: b\r\n\r\n"
            "--b\r\n\r\nx\r\n--b--\r\n" },
  { "no-content-field", "From: a\nTo: b\n\nx\n" },
  { "no-content-field-and-no-body", "From: a\nTo: b\n" },
  { "no-content-field-and-no-line-end", "From: a" },
  { "content-field-and-no-body", "From: a\nContent-Type: text/html\n" },
  { "content-field-cut-off", "From: a\nContent-Type: text/ht" },
  { "content-field-before-one-cut-off", "Content-Type: text/html\nSubject: x" },
  { "content-field-alone", "Content-Type: text/html\n\nx" },
  { "two-content-types",
    "Content-Type: text/html\nA: b\nContent-Type: multipart/mixed; boundary=b\n\n"
    "--b\n\nx\n--b--\n" },
  { "words-between-fields", "A: b\nno field\n of two lines\nContent-Type: text/html\n\nx" },
  { "mark-of-an-mbox", "From a Mon Nov 23 10:00:00 2026\nA: b\nContent-Type: text/html\n\nx" },
  { "message-in-the-message", "A: b\nContent-Type: message/rfc822\n\nSubject: x\n\nx\n" },
  { "no-field", "\nx\n" },
  { "no-field-and-no-body", "\n" },
  { "no-message", "no field\n\nx\n" },
  { "empty", "" },
};

static void
describe_object (GString *out, GMimeObject *object)
{
  g_autofree char *type =
      g_mime_content_type_encode (g_mime_object_get_content_type (object), NULL);
  const char *encoding = g_mime_object_get_header (object, "Content-Transfer-Encoding");
  DsnContent content;

  g_string_append_printf (out, "%s %s", type, encoding ? encoding : "");
  _dsn_content_open (&content, object);
  g_string_append_printf (out, "%" G_GINT64_FORMAT ":", (gint64) content.offset);
  g_string_append_len (out, content.text, (gssize) content.length);
  _dsn_content_close (&content);
  for (int i = 0; GMIME_IS_MULTIPART (object) && i < g_mime_multipart_get_count ((gpointer) object);
       i++)
    describe_object (out, g_mime_multipart_get_part ((gpointer) object, i));
  if (GMIME_IS_MESSAGE_PART (object)) {
    GMimeMessage *message = g_mime_message_part_get_message ((gpointer) object);

    if (message) {
      const char *subject = g_mime_object_get_header ((gpointer) message, "Subject");

      g_string_append (out, subject ? subject : "");
      describe_object (out, g_mime_message_get_mime_part (message));
    }
  }
}

/* What GMime sees of a message. */
static char *
describe (GAsyncQueue *idle, const char *text, gboolean all)
{
  g_autoptr (GBytes) octets = g_bytes_new_static (text, strlen (text));
  DsnMime *mime = _dsn_mime_open (idle, octets, all);
  GString *out = g_string_new (NULL);

  if (mime->message)
    describe_object (out, mime->message);
  else
    g_string_append (out, "no message");
  _dsn_mime_close (idle, mime);
  return g_string_free (out, FALSE);
}

static GAsyncQueue *
idle_new (void)
{
  _dsn_gmime_init ();
  _dsn_mime_start ();
  return g_async_queue_new_full ((GDestroyNotify) _dsn_mime_free);
}

static void
sees_the_same (gconstpointer data)
{
  const Row *row = data;
  GAsyncQueue *idle = idle_new ();
  g_autofree char *all = describe (idle, row->message, TRUE);
  g_autofree char *some = describe (idle, row->message, FALSE);

  g_assert_cmpstr (some, ==, all);
  g_async_queue_unref (idle);
}

static void
sees_the_same_of_whatever (void)
{
  static const char *const pieces[] = {
    "From: a\n",
    "To: b\r\n",
    "X",
    ": ",
    "\n",
    "\r\n",
    "\r",
    " x\n",
    "Content-Type: text/html\n",
    "Content-Type: multipart/mixed; boundary=b\n",
    "\ncontent-type:",
    " message/rfc822",
    "\n--b\n",
    "--b\r\n",
    "--b--",
    "Content-",
    "Content-Transfer-Encoding: base64\n",
    "\n\n",
    "eA==",
  };
  GAsyncQueue *idle = idle_new ();

  for (guint i = 0; i < ROUNDS; i++) {
    g_autoptr (GString) text = g_string_new (NULL);
    int count = g_test_rand_int_range (1, 15);
    g_autofree char *all = NULL, *some = NULL, *shown = NULL;

    while (count-- > 0)
      g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
    all = describe (idle, text->str, TRUE);
    some = describe (idle, text->str, FALSE);
    shown = g_strescape (text->str, NULL);
    g_test_message ("%s", shown);
    g_assert_cmpstr (some, ==, all);
  }
  g_async_queue_unref (idle);
}

/* Of the header only what tells of the content. */
static void
is_not_given_the_rest_of_the_header (void)
{
  static const char text[] = "From: a\nContent-Type: text/html\nTo: b\n\nx\n";
  g_autoptr (GBytes) octets = g_bytes_new_static (text, sizeof text - 1);
  GAsyncQueue *idle = idle_new ();
  DsnMime *mime = _dsn_mime_open (idle, octets, FALSE);

  g_assert_cmpint (g_mime_header_list_get_count (g_mime_object_get_header_list (mime->message)), ==,
                   1);
  g_assert_cmpstr (_dsn_header_section_get_text (&mime->header, "To"), ==, "b");
  _dsn_mime_close (idle, mime);
  g_async_queue_unref (idle);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *path = g_strconcat ("/parser-mime/sees-the-same/", rows[i].path, NULL);

    g_test_add_data_func (path, &rows[i], sees_the_same);
  }
  g_test_add_func ("/parser-mime/sees-the-same-of-whatever", sees_the_same_of_whatever);
  g_test_add_func ("/parser-mime/is-not-given-the-rest-of-the-header",
                   is_not_given_the_rest_of_the_header);
  return g_test_run ();
}
