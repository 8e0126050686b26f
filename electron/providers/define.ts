/** The shape of a catalogue file: facts, capabilities by being there, and how the leash is put on. */
import type { FormValues } from '../../shared/model.ts'
import type { Provider } from '../core/ports/provider.ts'
import type { HttpApi, Leash } from './http.ts'

export interface Definition extends Provider<HttpApi> {
  readonly leash: {
    /** The base address of every scope. `settings` are cleaned. */
    readonly bases: (settings: FormValues) => Readonly<Record<string, URL>>
    /** The headers of every request; `credential` is trimmed and fit for a header. */
    readonly headers: (credential: string, settings: FormValues) => Readonly<Record<string, string>>
    readonly readError: Leash['readError']
  }
}

/** Checks a catalogue file's shape while it is written. */
export function defineProvider<const T extends Definition>(definition: T): T {
  return definition
}
