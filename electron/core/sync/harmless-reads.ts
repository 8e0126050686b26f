/** Corrects the failures of reads: a call that only reads has changed nothing, so no message may say that the provider may have acted. */
import { Failure } from '../../../shared/contract/errors.ts'
import type { Provider, Providers } from '../ports/provider.ts'

/** `providers`, whose reads fail with the outcome `refused` in place of `unknown`. Failures of changes stay the same. */
export function withHarmlessReads(providers: Providers): Providers {
  const made = new WeakMap<Provider, Provider>()
  return {
    ...providers,
    get metadata() {
      return providers.metadata
    },
    find(id) {
      const provider = providers.find(id)
      const known = made.get(provider) ?? harmless(provider)
      made.set(provider, known)
      return known
    },
  }
}

function harmless(provider: Provider): Provider {
  const { get, draftFromKey, draftFromRow, verify, permissions, permissionTargets } = provider
  return {
    ...provider,
    test: async (...asked) => reading(() => provider.test(...asked)),
    list: (...asked) => readingPages(() => provider.list(...asked)),
    ...(get && { get: async (...asked) => reading(() => get(...asked)) }),
    ...(draftFromKey && { draftFromKey: async (...asked) => reading(() => draftFromKey(...asked)) }),
    ...(draftFromRow && { draftFromRow: async (...asked) => reading(() => draftFromRow(...asked)) }),
    ...(verify && { verify: async (...asked) => reading(() => verify(...asked)) }),
    ...(permissions && { permissions: async (...asked) => reading(() => permissions(...asked)) }),
    ...(permissionTargets && {
      permissionTargets: async (...asked) => reading(() => permissionTargets(...asked)),
    }),
  }
}

/** Runs a call that only reads: if it fails, nothing has changed at the provider. */
export async function reading<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    throw ofRead(error)
  }
}

async function* readingPages<T>(read: () => AsyncIterable<T>): AsyncIterable<T> {
  try {
    yield* read()
  } catch (error) {
    throw ofRead(error)
  }
}

/** The same failure with the outcome of a call that only reads. */
function ofRead(error: unknown): unknown {
  const isUnclear =
    error instanceof Failure && error.error.kind === 'provider' && error.error.outcome === 'unknown'
  return isUnclear ? new Failure({ ...error.error, outcome: 'refused' }, { cause: error }) : error
}
