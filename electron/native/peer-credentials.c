/* The one thing about a Unix socket that Node does not tell: which process and user are at its other end. */
#define _GNU_SOURCE
#define NAPI_VERSION 8
#include <node_api.h>
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

NAPI_MODULE_INIT() {
  napi_value function;
  if (napi_create_function(env, "peerCredentials", NAPI_AUTO_LENGTH, peer_credentials, NULL, &function) != napi_ok ||
      napi_set_named_property(env, exports, "peerCredentials", function) != napi_ok)
    return NULL;
  return exports;
}
