/** Keeps the paths of the files that were dropped on the window last, for a moment. Pure but for the clock. */
import { isAbsolute } from 'node:path'
import type { FileDropPort } from '../core/ports/file-drops.ts'
import type { Clock } from '../core/ports/world.ts'

/** The page asks as soon as its dialog is open. */
const COUNTS_MS = 5_000
const MOST_PATHS = 1_000

export interface FileDrops extends FileDropPort {
  /** `paths`: as the preload script sent them. All are ignored if one of them is no whole path. */
  dropped(paths: unknown): void
}

export function createFileDrops({ steadyMs }: Pick<Clock, 'steadyMs'>): FileDrops {
  let drop: { readonly paths: readonly string[]; readonly at: number } | undefined
  return {
    dropped(paths) {
      drop = arePaths(paths) ? { paths, at: steadyMs() } : undefined
    },
    last: () => Promise.resolve(drop !== undefined && steadyMs() - drop.at < COUNTS_MS ? drop.paths : []),
  }
}

const arePaths = (value: unknown): value is readonly string[] =>
  Array.isArray(value) &&
  value.length <= MOST_PATHS &&
  value.every((path) => typeof path === 'string' && isAbsolute(path) && !path.includes('\0'))
