/* dsn-text.h: a report for a person to read.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "dsn-report.h"

G_BEGIN_DECLS

/**
 * DsnTextStyle:
 * @DSN_TEXT_PLAIN: characters only
 * @DSN_TEXT_COLOUR: with the escape sequences that terminals take for colours
 */
typedef enum { DSN_TEXT_PLAIN, DSN_TEXT_COLOUR } DsnTextStyle;

/**
 * dsn_text_print:
 * @report: a report
 * @style: how
 * @width: columns of the terminal; longer values are folded. At least 40
 *
 * Writes an account of a report: where it came from, what it is, and for each recipient what
 * happened, aligned, with what the status of one who was not reached means in plain English and the call
 * of dsn-explain(1) that tells more. Control characters of the message, and those that turn the direction of
 * writing, are shown as "\x{HEX}".
 *
 * Returns: (transfer full): the text in UTF-8, ended by an empty line
 */
DSN_PUBLIC char *
dsn_text_print (const DsnReport *report, DsnTextStyle style, guint width) G_GNUC_WARN_UNUSED_RESULT;

/**
 * dsn_text_escape:
 * @text: text of a message, in UTF-8
 *
 * Returns: (transfer full): @text with what could act on a terminal shown as "\x{HEX}"; line ends
 *   and tabs become spaces
 */
DSN_PUBLIC char *dsn_text_escape (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
