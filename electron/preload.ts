/**
 * Exposes main to the page as two functions over two channels. Checks no call names; the gate in main does. Tells main the paths of
 * files that were dropped on the window. The page never learns these paths.
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

/** The window, typed by hand, because the preload is compiled without the types of a page. */
const page = globalThis as unknown as Pick<EventTarget, 'addEventListener'>

// SECURITY: only a file that a person has dropped has a path here, and only main receives the path. A page can create files and events, but such
// a file has no path, and such an event has `isTrusted` false.
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

// SECURITY: WebRTC looks up the names of TURN servers past every other protection. A new frame would have its own constructor, so main ends the
// process of a page that creates one (`electron/desktop/page-windows.ts`).
void webFrame.executeJavaScript(
  'delete globalThis.RTCPeerConnection; delete globalThis.webkitRTCPeerConnection',
)

// SECURITY: main refuses every navigation that is reported to it, but a navigation to `about:blank` stays inside this process. This listener runs
// before those of the page, and the page cannot remove it.
const { navigation } = globalThis as unknown as { readonly navigation: EventTarget }
navigation.addEventListener('navigate', (event) => {
  const { destination } = event as Event & { readonly destination: { readonly sameDocument: boolean } }
  if (!destination.sameDocument) event.preventDefault()
})
