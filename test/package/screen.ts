/** The windows on the screen, as the X server reports them. There is no window manager, so each window is a child of the root. */
import { spawn, spawnSync } from 'node:child_process'

/** The titles of all visible windows. */
export function shownWindows(display: string): readonly string[] {
  const { stdout } = spawnSync('xwininfo', ['-root', '-tree', '-display', display], { encoding: 'utf8' })
  const named = [...stdout.matchAll(/^ +(0x[0-9a-f]+) "([^"]+)":/gm)]
  return named.filter(([, id = '']) => isShown(display, id)).map(([, , title = '']) => title)
}

function isShown(display: string, id: string): boolean {
  const { stdout } = spawnSync('xwininfo', ['-id', id, '-display', display], { encoding: 'utf8' })
  return stdout.includes('Map State: IsViewable')
}

export interface ScreenWatch {
  /** The number of windows that have appeared so far, however briefly. */
  appeared(): number
  stop(): void
}

/** Counts the windows that appear from now on. Resolves once it is watching. */
export async function watchScreen(display: string): Promise<ScreenWatch> {
  const child = spawn('stdbuf', ['-oL', 'xev', '-display', display, '-root', '-event', 'substructure'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let text = ''
  child.stdout.on('data', (bytes: Buffer) => (text += bytes.toString()))
  await new Promise((resolve) => setTimeout(resolve, 300)) // until the server has registered the watcher
  return {
    appeared: () => text.split('\n').filter((line) => line.startsWith('MapNotify event')).length,
    stop: () => void child.kill(),
  }
}
