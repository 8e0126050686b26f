/**
 * Exposes main to the page as two functions over two channels. Checks no call names; the gate in main does. Tells main which files were dropped on
 * the window, which the page never learns.
 */
import { contextBridge, ipcRenderer, webFrame, webUtils } from 'electron'
import type { Bridge } from '../shared/contract/contract.ts'

const bridge: Bridge = {
  call: (name, input) => ipcRenderer.invoke('call', name, input) as Promise<string>,
  listen(onEvent) {
    // SECURITY: Electron's event object stays in the preload; it would give the page more than a name and a payload.
    const listener = (_event: unknown, name: string, payload: string | undefined) => onEvent(name, payload)
    ipcRenderer.on('event', listener)
    return () => void ipcRenderer.off('event', listener)
  },
}

contextBridge.exposeInMainWorld('vault', bridge)

/** The part of the window that this world uses: the types of a page are not those of the main process. */
const page = globalThis as unknown as Pick<EventTarget, 'addEventListener'>

// SECURITY: only a file that a person has dropped has a path here, and the path goes to main alone. A page can make files and events, but such a
// file has no path, and such an event is not trusted.
page.addEventListener(
  'drop',
  (event) => {
    const { isTrusted, dataTransfer } = event as Event & {
      readonly dataTransfer: { readonly files: Iterable<File> } | null
    }
    if (!isTrusted || dataTransfer === null) return
    const paths = [...dataTransfer.files]
      .map((file) => webUtils.getPathForFile(file))
      .filter((path) => path !== '')
    if (paths.length > 0) ipcRenderer.send('drop', paths)
  },
  { capture: true },
)

// SECURITY: the names of TURN servers are looked up past every other wall. A frame would bring another constructor: main ends a page that
// makes one (`electron/desktop/page-windows.ts`).
void webFrame.executeJavaScript(
  'delete globalThis.RTCPeerConnection; delete globalThis.webkitRTCPeerConnection',
)

// SECURITY: main refuses every navigation that it hears of, but `about:blank` begins and ends inside this process. A listener of this world
// comes first, and no page can take it away.
const { navigation } = globalThis as unknown as { readonly navigation: EventTarget }
navigation.addEventListener('navigate', (event) => {
  const { destination } = event as Event & { readonly destination: { readonly sameDocument: boolean } }
  if (!destination.sameDocument) event.preventDefault()
})
