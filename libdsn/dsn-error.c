/* dsn-error.c: the one error domain of libdsn.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-error.h"

/* Not G_DEFINE_QUARK(), whose number is written by whichever threads come first. */
GQuark
dsn_error_quark (void)
{
  static gsize quark;

  if (g_once_init_enter (&quark))
    g_once_init_leave (&quark, g_quark_from_static_string ("dsn-error-quark"));
  return (GQuark) quark;
}
