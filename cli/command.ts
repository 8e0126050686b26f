/** Finds a command as a shell would, and the environment that it gets. */
import { accessSync, constants, statSync } from 'node:fs'
import { codeOf } from './ending.ts'
import type { Order } from './server-message.ts'

const DEFAULT_PATH = '/usr/bin:/bin'

export type Found = { readonly path: string } | { readonly failed: string }

/** Looks the command up in the client's own `PATH`. Windows looks it up itself. */
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
