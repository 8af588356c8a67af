/* dsn-mailbox.c: files, folders, mbox, Maildir and standard input as one stream of messages.
 * SPDX-License-Identifier: LGPL-2.1-or-later */

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "dsn-folder-private.h"
#include "dsn-mbox-private.h"

#include "dsn-mailbox-private.h"

/* An input whose turn has not come; a file or folder if there are no bytes. */
typedef struct {
  char *name;
  GBytes *bytes;
} Source;

struct _DsnMailbox {
  GQueue sources;
  DsnFolder *folder;
  DsnInput *input;
  DsnMbox mbox;
  gboolean is_open;
  gsize max_size;
  /* Octets of all inputs. */
  guint64 total;
  gboolean total_unknown;
};

static void
source_free (gpointer data)
{
  Source *source = data;

  g_free (source->name);
  g_clear_pointer (&source->bytes, g_bytes_unref);
  g_free (source);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Source, source_free)

DsnMailbox *
dsn_mailbox_new (void)
{
  DsnMailbox *mailbox = g_new0 (DsnMailbox, 1);

  g_queue_init (&mailbox->sources);
  mailbox->input = _dsn_input_new ();
  mailbox->max_size = DSN_MAILBOX_MAX_SIZE;
  return mailbox;
}

void
dsn_mailbox_free (DsnMailbox *mailbox)
{
  if (mailbox == NULL)
    return;
  g_queue_clear_full (&mailbox->sources, source_free);
  g_clear_pointer (&mailbox->folder, _dsn_folder_free);
  _dsn_input_free (mailbox->input);
  g_free (mailbox);
}

void
dsn_mailbox_set_count_lines (DsnMailbox *mailbox, gboolean count)
{
  g_return_if_fail (mailbox != NULL);
  mailbox->mbox.counts_lines = count;
}

void
dsn_mailbox_set_max_size (DsnMailbox *mailbox, gsize octets)
{
  g_return_if_fail (mailbox != NULL);
  mailbox->max_size = MIN (octets, G_MAXSSIZE / 2);
}

/* -1 for what has no size that is known. */
static gint64
size_of (const struct stat *info)
{
  return S_ISREG (info->st_mode) ? (gint64) info->st_size : -1;
}

/* A shell may have read a part of the file that it hands on. */
static gint64
size_of_stdin (void)
{
  struct stat info;
  gint64 size = fstat (0, &info) == 0 ? size_of (&info) : -1;

  return size <= 0 ? size : size - CLAMP ((gint64) lseek (0, 0, SEEK_CUR), 0, size);
}

/* Of what is not there nothing will be read. */
static gint64
size_of_path (const char *path)
{
  struct stat info;

  if (strcmp (path, "-") == 0)
    return size_of_stdin ();
  return stat (path, &info) == 0 ? size_of (&info) : 0;
}

static void
add_source (DsnMailbox *mailbox, const char *name, GBytes *bytes)
{
  Source *source = g_new0 (Source, 1);
  gint64 size = bytes ? (gint64) g_bytes_get_size (bytes) : size_of_path (name);

  source->name = g_strdup (name);
  source->bytes = bytes != NULL ? g_bytes_ref (bytes) : NULL;
  g_queue_push_tail (&mailbox->sources, source);
  mailbox->total_unknown |= size < 0;
  mailbox->total += (guint64) MAX (size, 0);
}

void
dsn_mailbox_add_path (DsnMailbox *mailbox, const char *path)
{
  g_return_if_fail (mailbox != NULL && path != NULL);
  add_source (mailbox, path, NULL);
}

void
dsn_mailbox_add_bytes (DsnMailbox *mailbox, GBytes *bytes, const char *name)
{
  g_return_if_fail (mailbox != NULL && bytes != NULL && name != NULL);
  add_source (mailbox, name, bytes);
}

static int
open_file (const char *path, int flags, struct stat *info, GError **error)
{
  int fd;

  do
    fd = open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY | flags);
  while (fd < 0 && errno == EINTR);
  if (fd >= 0 && fstat (fd, info) == 0)
    return fd;
  _dsn_input_set_error (error, path, "open", errno);
  if (fd >= 0)
    close (fd);
  return -1;
}

static gboolean
open_stdin (DsnMailbox *mailbox)
{
  _dsn_input_open_fd (mailbox->input, 0, "-", size_of_stdin ());
  return TRUE;
}

static gboolean
open_path (DsnMailbox *mailbox, const char *path, GError **error)
{
  struct stat info;
  int fd = open_file (path, 0, &info, error);

  if (fd < 0)
    return FALSE;
  if (S_ISDIR (info.st_mode)) {
    close (fd);
    mailbox->folder = _dsn_folder_new (path, error);
    return mailbox->folder != NULL;
  }
  _dsn_input_open_fd (mailbox->input, fd, path, size_of (&info));
  return TRUE;
}

/* O_NONBLOCK: what was a file when the folder was listed may be a FIFO by now. */
static gboolean
open_in_folder (DsnMailbox *mailbox, GError **error)
{
  GError *fault = NULL;
  g_autofree char *path = _dsn_folder_next (mailbox->folder, &fault);
  struct stat info;
  int fd;

  if (path == NULL) {
    if (fault == NULL)
      g_clear_pointer (&mailbox->folder, _dsn_folder_free);
    else
      g_propagate_error (error, fault);
    return fault == NULL;
  }
  fd = open_file (path, O_NONBLOCK, &info, error);
  if (fd < 0)
    return FALSE;
  if (S_ISREG (info.st_mode))
    _dsn_input_open_fd (mailbox->input, fd, path, size_of (&info));
  else
    close (fd);
  return TRUE;
}

/* One step towards the next message: an input is opened, or a folder is begun or ended. FALSE
 * without @error set if nothing is left. */
static gboolean
open_next (DsnMailbox *mailbox, GError **error)
{
  g_autoptr (Source) source = NULL;

  if (mailbox->folder != NULL)
    return open_in_folder (mailbox, error);
  source = g_queue_pop_head (&mailbox->sources);
  if (source == NULL)
    return FALSE;
  if (source->bytes == NULL)
    return strcmp (source->name, "-") == 0 ? open_stdin (mailbox)
                                           : open_path (mailbox, source->name, error);
  _dsn_input_open_bytes (mailbox->input, source->bytes, source->name);
  return TRUE;
}

static DsnMessage *
next_in_input (DsnMailbox *mailbox, GError **error)
{
  if (!mailbox->is_open
      && !_dsn_mbox_open (&mailbox->mbox, mailbox->input, mailbox->max_size, error))
    return NULL;
  mailbox->is_open = TRUE;
  return _dsn_mbox_next (&mailbox->mbox, error);
}

DsnMessage *
dsn_mailbox_next (DsnMailbox *mailbox, GError **error)
{
  g_return_val_if_fail (mailbox != NULL, NULL);
  for (;;) {
    GError *fault = NULL;

    if (mailbox->input->path != NULL) {
      DsnMessage *message = next_in_input (mailbox, &fault);

      if (message != NULL)
        return message;
      _dsn_input_close (mailbox->input);
      mailbox->is_open = FALSE;
    } else if (!open_next (mailbox, &fault) && fault == NULL) {
      return NULL;
    }
    if (fault != NULL) {
      g_propagate_error (error, fault);
      return NULL;
    }
  }
}

DsnMessage *
dsn_mailbox_read_single (const char *path, GError **error)
{
  g_autoptr (DsnMailbox) mailbox = dsn_mailbox_new ();
  g_autoptr (DsnMessage) message = NULL;
  g_autoptr (DsnMessage) another = NULL;
  GError *fault = NULL;

  g_return_val_if_fail (path != NULL, NULL);
  dsn_mailbox_set_max_size (mailbox, G_MAXSIZE / 2);
  dsn_mailbox_add_path (mailbox, path);
  message = dsn_mailbox_next (mailbox, &fault);
  if (message != NULL)
    another = dsn_mailbox_next (mailbox, &fault);
  if (message != NULL && another == NULL && fault == NULL)
    return g_steal_pointer (&message);
  if (another != NULL)
    g_set_error (&fault, DSN_ERROR, DSN_ERROR_IO, "%s: there is more than one message in it", path);
  else if (fault == NULL)
    g_set_error (&fault, DSN_ERROR, DSN_ERROR_EMPTY, "%s: there is no message in it", path);
  g_propagate_error (error, fault);
  return NULL;
}

void
dsn_mailbox_get_progress (const DsnMailbox *mailbox, guint64 *done, guint64 *total)
{
  g_return_if_fail (mailbox != NULL);
  if (done != NULL)
    *done = mailbox->input->done;
  if (total != NULL)
    *total = mailbox->total_unknown ? 0 : MAX (mailbox->total, mailbox->input->done);
}

void
_dsn_mailbox_set_wait (DsnMailbox *mailbox, DsnInputWait wait, gpointer data)
{
  _dsn_input_set_wait (mailbox->input, wait, data);
}
