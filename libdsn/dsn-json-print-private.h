/* dsn-json-print-private.h: JSON that is printed, but for what is printed of a report.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Adds a string with its quotes; @value may be of any octets. */
void _dsn_json_append_string (GString *out, const char *value);

G_END_DECLS
