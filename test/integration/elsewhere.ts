/** Another client of the provider: calls the same API without the program. */
import type { AtlasEmulator } from '../emulators/ripe-atlas.ts'

/** Throws if RIPE Atlas refuses. `path` is relative to the keys: '' for the list, `<handle>/` for a key. */
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

/** The emulator omits some keys from its list, `times` times. */
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
