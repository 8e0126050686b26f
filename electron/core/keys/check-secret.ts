/** Asks what a manual key's secret, or the service that issued it, says of it. Nothing is changed, here or there, but the history. */
import type { Input, Output } from '../../../shared/contract/contract.ts'
import { Failure } from '../../../shared/contract/errors.ts'
import type { KeyId } from '../../../shared/model/model.ts'
import { shapeOf } from '../../../shared/shapes/match-shape.ts'
import type { KeyShape } from '../../../shared/shapes/shape.ts'
import { hostOf, type ConfirmedHosts } from '../consent/confirmed-hosts.ts'
import type { Keychain } from '../keychain/keychain.ts'
import type { Secret } from '../ports/secret.ts'
import type { CallCheck, ClaimsCheck, SecretChecks } from '../ports/secret-checks.ts'
import type { KeyRecord, Store, VersionRecord } from '../ports/store.ts'
import type { Clock } from '../ports/world.ts'
import { reading } from '../sync/harmless-reads.ts'

interface Deps {
  readonly store: Store
  readonly keychain: Pick<Keychain, 'use'>
  readonly checks: SecretChecks
  readonly hosts: Pick<ConfirmedHosts, 'confirmService'>
  readonly clock: Clock
}

export interface SecretCheck {
  /**
   * What kind of key the stored secret looks like, and how it would be checked. Throws Failure `not-found`, `unsupported`, `secret-missing` or
   * `keychain`.
   */
  plan(which: Input<'key:check-plan'>): Promise<Output<'key:check-plan'>>
  /** Checks it. Throws the same, and Failure `invalid`, `host`, `limit` or `provider`. */
  run(which: Input<'key:check'>): Promise<Output<'key:check'>>
}

interface Found {
  readonly shape: KeyShape | undefined
  readonly check: ClaimsCheck | CallCheck | undefined
}

export function createSecretCheck({ store, keychain, checks, hosts, clock }: Deps): SecretCheck {
  function need(id: KeyId): { readonly key: KeyRecord; readonly version: VersionRecord } {
    const key = store.keys.get(id)
    if (key === undefined) throw new Failure({ kind: 'not-found', what: 'key' })
    // A key of an account has its own test, `key:verify`, and its provider tells the expiry.
    if (key.account !== undefined) throw new Failure({ kind: 'unsupported', act: 'verify' })
    const version = store.versions.get(id, key.version)
    if (version === undefined) throw new Failure({ kind: 'secret-missing' })
    return { key, version }
  }

  const found = (secret: Secret): Found => {
    const shape = secret.use((bytes) => shapeOf(bytes.toString('utf8')))
    return { shape, check: shape && checks.find(shape.id) }
  }

  const read = <T>({ entry, backend }: VersionRecord, run: (secret: Secret) => T | Promise<T>): Promise<T> =>
    keychain.use(entry, run, backend)

  const note = ({ id, name }: KeyRecord, host: string | undefined) =>
    store.history.add({
      at: clock.now(),
      kind: 'secret-checked',
      key: id,
      name,
      details: host === undefined ? {} : { host },
    })

  async function confirm(check: Found['check'], address: string): Promise<void> {
    if (check?.kind !== 'call') return
    const { origin, isOwn } = check.place(address)
    if (!isOwn) await hosts.confirmService(check.service, origin)
  }

  return {
    async plan({ key: id }) {
      const { key, version } = need(id)
      const { shape, check } = await read(version, found)
      return {
        ...(shape && { shape: shape.id }),
        ...(check && { check: check.kind === 'claims' ? { kind: check.kind } : planOf(check, key) }),
      }
    },

    async run({ key: id, address = '' }) {
      const { key, version } = need(id)
      // SECURITY: the user may leave the question open for long, so no secret is in memory meanwhile.
      await confirm((await read(version, found)).check, address)
      return read(version, async (secret) => {
        const { check } = found(secret)
        if (check === undefined) throw new Failure({ kind: 'unsupported', act: 'verify' })
        if (check.kind === 'claims') {
          note(key, undefined)
          return { ...check.read(secret), at: clock.now() }
        }
        const host = hostOf(check.place(address).origin)
        // SECURITY: recorded before anything is sent.
        note(key, host)
        const report = await reading(() => check.ask(address, secret))
        return { ...report, service: check.service, host, at: clock.now() }
      })
    },
  }
}

function planOf({ kind, service, address, hasOwnServers }: CallCheck, key: KeyRecord) {
  const own = hasOwnServers ? ownServer(service, key.consoleUrl) : undefined
  return { kind, service, address: own ?? address, hasOwnServers }
}

/** The server of the key's console, if its name says that the service runs there (`gitlab.example.com`). */
function ownServer(service: string, consoleUrl: string): string | undefined {
  if (!URL.canParse(consoleUrl)) return undefined
  const { origin, hostname } = new URL(consoleUrl)
  return hostname.includes(service.toLowerCase()) ? `${origin}/` : undefined
}
