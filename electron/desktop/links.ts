/** Receives `keyhold://` links on macOS; other systems pass them as arguments of another start. */
import { app } from 'electron'
import { createHandover, type Handover } from './handover.ts'

const LINK_SCHEME = 'keyhold'

/**
 * Call it before Electron is ready: the system may hand over the link that started the program earlier than that. Links that come
 * before the returned function is given a handler wait for it.
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
 * Registers for such links where the system does not do it by itself. On Linux the package's desktop entry names the scheme, and a registration
 * would stay in the user's `mimeapps.list` when the package is removed. In development the links would start Electron itself.
 */
export function claimLinks(): void {
  if (app.isPackaged && process.platform !== 'linux') app.setAsDefaultProtocolClient(LINK_SCHEME)
}
