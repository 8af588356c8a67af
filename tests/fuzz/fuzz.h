/* fuzz.h: what the fuzz targets share. Each target is one file with LLVMFuzzerTestOneInput() in it; a
 * g_assert() that fails, a critical message of GLib or a report of a sanitizer is a finding.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <json-glib/json-glib.h>

#include "dsn.h"

int LLVMFuzzerInitialize (int *argc, char ***argv);
int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* GLib ends a program with a breakpoint, which libFuzzer does not catch. */
static GLogWriterOutput
abort_on_fault (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer data)
{
  (void) g_log_writer_default (level, fields, n_fields, data);
  if (level & (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING))
    abort ();
  return G_LOG_WRITER_HANDLED;
}

int
LLVMFuzzerInitialize (int *argc G_GNUC_UNUSED, char ***argv G_GNUC_UNUSED)
{
  g_log_set_writer_func (abort_on_fault, NULL, NULL);
  return 0;
}

static inline void
assert_utf8 (const char *text)
{
  g_assert_nonnull (text);
  g_assert_true (g_utf8_validate (text, -1, NULL));
}

/* One JSON value, in UTF-8. */
static inline void
assert_json (const char *text)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;

  assert_utf8 (text);
  json_parser_load_from_data (parser, text, -1, &error);
  g_assert_no_error (error);
}

/* Nothing in it that acts on a terminal. */
static inline void
assert_plain (const char *text)
{
  assert_utf8 (text);
  for (const char *at = text; *at; at += g_utf8_skip[(guchar) *at])
    g_assert_true (*at == '\n' || !g_unichar_iscntrl (g_utf8_get_char (at)));
}
