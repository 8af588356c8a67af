/* dsn-gmime-private.h: GMime, with what its own headers lack.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gmime/gmime.h>

/* dsn-gmime.c: starts GMime, once, whichever threads ask for it. */
void _dsn_gmime_init (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeFilter, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeMessage, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeMultipart, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeParser, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeStream, g_object_unref)
