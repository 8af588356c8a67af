/* dsn-template-view.c: a report as templates see it: names and texts, "" for what is absent.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include <gio/gio.h>

#include "dsn-private.h"
#include "dsn-template-private.h"
#include "dsn-wrap-private.h"

/* The names of a recipient; they are properties, so that a template can write r.address. */
typedef enum {
  PROP_NONE,
  PROP_ADDRESS,
  PROP_ORIGINAL_ADDRESS,
  PROP_FINAL_ADDRESS,
  PROP_ACTION,
  PROP_STATUS,
  PROP_STATUS_NAME,
  PROP_TITLE,
  PROP_REASON,
  PROP_FIX_SENDER,
  PROP_FIX_RECIPIENT,
  PROP_FIX_POSTMASTER,
  PROP_DEFINITION,
  PROP_CLASS_DEFINITION,
  PROP_SUBJECT_DEFINITION,
  PROP_DIAGNOSTIC,
  PROP_REPLY_CODE,
  PROP_REPLY_TEXT,
  PROP_REMOTE_MTA,
  PROP_SMTP_COMMAND,
  PROP_LAST_ATTEMPT_DATE,
  PROP_WILL_RETRY_UNTIL,
  PROP_FINAL_LOG_ID,
  PROP_COUNT
} Prop;

static const char *const prop_names[PROP_COUNT] = {
  [PROP_ADDRESS] = "address",
  [PROP_ORIGINAL_ADDRESS] = "original_address",
  [PROP_FINAL_ADDRESS] = "final_address",
  [PROP_ACTION] = "action",
  [PROP_STATUS] = "status",
  [PROP_STATUS_NAME] = "status_name",
  [PROP_TITLE] = "title",
  [PROP_REASON] = "reason",
  [PROP_FIX_SENDER] = "fix_sender",
  [PROP_FIX_RECIPIENT] = "fix_recipient",
  [PROP_FIX_POSTMASTER] = "fix_postmaster",
  [PROP_DEFINITION] = "definition",
  [PROP_CLASS_DEFINITION] = "class_definition",
  [PROP_SUBJECT_DEFINITION] = "subject_definition",
  [PROP_DIAGNOSTIC] = "diagnostic",
  [PROP_REPLY_CODE] = "reply_code",
  [PROP_REPLY_TEXT] = "reply_text",
  [PROP_REMOTE_MTA] = "remote_mta",
  [PROP_SMTP_COMMAND] = "smtp_command",
  [PROP_LAST_ATTEMPT_DATE] = "last_attempt_date",
  [PROP_WILL_RETRY_UNTIL] = "will_retry_until",
  [PROP_FINAL_LOG_ID] = "final_log_id",
};

#define DSN_TYPE_TEMPLATE_RECIPIENT (dsn_template_recipient_get_type ())
G_DECLARE_FINAL_TYPE (DsnTemplateRecipient, dsn_template_recipient, DSN, TEMPLATE_RECIPIENT,
                      GObject)

struct _DsnTemplateRecipient {
  GObject parent_instance;
  char *values[PROP_COUNT];
};

G_DEFINE_TYPE (DsnTemplateRecipient, dsn_template_recipient, G_TYPE_OBJECT)

static void
get_property (GObject *object, guint id, GValue *value, G_GNUC_UNUSED GParamSpec *spec)
{
  const char *text = DSN_TEMPLATE_RECIPIENT (object)->values[id];

  g_value_set_string (value, text ? text : "");
}

static void
finalize (GObject *object)
{
  DsnTemplateRecipient *self = DSN_TEMPLATE_RECIPIENT (object);

  for (guint i = 0; i < PROP_COUNT; i++)
    g_free (self->values[i]);
  G_OBJECT_CLASS (dsn_template_recipient_parent_class)->finalize (object);
}

static void
dsn_template_recipient_class_init (DsnTemplateRecipientClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->get_property = get_property;
  object_class->finalize = finalize;
  for (guint i = PROP_NONE + 1; i < PROP_COUNT; i++)
    g_object_class_install_property (
        object_class, i, g_param_spec_string (prop_names[i], NULL, NULL, NULL, G_PARAM_READABLE));
}

static void
dsn_template_recipient_init (G_GNUC_UNUSED DsnTemplateRecipient *self)
{
}

/* A date as a person reads it; what is not a date stays as it is. (transfer full) */
static char *
format_date (const char *text)
{
  g_autoptr (GDateTime) date = text ? dsn_date_parse (text) : NULL;

  return date ? dsn_date_to_rfc5322 (date) : _dsn_clean (text);
}

/* The address in a field, decoded and bare. (transfer full) (nullable) */
static char *
get_field_address (const DsnRecipient *recipient, DsnField field)
{
  const DsnValue *value = dsn_recipient_get_value (recipient, field);
  const char *type = value ? dsn_value_get_type_name (value) : NULL;
  g_autofree char *bare = value ? dsn_address_extract (dsn_value_get_text (value)) : NULL;
  char *decoded = NULL;

  if (bare && g_strcmp0 (type, "utf-8") == 0)
    decoded = dsn_utf8_address_decode (bare, NULL);
  return decoded ? decoded : g_steal_pointer (&bare);
}

static gboolean
is_other (const char *address, const char *other)
{
  return address && other && g_ascii_strcasecmp (address, other) != 0;
}

static void
set_addresses (DsnTemplateRecipient *self, const DsnRecipient *recipient)
{
  g_autofree char *original = get_field_address (recipient, DSN_FIELD_ORIGINAL_RECIPIENT);
  g_autofree char *final = get_field_address (recipient, DSN_FIELD_FINAL_RECIPIENT);
  const char *address = dsn_recipient_get_address (recipient);

  if (!address)
    address = original ? original : final;
  self->values[PROP_ADDRESS] = _dsn_clean (address);
  if (is_other (original, final))
    self->values[PROP_ORIGINAL_ADDRESS] = _dsn_clean (original);
  if (is_other (final, address))
    self->values[PROP_FINAL_ADDRESS] = _dsn_clean (final);
}

static void
set_texts (DsnTemplateRecipient *self, const DsnRecipient *recipient, const DsnCatalog *catalog)
{
  DsnAction action = dsn_recipient_get_action (recipient);
  DsnStatus status = dsn_recipient_get_status (recipient);
  DsnStatus text_status = _dsn_action_choose_status (action, status);
  char **values = self->values;

  values[PROP_ACTION] = g_strdup (dsn_action_to_string (action));
  values[PROP_STATUS] = dsn_status_to_string (status);
  values[PROP_STATUS_NAME] = g_strdup (dsn_catalog_get_name (status));
  values[PROP_TITLE] = g_strdup (dsn_catalog_get_text (catalog, text_status, DSN_CATALOG_TITLE));
  values[PROP_REASON] = g_strdup (dsn_catalog_get_text (catalog, text_status, DSN_CATALOG_REASON));
  values[PROP_FIX_SENDER] =
      g_strdup (dsn_catalog_get_text (catalog, text_status, DSN_CATALOG_FIX_SENDER));
  values[PROP_FIX_RECIPIENT] =
      g_strdup (dsn_catalog_get_text (catalog, text_status, DSN_CATALOG_FIX_RECIPIENT));
  values[PROP_FIX_POSTMASTER] =
      g_strdup (dsn_catalog_get_text (catalog, text_status, DSN_CATALOG_FIX_POSTMASTER));
  values[PROP_DEFINITION] =
      g_strdup (dsn_catalog_get_text (catalog, status, DSN_CATALOG_DEFINITION));
  values[PROP_CLASS_DEFINITION] = g_strdup (dsn_catalog_get_class_text (catalog, status));
  values[PROP_SUBJECT_DEFINITION] = g_strdup (dsn_catalog_get_subject_text (catalog, status));
}

/* A reply as the server wrote it. (transfer full) */
static char *
format_reply (const DsnReply *reply)
{
  GString *text = g_string_new (NULL);
  g_autofree char *status = dsn_status_to_string (dsn_reply_get_status (reply));

  if (dsn_reply_get_code (reply) != 0)
    g_string_append_printf (text, "%u ", dsn_reply_get_code (reply));
  if (status)
    g_string_append_printf (text, "%s ", status);
  if (dsn_reply_get_text (reply))
    g_string_append (text, dsn_reply_get_text (reply));
  return g_string_free (text, FALSE);
}

static void
set_reply (DsnTemplateRecipient *self, const DsnRecipient *recipient)
{
  const DsnReply *reply = dsn_recipient_get_reply (recipient);
  const char *diagnostic = dsn_recipient_get_text (recipient, DSN_FIELD_DIAGNOSTIC_CODE);
  g_autofree char *whole = reply ? format_reply (reply) : NULL;
  char **values = self->values;

  values[PROP_DIAGNOSTIC] = _dsn_clean (diagnostic ? diagnostic : whole);
  if (!reply)
    return;
  if (dsn_reply_get_code (reply) != 0)
    values[PROP_REPLY_CODE] = g_strdup_printf ("%u", dsn_reply_get_code (reply));
  values[PROP_REPLY_TEXT] = _dsn_clean (dsn_reply_get_text (reply));
}

static DsnTemplateRecipient *
make_recipient (const DsnRecipient *recipient, const DsnCatalog *catalog)
{
  DsnTemplateRecipient *self = g_object_new (DSN_TYPE_TEMPLATE_RECIPIENT, NULL);
  char **values = self->values;

  set_addresses (self, recipient);
  set_texts (self, recipient, catalog);
  set_reply (self, recipient);
  values[PROP_REMOTE_MTA] = _dsn_clean (dsn_recipient_get_text (recipient, DSN_FIELD_REMOTE_MTA));
  values[PROP_SMTP_COMMAND] = _dsn_clean (dsn_recipient_get_smtp_command (recipient));
  values[PROP_LAST_ATTEMPT_DATE] =
      format_date (dsn_recipient_get_text (recipient, DSN_FIELD_LAST_ATTEMPT_DATE));
  values[PROP_WILL_RETRY_UNTIL] =
      format_date (dsn_recipient_get_text (recipient, DSN_FIELD_WILL_RETRY_UNTIL));
  values[PROP_FINAL_LOG_ID] =
      _dsn_clean (dsn_recipient_get_text (recipient, DSN_FIELD_FINAL_LOG_ID));
  return self;
}

GObject *
_dsn_template_view_nobody (void)
{
  return g_object_new (DSN_TYPE_TEMPLATE_RECIPIENT, NULL);
}

static void
set_text (TmplScope *scope, const char *name, const char *text)
{
  g_autofree char *clean = _dsn_clean (text);

  tmpl_scope_set_string (scope, name, clean);
}

static void
set_date (TmplScope *scope, const char *name, const char *text)
{
  g_autofree char *date = format_date (text);

  tmpl_scope_set_string (scope, name, date);
}

static void
set_reporter (TmplScope *scope, const DsnReport *report)
{
  const DsnValue *mta = dsn_report_get_value (report, DSN_FIELD_REPORTING_MTA);
  g_autofree char *name = _dsn_clean (mta ? dsn_value_get_text (mta) : NULL);
  g_autofree char *postmaster = NULL;

  if (mta && *name && g_strcmp0 (dsn_value_get_type_name (mta), "dns") == 0
      && !strpbrk (name, " @\\"))
    postmaster = g_strconcat ("postmaster@", name, NULL);
  tmpl_scope_set_string (scope, "reporting_mta", name);
  tmpl_scope_set_string (scope, "postmaster", postmaster ? postmaster : "");
}

static void
set_original (TmplScope *scope, const DsnReport *report)
{
  const char *returned = "";

  if (dsn_report_has_original (report))
    returned = dsn_report_get_original_complete (report) ? "full" : "headers";
  tmpl_scope_set_string (scope, "returned", returned);
  set_text (scope, "original_subject", dsn_report_get_original_header (report, DSN_HEADER_SUBJECT));
  set_date (scope, "original_date", dsn_report_get_original_header (report, DSN_HEADER_DATE));
  set_text (scope, "original_message_id",
            dsn_report_get_original_header (report, DSN_HEADER_MESSAGE_ID));
  set_text (scope, "original_from", dsn_report_get_original_header (report, DSN_HEADER_FROM));
  set_text (scope, "original_to", dsn_report_get_original_header (report, DSN_HEADER_TO));
}

static void
set_recipients (TmplScope *scope, const DsnReport *report, const DsnCatalog *catalog)
{
  g_autoptr (GListStore) list = g_list_store_new (DSN_TYPE_TEMPLATE_RECIPIENT);
  guint n = dsn_report_get_n_recipients (report);

  for (guint i = 0; i < n; i++) {
    g_autoptr (DsnTemplateRecipient) recipient =
        make_recipient (dsn_report_get_recipient (report, i), catalog);

    g_list_store_append (list, recipient);
  }
  tmpl_scope_set_boolean (scope, "many", n > 1);
  tmpl_scope_set_object (scope, "recipients", list);
}

TmplScope *
_dsn_template_view (const DsnReport *report, const DsnCatalog *catalog)
{
  TmplScope *scope = tmpl_scope_new ();

  set_reporter (scope, report);
  set_text (scope, "sender", dsn_report_get_header (report, DSN_HEADER_TO));
  set_text (scope, "original_envelope_id",
            dsn_report_get_text (report, DSN_FIELD_ORIGINAL_ENVELOPE_ID));
  set_date (scope, "arrival_date", dsn_report_get_text (report, DSN_FIELD_ARRIVAL_DATE));
  set_original (scope, report);
  set_recipients (scope, report, catalog);
  return scope;
}
