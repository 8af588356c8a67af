/* dsn-rule.c: the rules by which reports are judged, and what they ask for.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-catalog-private.h"
#include "dsn-private.h"
#include "dsn-rule.h"

/* What templates/rules.ini says of a rule. */
typedef struct {
  char *wrong;
  char *right;
} Texts;

int
_dsn_rule_find (const char *id)
{
  for (DsnRule rule = 0; rule < DSN_RULE_COUNT; rule++)
    if (strcmp (_dsn_rule_get_id (rule), id) == 0)
      return (int) rule;
  return -1;
}

/* Read when first asked for, which a parser never does. */
static gpointer
load_texts (G_GNUC_UNUSED gpointer data)
{
  Texts *texts = g_new0 (Texts, DSN_RULE_COUNT);
  g_autoptr (GKeyFile) file = _dsn_data_load_key_file ("rules.ini", NULL);

  for (DsnRule rule = 0; file && rule < DSN_RULE_COUNT; rule++) {
    texts[rule].wrong = g_key_file_get_string (file, _dsn_rule_get_id (rule), "wrong", NULL);
    texts[rule].right = g_key_file_get_string (file, _dsn_rule_get_id (rule), "right", NULL);
  }
  return texts;
}

static const Texts *
get_texts (const char *id)
{
  static GOnce once = G_ONCE_INIT;
  const Texts *texts = g_once (&once, load_texts, NULL);
  int rule = _dsn_rule_find (id);

  g_return_val_if_fail (rule >= 0, NULL);
  return texts + rule;
}

char **
dsn_rule_list (DsnRuleScope scope)
{
  GPtrArray *ids = g_ptr_array_new ();

  for (DsnRule rule = 0; rule < DSN_RULE_COUNT; rule++)
    if (_dsn_rule_get_scope (rule) == scope)
      g_ptr_array_add (ids, g_strdup (_dsn_rule_get_id (rule)));
  g_ptr_array_add (ids, NULL);
  return (char **) g_ptr_array_free (ids, FALSE);
}

gboolean
dsn_rule_exists (const char *id)
{
  g_return_val_if_fail (id != NULL, FALSE);
  return _dsn_rule_find (id) >= 0;
}

DsnSeverity
dsn_rule_get_severity (const char *id)
{
  g_return_val_if_fail (id != NULL && _dsn_rule_find (id) >= 0, DSN_SEVERITY_NOTE);
  return _dsn_rule_get_severity ((DsnRule) _dsn_rule_find (id));
}

DsnRuleScope
dsn_rule_get_scope (const char *id)
{
  g_return_val_if_fail (id != NULL && _dsn_rule_find (id) >= 0, DSN_RULE_SCOPE_REPORT);
  return _dsn_rule_get_scope ((DsnRule) _dsn_rule_find (id));
}

const char *
dsn_rule_get_reference (const char *id)
{
  g_return_val_if_fail (id != NULL && _dsn_rule_find (id) >= 0, NULL);
  return _dsn_rule_get_reference ((DsnRule) _dsn_rule_find (id));
}

const char *
dsn_rule_get_wrong (const char *id)
{
  const Texts *texts;

  g_return_val_if_fail (id != NULL, NULL);
  texts = get_texts (id);
  return texts ? texts->wrong : NULL;
}

const char *
dsn_rule_get_right (const char *id)
{
  const Texts *texts;

  g_return_val_if_fail (id != NULL, NULL);
  texts = get_texts (id);
  return texts ? texts->right : NULL;
}
