/* fault.c: makes one call of a program fail, for the tests; preloaded.
 *
 * DSN_FAULT=CALL:N:HOW makes the Nth call of CALL fail, DSN_FAULT=CALL:N+:HOW that one and all that follow.
 * CALL is malloc (with calloc and realloc), read (pread too), pread alone, write, open, fsync, ftruncate, close, fork,
 * mmap, socketpair, shutdown, flock or any (all of them but malloc). HOW is the number of an error; "short" for half
 * of what was asked for; "kill" for the end of the process; "stop" for a process that goes on no more; "wait" for a
 * thread that does not for four seconds. A process and those that it forks count on
 * their own; with DSN_FAULT_IN=child only calls of those that were forked count. Once a call failed, the file
 * that DSN_FAULT_SEEN names is not empty.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#define EXPORT     __attribute__ ((visibility ("default")))
#define REAL(name) ((__typeof__ (&name)) dlsym (RTLD_NEXT, #name))

enum { HOW_SHORT = -1, HOW_KILL = -2, HOW_STOP = -3, HOW_WAIT = -4 };

static const char *call;
static size_t call_length;
static long number;
static int how;
static int and_after;
static long count;
static long first_process;
static long seen = -1;

extern void *__libc_malloc (size_t size);
extern void *__libc_calloc (size_t members, size_t size);
extern void *__libc_realloc (void *memory, size_t size);

__attribute__ ((constructor (101))) static void
begin (void)
{
  const char *fault = getenv ("DSN_FAULT");
  const char *colon = fault ? strchr (fault, ':') : NULL;
  char *end;

  if (!colon)
    return;
  number = strtol (colon + 1, &end, 10);
  and_after = *end == '+';
  end += and_after + 1;
  how = strcmp (end, "short") == 0  ? HOW_SHORT
        : strcmp (end, "kill") == 0 ? HOW_KILL
        : strcmp (end, "stop") == 0 ? HOW_STOP
        : strcmp (end, "wait") == 0 ? HOW_WAIT
                                    : atoi (end);
  /* Opened while that may be done, and out of the way of what the program opens. */
  if (getenv ("DSN_FAULT_SEEN")) {
    long fd = syscall (SYS_openat, AT_FDCWD, getenv ("DSN_FAULT_SEEN"),
                       O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600);

    seen = syscall (SYS_fcntl, fd, F_DUPFD_CLOEXEC, 500);
    syscall (SYS_close, fd);
  }
  first_process = getenv ("DSN_FAULT_IN") ? syscall (SYS_getpid) : 0;
  call_length = (size_t) (colon - fault);
  call = fault;
}

static void
tell (void)
{
  if (seen >= 0)
    syscall (SYS_write, (int) seen, "!", 1);
}

/* What to do to this call: 0 for nothing. */
static int
find_fault (const char *name)
{
  if (!call)
    return 0;
  if (strlen (name) != call_length || strncmp (name, call, call_length) != 0)
    if (call_length != 3 || strncmp (call, "any", 3) != 0 || strcmp (name, "malloc") == 0)
      return 0;
  if (first_process == syscall (SYS_getpid))
    return 0;
  count++;
  if (count != number && (!and_after || count < number))
    return 0;
  tell ();
  if (how == HOW_KILL || how == HOW_STOP)
    syscall (SYS_kill, syscall (SYS_getpid), how == HOW_KILL ? SIGKILL : SIGSTOP);
  if (how == HOW_WAIT)
    sleep (4);
  errno = how > 0 ? how : errno;
  return how;
}

EXPORT void *
malloc (size_t size)
{
  return find_fault ("malloc") ? NULL : __libc_malloc (size);
}

EXPORT void *
calloc (size_t members, size_t size)
{
  return find_fault ("malloc") ? NULL : __libc_calloc (members, size);
}

EXPORT void *
realloc (void *memory, size_t size)
{
  return find_fault ("malloc") ? NULL : __libc_realloc (memory, size);
}

#define FAULTY(name, type, parameters, arguments)                      \
  EXPORT type name parameters                                          \
  {                                                                    \
    return find_fault (#name) > 0 ? (type) -1 : REAL (name) arguments; \
  }

FAULTY (fsync, int, (int fd), (fd))
FAULTY (ftruncate, int, (int fd, off_t length), (fd, length))
FAULTY (close, int, (int fd), (fd))
FAULTY (fork, pid_t, (void), ())
FAULTY (socketpair, int, (int domain, int type, int protocol, int ends[2]),
        (domain, type, protocol, ends))
FAULTY (flock, int, (int fd, int operation), (fd, operation))
FAULTY (shutdown, int, (int fd, int how_much), (fd, how_much))

EXPORT void *
mmap (void *address, size_t length, int protection, int flags, int fd, off_t offset)
{
  return find_fault ("mmap") > 0
             ? MAP_FAILED
             : (void *) syscall (SYS_mmap, address, length, protection, flags, fd, offset);
}

EXPORT int
open (const char *path, int flags, ...)
{
  va_list arguments;
  mode_t mode;

  va_start (arguments, flags);
  mode = flags & (O_CREAT | O_TMPFILE) ? va_arg (arguments, mode_t) : 0;
  va_end (arguments);
  return find_fault ("open") > 0 ? -1 : (int) syscall (SYS_openat, AT_FDCWD, path, flags, mode);
}

EXPORT ssize_t
write (int fd, const void *octets, size_t length)
{
  int fault = find_fault ("write");

  if (fault > 0)
    return -1;
  return syscall (SYS_write, fd, octets, fault == HOW_SHORT && length > 1 ? length / 2 : length);
}

EXPORT ssize_t
read (int fd, void *octets, size_t length)
{
  int fault = find_fault ("read");

  if (fault > 0)
    return -1;
  return syscall (SYS_read, fd, octets, fault == HOW_SHORT && length > 1 ? length / 2 : length);
}

EXPORT ssize_t
pread (int fd, void *octets, size_t length, off_t offset)
{
  int fault = find_fault (call && strncmp (call, "pread:", 6) == 0 ? "pread" : "read");

  if (fault > 0)
    return -1;
  return syscall (SYS_pread64, fd, octets, fault == HOW_SHORT && length > 1 ? length / 2 : length,
                  offset);
}

/* As compilers call them that check sizes. */

EXPORT ssize_t __read_chk (int fd, void *octets, size_t length, size_t room);
EXPORT ssize_t __pread_chk (int fd, void *octets, size_t length, off_t offset, size_t room);

EXPORT ssize_t
__read_chk (int fd, void *octets, size_t length, size_t room)
{
  return read (fd, octets, length < room ? length : room);
}

EXPORT ssize_t
__pread_chk (int fd, void *octets, size_t length, off_t offset, size_t room)
{
  return pread (fd, octets, length < room ? length : room, offset);
}
