/* dsn-builder.h: from a report to a message that carries it.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "dsn-report.h"
#include "dsn-template.h"

G_BEGIN_DECLS

/**
 * DsnReturn: how much of the original message comes back (RFC 3461 section 4.3).
 * @DSN_RETURN_HEADERS: its header
 * @DSN_RETURN_FULL: all of it
 */
typedef enum { DSN_RETURN_HEADERS, DSN_RETURN_FULL } DsnReturn;

/**
 * DsnBuilder:
 *
 * Makes messages (multipart/report; RFC 3464, RFC 6522, RFC 6533) of reports. It makes only valid
 * ones, and says why it refuses a report. What is not set is chosen: see each setter.
 */
typedef struct _DsnBuilder DsnBuilder;

/** dsn_builder_new: Returns: (transfer full): a builder with nothing set */
DSN_PUBLIC DsnBuilder *dsn_builder_new (void) G_GNUC_WARN_UNUSED_RESULT;
/** dsn_builder_free: @builder: (transfer full) (nullable): a builder */
DSN_PUBLIC void dsn_builder_free (DsnBuilder *builder);

/** dsn_builder_set_language: @language: (nullable): of the human part; see dsn_catalog_get() */
DSN_PUBLIC void dsn_builder_set_language (DsnBuilder *builder, const char *language);
/** dsn_builder_set_folders: @folders: (nullable): copied; see dsn_template_load() */
DSN_PUBLIC void dsn_builder_set_folders (DsnBuilder *builder, const char *const *folders);
/** dsn_builder_set_template: @text_template: (transfer full) (nullable): used for every report */
DSN_PUBLIC void dsn_builder_set_template (DsnBuilder *builder, DsnTemplate *text_template);
/**
 * dsn_builder_set_original:
 * @original: (nullable): the octets of the message that the report is about; without it a header is
 *   made of what the report knows of the original, or the third part is left out
 * @how_much: what to return of it; without a failed recipient only the header is returned (RFC 3461
 *   section 4.3)
 *
 * What is returned stays what it is but for its line ends. It comes as message/rfc822 or
 * text/rfc822-headers; if its header needs UTF-8, as message/global or message/global-headers. A
 * message that cannot stand in a mail as it is (NULs, lines longer than 998 octets) comes as
 * message/global too, which may be encoded (RFC 6532 section 3.7). Of one whose header is neither
 * ASCII nor UTF-8 only the header is returned (RFC 6522 sections 3 and 4).
 */
DSN_PUBLIC void
dsn_builder_set_original (DsnBuilder *builder, GBytes *original, DsnReturn how_much);
/**
 * dsn_builder_set_downgrade:
 * @downgrade: whether to write a report that needs UTF-8 in ASCII all the same, as
 *   message/delivery-status with utf-8-addr-xtext (RFC 6533 section 3); else it becomes
 *   message/global-delivery-status
 *
 * All of a message that is downgraded is ASCII: what comes back in 8 bits is encoded (RFC 6533
 * section 4.5), and a sender whose address cannot be written in ASCII is refused.
 */
DSN_PUBLIC void dsn_builder_set_downgrade (DsnBuilder *builder, gboolean downgrade);
/** dsn_builder_set_date: @date: (nullable): the Date field; else the report's, else the present */
DSN_PUBLIC void dsn_builder_set_date (DsnBuilder *builder, GDateTime *date);
/** dsn_builder_set_boundary: @boundary: (nullable): between the parts; else made of what they say */
DSN_PUBLIC void dsn_builder_set_boundary (DsnBuilder *builder, const char *boundary);
/**
 * dsn_builder_set_return_path:
 * @write: whether a null Return-Path field comes first, as in a message that was delivered
 *   (RFC 5321 section 4.4); one that is yet to be sent has none
 */
DSN_PUBLIC void dsn_builder_set_return_path (DsnBuilder *builder, gboolean write);

/**
 * dsn_builder_allow:
 * @builder: a builder
 * @rule: the id of a rule, see dsn_rule_list()
 * @error: %DSN_ERROR_NOT_FOUND: there is no such rule
 *
 * Makes reports that break a rule all the same, such as one with a status code that is not registered. Rules
 * without which no report can be made, or none that reads back as it was, stay.
 *
 * Returns: whether there is such a rule
 */
DSN_PUBLIC gboolean dsn_builder_allow (DsnBuilder *builder, const char *rule, GError **error);

/**
 * dsn_builder_check:
 * @builder: a builder
 * @report: a report
 *
 * Tells what keeps @report from being made: a field that is missing or that RFC 3464 does not allow
 * so, a value with CR, LF or NUL in it or that would not read back as it is, a status whose class
 * does not go with its action, no sender, or the null sender, to whom no report may be sent
 * (RFC 3464 section 2). "failed" goes with classes 5 and 4, as a message that expires keeps the status
 * of the last attempt (RFC 3464 section 2.3.3), "delayed" with 4, the other actions with 2. Besides, the
 * report is made and read again: whatever dsn_lint_check() would call an error or a warning is a fault,
 * unless it is allowed, see dsn_builder_allow().
 *
 * Returns: (transfer full) (element-type DsnProblem): the faults; empty if there is none
 */
DSN_PUBLIC GPtrArray *
dsn_builder_check (const DsnBuilder *builder, const DsnReport *report) G_GNUC_WARN_UNUSED_RESULT;

/**
 * dsn_builder_build:
 * @builder: a builder
 * @report: of kind %DSN_KIND_DSN. Its header says who it is from (else postmaster at the reporting
 *   MTA), to whom (the envelope sender of the original), its subject and its Message-ID (else made
 *   of the date and the report); its explanation is the human part, if it has one and no template is
 *   set, else a template makes it
 * @crlf: whether lines end in CRLF, else in LF
 * @error: %DSN_ERROR_INVALID with every fault, one a line, also for a boundary that stands in the
 *   parts; %DSN_ERROR_TEMPLATE, %DSN_ERROR_IO or %DSN_ERROR_NOT_FOUND for what was to make the text
 *
 * The same builder and report give the same octets, if the date is set.
 *
 * Returns: (transfer full) (nullable): the message, %NULL on failure
 */
DSN_PUBLIC GBytes *dsn_builder_build (const DsnBuilder *builder, const DsnReport *report,
                                      gboolean crlf, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DsnBuilder, dsn_builder_free)

G_END_DECLS
