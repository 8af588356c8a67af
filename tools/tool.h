/* tool.h: what the commands share: options, inputs, output, exit statuses, progress.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <stdio.h>

#include "dsn.h"

G_BEGIN_DECLS

/* Exit statuses that mean the same in every command but the mail filters. */
typedef enum { TOOL_OK = 0, TOOL_NOT_FOUND = 1, TOOL_TROUBLE = 2 } ToolExit;

/* Octets of a message that filters parse, as dsn-parse(1) does where nothing else is asked for. */
#define TOOL_MAX_PARSED (16UL * 1024 * 1024)

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

/* What a command still needs once it reads what strangers wrote, beside what is open. */
typedef struct {
  const char *const
      *inputs; /* files and folders to be read; names of none do no harm. NULL for none */
  const char *delivers_to; /* an mbox or a Maildir to put messages into; NULL for none */
  gboolean adds_to_log;    /* to a file that is open, under a lock */
} ToolNeeds;

/* Gives up all else, for good: other files, changes to files, the network, other programs and processes.
 * What the system has no means for is not given up. To be called before there are threads. */
void tool_sandbox_enter (const ToolNeeds *needs);

/* The option that has a command not do so. */
#define TOOL_NO_SANDBOX(place)                                     \
  {                                                                \
    "no-sandbox", 0, 0, G_OPTION_ARG_NONE, place,                  \
        "Do not give up what is not needed to read messages", NULL \
  }

/* Options for what a user adds to how messages are read. */
#define TOOL_RULES(place)                                                     \
  {                                                                           \
    "rules", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, place,                        \
        "Tell reasons by the phrases in FILE too, see dsn-phrases(5)", "FILE" \
  }
#define TOOL_VERP(place)                                                             \
  {                                                                                  \
    "verp", 0, 0, G_OPTION_ARG_STRING_ARRAY, place,                                  \
        "Return paths that tell the recipient, as {local}={domain} in it", "PATTERN" \
  }

/* The rules of files, of which there may be none. Returns NULL with @error set, and without where @paths is
 * NULL. */
DsnPhrases *tool_load_rules (char **paths, GError **error);
/* Whether all are patterns; those can be added. @patterns may be NULL. */
gboolean tool_check_verps (char **patterns, GError **error);
void tool_add_verps (DsnParser *parser, char **patterns);

/* Where a command writes to: standard output, or a file that is there only once it is whole. Such a file is
 * named, or taken away if it is not whole, by a process of its own, which lives on where this one ends
 * early or has given up to do so. */
typedef struct _ToolOutput ToolOutput;

/* @path: NULL or "-" for standard output. Returns NULL with @error set. */
ToolOutput *tool_output_open (const char *path, GError **error);
/* Output that is added to a file, which is made where there is none; each text that is written is one line, as of
 * tool_log_add(). Closing waits until the disk has it. */
ToolOutput *tool_output_append (const char *path, GError **error);
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

/* A file that lines are added to, by any number of threads and processes at once; made where there is none. It
 * may be moved away: what has it open goes on with it. */
typedef struct {
  const char *path;
  int fd;
  int failed; /* why it could not be opened */
} ToolLog;

/* Opens it, or remembers why it cannot be, for those below to tell. @path must live as long as @log. */
void tool_log_open (ToolLog *log, const char *path);
/* Adds a line, in one write and under a lock, which it waits for no longer than @seconds; nor longer than that for
 * room in a pipe. A line that somebody else left unfinished is taken away first. */
gboolean tool_log_add (ToolLog *log, GString *line, guint seconds, GError **error);
/* Waits until the disk has it. */
gboolean tool_log_store (ToolLog *log, GError **error);
gboolean tool_log_close (ToolLog *log, GError **error);

/* The folder for temporary files: TMPDIR, or /tmp. */
const char *tool_temporary_folder (void);
/* Opens a file without a name to read and write. Does not allocate memory. Returns -1 with errno set. */
int tool_temporary_open (void);

/* Folders in which templates are looked for: @option, then the user's own. Free with g_strfreev(). */
char **tool_template_folders (const char *option);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ToolProgress, tool_progress_free)

G_END_DECLS
