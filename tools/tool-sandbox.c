/* tool-sandbox.c: a command gives up what it does not need before it reads what strangers wrote.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "tool-sandbox.h"

#ifdef __linux__
#include <sys/prctl.h>
#endif

#ifndef __has_feature
#define __has_feature(name) 0
#endif

/* What looks at a program from inside makes calls of its own: the sanitizers, where they look for leaks, and
 * valgrind, which makes code as it goes. */
static gboolean
is_watched (void)
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)          \
    || __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) \
    || __has_feature(memory_sanitizer) || __has_feature(leak_sanitizer)
  return TRUE;
#else
  const char *preloaded = g_getenv ("LD_PRELOAD");

  return preloaded && strstr (preloaded, "/vgpreload_");
#endif
}

/* Landlock first: seccomp leaves no way to ask for it. */
void
tool_sandbox_enter (const ToolNeeds *needs)
{
  if (is_watched ())
    return;
#ifdef PR_SET_NO_NEW_PRIVS
  if (prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
    return;
#endif
  (void) tool_landlock_enter (needs);
  (void) tool_seccomp_enter (needs);
}
