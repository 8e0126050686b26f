/** Whether the desktop is a Wayland one, where a program without the focus is told less and believed less. Pure. */

/** By the session, since a program under XWayland is bound by it too. */
export const isWayland = (
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
): boolean =>
  platform !== 'darwin' &&
  platform !== 'win32' &&
  (env.XDG_SESSION_TYPE === 'wayland' || Boolean(env.WAYLAND_DISPLAY))
