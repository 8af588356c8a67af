/* milter-policy.h: whether a bounce answers mail that was sent from here.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "milter-config.h"
#include "milter-message.h"

G_BEGIN_DECLS

/* Whether a message whose sender is null came to nobody who may get a bounce: each of its recipients is of a domain
 * whose mail has tags, is not exempt, and has no valid tag. */
gboolean
milter_policy_refuses (const MilterConfig *config, const MilterMessage *message, gint64 now);

G_END_DECLS
