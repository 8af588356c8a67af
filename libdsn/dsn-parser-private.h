/* dsn-parser-private.h: what the files of the parser share.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "dsn-gmime-private.h"

#include "dsn-header-section-private.h"
#include "dsn-parser.h"
#include "dsn-private.h"

G_BEGIN_DECLS

/* dsn-parser-guard.c */

/* How many octets of a message GMime may be given. */
gsize _dsn_guard_measure (const char *message, gsize length);

/* dsn-parser-mime.c: a message, taken apart. */

/* @message is what it holds, as GMime sees that: NULL where the octets are no message. Its own fields are
 * in @header. None of it may outlive the octets. */
typedef struct {
  DsnHeaderSection header;
  GMimeObject *message;
  GBytes *octets;
  GMimeParser *parser;
  GMimeStream *stream;
  GByteArray *lent;
} DsnMime;

/* To be called before the others. */
void _dsn_mime_start (void);
/* @idle: of DsnMime, to take one from and to give it back to. Unless it is to see @all, GMime is not given
 * what it would make objects of for nothing: fields of the header that do not tell of the content, and the
 * message that was returned, where it is certain which part holds that. */
DsnMime *_dsn_mime_open (GAsyncQueue *idle, GBytes *octets, gboolean all);
void _dsn_mime_close (GAsyncQueue *idle, DsnMime *mime);
void _dsn_mime_free (DsnMime *mime);

/* dsn-parser-structure.c: which part of a message is what. */

/* What was found, borrowed from the message. @status has every part of machine-readable fields in
 * order; @others what was found in messages beside the one that is a report, where they are, too (of
 * DsnStructure); @rule tells by what an automatic reply was recognised. */
typedef struct {
  DsnKind kind;
  GMimeMultipart *container;
  GPtrArray *status;
  GPtrArray *others;
  GMimeObject *human;
  GMimeObject *original;
  char *rule;
} DsnStructure;

void _dsn_structure_find (const DsnParser *parser, const DsnMime *mime, DsnReport *report,
                          DsnStructure *structure);
/* Of what no part tells the kind: whether a program answered in the place of a person. */
void _dsn_structure_find_auto_reply (const DsnMime *mime, const DsnReport *report,
                                     DsnStructure *structure);
void _dsn_structure_clear (DsnStructure *structure);

/* dsn-parser-content.c: what a part holds, and where it stood. */

/* The content of a part without its transfer encoding, borrowed from the message where it was not
 * encoded. @offset is where it began in the message, DSN_NO_OFFSET if it was encoded. */
typedef struct {
  const char *text;
  gsize length;
  goffset offset;
  GByteArray *decoded;
} DsnContent;

void _dsn_content_open (DsnContent *content, GMimeObject *part);
/* The same without undoing the transfer encoding. */
void _dsn_content_open_as_it_stands (DsnContent *content, GMimeObject *part);
void _dsn_content_close (DsnContent *content);
/* The text of a text part, or of the best alternative of a multipart: UTF-8, LF; of more than @max
 * octets only the first; NULL for what is no text. (transfer full) (nullable) */
char *_dsn_content_get_text (GMimeObject *part, gsize max);
/* The same for octets that are in no part. */
char *_dsn_content_text_of (const char *octets, gsize length, const char *charset);

/* dsn-parser-status.c */

void _dsn_parser_read_status (const DsnParser *parser, DsnReport *report, GMimeObject *part);

/* dsn-parser-trim.c: header fields that GMime would not survive, cut to what it does. */

/* Returns the message, or a copy in which what is too much of a field is a field that nobody reads;
 * then @offset tells where the first that was cut begins. (transfer full) */
GBytes *_dsn_trim_fields (GBytes *message, goffset *offset);
/* The same for a list of addresses by itself. */
char *_dsn_trim_value (const char *value);

/* dsn-parser-returned.c: the returned message, kept from GMime. */

/* The subtype of "message" that stands for a message of which GMime is to make nothing but a text. */
#define DSN_TEXT_OF_MESSAGE "x-text"

/* Where the subtype stands that DSN_TEXT_OF_MESSAGE may be put over; DSN_NO_OFFSET if nowhere. */
goffset _dsn_returned_find (const char *message, gsize length);

/* dsn-parser-header.c: the header fields that are kept. */

void _dsn_header_read_message (DsnReport *report, const DsnHeaderSection *header);
void _dsn_header_read_original (DsnReport *report, GMimeObject *original);
/* The same where it came back in the text: @text begins with its header, or the message in full. */
void _dsn_header_read_original_text (DsnReport *report, const char *text, gsize length);

/* dsn-parser-wild.c: messages without a delivery-status part that can be used. */

/* Whether a part holds the message that came back, or its header. */
gboolean _dsn_structure_is_original (GMimeObject *part);
/* Takes a message for a bounce that people read, if it is one; @kind is what its parts say it is. */
gboolean _dsn_parser_read_wild (const DsnParser *parser, DsnReport *report, const DsnMime *mime,
                                DsnKind kind);
/* Looks in the human part for the recipients that the machine part of a report does not name; if it
 * names some, for what is said of those that it gives no diagnostic for. */
void _dsn_parser_read_human (const DsnParser *parser, DsnReport *report, const DsnMime *mime);

/* dsn-parser-visit.c: header fields by name. */

/* Is given a field of one of the names, its value unfolded and in UTF-8. */
typedef void (*DsnVisit) (const char *name, const char *value, gpointer data);

/* @names ends with NULL. Each call looks at no more than some fields of the names. */
void _dsn_visit_header (const DsnHeaderSection *header, const char *const *names, DsnVisit visit,
                        gpointer data);
/* The same for a returned message or its header, whichever type of part that came in. */
void _dsn_visit_original (GMimeObject *original, const char *const *names, DsnVisit visit,
                          gpointer data);

/* dsn-parser-envelope.c: where the report does not tell the one address that it is about, the envelope
 * may. To be called before the diagnosis; @original may be NULL. */
char *_dsn_parser_find_envelope_recipient (const DsnParser *parser, const DsnHeaderSection *header,
                                           GMimeObject *original);
void _dsn_parser_read_envelope (const DsnParser *parser, DsnReport *report,
                                const DsnHeaderSection *header, GMimeObject *original);

/* dsn-parser-feedback.c: the fields of a feedback report, and who complains. */
void _dsn_parser_read_feedback (const DsnParser *parser, DsnReport *report,
                                const DsnHeaderSection *header, const DsnStructure *structure);

/* dsn-parser-complaint.c: complaints that are not written as RFC 5965 asks. */

/* Sets the kind and the parts if a message is one, though it has no message/feedback-report. The header
 * of the message must have been read. */
void _dsn_complaint_find (GMimeObject *object, DsnReport *report, DsnStructure *structure);
/* The address that is meant; NULL if it was made unreadable. (transfer full) */
char *_dsn_complainant_of_text (const char *text);
char *_dsn_complainant_of_original (const DsnReport *report, GMimeObject *original);

/* dsn-parser-auto-reply.c: answers in the place of a person (RFC 3834). */

/* By which rule a message is one, as evidence; NULL if it is none. The header of the message must have
 * been read; @message, which holds its text, may be NULL. (transfer full) */
char *_dsn_auto_reply_find (const DsnReport *report, const DsnHeaderSection *header,
                            GMimeObject *message);
/* Adds the one who answered. */
void _dsn_auto_reply_read (DsnReport *report, const char *rule);

/* dsn-parser-auto-reply-subject.c: how automatic replies are entitled, and what they say. */

/* What else must bear a title out: nothing; another sign that the mail is an answer; that no person sent
 * it; that it answers, and no person sent it. */
typedef enum { DSN_SURE_ALONE, DSN_SURE, DSN_LIKELY, DSN_RECEIPT } DsnSureness;

/* The surest title that a subject has, of dsn-parser-auto-reply-subjects.def; NULL for none. */
const char *_dsn_auto_reply_title (const char *subject, DsnSureness *sureness);
/* Whether a text has a sentence of dsn-parser-auto-reply-sentences.def near its beginning. */
gboolean _dsn_auto_reply_says_so (const char *text);

/* dsn-parser.c: what a report was read from, while it is there. */
typedef struct {
  const DsnParser *parser;
  DsnReport *report;
  const DsnMime *mime;
  const DsnStructure *structure;
} DsnParsed;

typedef void (*DsnParserLook) (const DsnParsed *parsed, gpointer data);

/* Does what dsn_parser_parse() does, then calls @look unless the octets are no message. */
DsnReport *_dsn_parser_parse_and_look (const DsnParser *parser, GBytes *message, guint64 size,
                                       DsnParserLook look, gpointer data);

/* dsn-parser-settings.c: how messages are to be read. */

/* Of DsnVerp, in the order in which they are tried. */
const GPtrArray *_dsn_parser_get_verps (const DsnParser *parser);
/* NULL where those of the library are enough. */
const DsnPhrases *_dsn_parser_get_phrases (const DsnParser *parser);
/* Of DsnMime, for the threads that use the parser. */
GAsyncQueue *_dsn_parser_get_idle (const DsnParser *parser);

/* dsn-html.c: what a person reads of a page. */

char *_dsn_html_to_text (const char *html);

G_END_DECLS
