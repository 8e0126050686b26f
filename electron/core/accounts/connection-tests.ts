/** Tests whether a credential works at its provider, before anything is stored. */
import type { TestReport } from '../../../shared/model/catalogue.ts'
import { Failure } from '../../../shared/contract/errors.ts'
import type { FormValues } from '../../../shared/model/model.ts'
import { hostOf } from '../consent/confirmed-hosts.ts'
import type { Opened } from '../credentials/credentials.ts'
import type { Providers } from '../ports/provider.ts'
import type { NewHistoryEntry, Store } from '../ports/store.ts'
import type { Clock } from '../ports/world.ts'

interface Deps {
  readonly store: Pick<Store, 'history'>
  readonly providers: Pick<Providers, 'destinations'>
  readonly clock: Clock
}

/** The connection to test, and the account or provider that the history names. */
export interface Asked extends Pick<Opened, 'provider' | 'api' | 'credential'> {
  readonly settings: FormValues
  readonly about: Pick<NewHistoryEntry, 'account' | 'name'>
}

export interface ConnectionTests {
  /** Makes only calls that change nothing. Throws Failure `provider`; `cancelled` after {@link ConnectionTests.cancel}. */
  run(asked: Asked): Promise<TestReport>
  /** Ends every running test as cancelled, even if its response is already arriving. */
  cancel(): void
}

export function createConnectionTests({ store, providers, clock }: Deps): ConnectionTests {
  const running = new Set<AbortController>()

  /** SECURITY: recorded before anything is sent, since a test can send a credential to any host. A failure is a second entry. */
  function note({ provider, settings, about }: Asked): void {
    const origins = providers.destinations(provider.metadata.id, settings)
    const host = [...new Set(origins.filter((one) => /^https?:/.test(one)).map(hostOf))].join(', ')
    store.history.add({ ...about, at: clock.now(), kind: 'connection-tested', details: { host } })
  }

  const noteFailure = ({ about }: Asked, { error }: Failure): void =>
    store.history.add({ ...about, at: clock.now(), kind: 'connection-tested', details: {}, error })

  return {
    async run(asked) {
      const { provider, api, credential } = asked
      note(asked)
      const stop = new AbortController()
      running.add(stop)
      try {
        const report = await provider.test(api, stop.signal)
        if (stop.signal.aborted) throw cancelled()
        const expiresAt = report.credentialExpiresAt ?? provider.credentialExpiresAt?.(credential)
        return { ...report, ...(expiresAt !== undefined && { credentialExpiresAt: expiresAt }) }
      } catch (error) {
        if (error instanceof Failure && !stop.signal.aborted) noteFailure(asked, error)
        throw error
      } finally {
        running.delete(stop)
      }
    },

    cancel() {
      for (const stop of running) stop.abort()
    },
  }
}

const cancelled = () => new Failure({ kind: 'provider', why: 'cancelled', outcome: 'unknown' })
