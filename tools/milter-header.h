/* milter-header.h: what a mail system is told to change of a header.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <stdbool.h>

#include <libmilter/mfapi.h>

#include "milter-message.h"

G_BEGIN_DECLS

/* These are for the end of a message. With @leading_space the blank behind a colon belongs to the value. Each says
 * what could not be done. */

/* What the mail system calls the message. */
const char *milter_header_get_id (SMFICTX *context);
/* Changes the fields that are to be changed. */
void milter_header_edit (SMFICTX *context, const MilterMessage *message, gboolean leading_space);
/* Adds fields, as dsn_filter_print() has them with LF, before all others. */
void milter_header_add (SMFICTX *context, const char *text, gboolean leading_space);

G_END_DECLS
