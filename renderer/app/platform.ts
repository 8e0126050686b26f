/** Detects the operating system from the user agent. */

/** macOS: shortcuts use Cmd. */
export const isMac = navigator.userAgent.includes('Macintosh')

/** Linux: a program cannot query the colour of the panel that holds the tray icon. */
export const isLinux = navigator.userAgent.includes('Linux')

export const system = isMac ? 'mac' : isLinux ? 'linux' : 'windows'
