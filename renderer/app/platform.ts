/** What the page knows of the system it runs on. */

/** Shortcuts use Cmd there. */
export const isMac = navigator.userAgent.includes('Macintosh')

/** The tray's bar has no colour there that a program could ask for. */
export const isLinux = navigator.userAgent.includes('Linux')

export const system = isMac ? 'mac' : isLinux ? 'linux' : 'windows'
