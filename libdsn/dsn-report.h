/* dsn-report.h: the model in the middle: what one delivery status notification says.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib-object.h>

#include "dsn-field.h"
#include "dsn-problem.h"
#include "dsn-recipient.h"

G_BEGIN_DECLS

/**
 * DsnKind: what a message is, by what it carries.
 * @DSN_KIND_OTHER: none of the others
 * @DSN_KIND_DSN: a delivery status notification of any format
 * @DSN_KIND_ARF: a feedback report (RFC 5965)
 * @DSN_KIND_MDN: a message disposition notification (RFC 8098)
 * @DSN_KIND_AUTO_REPLY: an automatic reply (RFC 3834)
 */
typedef enum {
  DSN_KIND_OTHER,
  DSN_KIND_DSN,
  DSN_KIND_ARF,
  DSN_KIND_MDN,
  DSN_KIND_AUTO_REPLY
} DsnKind;

/** dsn_kind_to_string: Returns: (transfer none): "other", "dsn", "arf", "mdn" or "auto-reply" */
DSN_PUBLIC const char *dsn_kind_to_string (DsnKind kind);
/** dsn_kind_from_string: @kind: (out): set if known. Returns: whether @text names a kind */
DSN_PUBLIC gboolean dsn_kind_from_string (const char *text, DsnKind *kind);

/** DsnReport: what one message reports. Counted by reference. */
typedef struct _DsnReport DsnReport;

#define DSN_TYPE_REPORT (dsn_report_get_type ())
DSN_PUBLIC GType dsn_report_get_type (void);

/** dsn_report_new: Returns: (transfer full): an empty report of kind %DSN_KIND_OTHER */
DSN_PUBLIC DsnReport *dsn_report_new (void) G_GNUC_WARN_UNUSED_RESULT;
/** dsn_report_ref: Returns: (transfer full): @report */
DSN_PUBLIC DsnReport *dsn_report_ref (DsnReport *report);
/** dsn_report_unref: @report: (transfer full): a report */
DSN_PUBLIC void dsn_report_unref (DsnReport *report);

/** dsn_report_get_kind: Returns: what the message is */
DSN_PUBLIC DsnKind dsn_report_get_kind (const DsnReport *report);
/** dsn_report_set_kind: sets what the message is */
DSN_PUBLIC void dsn_report_set_kind (DsnReport *report, DsnKind kind);
/** dsn_report_get_format: Returns: (transfer none) (nullable): "rfc3464", "rfc6533" or a family */
DSN_PUBLIC const char *dsn_report_get_format (const DsnReport *report);
/** dsn_report_set_format: @format: (nullable): copied */
DSN_PUBLIC void dsn_report_set_format (DsnReport *report, const char *format);

/** dsn_report_get_value: Returns: (transfer none) (nullable): %NULL where the field is absent */
DSN_PUBLIC const DsnValue *dsn_report_get_value (const DsnReport *report, DsnField field);
/** dsn_report_get_text: Returns: (transfer none) (nullable): the field's text */
DSN_PUBLIC const char *dsn_report_get_text (const DsnReport *report, DsnField field);
/** dsn_report_get_offset: Returns: octets before the field in the message, or %DSN_NO_OFFSET */
DSN_PUBLIC goffset dsn_report_get_offset (const DsnReport *report, DsnField field);
/** dsn_report_set_value: @field: per-message; @value: (transfer full) (nullable) */
DSN_PUBLIC void dsn_report_set_value (DsnReport *report, DsnField field, DsnValue *value);
/** dsn_report_set_offset: @offset: octets before the field in the message */
DSN_PUBLIC void dsn_report_set_offset (DsnReport *report, DsnField field, goffset offset);
/** dsn_report_get_extensions: Returns: (transfer none) (element-type DsnExtension): in order */
DSN_PUBLIC const GPtrArray *dsn_report_get_extensions (const DsnReport *report);
/** dsn_report_add_extension: @name, @value: copied; @offset: or %DSN_NO_OFFSET */
DSN_PUBLIC void
dsn_report_add_extension (DsnReport *report, const char *name, const char *value, goffset offset);

/** dsn_report_get_feedback: Returns: (transfer none) (nullable): %NULL where the field is absent */
DSN_PUBLIC const char *dsn_report_get_feedback (const DsnReport *report, DsnFeedbackField field);
/** dsn_report_set_feedback: @value: (nullable): copied */
DSN_PUBLIC void
dsn_report_set_feedback (DsnReport *report, DsnFeedbackField field, const char *value);

/** dsn_report_get_n_recipients: Returns: how many recipients there are */
DSN_PUBLIC guint dsn_report_get_n_recipients (const DsnReport *report);
/** dsn_report_get_recipient: Returns: (transfer none): owned by @report, valid as long as it is */
DSN_PUBLIC DsnRecipient *dsn_report_get_recipient (const DsnReport *report, guint index);
/** dsn_report_add_recipient: Returns: (transfer none): a new last recipient, owned by @report */
DSN_PUBLIC DsnRecipient *dsn_report_add_recipient (DsnReport *report);

/** dsn_report_get_header: Returns: (transfer none) (nullable): decoded; dates as RFC 3339 */
DSN_PUBLIC const char *dsn_report_get_header (const DsnReport *report, DsnHeader header);
/** dsn_report_set_header: @value: (nullable): copied */
DSN_PUBLIC void dsn_report_set_header (DsnReport *report, DsnHeader header, const char *value);
/** dsn_report_get_original_header: Returns: (transfer none) (nullable): of the returned message */
DSN_PUBLIC const char *dsn_report_get_original_header (const DsnReport *report, DsnHeader header);
/** dsn_report_set_original_header: @value: (nullable): copied */
DSN_PUBLIC void
dsn_report_set_original_header (DsnReport *report, DsnHeader header, const char *value);
/** dsn_report_has_original: Returns: whether the message or its header came back */
DSN_PUBLIC gboolean dsn_report_has_original (const DsnReport *report);
/** dsn_report_get_original_complete: Returns: whether the whole message came back */
DSN_PUBLIC gboolean dsn_report_get_original_complete (const DsnReport *report);
/** dsn_report_set_original: @present: it came back; @complete: not only its header */
DSN_PUBLIC void dsn_report_set_original (DsnReport *report, gboolean present, gboolean complete);

/** dsn_report_get_explanation: Returns: (transfer none) (nullable): the human-readable part */
DSN_PUBLIC const char *dsn_report_get_explanation (const DsnReport *report);
/** dsn_report_set_explanation: @text: (nullable): copied */
DSN_PUBLIC void dsn_report_set_explanation (DsnReport *report, const char *text);

/** dsn_report_get_source: Returns: (transfer none) (nullable): the input's name */
DSN_PUBLIC const char *dsn_report_get_source (const DsnReport *report);
/** dsn_report_get_source_index: Returns: the message's place in the input, from 0 */
DSN_PUBLIC guint64 dsn_report_get_source_index (const DsnReport *report);
/** dsn_report_get_source_offset: Returns: octets before the message in the input */
DSN_PUBLIC guint64 dsn_report_get_source_offset (const DsnReport *report);
/** dsn_report_get_source_size: Returns: octets of the message */
DSN_PUBLIC guint64 dsn_report_get_source_size (const DsnReport *report);
/** dsn_report_set_source: @path: copied; see #DsnMessage for the numbers */
DSN_PUBLIC void dsn_report_set_source (DsnReport *report, const char *path, guint64 index,
                                       guint64 offset, guint64 size);

/** dsn_report_get_problems: Returns: (transfer none) (element-type DsnProblem): in order found */
DSN_PUBLIC const GPtrArray *dsn_report_get_problems (const DsnReport *report);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DsnReport, dsn_report_unref)

G_END_DECLS
