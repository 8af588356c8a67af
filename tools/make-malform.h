/* make-malform.h: reports that dsn-make breaks on purpose.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "tool.h"

G_BEGIN_DECLS

/* Lists the malformations on standard output; returns the exit status. */
int make_malform_list (void);
/* Breaks the rules, and sees that they are broken; what else is broken by that is warned of. Returns NULL
 * with @error set. */
GBytes *make_malform (GBytes *message, char **rules, GError **error);

G_END_DECLS
