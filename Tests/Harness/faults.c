// What can be made to go wrong below a gateway: loaded before the C library, it counts the calls that touch its data folder
// and its sockets, and at the one it is told of kills the process, or fails it. It also shifts the time of day and hides
// free space. What is to happen stands in a file that faults.py writes while the gateway runs.
//
// Counted over all threads, which strace's `inject=…:when=N` is not.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

// The numbers in the file, as in faults.py.
enum { KINDS, COUNT, AT, TIMES, ACTION, HITS, OFFSET, FREE, LOSS, NUMBERS = 16 };
enum { WRITES = 1, READS = 2, SOCKETS = 4, FLUSHES = 8 };
static volatile int64_t *control;
static const char *folder;

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("LEADGATE_FAULTS");
    folder = getenv("LEADGATE_FAULTS_FOLDER");
    if (!path || !folder) return;
    int file = syscall(SYS_openat, AT_FDCWD, path, O_RDWR | O_CLOEXEC, 0);
    void *memory = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (memory != MAP_FAILED) control = memory;
    close(file);
}

static int64_t told(int what) { return control ? __atomic_load_n(&control[what], __ATOMIC_SEQ_CST) : 0; }

// Counts a call; returns the error that it is to fail with, or 0.
static int fault(int kind, const char *call, const char *path) {
    if (!(told(KINDS) & kind)) return 0;
    int64_t number = __atomic_add_fetch(&control[COUNT], 1, __ATOMIC_SEQ_CST), at = told(AT), times = told(TIMES);
    if (at == 0 || number < at || (times > 0 && number >= at + times)) return 0;
    if (__atomic_add_fetch(&control[HITS], 1, __ATOMIC_SEQ_CST) == 1) {
        const char *name = path ? strrchr(path, '/') : NULL;
        snprintf((char *)(control + NUMBERS), 200, "%s %s", call, name ? name + 1 : "socket");
    }
    if (told(ACTION) >= 0) return told(ACTION);
    syscall(SYS_kill, getpid(), SIGKILL);
    for (;;) pause();
}

static int is_ours(const char *path) { return control && strncmp(path, folder, strlen(folder)) == 0; }

static int fault_at_file(int descriptor, int kind, const char *call) {
    int error = errno;
    struct stat status;
    if (!told(KINDS) || fstat(descriptor, &status) != 0) return 0;
    errno = error;
    if (S_ISSOCK(status.st_mode)) return fault(SOCKETS, call, NULL);
    if (!S_ISREG(status.st_mode)) return 0;
    char link[64], path[1024];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, sizeof path - 1);
    errno = error;
    if (length < 0) return 0;
    path[length] = 0;
    return is_ours(path) ? fault(kind, call, path) : 0;
}

// A flush that fails loses what was written since the last good one, as Linux does it: the pages count as clean, and what
// is on the disk comes back with them. Kept is what each write replaces; the length before it is kept as well.
struct replaced { struct replaced *next; dev_t device; ino_t file; off_t place, length; size_t count; char bytes[]; };
static struct replaced *unflushed;
static pthread_mutex_t keeping = PTHREAD_MUTEX_INITIALIZER;

static void keep(int descriptor, off_t place, size_t count) {
    struct stat status;
    if (!told(LOSS) || fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) return;
    char link[64], path[1024];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return;
    path[length] = 0;
    struct replaced *one = is_ours(path) ? malloc(sizeof *one + count) : NULL;
    if (!one) return;
    ssize_t held = syscall(SYS_pread64, descriptor, one->bytes, count, place);
    one->device = status.st_dev, one->file = status.st_ino, one->place = place, one->length = status.st_size;
    one->count = held > 0 ? held : 0;
    pthread_mutex_lock(&keeping);
    one->next = unflushed, unflushed = one;
    pthread_mutex_unlock(&keeping);
}

// The newest write is undone first. A good flush only forgets.
static void flushed(int descriptor, int is_good) {
    struct stat status;
    if (!told(LOSS) || fstat(descriptor, &status) != 0) return;
    pthread_mutex_lock(&keeping);
    for (struct replaced **place = &unflushed; *place;) {
        struct replaced *one = *place;
        if (one->device != status.st_dev || one->file != status.st_ino) { place = &one->next; continue; }
        if (!is_good) {
            syscall(SYS_pwrite64, descriptor, one->bytes, one->count, one->place);
            syscall(SYS_ftruncate, descriptor, one->length);
        }
        *place = one->next;
        free(one);
    }
    pthread_mutex_unlock(&keeping);
}

static int flush(int descriptor, const char *call, long number) {
    int hits = told(HITS), code = fault_at_file(descriptor, FLUSHES, call), has_hit = told(LOSS) && told(HITS) > hits;
    if (has_hit) flushed(descriptor, 0);
    // LOSS 2 is a fault that nobody is told of: whoever does not look at the answer sees the same.
    if (code && told(LOSS) != 2) { errno = code; return -1; }
    if (has_hit) return 0;
    int result = syscall(number, descriptor);
    if (result == 0) flushed(descriptor, 1);
    return result;
}

static ssize_t put(int descriptor, const void *bytes, size_t count, off_t place, const char *call) {
    int code = fault_at_file(descriptor, WRITES, call);
    if (code) { errno = code; return -1; }
    int error = errno;
    keep(descriptor, place, count);
    errno = error;
    return syscall(SYS_pwrite64, descriptor, bytes, count, place);
}

#define FAIL(expression) do { int code = (expression); if (code) { errno = code; return -1; } } while (0)
#define FILE_CALL(result, name, parameters, kind, ...) \
    result name parameters { FAIL(fault_at_file(descriptor, kind, #name)); return syscall(__VA_ARGS__); }
#define SOCKET_CALL(result, name, parameters, ...) \
    result name parameters { FAIL(fault(SOCKETS, #name, NULL)); return syscall(__VA_ARGS__); }
#define PATH_CALL(name, parameters, path, ...) \
    int name parameters { if (is_ours(path)) FAIL(fault(WRITES, #name, path)); return syscall(__VA_ARGS__); }

FILE_CALL(ssize_t, write, (int descriptor, const void *bytes, size_t count), WRITES, SYS_write, descriptor, bytes, count)
FILE_CALL(ssize_t, writev, (int descriptor, const struct iovec *parts, int count), WRITES, SYS_writev, descriptor, parts, count)
ssize_t pwrite(int descriptor, const void *bytes, size_t count, off_t place) { return put(descriptor, bytes, count, place, "pwrite"); }
ssize_t pwrite64(int descriptor, const void *bytes, size_t count, off_t place) { return put(descriptor, bytes, count, place, "pwrite64"); }
FILE_CALL(ssize_t, read, (int descriptor, void *bytes, size_t count), READS, SYS_read, descriptor, bytes, count)
FILE_CALL(ssize_t, pread, (int descriptor, void *bytes, size_t count, off_t place), READS, SYS_pread64, descriptor, bytes, count, place)
FILE_CALL(ssize_t, pread64, (int descriptor, void *bytes, size_t count, off_t place), READS, SYS_pread64, descriptor, bytes, count, place)
int fsync(int descriptor) { return flush(descriptor, "fsync", SYS_fsync); }
int fdatasync(int descriptor) { return flush(descriptor, "fdatasync", SYS_fdatasync); }
FILE_CALL(int, ftruncate, (int descriptor, off_t length), WRITES, SYS_ftruncate, descriptor, length)
FILE_CALL(int, ftruncate64, (int descriptor, off_t length), WRITES, SYS_ftruncate, descriptor, length)

SOCKET_CALL(int, accept4, (int descriptor, struct sockaddr *from, socklen_t *length, int flags), SYS_accept4, descriptor, from, length, flags)
SOCKET_CALL(int, connect, (int descriptor, const struct sockaddr *to, socklen_t length), SYS_connect, descriptor, to, length)
SOCKET_CALL(ssize_t, sendmsg, (int descriptor, const struct msghdr *message, int flags), SYS_sendmsg, descriptor, message, flags)
SOCKET_CALL(ssize_t, recvmsg, (int descriptor, struct msghdr *message, int flags), SYS_recvmsg, descriptor, message, flags)

PATH_CALL(unlink, (const char *path), path, SYS_unlinkat, AT_FDCWD, path, 0)
PATH_CALL(rename, (const char *old, const char *new), new, SYS_renameat2, AT_FDCWD, old, AT_FDCWD, new, 0)
PATH_CALL(link, (const char *old, const char *new), new, SYS_linkat, AT_FDCWD, old, AT_FDCWD, new, 0)
PATH_CALL(mkdir, (const char *path, mode_t mode), path, SYS_mkdirat, AT_FDCWD, path, mode)

#define OPEN_CALL(name) \
    int name(const char *path, int flags, ...) { \
        va_list more; va_start(more, flags); mode_t mode = va_arg(more, mode_t); va_end(more); \
        if (is_ours(path)) FAIL(fault(flags & (O_WRONLY | O_RDWR | O_CREAT) ? WRITES : READS, #name, path)); \
        return syscall(SYS_openat, AT_FDCWD, path, flags, mode); \
    }
OPEN_CALL(open)
OPEN_CALL(open64)

int clock_gettime(clockid_t clock, struct timespec *time) {
    int result = syscall(SYS_clock_gettime, clock, time);
    if (result == 0 && clock == CLOCK_REALTIME) time->tv_sec += told(OFFSET);
    return result;
}

int gettimeofday(struct timeval *time, void *zone) {
    struct timespec now;
    (void)zone;
    clock_gettime(CLOCK_REALTIME, &now);
    time->tv_sec = now.tv_sec;
    time->tv_usec = now.tv_nsec / 1000;
    return 0;
}

time_t time(time_t *place) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (place) *place = now.tv_sec;
    return now.tv_sec;
}

// Free space is as it is, less what FREE hides; 0 hides nothing.
static int64_t hidden(int64_t blocks) { int64_t most = told(FREE); return most && blocks > most - 1 ? most - 1 : blocks; }

int statvfs(const char *path, struct statvfs *status) {
    int directory = syscall(SYS_openat, AT_FDCWD, path, O_PATH | O_CLOEXEC, 0);
    if (directory < 0) return -1;
    int result = fstatvfs(directory, status);
    close(directory);
    if (result == 0) status->f_bavail = hidden(status->f_bavail);
    return result;
}
int statvfs64(const char *path, struct statvfs64 *status) { return statvfs(path, (struct statvfs *)status); }
