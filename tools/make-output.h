/* make-output.h: where the reports go that dsn-make makes.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "make-options.h"

G_BEGIN_DECLS

typedef struct _MakeOutput MakeOutput;

/* Returns NULL with @error set. */
MakeOutput *make_output_open (const MakeOptions *options, GError **error);
/* Only an mbox and a Maildir take more than one message. */
gboolean make_output_put (MakeOutput *output, GBytes *message, GDateTime *date, GError **error);
/* Ends the output; frees it whether or not that works. With @keep FALSE a file is not made. */
gboolean make_output_close (MakeOutput *output, gboolean keep, GError **error);

G_END_DECLS
