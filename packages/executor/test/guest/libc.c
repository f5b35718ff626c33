// What ordinary programs do with files, directories, clocks and random numbers, through wasi-libc. Says what does not hold and exits with 1.
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

static int checks = 0;

static void check_at(int holds, const char *what, int line) {
  checks++;
  if (holds) return;
  fprintf(stderr, "line %d: %s (errno %d, %s)\n", line, what, errno, strerror(errno));
  exit(1);
}
#define CHECK(condition) check_at((condition), #condition, __LINE__)
#define FAILS(call, number) (errno = 0, check_at((call) == -1 && errno == (number), #call " fails with " #number, __LINE__))

static void streams(void) {
  char line[64];
  CHECK(fgets(line, sizeof line, stdin) != NULL);
  CHECK(strcmp(line, "first line\n") == 0);
  CHECK(fgets(line, sizeof line, stdin) != NULL);
  CHECK(strcmp(line, "second") == 0);
  CHECK(fgets(line, sizeof line, stdin) == NULL);
  CHECK(feof(stdin));
  FAILS(lseek(0, 0, SEEK_SET), ESPIPE);
  CHECK(!isatty(1));
  fprintf(stderr, "to stderr\n");
}

static void reading(void) {
  struct stat status;
  FILE *file = fopen("/in/folder/numbers.txt", "r");
  CHECK(file != NULL);
  int a, b;
  CHECK(fscanf(file, "%d %d", &a, &b) == 2);
  CHECK(a == 12 && b == 345);
  CHECK(fseek(file, -3, SEEK_END) == 0);
  CHECK(fgetc(file) == '3');
  CHECK(ftell(file) == 4);
  fclose(file);
  CHECK(stat("/in/folder/numbers.txt", &status) == 0);
  CHECK(S_ISREG(status.st_mode) && status.st_size == 6);
  CHECK(stat("/in/folder", &status) == 0 && S_ISDIR(status.st_mode));
  CHECK(access("/in/folder/numbers.txt", R_OK) == 0);
  FAILS(stat("/in/none", &status), ENOENT);
  FAILS(stat("/in/folder/numbers.txt/x", &status), ENOTDIR);
  CHECK(fopen("/in/new", "w") == NULL && errno == EROFS);
  CHECK(fopen("/in/folder/numbers.txt", "r+") == NULL && errno == EROFS);
  CHECK(fopen("/etc/passwd", "r") == NULL);
  CHECK(fopen("/in/../etc/passwd", "r") == NULL);
  FAILS(unlink("/in/folder/numbers.txt"), EROFS);
  FAILS(open("/in/folder", O_WRONLY), EISDIR);
}

static void writing(void) {
  char buffer[32] = {0};
  FILE *file = fopen("/out/a.txt", "w+");
  CHECK(file != NULL);
  for (int i = 0; i < 1000; i++) CHECK(fprintf(file, "%04d\n", i) == 5);
  CHECK(fseek(file, 5 * 500, SEEK_SET) == 0);
  CHECK(fread(buffer, 1, 5, file) == 5);
  CHECK(strcmp(buffer, "0500\n") == 0);
  CHECK(fseek(file, 0, SEEK_SET) == 0);
  CHECK(fwrite("ABCD", 1, 4, file) == 4);
  CHECK(fclose(file) == 0);
  file = fopen("/out/a.txt", "a");
  CHECK(fputs("end", file) >= 0);
  CHECK(ftell(file) == 5003);
  fclose(file);
  int fd = open("/out/a.txt", O_RDWR);
  CHECK(fd >= 0);
  CHECK(pread(fd, buffer, 4, 0) == 4 && memcmp(buffer, "ABCD", 4) == 0);
  CHECK(pwrite(fd, "xy", 2, 1) == 2);
  CHECK(lseek(fd, 0, SEEK_CUR) == 0);
  CHECK(ftruncate(fd, 3) == 0);
  CHECK(lseek(fd, 2, SEEK_END) == 5);
  CHECK(write(fd, "!", 1) == 1);
  struct iovec parts[2] = {{"12", 2}, {"345", 3}};
  CHECK(writev(fd, parts, 2) == 5);
  CHECK(fsync(fd) == 0 && fdatasync(fd) == 0);
  CHECK(posix_fallocate(fd, 0, 12) == 0);
  CHECK(lseek(fd, 0, SEEK_END) == 12);
  CHECK((fcntl(fd, F_GETFL) & O_ACCMODE) == O_RDWR);
  CHECK(close(fd) == 0);
  FAILS(close(fd), EBADF);
  FAILS(open("/out/a.txt", O_CREAT | O_EXCL | O_WRONLY, 0644), EEXIST);
  fd = open("/out/a.txt", O_RDONLY);
  FAILS(write(fd, "x", 1), EBADF);
  CHECK(read(fd, buffer, sizeof buffer) == 12);
  CHECK(memcmp(buffer, "Axy\0\0!12345\0", 12) == 0);
  CHECK(read(fd, buffer, sizeof buffer) == 0);
  close(fd);
}

static void directories(void) {
  struct stat status;
  CHECK(mkdir("/out/d", 0755) == 0);
  FAILS(mkdir("/out/d", 0755), EEXIST);
  CHECK(mkdir("/out/d/e", 0755) == 0);
  for (int i = 0; i < 300; i++) {
    char path[64];
    snprintf(path, sizeof path, "/out/d/e/file-%03d", i);
    FILE *file = fopen(path, "w");
    CHECK(file != NULL);
    fprintf(file, "%d", i);
    fclose(file);
  }
  FAILS(rmdir("/out/d"), ENOTEMPTY);
  CHECK(rename("/out/d/e", "/out/moved") == 0);
  FAILS(rename("/out/moved", "/out/moved/itself"), EINVAL);
  // Delete while reading, as `rm -r` does.
  DIR *directory = opendir("/out/moved");
  CHECK(directory != NULL);
  int seen = 0;
  for (struct dirent *entry; (entry = readdir(directory)) != NULL;) {
    if (entry->d_name[0] == '.') continue;
    CHECK(entry->d_type == DT_REG);
    CHECK(unlinkat(dirfd(directory), entry->d_name, 0) == 0);
    seen++;
  }
  CHECK(seen == 300);
  closedir(directory);
  CHECK(rmdir("/out/moved") == 0 && rmdir("/out/d") == 0);
  FAILS(stat("/out/moved", &status), ENOENT);
  CHECK(opendir("/out/a.txt") == NULL && errno == ENOTDIR);
  FAILS(symlink("/in", "/out/link"), ENOTSUP);
  FAILS(link("/out/a.txt", "/out/b.txt"), ENOTSUP);
  CHECK(rename("/out/a.txt", "/out/b.txt") == 0);
  struct timespec times[2] = {{5, 0}, {1234567890, 0}};
  CHECK(utimensat(AT_FDCWD, "/out/b.txt", times, 0) == 0);
  CHECK(stat("/out/b.txt", &status) == 0 && status.st_mtim.tv_sec == 1234567890);
}

static void the_rest(void) {
  struct timespec before, after, pause = {3, 500000000};
  CHECK(clock_gettime(CLOCK_MONOTONIC, &before) == 0);
  CHECK(nanosleep(&pause, NULL) == 0);
  CHECK(clock_gettime(CLOCK_MONOTONIC, &after) == 0);
  long long gone = (after.tv_sec - before.tv_sec) * 1000000000LL + after.tv_nsec - before.tv_nsec;
  CHECK(gone >= 3500000000LL && gone < 3600000000LL);
  CHECK(time(NULL) > 1577836800);
  unsigned char random[48] = {0};
  CHECK(getentropy(random, sizeof random) == 0);
  int zeros = 0;
  for (unsigned i = 0; i < sizeof random; i++) zeros += random[i] == 0;
  CHECK(zeros < 8);
  struct pollfd descriptors[1] = {{0, POLLIN, 0}};
  CHECK(poll(descriptors, 1, 1000) == 1);
  CHECK(getenv("NAME") != NULL && strcmp(getenv("NAME"), "value with spaces") == 0);
  CHECK(getenv("HOME") == NULL);
  // Volatile, or clang takes it that memory that nobody uses can always be had.
  void *volatile block = malloc(4 << 20);
  CHECK(block != NULL);
  free(block);
  block = malloc(1u << 30);
  CHECK(block == NULL && errno == ENOMEM);
}

int main(int count, char **arguments) {
  CHECK(count == 3);
  CHECK(strcmp(arguments[0], "task") == 0 && strcmp(arguments[1], "one") == 0 && strcmp(arguments[2], "two words") == 0);
  streams();
  reading();
  writing();
  directories();
  the_rest();
  printf("%d checks\n", checks);
  return 0;
}
