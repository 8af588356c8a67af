/* amazonses.c: Amazon SES, where no machine part came with the text.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-wild-private.h"

#define SENTENCE "An error occurred while trying to deliver the mail to the following recipients:"

/* WorkMail puts the fields of a delivery status below it, which say more. */
static gboolean
is_amazon (const DsnWild *wild)
{
  return g_str_has_prefix (wild->text + strspn (wild->text, " \n"), SENTENCE)
         && !_dsn_wild_has (wild, "Final-Recipient:");
}

static void
read_amazon (DsnWild *wild)
{
  _dsn_wild_read_headed (wild, NULL);
}

const DsnWildFamily _dsn_wild_amazonses = { "amazonses", is_amazon, read_amazon };
