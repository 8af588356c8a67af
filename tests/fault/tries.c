/* tries.c: tries what a program must not be able to do any more while it reads a message; preloaded.
 *
 * The first time that a message is parsed or written, each thing is tried, and told
 * on standard error: "try NAME NUMBER", the number being that of the error, 0 where it could be done. What
 * files it takes for that it looks for in the folder that DSN_TRIES names. What is tried does no harm where it
 * can be done.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define EXPORT __attribute__ ((visibility ("default")))

#define LANDLOCK_VERSION 1

static const char *folder;

static const char *
in_folder (const char *name)
{
  static char paths[2][4096];
  static int turn;
  char *path = paths[turn ^= 1];

  snprintf (path, sizeof paths[0], "%s/%s", folder, name);
  return path;
}

static long
try_close (int fd)
{
  return fd < 0 ? -1 : close (fd);
}

static long
try_open (const char *name, int flags)
{
  return try_close (open (in_folder (name), flags, 0600));
}

static long
try_fork (void)
{
  pid_t pid = (pid_t) syscall (SYS_clone, SIGCHLD, 0, 0, 0, 0);

  if (pid == 0)
    _exit (0);
  return pid < 0 ? -1 : waitpid (pid, NULL, 0);
}

static long
try_socket (int domain, int type)
{
  return try_close (socket (domain, type, 0));
}

static long
try_pair (void)
{
  int ends[2];

  return socketpair (AF_UNIX, SOCK_STREAM, 0, ends) != 0 ? -1 : close (ends[0]) | close (ends[1]);
}

static long
try_map (int protection)
{
  void *memory = mmap (NULL, 4096, protection, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  return memory == MAP_FAILED ? -1 : munmap (memory, 4096);
}

static long
try_protect (void)
{
  void *memory = mmap (NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  int result = mprotect (memory, 4096, PROT_READ | PROT_EXEC);
  int number = errno;

  munmap (memory, 4096);
  errno = number;
  return result;
}

static void
tell (const char *name, long result)
{
  dprintf (STDERR_FILENO, "try %s %d\n", name, result < 0 ? errno : 0);
}

static void
try_programs (void)
{
  char *words[] = { NULL };

  tell ("execve", execve (in_folder ("nothing"), words, words));
  tell ("execveat", syscall (SYS_execveat, AT_FDCWD, in_folder ("nothing"), words, words, 0));
  tell ("fork", try_fork ());
  tell ("ptrace", ptrace (PTRACE_ATTACH, 0, NULL, NULL));
  tell ("process-read", syscall (SYS_process_vm_readv, 0, NULL, 0, NULL, 0, 0));
  tell ("kill", kill (getppid (), 0));
  tell ("tgkill", syscall (SYS_tgkill, getppid (), getppid (), 0));
  tell ("limits", syscall (SYS_prlimit64, 0, 0, "0123456789abcdef", NULL));
  tell ("unshare", unshare (0));
}

static void
try_network (void)
{
  tell ("socket-inet", try_socket (AF_INET, SOCK_STREAM));
  tell ("socket-inet6", try_socket (AF_INET6, SOCK_DGRAM));
  tell ("socket-unix", try_socket (AF_UNIX, SOCK_STREAM));
  tell ("socket-netlink", try_socket (AF_NETLINK, SOCK_RAW));
  tell ("socketpair", try_pair ());
  tell ("connect", connect (-1, NULL, 0));
  tell ("bind", bind (-1, NULL, 0));
  tell ("sendto", sendto (-1, "", 0, 0, NULL, 0));
}

static void
try_files (void)
{
  tell ("open-write", try_open ("file", O_WRONLY));
  tell ("open-append", try_open ("file", O_WRONLY | O_APPEND));
  tell ("open-update", try_open ("file", O_RDWR));
  tell ("open-truncate", try_open ("file", O_RDONLY | O_TRUNC));
  tell ("open-create", try_open ("new", O_RDONLY | O_CREAT));
  tell ("open-nameless", try_open (".", O_TMPFILE | O_RDWR));
  tell ("openat2", syscall (SYS_openat2, AT_FDCWD, in_folder ("file"), NULL, 0));
  tell ("read-elsewhere", try_open ("file", O_RDONLY));
  tell ("list-elsewhere", try_open (".", O_RDONLY | O_DIRECTORY));
  tell ("read-passwords", try_close (open ("/etc/passwd", O_RDONLY)));
}

static void
try_names (void)
{
  const struct timespec never[2] = { { 0, UTIME_OMIT }, { 0, UTIME_OMIT } };

  tell ("unlink", unlink (in_folder ("unlink")));
  tell ("rename", rename (in_folder ("rename"), in_folder ("renamed")));
  tell ("link", link (in_folder ("file"), in_folder ("linked")));
  tell ("symlink", symlink ("file", in_folder ("symlinked")));
  tell ("mkdir", mkdir (in_folder ("made"), 0700));
  tell ("rmdir", rmdir (in_folder ("rmdir")));
  tell ("mkfifo", mkfifo (in_folder ("fifo"), 0600));
  tell ("chmod", chmod (in_folder ("file"), 0600));
  tell ("chown", chown (in_folder ("file"), (uid_t) -1, (gid_t) -1));
  tell ("truncate", truncate (in_folder ("file"), 0));
  tell ("utimes", utimensat (AT_FDCWD, in_folder ("file"), never, 0));
  tell ("chdir", chdir ("."));
}

/* TCGETS2, which glibc asks from 2.42 on. */
#define NEW_QUESTION _IOC (_IOC_READ, 'T', 0x2A, 44)

/* Whether what is not even open is a terminal. */
static long
try_terminal (unsigned long question)
{
  char state[64];

  return ioctl (-1, question, state);
}

static void
try_system (void)
{
  tell ("mount", syscall (SYS_mount, "", in_folder ("nothing"), "", 0, NULL));
  tell ("chroot", chroot (in_folder ("nothing")));
  tell ("setuid", setuid (getuid ()));
  tell ("bpf", syscall (SYS_bpf, -1, NULL, 0));
  tell ("perf-event", syscall (SYS_perf_event_open, NULL, 0, 0, 0, 0));
  tell ("io-uring", syscall (SYS_io_uring_setup, 0, NULL));
  tell ("keys", syscall (SYS_keyctl, -1, 0, 0, 0, 0));
  tell ("memory-file", try_close (memfd_create ("x", 0)));
  tell ("terminal-input", ioctl (STDERR_FILENO, TIOCSTI, NULL));
  tell ("terminal-question", try_terminal (TCGETS));
  tell ("terminal-question-anew", try_terminal (NEW_QUESTION));
  tell ("owner-of-signals", fcntl (STDERR_FILENO, F_SETOWN, 0));
  tell ("dumpable", prctl (PR_SET_DUMPABLE, 1, 0, 0, 0));
  tell ("map-writable-code", try_map (PROT_WRITE | PROT_EXEC));
  tell ("make-code", try_protect ());
  tell ("landlock", syscall (SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_VERSION) > 0 ? 0 : -1);
  tell ("seccomp", prctl (PR_GET_SECCOMP, 0, 0, 0, 0));
}

static void
try_all (void)
{
  static int done;

  folder = getenv ("DSN_TRIES");
  if (__atomic_exchange_n (&done, 1, __ATOMIC_SEQ_CST) || !folder)
    return;
  try_programs ();
  try_network ();
  try_files ();
  try_names ();
  try_system ();
}

/* In the middle of parsing, and of making a report. */

EXPORT void *g_mime_parser_construct_part (void *parser, void *options);
EXPORT ssize_t g_mime_object_write_to_stream (void *object, void *options, void *stream);

EXPORT void *
g_mime_parser_construct_part (void *parser, void *options)
{
  __typeof__ (&g_mime_parser_construct_part) real =
      (__typeof__ (real)) dlsym (RTLD_NEXT, "g_mime_parser_construct_part");

  try_all ();
  return real (parser, options);
}

EXPORT ssize_t
g_mime_object_write_to_stream (void *object, void *options, void *stream)
{
  __typeof__ (&g_mime_object_write_to_stream) real =
      (__typeof__ (real)) dlsym (RTLD_NEXT, "g_mime_object_write_to_stream");

  try_all ();
  return real (object, options, stream);
}
