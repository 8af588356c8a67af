/* dsn-builder-header.c: header fields, written as they are meant.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-builder-private.h"
#include "dsn-fold-private.h"
#include "dsn-syntax-private.h"

/* ASCII words up to this length fit on a line beside the name of a field. */
#define MAX_PLAIN_WORD 60

/* GMime would write the field in its own way, and make encoded-words longer than RFC 2047 allows. */
static void
add_raw (GMimeObject *object, const char *name, const char *raw)
{
  GMimeHeaderList *headers = g_mime_object_get_header_list (object);
  g_autofree char *line = g_strconcat (" ", raw, "\n", NULL);

  g_mime_object_append_header (object, name, "", NULL);
  g_mime_header_set_raw_value (
      g_mime_header_list_get_header_at (headers, g_mime_header_list_get_count (headers) - 1), line);
}

void
_dsn_header_add (GMimeObject *object, const char *name, const char *value)
{
  add_raw (object, name, value);
}

void
_dsn_header_add_text (GMimeObject *object, const char *name, const char *text)
{
  g_autofree char *folded = _dsn_fold_text (text, strlen (name) + 2, MAX_PLAIN_WORD);

  add_raw (object, name, folded);
}

/* The address as it was written: GMime gives its domain in Unicode. (transfer full) */
static char *
find_address (const char *text)
{
  g_autofree char *plain = dsn_comment_strip (text, NULL);
  const char *open = strrchr (plain, '<');

  if (!open || !g_str_has_suffix (plain, ">"))
    return g_steal_pointer (&plain);
  return g_strndup (open + 1, strlen (open) - 2);
}

char *
_dsn_mailbox_split (const char *text, char **display_name)
{
  InternetAddressList *list = internet_address_list_parse (NULL, text);
  InternetAddress *address = NULL;
  char *mailbox = NULL;

  *display_name = NULL;
  if (list && internet_address_list_length (list) == 1)
    address = internet_address_list_get_address (list, 0);
  if (address && INTERNET_ADDRESS_IS_MAILBOX (address)) {
    mailbox = find_address (text);
    *display_name = g_strdup (internet_address_get_name (address));
  }
  g_clear_object (&list);
  return mailbox;
}

/* A display name as a quoted-string, or NULL if that would not do. */
static char *
quote (const char *display_name)
{
  GString *quoted = g_string_new ("\"");

  for (const char *at = display_name; *at && quoted->len <= MAX_PLAIN_WORD; at++) {
    if (!g_ascii_isprint (*at) || strstr (display_name, "=?"))
      break;
    if (strchr ("\"\\", *at))
      g_string_append_c (quoted, '\\');
    g_string_append_c (quoted, *at);
    if (!at[1])
      return g_string_free (g_string_append_c (quoted, '"'), FALSE);
  }
  g_string_free (quoted, TRUE);
  return NULL;
}

static gboolean
are_atoms (char *const *words)
{
  for (; *words; words++)
    if (!_dsn_is_atom (*words))
      return FALSE;
  return TRUE;
}

/* A display name as RFC 5322's phrase. */
static char *
fold_phrase (const char *display_name, gsize used)
{
  g_auto (GStrv) words = g_strsplit (display_name, " ", -1);
  char *quoted;

  if (_dsn_fold_is_plain (words, MAX_PLAIN_WORD) && are_atoms (words))
    return _dsn_fold_words (words, used);
  quoted = quote (display_name);
  if (quoted)
    return quoted;
  g_strfreev (words);
  words = _dsn_fold_encode (display_name);
  return _dsn_fold_words (words, used);
}

void
_dsn_header_add_mailbox (GMimeObject *object, const char *name, const char *text)
{
  g_autofree char *display_name = NULL;
  g_autofree char *mailbox = _dsn_mailbox_split (text, &display_name);
  g_autofree char *phrase = NULL;
  g_autofree char *raw = NULL;
  const char *last_line;

  if (!display_name || !*display_name) {
    add_raw (object, name, mailbox);
    return;
  }
  phrase = fold_phrase (display_name, strlen (name) + 2);
  last_line = strrchr (phrase, '\n');
  last_line = last_line ? last_line : phrase;
  raw = g_strconcat (
      phrase,
      strlen (name) + strlen (last_line) + strlen (mailbox) + 5 > DSN_FOLD_WIDTH ? "\n" : "", " <",
      mailbox, ">", NULL);
  add_raw (object, name, raw);
}

static void
add_references (GMimeObject *object, const DsnReport *report)
{
  const char *id = dsn_report_get_original_header (report, DSN_HEADER_MESSAGE_ID);
  g_autofree char *bracketed = NULL;

  if (!id || !_dsn_is_message_id (id))
    return;
  bracketed = g_strconcat ("<", id, ">", NULL);
  add_raw (object, "In-Reply-To", bracketed);
  add_raw (object, "References", bracketed);
}

void
_dsn_header_add_all (GMimeObject *object, const DsnDraft *draft)
{
  const DsnReport *report = draft->report;
  g_autoptr (GDateTime) date = dsn_date_parse (dsn_report_get_header (report, DSN_HEADER_DATE));
  g_autofree char *date_text = dsn_date_to_rfc5322 (date);
  g_autofree char *id =
      g_strconcat ("<", dsn_report_get_header (report, DSN_HEADER_MESSAGE_ID), ">", NULL);

  if (draft->builder->return_path)
    add_raw (object, "Return-Path", "<>");
  add_raw (object, "Date", date_text);
  _dsn_header_add_mailbox (object, "From", dsn_report_get_header (report, DSN_HEADER_FROM));
  add_raw (object, "To", dsn_report_get_header (report, DSN_HEADER_TO));
  _dsn_header_add_text (object, "Subject", dsn_report_get_header (report, DSN_HEADER_SUBJECT));
  add_raw (object, "Message-ID", id);
  add_references (object, report);
  /* RFC 3834 section 5. */
  add_raw (object, "Auto-Submitted", "auto-replied");
}
