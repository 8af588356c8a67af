/* dsn-syntax.c: whether a text is what the grammar of mail calls by a name.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-syntax-private.h"

/* Longer ones do not fit on a line of 998 octets beside the name of their field. */
#define MAX_LENGTH 900

static gboolean
is_atext (char c)
{
  return g_ascii_isalnum (c) || (c && strchr ("!#$%&'*+-/=?^_`{|}~", c));
}

gboolean
_dsn_is_atom (const char *text)
{
  if (!*text)
    return FALSE;
  for (; *text; text++)
    if (!is_atext (*text))
      return FALSE;
  return TRUE;
}

/* The end of the dot-atom at the start of a text; the text itself if there is none. */
static const char *
skip_dot_atom (const char *text, gboolean utf8)
{
  const char *at = text;

  for (;;) {
    const char *atom = at;

    while (is_atext (*at) || (utf8 && (guchar) *at >= 0x80))
      at++;
    if (at == atom)
      return text;
    if (*at != '.')
      return at;
    at++;
  }
}

static const char *
skip_quoted_string (const char *text, gboolean utf8)
{
  for (const char *at = text + 1; *at; at++) {
    if (*at == '"')
      return at + 1;
    if (*at == '\\')
      at++;
    if (!g_ascii_isprint (*at) && !(utf8 && (guchar) *at >= 0x80))
      break;
  }
  return text;
}

/* The same for a domain or a domain-literal (RFC 5322 section 3.4.1). */
static const char *
skip_domain (const char *text, gboolean utf8)
{
  const char *at = text;

  if (*text != '[')
    return skip_dot_atom (text, utf8);
  do
    at++;
  while (g_ascii_isgraph (*at) && !strchr ("[\\]", *at));
  return *at == ']' ? at + 1 : text;
}

static gboolean
is_domain (const char *text, gboolean utf8)
{
  const char *end = skip_domain (text, utf8);

  return end > text && !*end;
}

gboolean
_dsn_is_mailbox (const char *text, gboolean utf8)
{
  const char *end = *text == '"' ? skip_quoted_string (text, utf8) : skip_dot_atom (text, utf8);

  return end > text && *end == '@' && is_domain (end + 1, utf8) && strlen (text) <= MAX_LENGTH;
}

/* RFC 1035 section 2.3.4; letters outside ASCII are those of RFC 5890. */
static gboolean
is_label (const char *label)
{
  gsize length = strlen (label);

  if (length == 0 || length > 63 || *label == '-' || label[length - 1] == '-')
    return FALSE;
  for (; *label; label++)
    if (!g_ascii_isalnum (*label) && *label != '-' && *label != '_' && (guchar) *label < 0x80)
      return FALSE;
  return TRUE;
}

gboolean
_dsn_is_internet_mailbox (const char *text)
{
  const char *at = strrchr (text, '@');
  g_auto (GStrv) labels = NULL;
  guint count = 0;

  if (!at || !_dsn_is_mailbox (text, TRUE) || strlen (at + 1) > 253)
    return FALSE;
  labels = g_strsplit (at + 1, ".", -1);
  while (labels[count])
    if (!is_label (labels[count++]))
      return FALSE;
  /* No top-level domain is a number (RFC 3696 section 2), but the end of an address of a host is. */
  return count > 1 && labels[count - 1][strspn (labels[count - 1], "0123456789")];
}

gboolean
_dsn_is_message_id (const char *text)
{
  const char *end = skip_dot_atom (text, FALSE);

  return end > text && *end == '@' && is_domain (end + 1, FALSE) && strlen (text) <= MAX_LENGTH;
}

static gboolean
is_host_name (const char *text)
{
  return !text[strspn (text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.")]
         && is_domain (text, FALSE) && strlen (text) <= 255;
}

/* RFC 5321 section 4.1.3. */
static char *
literal_of_ip_address (const char *address)
{
  return g_strconcat (strchr (address, ':') ? "[IPv6:" : "[", address, "]", NULL);
}

char *
_dsn_domain_of_mta (const char *name)
{
  g_autofree char *ascii = NULL;
  gsize length = strlen (name);

  if (*name == '[')
    return is_domain (name, FALSE) ? g_strdup (name) : NULL;
  if (g_hostname_is_ip_address (name))
    return literal_of_ip_address (name);
  ascii = g_utf8_validate (name, -1, NULL) ? g_hostname_to_ascii (name) : NULL;
  if (!ascii)
    return NULL;
  if (length > 1 && g_str_has_suffix (ascii, "."))
    ascii[strlen (ascii) - 1] = '\0';
  return is_host_name (ascii) ? g_steal_pointer (&ascii) : NULL;
}

char *
_dsn_mailbox_to_ascii (const char *mailbox)
{
  const char *at = strrchr (mailbox, '@');
  g_autofree char *local = at ? g_strndup (mailbox, (gsize) (at - mailbox)) : NULL;
  g_autofree char *domain = NULL;

  if (g_str_is_ascii (mailbox))
    return g_strdup (mailbox);
  if (!at || !g_str_is_ascii (local))
    return NULL;
  domain = g_hostname_to_ascii (at + 1);
  return domain ? g_strconcat (local, "@", domain, NULL) : NULL;
}

gboolean
_dsn_is_boundary (const char *text)
{
  gsize length = strlen (text);

  if (length == 0 || length > 70 || text[length - 1] == ' ')
    return FALSE;
  for (; *text; text++)
    if (!g_ascii_isalnum (*text) && !strchr ("'()+_,-./:=? ", *text))
      return FALSE;
  return TRUE;
}
