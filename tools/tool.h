/* tool.h: what the commands share: options, inputs, output, exit statuses, progress.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <stdio.h>

#include "dsn.h"

G_BEGIN_DECLS

/* Exit statuses that mean the same in every command but the mail filters. */
typedef enum { TOOL_OK = 0, TOOL_NOT_FOUND = 1, TOOL_TROUBLE = 2 } ToolExit;

/* What a command is called and how it is used. */
typedef struct {
  const char *name;
  const char *arguments;
  const char *summary;
  const char *description;
} ToolUsage;

/* For mail filters: what a command exits with where it is used wrongly and where --help or --version cannot
 * be written, in place of TOOL_TROUBLE. To be called first. */
void tool_set_exits (int usage, int output);

/* Reads the options. Answers --help and --version itself, and ends the process with TOOL_TROUBLE where
 * the options are wrong. Returns the name of the command and its operands, those behind "--" too; free with
 * g_strfreev(). */
char **tool_parse_options (const ToolUsage *usage, const GOptionEntry *entries, char **argv);

/* Says something on standard error, after the name of the command. */
void tool_warn (const char *format, ...) G_GNUC_PRINTF (1, 2);
/* The same for a usage error, with a hint to --help; returns TOOL_TROUBLE, or what is in place of it. */
int tool_usage_error (const char *format, ...) G_GNUC_PRINTF (1, 2);

/* Whether to write in colour to a stream: a terminal, NO_COLOR not set, TERM not "dumb". */
gboolean tool_wants_colour (FILE *stream);
/* The width of the terminal on standard output, or 80. */
guint tool_width (void);

/* Has a mailbox read the operands among what tool_parse_options() gave, or standard input. */
void tool_add_inputs (DsnMailbox *mailbox, char **arguments);

/* Where a command writes to: standard output, or a file that is there only once it is whole. */
typedef struct _ToolOutput ToolOutput;

/* @path: NULL or "-" for standard output. Returns NULL with @error set. */
ToolOutput *tool_output_open (const char *path, GError **error);
gboolean tool_output_write (ToolOutput *output, const char *text, gsize length, GError **error);
/* Hands what is buffered to the system. */
gboolean tool_output_flush (ToolOutput *output, GError **error);
/* Whether a person may see what is written at once. */
gboolean tool_output_is_terminal (const ToolOutput *output);
/* Ends the output; frees it whether or not that works. With @keep FALSE a file is not made. */
gboolean tool_output_close (ToolOutput *output, gboolean keep, GError **error);

/* A line on standard error that tells how far the work is, when that is a terminal and the work has
 * taken longer than a second. */
typedef struct _ToolProgress ToolProgress;

ToolProgress *tool_progress_new (void);
/* @messages: how many were read */
void tool_progress_update (ToolProgress *progress, const DsnMailbox *mailbox, guint64 messages);
/* Says what went wrong; a line may follow. */
void tool_progress_warn (ToolProgress *progress, const GError *fault);
/* Writes what a message gave, if anything, where the line may stand on the same terminal. */
gboolean tool_progress_write (ToolProgress *progress, ToolOutput *output, const GString *text,
                              GError **error);
/* Takes the line away, so that something else can be said. */
void tool_progress_clear (ToolProgress *progress);
void tool_progress_free (ToolProgress *progress);

/* Folders in which templates are looked for: @option, then the user's own. Free with g_strfreev(). */
char **tool_template_folders (const char *option);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ToolProgress, tool_progress_free)

G_END_DECLS
