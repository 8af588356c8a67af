/* dsn-mbox-private.h: cuts an input into messages.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "dsn-input-private.h"
#include "dsn-mailbox.h"

/**
 * DsnMbox:
 * @input: where the octets come from; not owned
 * @max_size: how much of one message is kept
 * @eol: the last octet of a line; 0 if the input is no mbox but one message
 * @index: of the next message
 * @counts_lines: whether messages are told the line at which they begin
 */
typedef struct {
  DsnInput *input;
  gsize max_size;
  char eol;
  guint64 index;
  gboolean counts_lines;
} DsnMbox;

/** Begins with a newly opened input; one that is empty is an error. @counts_lines stays as it is. */
gboolean _dsn_mbox_open (DsnMbox *mbox, DsnInput *input, gsize max_size, GError **error);

/** The next message, or NULL without @error at the end. */
DsnMessage *_dsn_mbox_next (DsnMbox *mbox, GError **error);
