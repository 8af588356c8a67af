/* dsn-malform.c: reports that are wrong on purpose, by the table of malformations.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-malform-private.h"
#include "dsn-malform.h"

typedef enum {
  OPERATION_SET,
  OPERATION_ADD,
  OPERATION_REMOVE,
  OPERATION_REPLACE,
  OPERATION_LINE,
  OPERATION_CALL
} Operation;

typedef struct {
  const char *rule;
  Operation operation;
  DsnTarget target;
  const char *field;
  const char *value;
} Step;

#define DSN_MALFORM(rule, operation, target, field, value) \
  { rule, OPERATION_##operation, DSN_TARGET_##target, field, value },
#define DSN_MALFORM_BY(rule, function) { rule, OPERATION_CALL, DSN_TARGET_HEADER, NULL, #function },
static const Step steps[] = {
#include "dsn-malforms.def"
};
#undef DSN_MALFORM
#undef DSN_MALFORM_BY

static gboolean
is_first_of_its_rule (guint number)
{
  return number == 0 || strcmp (steps[number - 1].rule, steps[number].rule) != 0;
}

char **
dsn_malform_list (void)
{
  GPtrArray *rules = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (is_first_of_its_rule (i))
      g_ptr_array_add (rules, g_strdup (steps[i].rule));
  g_ptr_array_add (rules, NULL);
  return (char **) g_ptr_array_free (rules, FALSE);
}

/* A value with what the report says in the place of {class} and {final}. (transfer full) */
static char *
fill_in (const DsnMalform *m, const char *value)
{
  g_autofree char *status = _dsn_malform_get (m, DSN_TARGET_RECIPIENT, "Status");
  g_autofree char *final = _dsn_malform_get (m, DSN_TARGET_RECIPIENT, "Final-Recipient");
  const char class_digit[] = { status && *status ? *status : '5', '\0' };
  GString *text = g_string_new (value);

  g_string_replace (text, "{class}", class_digit, 0);
  g_string_replace (text, "{final}", final ? final : "", 0);
  return g_string_free (text, FALSE);
}

/* "before=>after" in the lines of a field. Where the first is not there nothing is done: of several such
 * steps one fits. */
static gboolean
replace_in_field (DsnMalform *m, const Step *step)
{
  /* NOLINTNEXTLINE(clang-analyzer-core.NonNullParamChecker): the rows of OPERATION_REPLACE have a value. */
  const char *arrow = strstr (step->value, "=>");
  g_autofree char *before = g_strndup (step->value, (gsize) (arrow - step->value));
  g_autofree char *old = NULL;
  GString *text;
  DsnRange range, place;

  if (!_dsn_malform_find (m, step->target, &range)
      || !_dsn_layout_find_field (&m->layout, range, step->field, &place))
    return FALSE;
  old = _dsn_malform_copy (m, place);
  text = g_string_new (old);
  g_string_replace (text, before, arrow + 2, 1);
  _dsn_malform_splice (m, place, text->str, text->len);
  g_string_free (text, TRUE);
  return TRUE;
}

static gboolean
run_step (DsnMalform *m, const Step *step)
{
  g_autofree char *value = step->value ? fill_in (m, step->value) : NULL;
  g_autofree char *line = NULL;

  switch (step->operation) {
  case OPERATION_SET:
    return _dsn_malform_set (m, step->target, step->field, value);
  case OPERATION_ADD:
    line = g_strconcat (step->field, ": ", value, NULL);
    return _dsn_malform_add_line (m, step->target, line);
  case OPERATION_LINE:
    return _dsn_malform_add_line (m, step->target, value);
  case OPERATION_REMOVE:
    return _dsn_malform_remove (m, step->target, step->field);
  case OPERATION_REPLACE:
    return replace_in_field (m, step);
  default:
    return _dsn_malform_step (step->value) (m);
  }
}

static gboolean
check_rules (const char *const *rules, GError **error)
{
  g_auto (GStrv) known = dsn_malform_list ();

  for (; *rules; rules++) {
    if (g_strv_contains ((const char *const *) known, *rules))
      continue;
    g_set_error (error, DSN_ERROR, DSN_ERROR_NOT_FOUND, "there is no malformation \"%s\"", *rules);
    return FALSE;
  }
  return TRUE;
}

/* Puts @to for every line end that is @from. (transfer full) */
static GBytes *
change_line_ends (GBytes *message, const char *from, const char *to)
{
  GString *text =
      g_string_new_len (g_bytes_get_data (message, NULL), (gssize) g_bytes_get_size (message));
  GString *changed = g_string_sized_new (text->len);
  const char *at = text->str, *end = at + text->len, *found;

  while ((found = memmem (at, (gsize) (end - at), from, strlen (from))) != NULL) {
    g_string_append_len (changed, at, found - at);
    g_string_append (changed, to);
    at = found + strlen (from);
  }
  g_string_append_len (changed, at, end - at);
  g_string_free (text, TRUE);
  return g_string_free_to_bytes (changed);
}

static GBytes *
break_rules (GBytes *message, const char *const *rules, GError **error)
{
  DsnMalform m;
  GBytes *broken = NULL;
  const char *fault = NULL;

  _dsn_malform_init (&m, message);
  for (guint i = 0; i < G_N_ELEMENTS (steps) && !fault; i++)
    if (g_strv_contains (rules, steps[i].rule) && !run_step (&m, &steps[i]))
      fault = steps[i].rule;
  if (fault)
    g_set_error (error, DSN_ERROR, DSN_ERROR_INVALID, "the report has nothing that %s could break",
                 fault);
  else
    broken = g_string_free_to_bytes (g_steal_pointer (&m.text));
  _dsn_malform_clear (&m);
  return broken;
}

GBytes *
dsn_malform (GBytes *message, const char *const *rules, GError **error)
{
  g_autoptr (GBytes) text = NULL;
  g_autoptr (GBytes) broken = NULL;
  gboolean has_crlf;

  g_return_val_if_fail (message != NULL && rules != NULL, NULL);

  if (!check_rules (rules, error))
    return NULL;
  has_crlf =
      memmem (g_bytes_get_data (message, NULL), g_bytes_get_size (message), "\r\n", 2) != NULL;
  text = has_crlf ? change_line_ends (message, "\r\n", "\n") : g_bytes_ref (message);
  broken = break_rules (text, rules, error);
  if (!broken || !has_crlf)
    return g_steal_pointer (&broken);
  return change_line_ends (broken, "\n", "\r\n");
}
