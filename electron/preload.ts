/** What the page sees of main: two functions over two channels. It knows no name; the gate in main decides. */
import { contextBridge, ipcRenderer } from 'electron'
import type { Bridge } from '../shared/contract.ts'

const bridge: Bridge = {
  call: (name, input) => ipcRenderer.invoke('call', name, input) as Promise<string>,
  listen(onEvent) {
    // SECURITY: Electron's event object stays here; it would hand the page more than a name and a payload.
    const listener = (_event: unknown, name: string, payload: string | undefined) => onEvent(name, payload)
    ipcRenderer.on('event', listener)
    return () => void ipcRenderer.off('event', listener)
  },
}

contextBridge.exposeInMainWorld('vault', bridge)
