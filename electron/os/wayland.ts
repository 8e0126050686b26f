/** Whether the desktop uses Wayland, where a program without the focus gets less information and fewer rights. Pure. */

/** Decided by the session, because Wayland's limits also apply to a program under XWayland. */
export const isWayland = (
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
): boolean =>
  platform !== 'darwin' &&
  platform !== 'win32' &&
  (env.XDG_SESSION_TYPE === 'wayland' || Boolean(env.WAYLAND_DISPLAY))
