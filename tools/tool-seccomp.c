/* tool-seccomp.c: the calls that a command may make.
 *
 * The lists hold names, not numbers: a call that this machine or this libseccomp does not know is passed over.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tool-sandbox.h"

#ifdef TOOL_HAS_SECCOMP

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <seccomp.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>

static const char *const always[] = {
  /* Memory */
  "brk", "madvise", "mremap", "munmap",
  /* What is open */
  "_llseek", "close", "fadvise64", "fadvise64_64", "fstat", "fstat64", "lseek", "poll", "ppoll",
  "ppoll_time64", "pread64", "read", "readv", "write", "writev",
  /* What there is */
  "access", "faccessat", "faccessat2", "fstatat64", "getcwd", "getdents", "getdents64", "lstat",
  "lstat64", "newfstatat", "readlink", "readlinkat", "stat", "stat64", "statx",
  /* Threads, signals, and the process that has the name of the output */
  "exit", "exit_group", "futex", "futex_time64", "restart_syscall", "rseq", "rt_sigaction",
  "rt_sigprocmask", "rt_sigreturn", "sched_getaffinity", "sched_yield", "set_robust_list",
  "sigaltstack", "sigreturn", "wait4", "waitpid",
  /* Time, chance, and who one is */
  "clock_getres", "clock_gettime", "clock_gettime64", "clock_nanosleep", "clock_nanosleep_time64",
  "getegid", "getegid32", "geteuid", "geteuid32", "getgid", "getgid32", "getpid", "getrandom",
  "getrlimit", "getrusage", "gettid", "gettimeofday", "getuid", "getuid32", "nanosleep", "sysinfo",
  "time", "ugetrlimit", "uname",
#ifdef __s390x__
  "mmap", /* has its arguments in memory, where a filter does not see them */
#endif
  NULL
};

/* To add lines to a file under a lock, and to wait for that no longer than a time. */
static const char *const for_log[] = { "flock", "fsync", "ftruncate", "ftruncate64", NULL };

/* To put messages into mboxes and Maildirs; which, Landlock decides. */
static const char *const for_delivery[] = { "fcntl",       "fcntl64",   "fsync",  "ftruncate",
                                            "ftruncate64", "link",      "linkat", "mkdir",
                                            "mkdirat",     "open",      "openat", "rename",
                                            "renameat",    "renameat2", "unlink", "unlinkat",
                                            NULL };

/* What the C library does without, if it is told that there is no such call: their arguments are in memory,
 * where a filter does not see them. */
static const char *const not_there[] = { "clone3", "openat2", NULL };

/* Calls that may be made if some bits of an argument have a value; one line of several is enough. */
typedef struct {
  const char *name;
  guint argument;
  guint64 mask;
  guint64 value;
} Check;

#define ALL     G_MAXUINT32
#define WRITING (O_ACCMODE | O_CREAT | O_TRUNC | (O_TMPFILE & ~O_DIRECTORY))

#ifdef __s390x__
#define CLONE_FLAGS 1
#else
#define CLONE_FLAGS 0
#endif

/* TCGETS2, by which glibc 2.42 asks whether something is a terminal: its own header cannot stand beside that
 * of the C library. Where it has another number it stays refused, which is taken for no. */
#define TERMINAL_QUESTION _IOC (_IOC_READ, 'T', 0x2A, 44)

static const Check checks[] = {
  { "open", 1, WRITING, 0 },
  { "openat", 2, WRITING, 0 },
/* A conversion of characters is code that iconv() maps from a file. */
#if !defined(__s390x__) && !defined(__i386__)
  { "mmap", 2, PROT_WRITE, 0 },
  { "mmap", 2, PROT_EXEC, 0 },
#endif
  { "mmap2", 2, PROT_WRITE, 0 },
  { "mmap2", 2, PROT_EXEC, 0 },
  { "mprotect", 2, PROT_EXEC, 0 },
  { "clone", CLONE_FLAGS, CLONE_THREAD, CLONE_THREAD },
  { "fcntl", 1, ALL, F_GETFD },
  { "fcntl", 1, ALL, F_SETFD },
  { "fcntl", 1, ALL, F_GETFL },
  { "fcntl64", 1, ALL, F_GETFD },
  { "fcntl64", 1, ALL, F_SETFD },
  { "fcntl64", 1, ALL, F_GETFL },
  { "ioctl", 1, ALL, TCGETS },
  { "ioctl", 1, ALL, TIOCGWINSZ },
  { "ioctl", 1, ALL, TERMINAL_QUESTION },
  { "prctl", 0, ALL, PR_SET_NAME },
  { "prctl", 0, ALL, PR_SET_PDEATHSIG },
  { "prlimit64", 2, G_MAXUINT64, 0 },
};

/* Without memory nothing goes on here or in GLib. */
static gboolean
add_rule (scmp_filter_ctx filter, guint32 action, const char *name, const Check *check)
{
  int call = seccomp_syscall_resolve_name (name);
  struct scmp_arg_cmp compare = { 0 };
  int result;

  if (call == __NR_SCMP_ERROR)
    return TRUE;
  if (check)
    compare = SCMP_CMP (check->argument, SCMP_CMP_MASKED_EQ, check->mask, check->value);
  result = seccomp_rule_add_array (filter, action, call, check ? 1 : 0, check ? &compare : NULL);
  if (result == -ENOMEM)
    abort ();
  return result == 0;
}

static gboolean
add_list (scmp_filter_ctx filter, guint32 action, const char *const *names)
{
  for (; *names; names++)
    if (!add_rule (filter, action, *names, NULL))
      return FALSE;
  return TRUE;
}

static gboolean
add_checks (scmp_filter_ctx filter, const char *const *unchecked)
{
  for (gsize i = 0; i < G_N_ELEMENTS (checks); i++)
    if (!g_strv_contains (unchecked, checks[i].name)
        && !add_rule (filter, SCMP_ACT_ALLOW, checks[i].name, &checks[i]))
      return FALSE;
  return TRUE;
}

/* A process may end itself by a signal, and no other. */
static gboolean
add_own_signals (scmp_filter_ctx filter)
{
  const Check own = { "tgkill", 0, ALL, (guint64) getpid () };

  return add_rule (filter, SCMP_ACT_ALLOW, own.name, &own);
}

static gboolean
fill (scmp_filter_ctx filter, const ToolNeeds *needs)
{
  static const char *const none[] = { NULL };
  const char *const *delivery = needs->delivers_to ? for_delivery : none;

  return add_list (filter, SCMP_ACT_ALLOW, always)
         && add_list (filter, SCMP_ACT_ALLOW, needs->adds_to_log ? for_log : none)
         && add_list (filter, SCMP_ACT_ALLOW, delivery) && add_checks (filter, delivery)
         && add_own_signals (filter) && add_list (filter, SCMP_ACT_ERRNO (ENOSYS), not_there);
}

gboolean
tool_seccomp_enter (const ToolNeeds *needs)
{
  scmp_filter_ctx filter = seccomp_init (SCMP_ACT_ERRNO (EPERM));
  gboolean stands;

  if (!filter)
    return FALSE;
  /* Threads that a library may have started have the wall too. */
  (void) seccomp_attr_set (filter, SCMP_FLTATR_CTL_TSYNC, 1);
  (void) seccomp_attr_set (filter, SCMP_FLTATR_CTL_OPTIMIZE, 2);
  /* No code of others is run here by design: older kernels would slow all of ours down. */
  (void) seccomp_attr_set (filter, SCMP_FLTATR_CTL_SSB, 1);
  stands = fill (filter, needs) && seccomp_load (filter) == 0;
  seccomp_release (filter);
  return stands;
}

#else

gboolean
tool_seccomp_enter (const ToolNeeds *needs G_GNUC_UNUSED)
{
  return FALSE;
}

#endif
