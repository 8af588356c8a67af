/* amazonsns.c: what Amazon SES tells of bounces, complaints and deliveries by way of Amazon SNS: JSON in
 * a mail, by itself or within the message of a notification.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <json-glib/json-glib.h>

#include "dsn-wild-private.h"

/* Deeper JSON is not theirs, and the parser would need a stack for it. */
#define MAX_DEPTH 32

/* What an event is called, where its details and its recipients are, and what it means. */
typedef struct {
  const char *type;
  const char *details;
  const char *recipients;
  DsnKind kind;
  DsnAction action;
} Event;

static const Event events[] = {
  { "Bounce", "bounce", "bouncedRecipients", DSN_KIND_DSN, DSN_ACTION_FAILED },
  { "Complaint", "complaint", "complainedRecipients", DSN_KIND_ARF, DSN_ACTION_NONE },
  { "Delivery", "delivery", "recipients", DSN_KIND_DSN, DSN_ACTION_DELIVERED },
  { "DeliveryDelay", "deliveryDelay", "delayedRecipients", DSN_KIND_DSN, DSN_ACTION_DELAYED },
  { "Reject", "reject", "destination", DSN_KIND_DSN, DSN_ACTION_FAILED },
};

static gboolean
is_notification (const DsnWild *wild)
{
  return *(wild->text + strspn (wild->text, " \n")) == '{'
         && (_dsn_wild_header (wild, "X-Amz-Sns-Message-Id")
             || _dsn_wild_is_from (wild, "", "amazonaws.com"))
         && (_dsn_wild_find (wild, "notificationType") || _dsn_wild_find (wild, "eventType"));
}

/* Getting: NULL where something is not there, or is something else. */

static JsonNode *
get_node (JsonObject *object, const char *name, JsonNodeType type)
{
  JsonNode *node = object ? json_object_get_member (object, name) : NULL;

  return node && json_node_get_node_type (node) == type ? node : NULL;
}

static JsonObject *
get_object (JsonObject *object, const char *name)
{
  JsonNode *node = get_node (object, name, JSON_NODE_OBJECT);

  return node ? json_node_get_object (node) : NULL;
}

static JsonArray *
get_array (JsonObject *object, const char *name)
{
  JsonNode *node = get_node (object, name, JSON_NODE_ARRAY);

  return node ? json_node_get_array (node) : NULL;
}

static const char *
get_text (JsonObject *object, const char *name)
{
  JsonNode *node = get_node (object, name, JSON_NODE_VALUE);

  return node && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node)
                                                                  : NULL;
}

static DsnSpan
span_of (const char *text)
{
  return (DsnSpan){ text, text ? strlen (text) : 0 };
}

/* Finding the object in the text */

/* Passes over a line break inside a string, which JSON does not have: a mail server broke a line that
 * was too long for it, with a "!" before and a blank behind if it was Sendmail. */
static const char *
undo_break (GString *json, const char *at)
{
  if (json->len > 0 && json->str[json->len - 1] == '!' && at[1] == ' ') {
    g_string_truncate (json, json->len - 1);
    at++;
  }
  return at;
}

/* What stands in JSON outside strings; the parser knows comments too, which would hide brackets. */
static gboolean
is_json (char c)
{
  return g_ascii_isalnum (c) || strchr (" \t\n{}[],:\"+-.", c);
}

/* The first object of a text, with its lines put together; NULL if it does not end, or is too deep. */
static char *
extract_object (const char *text)
{
  GString *json = g_string_new (NULL);
  gboolean in_string = FALSE;
  guint depth = 0;

  for (const char *at = strchr (text, '{'); at && *at; at++) {
    if (in_string && *at == '\n') {
      at = undo_break (json, at);
      continue;
    }
    g_string_append_c (json, *at);
    if (*at == '"')
      in_string = !in_string;
    else if (in_string && *at == '\\' && at[1] && at[1] != '\n')
      g_string_append_c (json, *++at);
    else if (!in_string && strchr ("{[", *at))
      depth++;
    else if (!in_string && strchr ("}]", *at))
      depth--;
    if (depth == 0)
      return g_string_free (json, FALSE);
    if (depth > MAX_DEPTH || (!in_string && !is_json (*at)))
      break;
  }
  g_string_free (json, TRUE);
  return NULL;
}

static JsonObject *
parse_object (JsonParser *parser, const char *text)
{
  g_autofree char *json = extract_object (text);
  JsonNode *root;

  if (!json || !json_parser_load_from_data (parser, json, -1, NULL))
    return NULL;
  root = json_parser_get_root (parser);
  return root && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
}

/* Reading the object */

static const Event *
find_event (JsonObject *object)
{
  const char *type = get_text (object, "notificationType");

  if (!type)
    type = get_text (object, "eventType");
  for (guint i = 0; type && i < G_N_ELEMENTS (events); i++)
    if (strcmp (events[i].type, type) == 0)
      return &events[i];
  return NULL;
}

/* "smtp; 550 5.1.1 user unknown", as RFC 3464 has it. */
static void
set_diagnostic (DsnWild *wild, const char *text)
{
  const char *semicolon = text ? strchr (text, ';') : NULL;
  g_autofree char *type = NULL;

  if (!text || dsn_recipient_get_value (wild->recipient, DSN_FIELD_DIAGNOSTIC_CODE))
    return;
  if (semicolon && strcspn (text, " ") > (gsize) (semicolon - text)) {
    type = g_ascii_strdown (text, semicolon - text);
    text = semicolon + 1 + strspn (semicolon + 1, " ");
  }
  dsn_recipient_set_value (wild->recipient, DSN_FIELD_DIAGNOSTIC_CODE,
                           dsn_value_new (type ? type : "smtp", text, NULL));
}

/* An address literal, RFC 5321 section 4.1.3. */
static void
set_remote_mta (DsnWild *wild, const char *ip)
{
  g_autofree char *literal =
      ip ? g_strdup_printf (strchr (ip, ':') ? "[IPv6:%s]" : "[%s]", ip) : NULL;

  _dsn_wild_set_mta (wild, DSN_FIELD_REMOTE_MTA, span_of (literal));
}

/* What a bounce says where no server said anything. */
static void
say_event (DsnWild *wild, JsonObject *details)
{
  _dsn_wild_say (wild, span_of (get_text (details, "bounceType")));
  _dsn_wild_say (wild, span_of (get_text (details, "bounceSubType")));
  _dsn_wild_say (wild, span_of (get_text (details, "delayType")));
  _dsn_wild_say (wild, span_of (get_text (details, "reason")));
}

static void
read_recipient (DsnWild *wild, JsonNode *node, JsonObject *details)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *address = NULL, *action = get_text (object, "action");

  if (object)
    address = get_text (object, "emailAddress");
  else if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    address = json_node_get_string (node);
  if (!address || !_dsn_wild_add (wild, span_of (address)))
    return;
  if (action && dsn_action_from_string (action) != DSN_ACTION_NONE)
    dsn_recipient_set_action (wild->recipient, dsn_action_from_string (action));
  _dsn_wild_set_text (wild, DSN_FIELD_STATUS, span_of (get_text (object, "status")));
  set_diagnostic (wild, get_text (object, "diagnosticCode"));
  set_diagnostic (wild, get_text (details, "smtpResponse"));
  set_remote_mta (wild, get_text (details, "remoteMtaIp"));
  _dsn_wild_set_date (wild, DSN_FIELD_WILL_RETRY_UNTIL,
                      span_of (get_text (details, "expirationTime")));
  say_event (wild, details);
}

/* "dsn; mx.example.org", or the name alone. */
static void
set_reporting_mta (DsnWild *wild, const char *text)
{
  const char *semicolon = text ? strchr (text, ';') : NULL;

  _dsn_wild_set_mta (wild, DSN_FIELD_REPORTING_MTA,
                     _dsn_span_strip (span_of (semicolon ? semicolon + 1 : text)));
}

static void
set_original (DsnReport *report, DsnHeader header, const char *text)
{
  if (text && *text)
    dsn_report_set_original_header (report, header, text);
}

/* The addresses of a list of mailboxes, as the model has them. */
static void
set_original_addresses (DsnReport *report, DsnHeader header, JsonArray *list)
{
  g_autoptr (GString) addresses = g_string_new (NULL);

  for (guint i = 0; list && i < json_array_get_length (list); i++) {
    JsonNode *node = json_array_get_element (list, i);
    const char *text =
        json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
    DsnSpan address = _dsn_span_find_address (span_of (text));

    if (address.text)
      g_string_append_printf (addresses, "%s%.*s", addresses->len > 0 ? ", " : "",
                              (int) address.length, address.text);
  }
  set_original (report, header, addresses->str);
}

static void
read_mail (DsnWild *wild, JsonObject *mail)
{
  JsonObject *headers = get_object (mail, "commonHeaders");
  const char *id = get_text (headers, "messageId"), *sent = get_text (headers, "date");
  g_autofree char *bare_id = id ? g_mime_utils_decode_message_id (id) : NULL;
  g_autoptr (GDateTime) date = sent ? dsn_date_parse (sent) : NULL;
  g_autofree char *written = date ? dsn_date_to_rfc3339 (date) : NULL;

  _dsn_wild_set_date (wild, DSN_FIELD_ARRIVAL_DATE, span_of (get_text (mail, "timestamp")));
  if (!headers)
    return;
  dsn_report_set_original (wild->report, TRUE, FALSE);
  set_original_addresses (wild->report, DSN_HEADER_FROM, get_array (headers, "from"));
  set_original_addresses (wild->report, DSN_HEADER_TO, get_array (headers, "to"));
  set_original (wild->report, DSN_HEADER_SUBJECT, get_text (headers, "subject"));
  set_original (wild->report, DSN_HEADER_DATE, written);
  set_original (wild->report, DSN_HEADER_MESSAGE_ID, bare_id);
}

/* The fields of RFC 5965 that a complaint tells. */
static void
read_feedback (DsnWild *wild, JsonObject *details, JsonObject *mail)
{
  const char *type = get_text (details, "complaintFeedbackType");
  g_autofree char *lower = type ? g_ascii_strdown (type, -1) : NULL;

  dsn_report_set_feedback (wild->report, DSN_FEEDBACK_TYPE, lower);
  dsn_report_set_feedback (wild->report, DSN_FEEDBACK_USER_AGENT, get_text (details, "userAgent"));
  dsn_report_set_feedback (wild->report, DSN_FEEDBACK_ORIGINAL_MAIL_FROM,
                           get_text (mail, "source"));
}

static void
read_event (DsnWild *wild, JsonObject *object)
{
  const Event *event = find_event (object);
  JsonObject *details = event ? get_object (object, event->details) : NULL;
  JsonObject *mail = get_object (object, "mail");
  JsonArray *list;

  if (!details)
    return;
  list = get_array (details, event->recipients);
  if (!list)
    list = get_array (mail, event->recipients);
  wild->kind = event->kind;
  wild->action = event->action;
  for (guint i = 0; list && i < json_array_get_length (list); i++)
    read_recipient (wild, json_array_get_element (list, i), details);
  if (dsn_report_get_n_recipients (wild->report) == 0)
    return;
  set_reporting_mta (wild, get_text (details, "reportingMTA"));
  read_mail (wild, mail);
  if (event->kind == DSN_KIND_ARF)
    read_feedback (wild, details, mail);
}

static void
read_notification (DsnWild *wild)
{
  g_autofree char *text = g_strndup (wild->text, (gsize) (wild->end - wild->text));
  g_autoptr (JsonParser) outer = json_parser_new (), inner = json_parser_new ();
  JsonObject *object = parse_object (outer, text);
  const char *message = get_text (object, "Message");

  if (message)
    object = parse_object (inner, message);
  if (object)
    read_event (wild, object);
}

const DsnWildFamily _dsn_wild_amazonsns = { "amazonsns", is_notification, read_notification };
