/* milter-message.h: what a mail system tells of one message.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "dsn.h"
#include "milter-spool.h"

G_BEGIN_DECLS

/* A header field that is to be changed: which of those of its name, from 1; what to, or NULL for it to go. */
typedef struct {
  char *name;
  guint index;
  char *value;
} MilterEdit;

typedef struct {
  /* The envelope sender is null. */
  gboolean from_nobody;
  /* Without brackets. */
  GPtrArray *recipients;
  MilterSpool *spool;
  /* How many there are of a name, in small letters. */
  GHashTable *names;
  /* Of MilterEdit. */
  GArray *edits;
} MilterMessage;

void milter_message_init (MilterMessage *message);
void milter_message_clear (MilterMessage *message);
/* Begins the message of a sender, as it stands in MAIL. */
void milter_message_begin (MilterMessage *message, const char *sender);
/* As it stands in RCPT. */
void milter_message_add_recipient (MilterMessage *message, const char *recipient);
/* Takes in a header field. @value is all that stands behind the colon, with LF where its lines end. One of those
 * that the filter writes is to go, and so is one that hides behind a CR that ends no line. */
void milter_message_add_field (MilterMessage *message, const char *prefix, const char *name,
                               const char *value);

G_END_DECLS
