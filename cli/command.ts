/** Finds a command as a shell does, and builds its environment. */
import { accessSync, constants, statSync } from 'node:fs'
import { codeOf } from './ending.ts'
import type { Order } from './server-message.ts'

const DEFAULT_PATH = '/usr/bin:/bin'

export type Found = { readonly path: string } | { readonly failed: string }

/** Searches the client's own `PATH`. On Windows the system searches. */
export function findCommand(name: string, environment: NodeJS.ProcessEnv): Found {
  if (process.platform === 'win32') return { path: name }
  if (name.includes('/')) return tried(name)
  const folders = (environment.PATH ?? DEFAULT_PATH).split(':')
  const places = folders.map((folder) => tried(`${folder === '' ? '.' : folder}/${name}`))
  const fitting = places.find((place) => 'path' in place)
  const forbidden = places.find((place) => 'failed' in place && place.failed === 'EACCES')
  return fitting ?? forbidden ?? { failed: 'ENOENT' }
}

function tried(path: string): Found {
  try {
    if (!statSync(path).isFile()) return { failed: 'EACCES' }
    accessSync(path, constants.X_OK)
    return { path }
  } catch (error) {
    return { failed: codeOf(error) }
  }
}

export function environmentFor(
  { variables, without }: Order,
  environment: NodeJS.ProcessEnv,
): Record<string, string> {
  const kept = Object.entries(environment).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !without.includes(entry[0]),
  )
  return { ...Object.fromEntries(kept), ...variables }
}
