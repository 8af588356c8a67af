/* tool-landlock.c: the files that a command may open and change.
 *
 * A file or folder is what it is when the wall is put up, not what has its name later.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tool-sandbox.h"

#ifdef __linux__
#include <sys/syscall.h>
#endif

#if defined(TOOL_HAS_SANDBOX) && defined(SYS_landlock_create_ruleset) \
    && __has_include(<linux/landlock.h>)

#include <dlfcn.h>
#include <fcntl.h>
#include <iconv.h>
#include <linux/landlock.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What came after the first version, and headers may not have yet. */
#define RIGHT_REFER    (G_GUINT64_CONSTANT (1) << 13) /* version 2 */
#define RIGHT_TRUNCATE (G_GUINT64_CONSTANT (1) << 14) /* version 3 */
#define RIGHT_IOCTL    (G_GUINT64_CONSTANT (1) << 15) /* version 5 */
#define RIGHTS_NETWORK G_GUINT64_CONSTANT (3) /* version 4: to listen and to connect by TCP */
#define RIGHTS_BEYOND  G_GUINT64_CONSTANT (3) /* version 6: abstract sockets, signals */
#define RIGHTS_BASE    (2 * (guint64) LANDLOCK_ACCESS_FS_MAKE_SYM - 1)

#define READ_RIGHTS ((guint64) (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR))
#define DELIVER_RIGHTS                                                          \
  (READ_RIGHTS                                                                  \
   | (guint64) (LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG     \
                | LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE) \
   | RIGHT_REFER | RIGHT_TRUNCATE)
/* Those that a file has which is no folder. */
#define FILE_RIGHTS \
  ((guint64) (LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_READ_FILE) | RIGHT_TRUNCATE)

/* As the newest kernel has it; an older one takes it where what it does not know is 0. */
typedef struct {
  guint64 files;
  guint64 network;
  guint64 beyond;
} Handled;

typedef struct {
  int ruleset;
  Handled handled;
} Wall;

static Handled
choose_handled (long version)
{
  Handled handled = { RIGHTS_BASE, 0, 0 };

  if (version >= 2)
    handled.files |= RIGHT_REFER;
  if (version >= 3)
    handled.files |= RIGHT_TRUNCATE;
  if (version >= 4)
    handled.network = RIGHTS_NETWORK;
  if (version >= 5)
    handled.files |= RIGHT_IOCTL;
  if (version >= 6)
    handled.beyond = RIGHTS_BEYOND;
  return handled;
}

/* What is not there cannot be opened anyway. */
static void
allow (const Wall *wall, const char *path, guint64 rights)
{
  struct landlock_path_beneath_attr beneath = { 0 };
  struct stat status;
  int fd = open (path, O_PATH | O_CLOEXEC);

  if (fd < 0)
    return;
  if (fstat (fd, &status) != 0 || !S_ISDIR (status.st_mode))
    rights &= FILE_RIGHTS;
  beneath.allowed_access = rights & wall->handled.files;
  beneath.parent_fd = fd;
  (void) syscall (SYS_landlock_add_rule, wall->ruleset, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0);
  close (fd);
}

/* iconv() of the GNU C library has each charset in a file of its own, in a folder beside the library or where
 * GCONV_PATH says. */
static void
allow_charsets (const Wall *wall)
{
  const char *folders = g_getenv ("GCONV_PATH");
  g_auto (GStrv) own = folders ? g_strsplit (folders, ":", -1) : NULL;
  Dl_info library;

  for (char **folder = own; folder && *folder; folder++)
    allow (wall, *folder, READ_RIGHTS);
  if (dladdr ((void *) iconv_open, &library) && library.dli_fname) {
    g_autofree char *folder = g_path_get_dirname (library.dli_fname);

    allow (wall, folder, READ_RIGHTS);
  }
}

/* Where there is no mailbox yet, it will be made in the folder that is the nearest to be there. */
static void
allow_delivery (const Wall *wall, const char *mailbox)
{
  g_autofree char *path = g_strdup (mailbox);
  struct stat status;

  while (stat (path, &status) != 0 && strcmp (path, ".") != 0 && strcmp (path, "/") != 0) {
    char *above = g_path_get_dirname (path);

    g_free (path);
    path = above;
  }
  allow (wall, path, DELIVER_RIGHTS);
}

gboolean
tool_landlock_enter (const ToolNeeds *needs)
{
  long version = syscall (SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
  Wall wall = { -1, choose_handled (version) };
  gboolean stands;

  if (version > 0)
    wall.ruleset =
        (int) syscall (SYS_landlock_create_ruleset, &wall.handled, sizeof wall.handled, 0);
  if (wall.ruleset < 0)
    return FALSE;
  allow_charsets (&wall);
  for (const char *const *input = needs->inputs; input && *input; input++)
    allow (&wall, *input, READ_RIGHTS);
  if (needs->delivers_to)
    allow_delivery (&wall, needs->delivers_to);
  stands = syscall (SYS_landlock_restrict_self, wall.ruleset, 0) == 0;
  close (wall.ruleset);
  return stands;
}

#else

gboolean
tool_landlock_enter (const ToolNeeds *needs G_GNUC_UNUSED)
{
  return FALSE;
}

#endif
