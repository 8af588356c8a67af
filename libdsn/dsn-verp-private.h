/* dsn-verp-private.h: between patterns of return paths and what is matched against them.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "dsn-verp.h"

G_BEGIN_DECLS

/* Longer addresses are none: RFC 5321 section 4.5.3.1.3 allows 256 octets, VERP asks for more. */
#define DSN_VERP_MAX_LENGTH 998

/* dsn-verp.c */

typedef enum {
  DSN_VERP_LITERAL,
  DSN_VERP_ANY,
  DSN_VERP_DIGITS,
  DSN_VERP_HEX,
  DSN_VERP_LOCAL,
  DSN_VERP_DOMAIN,
  DSN_VERP_ADDRESS
} DsnVerpType;

/* @text is what a literal stands for; NULL for the others. */
typedef struct {
  DsnVerpType type;
  char *text;
} DsnVerpElement;

/* @elements: of DsnVerpElement. */
struct _DsnVerp {
  gatomicrefcount references;
  GArray *elements;
};

/* dsn-verp-match.c */

/* What stands for the recipient, as it stands there: @local and @domain, or @address; and whether it
 * stood in quotes, without which it may have nothing that needs them. */
typedef struct {
  gboolean quoted;
  char *local;
  char *domain;
  char *address;
} DsnVerpMatch;

gboolean _dsn_verp_find (const DsnVerp *verp, const char *address, DsnVerpMatch *result);
void _dsn_verp_match_clear (DsnVerpMatch *match);
/* The address meant, or NULL if that is none. (transfer full) */
char *_dsn_verp_match_to_address (const DsnVerpMatch *match);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DsnVerpMatch, _dsn_verp_match_clear)

/* An address with its local part out of quotes (RFC 5322 section 3.2.4), and the other way where that
 * is needed. (transfer full) */
char *_dsn_verp_unquote (const char *address);
char *_dsn_verp_quote (const char *local, const char *domain);

G_END_DECLS
