/* dsn-error.c: the one error domain of libdsn.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-error.h"

G_DEFINE_QUARK (dsn - error - quark, dsn_error)
