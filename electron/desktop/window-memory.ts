/**
 * What is known before the vault opens: the window's last place and size, and settings that its first frame needs. Stored in one small file in the
 * profile, which holds nothing of the vault. Loads no schema library, because the first window waits for this module.
 */
import { readFileSync } from 'node:fs'
import type { Settings } from '../../shared/model/settings.ts'
import { writeWholeFile } from '../os/whole-file.ts'

export interface Memory {
  readonly bounds?: Bounds | undefined
  readonly isMaximised: boolean
  /** Chromium's zoom level: each step is 20 %, 0 is the usual size. */
  readonly zoomLevel: number
  readonly theme: Settings['theme']
  /** Whether a start by the system opens no window. Stored here, because macOS passes no argument. */
  readonly startsHidden: boolean
}

interface Bounds {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface WindowMemory {
  read(): Memory
  /** Writes immediately. Keeps a value that cannot be written in memory until the program ends. */
  keep(changes: Partial<Memory>): void
}

/** Never throws. Without a readable and valid file, returns the usual values. */
export function createWindowMemory(path: string): WindowMemory {
  let memory = readFrom(path)

  return {
    read: () => memory,
    keep(changes) {
      const next = { ...memory, ...changes }
      if (JSON.stringify(next) === JSON.stringify(memory)) return
      memory = next
      writeTo(path, next)
    },
  }
}

function readFrom(path: string): Memory {
  try {
    return memoryIn(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return memoryIn({})
  }
}

/** Each part is checked alone: an invalid part counts as missing. Throws if `read` is null. */
function memoryIn(read: unknown): Memory {
  const { bounds, isMaximised, zoomLevel, theme, startsHidden } = read as Record<string, unknown>
  return {
    ...(isBounds(bounds) && {
      bounds: { x: bounds.x, y: bounds.y, width: bounds.width, height: bounds.height },
    }),
    isMaximised: isMaximised === true,
    zoomLevel: typeof zoomLevel === 'number' && zoomLevel >= -4 && zoomLevel <= 6 ? zoomLevel : 0,
    theme: theme === 'light' || theme === 'dark' ? theme : 'system',
    startsHidden: startsHidden === true,
  }
}

const MOST_PIXELS = 100_000

const isPixels = (value: unknown): value is number =>
  Number.isInteger(value) && Math.abs(value as number) <= MOST_PIXELS

const isBounds = (value: unknown): value is Bounds =>
  typeof value === 'object' &&
  value !== null &&
  ['x', 'y', 'width', 'height'].every((side) => isPixels((value as Record<string, unknown>)[side]))

function writeTo(path: string, memory: Memory): void {
  try {
    writeWholeFile(path, JSON.stringify(memory), 0o600)
  } catch {
    // The window then opens with the old values. The next change tries again.
  }
}
