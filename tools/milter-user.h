/* milter-user.h: the rights that dsn-milter works with.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <sys/types.h>

#include "dsn.h"

G_BEGIN_DECLS

typedef struct {
  char *name;
  uid_t user;
  gid_t group;
} MilterUser;

/* Finds a user and a group by name or number. @group: (nullable): for the user's own. */
gboolean milter_user_find (MilterUser *found, const char *user, const char *group, GError **error);
/* Becomes that user, for good. */
gboolean milter_user_become (const MilterUser *user, GError **error);
void milter_user_clear (MilterUser *user);

G_END_DECLS
