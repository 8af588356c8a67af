/* dsn-batv-private.h: between the keys of tags and the tags.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "dsn-batv.h"

G_BEGIN_DECLS

#define DSN_BATV_KEYS 10

typedef struct {
  guint8 *octets; /* NULL where there is no such key */
  gsize length;
} DsnBatvSecret;

struct _DsnBatvKeys {
  guint signing;
  DsnBatvSecret secrets[DSN_BATV_KEYS];
};

G_END_DECLS
