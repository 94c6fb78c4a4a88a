// Runs a program once and says what it used: `measure REPORT PROGRAM [ARGUMENT]...` writes wall
// seconds, processor seconds and peak memory in bytes into the file REPORT, and exits as PROGRAM does.
//
// It is a program of its own because a child's peak memory counts from before it became another
// program: started from Python, everything would seem to need as much as Python.

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

double now() {
  timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 3) {
    std::fprintf(stderr, "usage: measure REPORT PROGRAM [ARGUMENT]...\n");
    return 2;
  }
  const double start = now();
  const pid_t child = fork();
  if (child == 0) {
    execvp(arguments[2], arguments + 2);
    std::fprintf(stderr, "measure: %s: %s\n", arguments[2], std::strerror(errno));
    _exit(127);
  }
  int status = 0;
  rusage usage{};
  if (child < 0 || wait4(child, &status, 0, &usage) < 0) {
    std::perror("measure");
    return 1;
  }
  const double wall = now() - start;
#ifdef __APPLE__
  const long long peak = usage.ru_maxrss;
#else
  const long long peak = usage.ru_maxrss * 1024LL;
#endif
  std::FILE* report = std::fopen(arguments[1], "w");
  if (report == nullptr) {
    std::perror(arguments[1]);
    return 1;
  }
  std::fprintf(
      report, "%.9f %.6f %lld\n", wall, seconds(usage.ru_utime) + seconds(usage.ru_stime), peak);
  std::fclose(report);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
