/* dsn-lint-parts.c: the parts of a report (RFC 6522, RFC 6533).
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-lint-private.h"

/* Parts within the human part are looked at down to here. */
#define MAX_DEPTH 8

/* The media types in which a message or its header may come back. */
static const struct {
  const char *type;
  const char *subtype;
} original_types[] = {
  { "message", "rfc822" },
  { "text", "rfc822-headers" },
  { "message", "global" },
  { "message", "global-headers" },
};

static gsize
where_is (GMimeObject *part)
{
  return _dsn_lint_header_offset (part, "Content-Type", 0);
}

static gboolean
is_type (GMimeObject *part, const char *type, const char *subtype)
{
  return g_mime_content_type_is_type (g_mime_object_get_content_type (part), type, subtype);
}

static char *
name_type (GMimeObject *part)
{
  return g_mime_content_type_get_mime_type (g_mime_object_get_content_type (part));
}

static void
check_level (const DsnLintCase *c)
{
  GMimeMultipart *container = c->parsed->structure->container;

  if (container && !c->is_top_level)
    DSN_LINT_NOTE (c, DSN_RULE_REPORT_NOT_TOP_LEVEL, -1, "Content-Type",
                   where_is (GMIME_OBJECT (container)),
                   "the report is a part of something else, not the message itself");
}

static gboolean
has_plain_text (GMimeObject *part, guint depth)
{
  int count = GMIME_IS_MULTIPART (part) ? g_mime_multipart_get_count (GMIME_MULTIPART (part)) : 0;

  if (is_type (part, "text", "plain"))
    return TRUE;
  for (int i = 0; depth > 0 && i < count; i++)
    if (has_plain_text (g_mime_multipart_get_part (GMIME_MULTIPART (part), i), depth - 1))
      return TRUE;
  return FALSE;
}

/* RFC 6522 section 3: for people whose programs show text and nothing else. */
static void
check_human_part (const DsnLintCase *c)
{
  GMimeObject *human = c->parsed->structure->human;
  g_autofree char *type = human ? name_type (human) : NULL;

  if (human && !has_plain_text (human, MAX_DEPTH))
    DSN_LINT_NOTE (c, DSN_RULE_HUMAN_PART_TYPE, -1, "Content-Type", where_is (human),
                   "the human part is %s, which many cannot show, without plain text", type);
}

static void
check_parameters (const DsnLintCase *c, GMimeObject *status)
{
  GMimeParamList *parameters =
      g_mime_content_type_get_parameters (g_mime_object_get_content_type (status));
  GMimeParam *parameter = g_mime_param_list_get_parameter_at (parameters, 0);
  g_autofree char *type = name_type (status);

  if (parameter)
    DSN_LINT_NOTE (c, DSN_RULE_STATUS_PART_PARAMETER, -1, "Content-Type", where_is (status),
                   "%s has no parameter \"%s\"", type, g_mime_param_get_name (parameter));
}

static gboolean
is_global_original (GMimeObject *original)
{
  return original
         && (is_type (original, "message", "global")
             || is_type (original, "message", "global-headers"));
}

/* RFC 6533 section 4: the global part is for what ASCII cannot say, and goes with a returned message of
 * that kind, which may be encoded. */
static void
check_global_part (const DsnLintCase *c, GMimeObject *status)
{
  if (!is_type (status, "message", "global-delivery-status")
      || is_global_original (c->parsed->structure->original))
    return;
  for (gsize i = 0; i < c->length; i++)
    if ((guchar) c->text[i] >= 0x80)
      return;
  DSN_LINT_NOTE (c, DSN_RULE_NEEDLESS_GLOBAL_PART, -1, "Content-Type", where_is (status),
                 "message/global-delivery-status carries nothing outside ASCII");
}

static void
check_original_type (const DsnLintCase *c, GMimeObject *part)
{
  g_autofree char *type = name_type (part);

  for (guint i = 0; i < G_N_ELEMENTS (original_types); i++)
    if (is_type (part, original_types[i].type, original_types[i].subtype))
      return;
  DSN_LINT_NOTE (c, DSN_RULE_WRONG_ORIGINAL_TYPE, -1, "Content-Type", where_is (part),
                 "the third part is %s, which no message comes back as", type);
}

/* A part that is neither of fields nor for people is the message that came back; there is one. */
static void
check_other_parts (const DsnLintCase *c)
{
  const DsnStructure *structure = c->parsed->structure;
  int count = structure->container ? g_mime_multipart_get_count (structure->container) : 0;
  guint others = 0;

  for (int i = 0; i < count; i++) {
    GMimeObject *part = g_mime_multipart_get_part (structure->container, i);

    if (part == structure->human || g_ptr_array_find (structure->status, part, NULL))
      continue;
    if (++others == 1 && (part == structure->original || !structure->original))
      check_original_type (c, part);
    if (others < 2)
      continue;
    DSN_LINT_NOTE (c, DSN_RULE_EXTRA_PART, -1, NULL, where_is (part),
                   "a report has two or three parts, this is one more");
    return;
  }
}

static GMimeContentEncoding
get_encoding (GMimeObject *part)
{
  const char *text = g_mime_object_get_header (part, "Content-Transfer-Encoding");

  return text ? g_mime_content_encoding_from_string (text) : GMIME_CONTENT_ENCODING_DEFAULT;
}

/* RFC 2046 section 5.2.1; RFC 6522 section 4 allows quoted-printable for a header. */
static gboolean
is_encoded_against_rules (GMimeObject *original)
{
  GMimeContentEncoding encoding = get_encoding (original);
  gboolean is_message = is_type (original, "message", "rfc822");
  gboolean is_header = is_type (original, "text", "rfc822-headers");

  if (encoding == GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE)
    return is_message;
  return (is_message || is_header)
         && (encoding == GMIME_CONTENT_ENCODING_BASE64
             || encoding == GMIME_CONTENT_ENCODING_UUENCODE);
}

/* Behind the header of a returned message; NULL if there is nothing but white space. */
static const char *
find_body (const char *text, gsize length)
{
  gsize at = _dsn_layout_find_header_end (text, length, 0);

  while (at < length && g_ascii_isspace (text[at]))
    at++;
  return at < length ? text + at : NULL;
}

static void
check_headers_part (const DsnLintCase *c, GMimeObject *original)
{
  DsnContent content;
  const char *body;

  if (!is_type (original, "text", "rfc822-headers")
      && !is_type (original, "message", "global-headers"))
    return;
  _dsn_content_open (&content, original);
  body = find_body (content.text, content.length);
  if (body)
    DSN_LINT_NOTE (c, DSN_RULE_BODY_IN_HEADERS_PART, -1, NULL,
                   content.offset == DSN_NO_OFFSET ? (goffset) where_is (original)
                                                   : content.offset + (body - content.text),
                   "the part is for the header of the message, but has its body too");
  _dsn_content_close (&content);
}

static void
check_original (const DsnLintCase *c)
{
  GMimeObject *original = c->parsed->structure->original;
  g_autofree char *type = original ? name_type (original) : NULL;

  if (!original)
    return;
  if (is_encoded_against_rules (original)) {
    DSN_LINT_NOTE (
        c, DSN_RULE_ENCODED_ORIGINAL, -1, "Content-Transfer-Encoding",
        _dsn_lint_header_offset (original, "Content-Transfer-Encoding", where_is (original)),
        "%s cannot be encoded so", type);
    return;
  }
  check_headers_part (c, original);
  if (!dsn_report_get_original_header (c->report, DSN_HEADER_MESSAGE_ID))
    DSN_LINT_NOTE (c, DSN_RULE_MISSING_ORIGINAL_MESSAGE_ID, -1, "Message-ID", where_is (original),
                   "the returned message has no Message-ID to know it by");
}

void
_dsn_lint_check_parts (const DsnLintCase *c)
{
  const DsnStructure *structure = c->parsed->structure;

  check_level (c);
  check_human_part (c);
  for (guint i = 0; i < structure->status->len; i++) {
    check_parameters (c, g_ptr_array_index (structure->status, i));
    check_global_part (c, g_ptr_array_index (structure->status, i));
  }
  check_other_parts (c);
  check_original (c);
}
