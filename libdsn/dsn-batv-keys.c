/* dsn-batv-keys.c: the secrets that tags in return paths are made with.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "dsn-batv-private.h"

#define MIN_SECRET 16
#define MAX_SECRET 1024
#define MAX_FILE   (64L * 1024)

/* Overwrites what nothing reads any more, which a compiler would leave out. */
static void
wipe (void *octets, gsize length)
{
  volatile guint8 *at = octets;

  while (length-- > 0)
    *at++ = 0;
}

void
dsn_batv_keys_free (DsnBatvKeys *keys)
{
  if (!keys)
    return;
  for (guint i = 0; i < DSN_BATV_KEYS; i++) {
    if (keys->secrets[i].octets)
      wipe (keys->secrets[i].octets, keys->secrets[i].length);
    g_free (keys->secrets[i].octets);
  }
  g_free (keys);
}

static gboolean
fail (GError **error, const char *name, guint line, const char *what)
{
  g_set_error (error, DSN_ERROR, DSN_ERROR_SYNTAX, "%s:%u: %s", name, line, what);
  return FALSE;
}

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t' || c == '\r';
}

static gboolean
add_key (DsnBatvKeys *keys, guint number, const char *secret, gsize length)
{
  DsnBatvSecret *place = &keys->secrets[number];

  if (place->octets)
    return FALSE;
  place->octets = g_memdup2 (secret, length);
  place->length = length;
  if (keys->signing == DSN_BATV_KEYS)
    keys->signing = number;
  return TRUE;
}

static gboolean
read_line (DsnBatvKeys *keys, const char *at, const char *end, const char *name, guint line,
           GError **error)
{
  char number;

  while (at < end && is_blank (*at))
    at++;
  while (end > at && is_blank (end[-1]))
    end--;
  if (at == end || *at == '#')
    return TRUE;
  number = *at++;
  if (!g_ascii_isdigit (number) || at == end || !is_blank (*at))
    return fail (error, name, line, "a line is the number of a key, a digit, and its secret");
  while (is_blank (*at))
    at++;
  if (end - at < MIN_SECRET || end - at > MAX_SECRET)
    return fail (error, name, line, "a secret has 16 to 1024 octets");
  if (!add_key (keys, (guint) (number - '0'), at, (gsize) (end - at)))
    return fail (error, name, line, "there is a key of this number already");
  return TRUE;
}

DsnBatvKeys *
dsn_batv_keys_parse (const char *text, const char *name, GError **error)
{
  g_autoptr (DsnBatvKeys) keys = NULL;
  guint line = 0;

  g_return_val_if_fail (text != NULL && name != NULL, NULL);
  keys = g_new0 (DsnBatvKeys, 1);
  keys->signing = DSN_BATV_KEYS;
  while (*text) {
    const char *end = text + strcspn (text, "\n");

    if (!read_line (keys, text, end, name, ++line, error))
      return NULL;
    text = *end ? end + 1 : end;
  }
  if (keys->signing < DSN_BATV_KEYS)
    return g_steal_pointer (&keys);
  g_set_error (error, DSN_ERROR, DSN_ERROR_EMPTY, "%s: there is no key", name);
  return NULL;
}

static DsnBatvKeys *
cannot_read (GError **error, const char *path, const char *why)
{
  g_set_error (error, DSN_ERROR, DSN_ERROR_IO, "%s: cannot read: %s", path, why);
  return NULL;
}

/* Reads all there is; -1 on failure. */
static gssize
read_octets (int fd, char *octets, gsize length)
{
  gsize have = 0;

  while (have < length) {
    gssize count = read (fd, octets + have, length - have);

    if (count < 0 && errno == EINTR)
      continue;
    if (count < 0)
      return -1;
    if (count == 0)
      break;
    have += (gsize) count;
  }
  return (gssize) have;
}

/* Reads the text of an open file, to which @text has room for MAX_FILE + 1 octets. */
static DsnBatvKeys *
read_keys (int fd, char *text, const char *path, GError **error)
{
  struct stat status;
  gssize length;

  if (fstat (fd, &status) != 0)
    return cannot_read (error, path, g_strerror (errno));
  if (S_ISREG (status.st_mode) && (status.st_mode & (S_IRWXO | S_IWGRP)))
    return cannot_read (error, path, "others may read or change it, so it holds no secret");
  length = read_octets (fd, text, MAX_FILE + 1);
  if (length < 0)
    return cannot_read (error, path, g_strerror (errno));
  if (length > MAX_FILE)
    return cannot_read (error, path, "it is larger than 64 KiB");
  text[length] = '\0';
  if (strlen (text) != (gsize) length)
    return cannot_read (error, path, "it has a NUL in it");
  return dsn_batv_keys_parse (text, path, error);
}

DsnBatvKeys *
dsn_batv_keys_load (const char *path, GError **error)
{
  DsnBatvKeys *keys;
  char *text;
  int fd;

  g_return_val_if_fail (path != NULL, NULL);
  fd = open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
  if (fd < 0)
    return cannot_read (error, path, g_strerror (errno));
  text = g_malloc (MAX_FILE + 1);
  keys = read_keys (fd, text, path, error);
  wipe (text, MAX_FILE + 1);
  g_free (text);
  close (fd);
  return keys;
}
