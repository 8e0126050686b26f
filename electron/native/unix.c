/* What Unix tells and does, and Node offers no function for: the process and user at the other end of a socket, and limits of processes. */
#define _GNU_SOURCE
#define NAPI_VERSION 8
#include <node_api.h>
#include <stdbool.h>
#ifdef __linux__
#include <sys/resource.h>
#endif
#include <sys/socket.h>
#include <sys/types.h>
#include <sys/un.h>
#include <unistd.h>

static int read_peer(int fd, pid_t *pid, uid_t *uid) {
#ifdef __linux__
  struct ucred peer;
  socklen_t size = sizeof peer;
  if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0) return -1;
  *pid = peer.pid;
  *uid = peer.uid;
  return 0;
#else
  gid_t gid;
  socklen_t size = sizeof *pid;
  if (getsockopt(fd, SOL_LOCAL, LOCAL_PEERPID, pid, &size) != 0) return -1;
  return getpeereid(fd, uid, &gid);
#endif
}

static int set_number(napi_env env, napi_value object, const char *name, double number) {
  napi_value value;
  return napi_create_double(env, number, &value) == napi_ok &&
         napi_set_named_property(env, object, name, value) == napi_ok;
}

/* peerCredentials(fd: number): { pid: number, uid: number } | undefined */
static napi_value peer_credentials(napi_env env, napi_callback_info info) {
  size_t count = 1;
  napi_value argument, answer;
  int32_t fd;
  pid_t pid = 0;
  uid_t uid = 0;
  if (napi_get_cb_info(env, info, &count, &argument, NULL, NULL) != napi_ok || count < 1) return NULL;
  if (napi_get_value_int32(env, argument, &fd) != napi_ok || read_peer(fd, &pid, &uid) != 0) return NULL;
  if (napi_create_object(env, &answer) != napi_ok) return NULL;
  if (!set_number(env, answer, "pid", pid) || !set_number(env, answer, "uid", uid)) return NULL;
  return answer;
}

/* forbidCoreFile(pid: number): boolean. The limit of another process is set only on Linux. */
static napi_value forbid_core_file(napi_env env, napi_callback_info info) {
  size_t count = 1;
  napi_value argument, answer;
  int32_t pid;
  bool done = false;
  if (napi_get_cb_info(env, info, &count, &argument, NULL, NULL) != napi_ok || count < 1) return NULL;
  if (napi_get_value_int32(env, argument, &pid) != napi_ok) return NULL;
#ifdef __linux__
  const struct rlimit none = {0, 0};
  /* 0 would be this process. */
  done = pid > 0 && prlimit(pid, RLIMIT_CORE, &none, NULL) == 0;
#endif
  return napi_get_boolean(env, done, &answer) == napi_ok ? answer : NULL;
}

static int set_function(napi_env env, napi_value exports, const char *name, napi_callback callback) {
  napi_value function;
  return napi_create_function(env, name, NAPI_AUTO_LENGTH, callback, NULL, &function) == napi_ok &&
         napi_set_named_property(env, exports, name, function) == napi_ok;
}

NAPI_MODULE_INIT() {
  if (!set_function(env, exports, "peerCredentials", peer_credentials) ||
      !set_function(env, exports, "forbidCoreFile", forbid_core_file))
    return NULL;
  return exports;
}
