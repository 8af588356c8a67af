/* lint-text.h: what the tests of lint share: a message, and what is found in it.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <string.h>

#include "dsn.h"

/* The parts of a report that is right, to put together and to break. */
#define LINT_HEADER                                                             \
  "Date: Mon, 23 Nov 2026 10:00:00 +0100\nFrom: postmaster@mx.example.org\n"    \
  "To: news@example.com\nMessage-ID: <1@mx.example.org>\nMIME-Version: 1.0\n"   \
  "Auto-Submitted: auto-replied\nContent-Type: multipart/report; boundary=b;\n" \
  "\treport-type=delivery-status\n\n"
#define LINT_HUMAN     "--b\nContent-Type: text/plain\n\njo@example.net has no mailbox.\n\n"
#define LINT_STATUS    "--b\nContent-Type: message/delivery-status\n\n"
#define LINT_MESSAGE   "Reporting-MTA: dns; mx.example.org\n\n"
#define LINT_RECIPIENT "Final-Recipient: rfc822; jo@example.net\nAction: failed\nStatus: 5.1.1\n"
#define LINT_END       "\n--b--\n"

static inline DsnVerdict *
lint_octets (const DsnLint *lint, const char *text, gsize length)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length);
  g_autoptr (DsnMessage) message = dsn_message_new (bytes, "x.eml", 0, 0, length);

  return dsn_lint_check (lint, message);
}

static inline DsnVerdict *
lint_text (const char *text)
{
  g_autoptr (DsnLint) lint = dsn_lint_new ();

  return lint_octets (lint, text, strlen (text));
}

/* "rule:line:column" of each finding, with blanks between them. (transfer full) */
static inline char *
list_findings (const DsnVerdict *verdict)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < dsn_verdict_get_n_findings (verdict); i++) {
    const DsnFinding *finding = dsn_verdict_get_finding (verdict, i);
    DsnPlace place = dsn_finding_get_place (finding);

    g_string_append_printf (list, "%s%s:%d:%d", i > 0 ? " " : "",
                            dsn_problem_get_rule (dsn_finding_get_problem (finding)),
                            (int) place.line, (int) place.column);
  }
  return g_string_free (list, FALSE);
}

static inline void
assert_found (const char *text, const char *want)
{
  g_autoptr (DsnVerdict) verdict = lint_text (text);
  g_autofree char *found = list_findings (verdict);

  g_assert_cmpstr (found, ==, want);
}
