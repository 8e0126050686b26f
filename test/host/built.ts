/** The parts of the built program that run in plain Node. They come from one build, so that each class exists only once. */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ROOT } from '../../scripts/bootstrap/place.mjs'

type App = typeof import('../../electron/app.ts')
type Gate = typeof import('../../electron/ipc/gate.ts')
type Keychain = typeof import('../../electron/os/keychain.ts')
type Network = typeof import('../../electron/os/network.ts')
type Worker = typeof import('../../electron/worker/worker.ts')
type Clipboard = typeof import('../../electron/os/clipboard-secrets.ts')

export const OUT_DIR = join(ROOT, 'out')
/** The entry of a worker thread. */
export const THREAD = pathToFileURL(join(OUT_DIR, 'main', 'thread.js'))
export const PAGE_DIR = join(OUT_DIR, 'renderer')

const load = <T>(name: string) =>
  import(/* @vite-ignore */ pathToFileURL(join(OUT_DIR, 'main', `${name}.js`)).href) as Promise<T>

/** Rejects when there is no build. */
export async function loadBuilt() {
  const [app, gate, keychain, network, clipboard, worker] = await Promise.all([
    load<App>('app'),
    load<Gate>('gate'),
    load<Keychain>('keychain'),
    load<Network>('network'),
    load<Clipboard>('clipboard'),
    load<Worker>('worker'),
  ])
  return { ...app, ...gate, ...keychain, ...network, ...clipboard, ...worker }
}

export type Built = Awaited<ReturnType<typeof loadBuilt>>
