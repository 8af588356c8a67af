/* milter-load.c: many connections that give messages to a milter, as mail servers do.
 *
 * usage: milter-load SOCKET CONNECTIONS MESSAGES FILE…
 *
 * Each connection gives one message after another, the files in turn, until all have given MESSAGES together.
 * Prints how many there were, the seconds that it took, how many were answered in another way than by being
 * passed on, and the seconds that the slowest answer took. One thread, which waits for all of them; a message is put together once, at the beginning.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <arpa/inet.h>
#include <errno.h>
#include <glib.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define MAX_CONNECTIONS 1000
#define CHUNK           65535

typedef struct {
  int fd;
  gboolean agreed;
  /* What is being sent. */
  const GByteArray *out;
  gsize sent;
  /* What was received of an answer. */
  GByteArray *in;
  gint64 begun;
} Connection;

typedef struct {
  GPtrArray *messages;
  guint64 wanted;
  guint64 begun;
  guint64 ended;
  guint64 odd;
  gint64 slowest;
} Load;

static void
add_packet (GByteArray *out, char command, const void *data, gsize length)
{
  guint32 size = htonl ((guint32) length + 1);

  g_byte_array_append (out, (const guint8 *) &size, 4);
  g_byte_array_append (out, (const guint8 *) &command, 1);
  g_byte_array_append (out, data, (guint) length);
}

/* "name:value" as the protocol has it. */
static void
add_field (GByteArray *out, const GString *field)
{
  const char *colon = strchr (field->str, ':');
  g_autoptr (GString) pair = g_string_new_len (field->str, (gssize) field->len + 1);

  if (!colon)
    return;
  pair->str[colon - field->str] = '\0';
  add_packet (out, 'L', pair->str, pair->len);
}

static void
add_header (GByteArray *out, char **lines)
{
  g_autoptr (GString) field = g_string_new (NULL);

  for (; *lines; lines++) {
    if (**lines != ' ' && **lines != '\t') {
      add_field (out, field);
      g_string_truncate (field, 0);
    } else {
      g_string_append_c (field, '\n');
    }
    g_string_append (field, *lines);
  }
  add_field (out, field);
}

/* All that is told of a message of which the milter answers the end only. */
static GByteArray *
make_message (const char *path)
{
  static const char sender[] = "<>";
  static const char recipient[] = "<news@example.com>";
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  GByteArray *out = g_byte_array_new ();
  char *body;

  if (!g_file_get_contents (path, &text, NULL, &error))
    g_error ("%s", error->message);
  body = strstr (text, "\n\n");
  add_packet (out, 'M', sender, sizeof sender);
  add_packet (out, 'R', recipient, sizeof recipient);
  if (body)
    *body = '\0';
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  add_header (out, lines);
  add_packet (out, 'N', NULL, 0);
  g_auto (GStrv) pieces = g_strsplit (body ? body + 2 : "", "\n", -1);
  g_autofree char *crlf = g_strjoinv ("\r\n", pieces);
  for (gsize at = 0, length = strlen (crlf); at < length; at += CHUNK)
    add_packet (out, 'B', crlf + at, MIN (length - at, CHUNK));
  add_packet (out, 'E', NULL, 0);
  return out;
}

static int
connect_to (const char *path)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  int fd = socket (AF_UNIX, SOCK_STREAM, 0);

  g_strlcpy (address.sun_path, path, sizeof address.sun_path);
  if (fd < 0 || connect (fd, (struct sockaddr *) &address, sizeof address) != 0)
    g_error ("%s: %s", path, g_strerror (errno));
  return fd;
}

static GByteArray *
make_options (void)
{
  const guint32 options[] = { htonl (6), htonl (0x1FF), htonl (0x1FFFFF) };
  GByteArray *out = g_byte_array_new ();

  add_packet (out, 'O', options, sizeof options);
  return out;
}

static void
begin_message (Load *load, Connection *connection)
{
  connection->sent = 0;
  connection->out = NULL;
  connection->begun = g_get_monotonic_time ();
  if (load->begun < load->wanted)
    connection->out = g_ptr_array_index (load->messages, load->begun++ % load->messages->len);
}

/* One answer. Those that come before the last are fields. */
static void
take_answer (Load *load, Connection *connection, char command)
{
  if (strchr ("imhp", command))
    return;
  if (connection->agreed) {
    load->ended++;
    load->slowest = MAX (load->slowest, g_get_monotonic_time () - connection->begun);
    load->odd += command != 'c' && command != 'a';
  }
  connection->agreed = TRUE;
  begin_message (load, connection);
}

static void
take_answers (Load *load, Connection *connection)
{
  for (;;) {
    guint32 size;

    if (connection->in->len < 5)
      return;
    memcpy (&size, connection->in->data, 4);
    size = ntohl (size);
    if (connection->in->len < size + 4)
      return;
    take_answer (load, connection, (char) connection->in->data[4]);
    g_byte_array_remove_range (connection->in, 0, size + 4);
  }
}

static void
serve (Load *load, Connection *connection, short events)
{
  guint8 buffer[64 * 1024];
  gssize count;

  if (events & (POLLIN | POLLHUP)) {
    count = recv (connection->fd, buffer, sizeof buffer, MSG_DONTWAIT);
    if (count == 0 || (count < 0 && errno != EAGAIN))
      g_error ("a connection was closed");
    if (count > 0)
      g_byte_array_append (connection->in, buffer, (guint) count);
    take_answers (load, connection);
  }
  if (!connection->out || connection->sent == connection->out->len)
    return;
  count = send (connection->fd, connection->out->data + connection->sent,
                connection->out->len - connection->sent, MSG_DONTWAIT);
  if (count > 0)
    connection->sent += (gsize) count;
}

static void
run (Load *load, Connection *connections, guint count)
{
  struct pollfd waiting[MAX_CONNECTIONS];

  while (load->ended < load->wanted) {
    for (guint i = 0; i < count; i++) {
      const Connection *connection = &connections[i];
      gboolean sends = connection->out && connection->sent < connection->out->len;

      waiting[i] = (struct pollfd){ connection->fd, (short) (POLLIN | (sends ? POLLOUT : 0)), 0 };
    }
    if (poll (waiting, count, -1) < 0)
      g_error ("%s", g_strerror (errno));
    for (guint i = 0; i < count; i++)
      if (waiting[i].revents)
        serve (load, &connections[i], waiting[i].revents);
  }
}

int
main (int argc, char **argv)
{
  static Connection connections[MAX_CONNECTIONS];
  Load load = { .messages = g_ptr_array_new () };
  g_autoptr (GByteArray) options = make_options ();
  guint count;
  gint64 begin;

  if (argc < 5)
    return 2;
  count = (guint) CLAMP (atoi (argv[2]), 1, MAX_CONNECTIONS);
  load.wanted = (guint64) atoll (argv[3]);
  for (int i = 4; i < argc; i++)
    g_ptr_array_add (load.messages, make_message (argv[i]));
  for (guint i = 0; i < count; i++)
    connections[i] =
        (Connection){ connect_to (argv[1]), FALSE, options, 0, g_byte_array_new (), 0 };
  begin = g_get_monotonic_time ();
  run (&load, connections, count);
  printf ("%" G_GUINT64_FORMAT " %.3f %" G_GUINT64_FORMAT " %.3f\n", load.ended,
          (double) (g_get_monotonic_time () - begin) / 1e6, load.odd, (double) load.slowest / 1e6);
  return 0;
}
