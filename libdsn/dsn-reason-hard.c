/* dsn-reason-hard.c: which reasons say that an address is dead.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-reason.h"

static const char *const hard_reasons[] = { "userunknown", "hostunknown", "hasmoved" };

gboolean
dsn_reason_is_hard (const char *reason)
{
  g_return_val_if_fail (reason != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (hard_reasons); i++)
    if (strcmp (hard_reasons[i], reason) == 0)
      return TRUE;
  return FALSE;
}
