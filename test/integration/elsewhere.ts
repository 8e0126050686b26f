/** Somebody else at the provider: the same API, asked past the program. */
import type { AtlasEmulator } from '../emulators/ripe-atlas.ts'

/** Throws unless RIPE Atlas agrees. `path` is below the keys: '' for the list, `<handle>/` for a key. */
export async function atlasElsewhere(
  emulator: AtlasEmulator,
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  json?: object,
): Promise<void> {
  const answer = await fetch(`${String(emulator.settings.baseUrl)}keys/${path}`, {
    method,
    headers: { authorization: `Key ${emulator.credential}`, 'content-type': 'application/json' },
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
  })
  if (!answer.ok) throw new Error(`${method} keys/${path}: ${answer.status}`)
}

/** The emulator's list answers without some of its keys, `times` times. */
export function hideFromList(emulator: AtlasEmulator, handles: readonly string[], times = 1): void {
  emulator.fault({
    kind: 'rewrite',
    times,
    on: ({ method, path }) => method === 'GET' && path.includes('page_size'),
    change: (json) => {
      const page = json as { results: { uuid: string }[] }
      return { ...page, results: page.results.filter(({ uuid }) => !handles.includes(uuid.slice(0, 8))) }
    },
  })
}
