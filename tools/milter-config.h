/* milter-config.h: what dsn-milter is asked to do, and what it says.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "dsn.h"

G_BEGIN_DECLS

/* Once the threads run nothing here changes. */
typedef struct {
  const char *prefix;
  const char *log; /* NULL for none */
  guint seconds;   /* how long a message may be looked at */
  gboolean reject;
  const DsnBatvKeys *keys;   /* NULL where nothing is rejected */
  char **domains;            /* those whose mail has tags; NULL for all */
  char **exempt;             /* patterns of addresses that need no tag; NULL for none */
  const DsnPhrases *phrases; /* rules of the user; NULL for none */
  char **verps;              /* patterns of return paths; NULL for none */
} MilterConfig;

/* Says something on standard error in one write, or to the log of the system. For any thread. */
void milter_say (const char *format, ...) G_GNUC_PRINTF (1, 2);
/* From now on say it there, as a mail program. */
void milter_say_to_syslog (void);

G_END_DECLS
