/* tool-inputs.c: what a command reads.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tool.h"

void
tool_add_inputs (DsnMailbox *mailbox, char **arguments)
{
  char **path = arguments + 1;

  if (!*path)
    dsn_mailbox_add_path (mailbox, "-");
  for (; *path; path++)
    dsn_mailbox_add_path (mailbox, *path);
}
