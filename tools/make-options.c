/* make-options.c: the command line of dsn-make.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <stdlib.h>
#include <string.h>

#include "make-malform.h"
#include "make-options.h"

/* Order matters: an option speaks of the recipient opened before it. GOption hands its callbacks
 * nothing of ours, so what they have read is here. */
static MakeOptions given;
static DsnRecipient *open_recipient;

static const struct {
  const char *option;
  DsnField field;
} field_options[] = {
  { "--reporting-mta", DSN_FIELD_REPORTING_MTA },
  { "--dsn-gateway", DSN_FIELD_DSN_GATEWAY },
  { "--received-from-mta", DSN_FIELD_RECEIVED_FROM_MTA },
  { "--envelope-id", DSN_FIELD_ORIGINAL_ENVELOPE_ID },
  { "--arrival-date", DSN_FIELD_ARRIVAL_DATE },
  { "--original-recipient", DSN_FIELD_ORIGINAL_RECIPIENT },
  { "--action", DSN_FIELD_ACTION },
  { "--status", DSN_FIELD_STATUS },
  { "--remote-mta", DSN_FIELD_REMOTE_MTA },
  { "--diagnostic", DSN_FIELD_DIAGNOSTIC_CODE },
  { "--last-attempt-date", DSN_FIELD_LAST_ATTEMPT_DATE },
  { "--final-log-id", DSN_FIELD_FINAL_LOG_ID },
  { "--will-retry-until", DSN_FIELD_WILL_RETRY_UNTIL },
};

static const struct {
  const char *option;
  DsnHeader header;
} header_options[] = {
  { "--from", DSN_HEADER_FROM },
  { "--to", DSN_HEADER_TO },
  { "--sender", DSN_HEADER_TO },
  { "--subject", DSN_HEADER_SUBJECT },
  { "--message-id", DSN_HEADER_MESSAGE_ID },
};

static gboolean
is_utf8 (const char *option, const char *value, GError **error)
{
  if (g_utf8_validate (value, -1, NULL))
    return TRUE;
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "%s: the value is not in UTF-8",
               option);
  return FALSE;
}

static gboolean
read_field (const char *option, const char *value, gpointer data G_GNUC_UNUSED, GError **error)
{
  guint i = 0;

  if (!is_utf8 (option, value, error))
    return FALSE;
  while (strcmp (field_options[i].option, option) != 0)
    i++;
  if (field_options[i].field < DSN_FIELD_FIRST_PER_RECIPIENT)
    dsn_request_set (given.report, NULL, field_options[i].field, value);
  else if (open_recipient)
    dsn_request_set (given.report, open_recipient, field_options[i].field, value);
  else
    dsn_request_set (given.defaults, dsn_report_get_recipient (given.defaults, 0),
                     field_options[i].field, value);
  return TRUE;
}

static gboolean
read_recipient (const char *option, const char *value, gpointer data G_GNUC_UNUSED, GError **error)
{
  if (!is_utf8 (option, value, error))
    return FALSE;
  open_recipient = dsn_report_add_recipient (given.report);
  dsn_request_set (given.report, open_recipient, DSN_FIELD_FINAL_RECIPIENT, value);
  return TRUE;
}

static gboolean
read_extension (const char *option, const char *value, gpointer data G_GNUC_UNUSED, GError **error)
{
  return is_utf8 (option, value, error)
         && dsn_request_add_extension (given.report, open_recipient, value, error);
}

static gboolean
read_header (const char *option, const char *value, gpointer data G_GNUC_UNUSED, GError **error)
{
  guint i = 0;

  if (!is_utf8 (option, value, error))
    return FALSE;
  while (strcmp (header_options[i].option, option) != 0)
    i++;
  dsn_report_set_header (given.report, header_options[i].header, value);
  return TRUE;
}

/* As file names, values come as they were typed, whatever the locale. */
#define FIELD(name, text, argument)                                                               \
  {                                                                                               \
    name, 0, G_OPTION_FLAG_FILENAME, G_OPTION_ARG_CALLBACK, (gpointer) read_field, text, argument \
  }
#define HEADER(name, text, argument)                                                               \
  {                                                                                                \
    name, 0, G_OPTION_FLAG_FILENAME, G_OPTION_ARG_CALLBACK, (gpointer) read_header, text, argument \
  }
#define TEXT(name, place, text, argument)                    \
  {                                                          \
    name, 0, 0, G_OPTION_ARG_FILENAME, place, text, argument \
  }
#define FLAG(name, place, text)                      \
  {                                                  \
    name, 0, 0, G_OPTION_ARG_NONE, place, text, NULL \
  }

static const GOptionEntry entries[] = {
  FIELD ("reporting-mta", "The MTA that reports", "NAME"),
  FIELD ("dsn-gateway", "The gateway that translated a foreign report", "NAME"),
  FIELD ("received-from-mta", "The MTA that the message came from", "NAME"),
  FIELD ("envelope-id", "What the sender gave as ENVID, decoded", "ID"),
  FIELD ("arrival-date", "When the message arrived", "DATE"),
  HEADER ("from", "Who sends the report (default: postmaster@ the reporting MTA)", "ADDRESS"),
  HEADER ("to", "The envelope sender of the message, to whom the report goes", "ADDRESS"),
  HEADER ("sender", "The same as --to", "ADDRESS"),
  HEADER ("subject", "The subject of the report", "TEXT"),
  { "recipient", 0, G_OPTION_FLAG_FILENAME, G_OPTION_ARG_CALLBACK, (gpointer) read_recipient,
    "A recipient; the options that follow speak of it", "ADDRESS" },
  FIELD ("original-recipient", "The address that the sender gave as ORCPT, decoded", "ADDRESS"),
  FIELD ("action", "failed, delayed, delivered, relayed or expanded", "ACTION"),
  FIELD ("status", "The enhanced status code, such as 5.7.7", "CODE"),
  FIELD ("remote-mta", "The MTA that answered", "NAME"),
  FIELD ("diagnostic", "What it answered", "TEXT"),
  FIELD ("last-attempt-date", "When delivery was last tried", "DATE"),
  FIELD ("final-log-id", "What the log of the final MTA calls the message", "ID"),
  FIELD ("will-retry-until", "When a delayed message will be given up", "DATE"),
  { "extension", 0, G_OPTION_FLAG_FILENAME, G_OPTION_ARG_CALLBACK, (gpointer) read_extension,
    "Another field, of the message or of the recipient before it", "'NAME: VALUE'" },
  TEXT ("spec", &given.spec, "Read JSON as dsn-parse writes it; - is standard input", "FILE"),
  TEXT ("original", &given.original, "The message that the report is about", "FILE"),
  TEXT ("return", &given.return_name, "How much of it to return: full or headers", "HOW-MUCH"),
  FLAG ("ascii", &given.ascii, "Write ASCII only, for a sender without SMTPUTF8"),
  TEXT ("lang", &given.language, "Language of the text for people", "LANG"),
  TEXT ("template", &given.template_file, "Template of that text", "FILE"),
  TEXT ("templates", &given.templates, "Look for LANG/ACTION.tmpl here first", "DIR"),
  TEXT ("date", &given.date_text, "The date of the report (default: now)", "DATE"),
  HEADER ("message-id", "Its Message-ID (default: made of its content)", "ID"),
  TEXT ("boundary", &given.boundary, "What stands between its parts", "TEXT"),
  { "allow", 0, 0, G_OPTION_ARG_STRING_ARRAY, &given.allowed,
    "Make the report though it breaks RULE of dsn-lint, or all", "RULE" },
  { "malform", 0, 0, G_OPTION_ARG_STRING_ARRAY, &given.malform_texts,
    "Break these rules on purpose; list names them", "RULE,…" },
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &given.output, "Write to FILE", "FILE" },
  TEXT ("mbox", &given.mbox, "Append to an mbox; - is standard output", "FILE"),
  TEXT ("maildir", &given.maildir, "Deliver to a Maildir", "DIR"),
  FLAG ("crlf", &given.crlf, "End lines with CRLF"),
  FLAG ("return-path", &given.return_path, "Begin with a null Return-Path"),
  TOOL_NO_SANDBOX (&given.no_sandbox),
  G_OPTION_ENTRY_NULL
};

/* Ends the process for a wrong use of the options. */
#define REFUSE(...) exit (tool_usage_error (__VA_ARGS__))

static void
read_return (void)
{
  given.how_much = DSN_RETURN_FULL;
  if (!given.return_name)
    return;
  if (!given.original)
    REFUSE ("--return: there is no --original to return anything of");
  if (g_ascii_strcasecmp (given.return_name, "headers") == 0)
    given.how_much = DSN_RETURN_HEADERS;
  else if (g_ascii_strcasecmp (given.return_name, "full") != 0)
    REFUSE ("--return: \"%s\" is neither full nor headers", given.return_name);
}

static void
read_date (void)
{
  if (!given.date_text)
    return;
  if (!strpbrk (given.date_text, "\r\n"))
    given.date = dsn_date_parse (given.date_text);
  if (!given.date)
    REFUSE ("--date: \"%s\" is not a date", given.date_text);
}

static void
read_malform (void)
{
  g_autofree char *all = given.malform_texts ? g_strjoinv (",", given.malform_texts) : NULL;
  g_auto (GStrv) known = dsn_malform_list ();

  if (!all)
    return;
  given.malform = g_strsplit (all, ",", -1);
  if (g_strv_contains ((const char *const *) given.malform, "list"))
    exit (make_malform_list ());
  for (char **rule = given.malform; *rule; rule++)
    if (!g_strv_contains ((const char *const *) known, *rule))
      REFUSE ("--malform: there is no malformation \"%s\"", *rule);
}

static void
check_allowed (void)
{
  for (char **rule = given.allowed; rule && *rule; rule++)
    if (strcmp (*rule, "all") != 0 && !dsn_rule_exists (*rule))
      REFUSE ("--allow: there is no rule \"%s\"", *rule);
}

static void
check_inputs (void)
{
  if (g_strcmp0 (given.spec, "-") == 0 && g_strcmp0 (given.original, "-") == 0)
    REFUSE ("only one of --spec and --original can be standard input");
}

static void
check_outputs (void)
{
  gboolean delivers = given.mbox || given.maildir;

  if ((given.output != NULL) + (given.mbox != NULL) + (given.maildir != NULL) > 1)
    REFUSE ("--output, --mbox and --maildir cannot be used together");
  if (delivers && given.crlf)
    REFUSE ("--crlf cannot be used with --mbox or --maildir, where lines end in LF");
  /* RFC 5321 section 4.4: delivery into a mailbox is where a Return-Path is added. */
  given.return_path |= delivers;
}

const MakeOptions *
make_options_read (char **argv)
{
  static const ToolUsage usage = {
    "dsn-make", "",
    "Makes a delivery status notification: a bounce, a notice of delay or a receipt.",
    "Options of a recipient that stand before the first --recipient are for every recipient.\n"
    "\n"
    "  dsn-make --reporting-mta mx.example.org --to news@example.com \\\n"
    "    --recipient jo@example.net --status 5.7.7\n"
    "\n"
    "dsn-make(1) tells more."
  };
  g_auto (GStrv) arguments = NULL;

  given.report = dsn_report_new ();
  given.defaults = dsn_report_new ();
  dsn_report_set_kind (given.report, DSN_KIND_DSN);
  (void) dsn_report_add_recipient (given.defaults);
  arguments = tool_parse_options (&usage, entries, argv);
  if (arguments[0] && arguments[1])
    REFUSE ("\"%s\" is not an option", arguments[1]);
  read_return ();
  read_date ();
  read_malform ();
  check_allowed ();
  check_inputs ();
  check_outputs ();
  return &given;
}

void
make_options_clear (void)
{
  char **const texts[] = { &given.spec,      &given.original,      &given.return_name,
                           &given.language,  &given.template_file, &given.templates,
                           &given.date_text, &given.boundary,      &given.output,
                           &given.mbox,      &given.maildir };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_clear_pointer (texts[i], g_free);
  g_clear_pointer (&given.allowed, g_strfreev);
  g_clear_pointer (&given.malform, g_strfreev);
  g_clear_pointer (&given.malform_texts, g_strfreev);
  g_clear_pointer (&given.report, dsn_report_unref);
  g_clear_pointer (&given.defaults, dsn_report_unref);
  g_clear_pointer (&given.date, g_date_time_unref);
  open_recipient = NULL;
}
