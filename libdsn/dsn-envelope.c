/* dsn-envelope.c: the recipient that a return path tells, in the forms in common use.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-envelope.h"
#include "dsn-verp-private.h"

typedef enum { NO_DOUBT, NO_NUMBER, NO_HYPHEN } Rule;

#define DSN_FORM(pattern, rule) { pattern, rule },
static const struct {
  const char *pattern;
  Rule rule;
} forms[] = {
#include "dsn-envelope-forms.def"
};
#undef DSN_FORM

/* A form with the recipient in the clear, and encoded. */
typedef struct {
  DsnVerp *plain;
  DsnVerp *encoded;
} Form;

static DsnVerp *
encoded_form (const char *pattern)
{
  g_auto (GStrv) pieces = g_strsplit (pattern, "{local}={domain}", 2);
  g_autofree char *encoded =
      pieces[1] ? g_strconcat (pieces[0], "{address}", pieces[1], NULL) : NULL;

  return encoded ? dsn_verp_new (encoded, NULL) : NULL;
}

/* Made once, and constant from then on. */
static const Form *
get_forms (void)
{
  static gsize made = 0;
  static Form table[G_N_ELEMENTS (forms)];

  if (g_once_init_enter (&made)) {
    for (guint i = 0; i < G_N_ELEMENTS (forms); i++) {
      table[i].plain = dsn_verp_new (forms[i].pattern, NULL);
      table[i].encoded = encoded_form (forms[i].pattern);
    }
    g_once_init_leave (&made, 1);
  }
  return table;
}

/* "40example.net" may be "@example.net" with the "@" encoded, and "=2B" a "+". */
static gboolean
may_be_encoded (const DsnVerpMatch *match)
{
  return g_str_has_prefix (match->domain, "40") || strchr (match->local, '%');
}

static gboolean
begins_with_number (const char *local)
{
  gsize length = strspn (local, "0123456789");

  return length > 0 && local[length] == '-';
}

static gboolean
is_doubtful (const DsnVerpMatch *match, Rule rule)
{
  if (may_be_encoded (match))
    return TRUE;
  if (rule == NO_DOUBT)
    return FALSE;
  return begins_with_number (match->local) || strchr (match->local, '=')
         || (rule == NO_HYPHEN && strchr (match->local, '-'));
}

/* "=40" may be in the clear, with a domain that begins so; another character that is encoded in the
 * same way tells that it is not. */
static gboolean
is_encoded (const char *text)
{
  const char *sign = strstr (text, "=40");

  if (strstr (text, "%40"))
    return TRUE;
  return sign && memchr (text, '=', (gsize) (sign - text));
}

/* What comes of one form: the recipient, or NULL; TRUE if no other form is to be tried. */
static gboolean
try_form (const Form *form, Rule rule, const char *address, char **recipient)
{
  g_auto (DsnVerpMatch) match = { .local = NULL };

  if (form->encoded && _dsn_verp_find (form->encoded, address, &match)
      && is_encoded (match.address)) {
    g_autofree char *meant = _dsn_verp_match_to_address (&match);

    if (meant && !(rule == NO_NUMBER && begins_with_number (meant))
        && !(rule == NO_HYPHEN && memchr (meant, '-', (gsize) (strrchr (meant, '@') - meant))))
      *recipient = g_steal_pointer (&meant);
    return TRUE;
  }
  _dsn_verp_match_clear (&match);
  if (!_dsn_verp_find (form->plain, address, &match))
    return FALSE;
  if (!is_doubtful (&match, rule))
    *recipient = _dsn_verp_match_to_address (&match);
  return TRUE;
}

char *
dsn_envelope_find_recipient (const char *address)
{
  const Form *table = get_forms ();
  g_autofree char *inner = NULL;
  char *recipient = NULL;

  g_return_val_if_fail (address != NULL, NULL);

  /* None of the forms does without an equals sign, or what may stand for it. */
  if (!strpbrk (address, "=%"))
    return NULL;
  inner = dsn_envelope_unwrap (address);
  if (inner)
    address = inner;
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    if (try_form (&table[i], forms[i].rule, address, &recipient))
      return recipient;
  return NULL;
}
