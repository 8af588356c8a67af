/* dsn-error.h: the one error domain of libdsn.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Marks the functions that the shared library shows; all else stays hidden. */
#define DSN_PUBLIC __attribute__ ((visibility ("default")))

/**
 * DSN_ERROR:
 *
 * Domain of every #GError that libdsn makes. The message names what was wrong and where (the file,
 * the line or the field), so that it can be shown to a person as it stands.
 */
#define DSN_ERROR (dsn_error_quark ())

/**
 * DsnError:
 * @DSN_ERROR_SYNTAX: a text does not follow the grammar that it should (a status code, xtext, JSON)
 * @DSN_ERROR_INVALID: a request is understood but would not give a valid DSN
 * @DSN_ERROR_IO: an input could not be opened or read, or an output could not be written
 * @DSN_ERROR_EMPTY: an input was read and there was nothing in it
 * @DSN_ERROR_TEMPLATE: a template or a catalog does not parse or uses a name that does not exist
 * @DSN_ERROR_NOT_FOUND: there is no such language, code or template
 */
typedef enum {
  DSN_ERROR_SYNTAX,
  DSN_ERROR_INVALID,
  DSN_ERROR_IO,
  DSN_ERROR_EMPTY,
  DSN_ERROR_TEMPLATE,
  DSN_ERROR_NOT_FOUND
} DsnError;

DSN_PUBLIC GQuark dsn_error_quark (void);

G_END_DECLS
