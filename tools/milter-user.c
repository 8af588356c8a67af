/* milter-user.c: the rights that dsn-milter works with.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <string.h>
#include <unistd.h>

#include "milter-user.h"

static gboolean
fail (GError **error, const char *what, const char *name, const char *why)
{
  g_set_error (error, DSN_ERROR, DSN_ERROR_IO, "%s \"%s\": %s", what, name, why);
  return FALSE;
}

static const struct passwd *
find_user (const char *name)
{
  const struct passwd *found = getpwnam (name);
  guint64 number;

  if (!found && g_ascii_string_to_unsigned (name, 10, 0, G_MAXINT32, &number, NULL))
    found = getpwuid ((uid_t) number);
  return found;
}

static const struct group *
find_group (const char *name)
{
  const struct group *found = getgrnam (name);
  guint64 number;

  if (!found && g_ascii_string_to_unsigned (name, 10, 0, G_MAXINT32, &number, NULL))
    found = getgrgid ((gid_t) number);
  return found;
}

gboolean
milter_user_find (MilterUser *found, const char *user, const char *group, GError **error)
{
  const struct passwd *entry = find_user (user);
  const struct group *members = group ? find_group (group) : NULL;

  if (!entry)
    return fail (error, "user", user, "there is none of this name");
  if (group && !members)
    return fail (error, "group", group, "there is none of this name");
  found->name = g_strdup (entry->pw_name);
  found->user = entry->pw_uid;
  found->group = members ? members->gr_gid : entry->pw_gid;
  return TRUE;
}

/* Whether there is a way back. */
static gboolean
is_for_good (const MilterUser *user)
{
  if (getuid () != user->user || geteuid () != user->user || getgid () != user->group
      || getegid () != user->group)
    return FALSE;
  return user->user == 0 || (setuid (0) != 0 && seteuid (0) != 0);
}

gboolean
milter_user_become (const MilterUser *user, GError **error)
{
  if (geteuid () != 0) {
    if (getuid () == user->user && getgid () == user->group)
      return TRUE;
    return fail (error, "user", user->name, "only root can become another user");
  }
  /* The user's other groups, which may be those of the socket or of the log; none of root's are left. */
  if (initgroups (user->name, user->group) != 0 || setgid (user->group) != 0
      || setuid (user->user) != 0)
    return fail (error, "user", user->name, g_strerror (errno));
  return is_for_good (user)
         || fail (error, "user", user->name, "the rights of root are still there");
}

void
milter_user_clear (MilterUser *user)
{
  g_clear_pointer (&user->name, g_free);
}
