/* make-options.h: the command line of dsn-make.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "tool.h"

G_BEGIN_DECLS

/* What the command line says. */
typedef struct {
  /* Of the message, with the recipients that it opens. */
  DsnReport *report;
  /* Of every recipient that says nothing else; in a report of its own. */
  DsnReport *defaults;
  char *spec;
  char *original;
  char *return_name;
  DsnReturn how_much;
  gboolean ascii;
  char *language;
  char *template_file;
  char *templates;
  char *date_text;
  GDateTime *date;
  char *boundary;
  /* Rules that a report may break; NULL for none. */
  char **allowed;
  /* Rules that the report is to break; NULL for none. */
  char **malform;
  char **malform_texts;
  char *output;
  char *mbox;
  char *maildir;
  gboolean crlf;
  gboolean return_path;
  gboolean no_sandbox;
} MakeOptions;

/* Reads the command line; ends the process with TOOL_TROUBLE where it is wrong. Returns what is there
 * until make_options_clear(). */
const MakeOptions *make_options_read (char **argv);
void make_options_clear (void);

G_END_DECLS
