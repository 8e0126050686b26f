/** Receives `keyhold://` links on macOS; other systems pass them as arguments of another start. */
import { app } from 'electron'
import { createHandover, type Handover } from './handover.ts'

const LINK_SCHEME = 'keyhold'

/**
 * Call before Electron is ready, because the system may pass the link that started the program before that. Links wait until the returned
 * function gets a handler.
 */
export function catchLinks(): Handover<string>['handTo'] {
  const { take, handTo } = createHandover<string>()
  app.on('open-url', (event, link) => {
    event.preventDefault()
    take(link)
  })
  return handTo
}

/**
 * Registers the program for these links on macOS and Windows. On Linux the package's desktop entry names the scheme, and a registration would
 * stay in the user's `mimeapps.list` after the package is removed. In development the links would start Electron itself.
 */
export function claimLinks(): void {
  if (app.isPackaged && process.platform !== 'linux') app.setAsDefaultProtocolClient(LINK_SCHEME)
}
