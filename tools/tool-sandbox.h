/* tool-sandbox.h: the two walls that a command puts up around itself.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "tool.h"

G_BEGIN_DECLS

/* Each returns whether the wall stands. Where the system has none, or none can be had, nothing has changed. */

/* Which calls may be made at all (seccomp). What is refused fails with EPERM. */
gboolean tool_seccomp_enter (const ToolNeeds *needs);
/* Which files may be opened and changed (Landlock). What is refused fails with EACCES. */
gboolean tool_landlock_enter (const ToolNeeds *needs);

G_END_DECLS
