/* dsn-parser-structure.c: which part of a message is what.
 *
 * Only media types decide; what a part says does not, since a part may quote anything.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-parser-private.h"

/* Media types that make a message what it is. */
static const struct {
  const char *subtype;
  DsnKind kind;
} report_types[] = {
  { "delivery-status", DSN_KIND_DSN },          { "global-delivery-status", DSN_KIND_DSN },
  { "xdelivery-status", DSN_KIND_DSN },         { "feedback-report", DSN_KIND_ARF },
  { "disposition-notification", DSN_KIND_MDN }, { "global-disposition-notification", DSN_KIND_MDN },
};

/* Media types in which the returned message comes. */
static const struct {
  const char *type;
  const char *subtype;
} original_types[] = {
  { "message", "rfc822" },
  { "message", "global" },
  { "text", "rfc822-headers" },
  { "message", "global-headers" },
  { "text", "rfc822-header" },
  { "message", "rfc822-headers" },
  { "message", DSN_TEXT_OF_MESSAGE },
};

typedef struct {
  const DsnParser *parser;
  DsnReport *report;
  DsnStructure *structure;
  guint parts;
  /* A mailing list sent the message. */
  gboolean is_of_list;
} Search;

static DsnKind
kind_of_part (GMimeObject *part)
{
  GMimeContentType *type = g_mime_object_get_content_type (part);
  const char *subtype = g_mime_content_type_get_media_subtype (type);

  if (!subtype || !g_mime_content_type_is_type (type, "message", "*"))
    return DSN_KIND_OTHER;
  for (guint i = 0; i < G_N_ELEMENTS (report_types); i++)
    if (g_ascii_strcasecmp (report_types[i].subtype, subtype) == 0)
      return report_types[i].kind;
  return DSN_KIND_OTHER;
}

gboolean
_dsn_structure_is_original (GMimeObject *part)
{
  GMimeContentType *type = g_mime_object_get_content_type (part);

  for (guint i = 0; i < G_N_ELEMENTS (original_types); i++)
    if (g_mime_content_type_is_type (type, original_types[i].type, original_types[i].subtype))
      return TRUE;
  return FALSE;
}

static gboolean
is_human (GMimeObject *part)
{
  return GMIME_IS_MULTIPART (part)
         || g_mime_content_type_is_type (g_mime_object_get_content_type (part), "text", "*");
}

/* Counts a part; FALSE at the limit. */
static gboolean
may_look (Search *search)
{
  guint limit = dsn_parser_get_limit (search->parser, DSN_LIMIT_PARTS);

  if (search->parts++ < limit)
    return TRUE;
  if (!_dsn_report_has_problem (search->report, DSN_RULE_TOO_MANY_PARTS, -1))
    _dsn_report_add_problem (search->report, DSN_RULE_TOO_MANY_PARTS, -1, NULL, DSN_NO_OFFSET,
                             "only the first %u parts were looked at", limit);
  return FALSE;
}

/* What stands beside the machine part. The human part comes first; where the order is wrong it is
 * the first text that is not the returned header. */
static void
take_siblings (Search *search, GMimeMultipart *container)
{
  DsnStructure *structure = search->structure;

  structure->container = container;
  for (int i = 0; i < g_mime_multipart_get_count (container) && may_look (search); i++) {
    GMimeObject *part = g_mime_multipart_get_part (container, i);

    if (kind_of_part (part) == structure->kind)
      g_ptr_array_add (structure->status, part);
    else if (!structure->original && _dsn_structure_is_original (part))
      structure->original = part;
    else if (!structure->human && is_human (part))
      structure->human = part;
  }
}

static gboolean search_object (Search *search, GMimeObject *object, guint depth);

static void
structure_init (DsnStructure *structure)
{
  memset (structure, 0, sizeof *structure);
  structure->status = g_ptr_array_new ();
}

static void
structure_free (gpointer data)
{
  _dsn_structure_clear (data);
  g_free (data);
}

/* Looks in what stands beside a report for one more: who forwards reports may forward several. */
static void
search_other (Search *search, GMimeObject *part, guint depth)
{
  DsnStructure *other, *first = search->structure;
  gboolean found;

  if (!may_look (search))
    return;
  search->structure = other = g_new (DsnStructure, 1);
  structure_init (other);
  found = search_object (search, part, depth) && other->kind == DSN_KIND_DSN;
  search->structure = first;
  if (!found) {
    structure_free (other);
    return;
  }
  if (!first->others)
    first->others = g_ptr_array_new_with_free_func (structure_free);
  g_ptr_array_add (first->others, other);
}

/* What a list sends as a digest is what its members wrote, or had attached; people forward reports in
 * digests. */
static gboolean
is_digest_of_list (const Search *search, GMimeMultipart *multipart)
{
  GMimeContentType *type = g_mime_object_get_content_type (GMIME_OBJECT (multipart));

  return search->is_of_list && g_mime_content_type_is_type (type, "multipart", "digest");
}

static gboolean
search_multipart (Search *search, GMimeMultipart *multipart, guint depth)
{
  gboolean found = FALSE;
  int count = g_mime_multipart_get_count (multipart);

  if (is_digest_of_list (search, multipart))
    return FALSE;
  for (int i = 0; i < count && may_look (search); i++) {
    DsnKind kind = kind_of_part (g_mime_multipart_get_part (multipart, i));

    if (kind != DSN_KIND_OTHER) {
      search->structure->kind = kind;
      take_siblings (search, multipart);
      return TRUE;
    }
  }
  for (int i = 0; i < count; i++) {
    GMimeObject *part = g_mime_multipart_get_part (multipart, i);

    if (!GMIME_IS_MULTIPART (part) && !GMIME_IS_MESSAGE_PART (part))
      continue;
    if (!found)
      found = search_object (search, part, depth + 1);
    else if (search->structure->kind == DSN_KIND_DSN && GMIME_IS_MESSAGE_PART (part))
      search_other (search, part, depth + 1);
  }
  return found;
}

/* Looks for a machine part in an object and, where it holds no message of its own, below it. */
static gboolean
search_object (Search *search, GMimeObject *object, guint depth)
{
  if (depth >= dsn_parser_get_limit (search->parser, DSN_LIMIT_DEPTH)) {
    if (!_dsn_report_has_problem (search->report, DSN_RULE_NESTED_TOO_DEEP, -1))
      _dsn_report_add_problem (search->report, DSN_RULE_NESTED_TOO_DEEP, -1, NULL, DSN_NO_OFFSET,
                               "parts nested more than %u deep were not looked at", depth);
    return FALSE;
  }
  if (GMIME_IS_MULTIPART (object))
    return search_multipart (search, GMIME_MULTIPART (object), depth);
  if (kind_of_part (object) != DSN_KIND_OTHER) {
    search->structure->kind = kind_of_part (object);
    g_ptr_array_add (search->structure->status, object);
    return TRUE;
  }
  if (GMIME_IS_MESSAGE_PART (object)) {
    GMimeMessage *message = g_mime_message_part_get_message (GMIME_MESSAGE_PART (object));
    GMimeObject *inner = message ? g_mime_message_get_mime_part (message) : NULL;

    return inner && search_object (search, inner, depth + 1);
  }
  return FALSE;
}

/* A report that says it is one of delivery status, though no such part can be found in it. */
static gboolean
claims_delivery_status (GMimeObject *object)
{
  GMimeContentType *type = g_mime_object_get_content_type (object);
  const char *report_type = g_mime_content_type_get_parameter (type, "report-type");

  return GMIME_IS_MULTIPART (object) && g_mime_content_type_is_type (type, "multipart", "report")
         && report_type && g_ascii_strcasecmp (report_type, "delivery-status") == 0;
}

static gboolean
is_of_list (const DsnHeaderSection *header)
{
  return _dsn_header_section_get_text (header, "List-Id")
         || _dsn_header_section_get_text (header, "List-Post");
}

void
_dsn_structure_find (const DsnParser *parser, const DsnMime *mime, DsnReport *report,
                     DsnStructure *structure)
{
  GMimeObject *message = mime->message;
  Search search = { parser, report, structure, 0, is_of_list (&mime->header) };

  structure_init (structure);
  search_object (&search, message, 0);
  if (structure->kind == DSN_KIND_OTHER && claims_delivery_status (message)) {
    structure->kind = DSN_KIND_DSN;
    take_siblings (&search, GMIME_MULTIPART (message));
  }
  if (structure->kind == DSN_KIND_OTHER)
    _dsn_complaint_find (message, report, structure);
}

void
_dsn_structure_find_auto_reply (const DsnMime *mime, const DsnReport *report,
                                DsnStructure *structure)
{
  if (structure->kind == DSN_KIND_OTHER
      && (structure->rule = _dsn_auto_reply_find (report, &mime->header, mime->message)) != NULL)
    structure->kind = DSN_KIND_AUTO_REPLY;
}

void
_dsn_structure_clear (DsnStructure *structure)
{
  g_clear_pointer (&structure->status, g_ptr_array_unref);
  g_clear_pointer (&structure->others, g_ptr_array_unref);
  g_clear_pointer (&structure->rule, g_free);
}
