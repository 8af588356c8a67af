/* exchange-private.h: what the readers of Exchange's bounces share.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "dsn-wild-private.h"

G_BEGIN_DECLS

/* exchange-diagnosis.c: "<mx.example.org #5.1.1 smtp;550 5.1.1 No such user>", in every version. */

/* There need be no host, and no reply. */
typedef struct {
  DsnSpan host;
  DsnSpan status;
  DsnSpan reply;
} DsnExchangeDiagnosis;

/* Whether a text begins with one. */
gboolean _dsn_exchange_take_diagnosis (DsnSpan text, DsnExchangeDiagnosis *diagnosis);
/* Says the reply of the recipient added last, and sets its status. */
void _dsn_exchange_say_diagnosis (DsnWild *wild, const DsnExchangeDiagnosis *diagnosis);
/* The value of a line "label: mx.example.org" or "label: mx.example.org (192.0.2.1)", in any language;
 * DSN_SPAN_NONE if it is no name of a host. */
DsnSpan _dsn_exchange_take_host (DsnSpan line);

/* exchange-entries.c: an address by itself, and below it the diagnosis. */

gboolean _dsn_exchange_has_entries (const DsnWild *wild);
void _dsn_exchange_read_entries (DsnWild *wild);

/* exchange-details.c: labels and values. */

gboolean _dsn_exchange_has_details (const DsnWild *wild);
void _dsn_exchange_read_details (DsnWild *wild);

G_END_DECLS
