/** What the page knows of the system it runs on. */

/** Shortcuts use Cmd there. */
export const isMac = navigator.userAgent.includes('Macintosh')
