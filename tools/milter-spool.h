/* milter-spool.h: a message as it comes in.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How much of a message stays in memory; the rest goes to a temporary file. */
#define MILTER_MEMORY (256 * 1024)

typedef struct _MilterSpool MilterSpool;

MilterSpool *milter_spool_new (void);
void milter_spool_free (MilterSpool *spool);
/* Takes in octets. What nobody will read is only counted. */
void milter_spool_add (MilterSpool *spool, const char *octets, gsize length);
/* Octets of the whole message. */
guint64 milter_spool_size (const MilterSpool *spool);
/* What is read of the message, its beginning; NULL with @error set if it could not be kept. */
GBytes *milter_spool_read (MilterSpool *spool, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MilterSpool, milter_spool_free)

G_END_DECLS
