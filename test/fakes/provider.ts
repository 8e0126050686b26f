/** A scripted provider that records the truth: its keys, the secrets it issued, and the calls it received. */
import type {
  Api,
  ListPage,
  Provider,
  Providers,
  RemoteKey,
  RemoteRef,
  ReportedKey,
} from '../../electron/core/ports/provider.ts'
import { sendDeletion } from '../../electron/providers/deletion.ts'
import type { Clock } from '../../electron/core/ports/world.ts'
import type { ProviderMetadata } from '../../shared/model/catalogue.ts'
import { Failure, type ProviderTrouble } from '../../shared/contract/errors.ts'
import type { FormValues } from '../../shared/model/model.ts'
import {
  fakeVault,
  handleOf,
  providerFailure,
  readIssued,
  type ChangeFault,
  type Fault,
  type HandedOut,
  type HeldKey,
} from './provider-vault.ts'

export interface FakeCloud {
  readonly providers: Providers
  readonly keys: Map<string, HeldKey>
  readonly handedOut: readonly HandedOut[]
  /** The number of calls of each kind; `issue` counts regenerate and create. */
  readonly calls: Record<
    'test' | 'list' | 'get' | 'issue' | 'update' | 'switch' | 'revoke' | 'verify',
    number
  >
  /** The requested end of the previous secret, for each regeneration and each later call. */
  readonly oldEnds: (number | 'now')[]
  /** Adds a key, as if it was created on the provider's web site. Returns its address. */
  add(label: string, changes?: Partial<RemoteKey>): string
  /** Regenerates a key outside Keyhold: its address and secret change without the program's knowledge. */
  renewElsewhere(pick: number): void
  /** Sets the fault of the next call that issues a secret. */
  failNext(fault: Fault): void
  /** Sets the fault of the next call that enables, disables or deletes a key. */
  failNextChange(fault: ChangeFault): void
  /** The next call that issues a secret acts, but answers only after the returned function is called. */
  holdNext(): () => void
  /** The next connection test answers only after the returned function is called. */
  holdTest(): () => void
  readonly turnedAway: Set<string> // secrets that every connection test refuses
  /** While set, every read fails with this error. */
  trouble: ProviderTrouble | undefined
  /** While true, no single key can be read. */
  getFails: boolean
  /** Keys that lists omit. */
  readonly unlisted: Set<string>
  /** While true, lists fail after the first page. */
  listBreaksOff: boolean
  /** The key that lists mark as the account's own credential. */
  ownInLists: string | undefined
  /** While true, a cancelled list ends as if it were complete. Otherwise it fails. */
  endsWhenCancelled: boolean
  /** While set, a list answers only after the promise has resolved. */
  listWaits: Promise<void> | undefined
  /** How far the provider's clock is ahead of the program's, in milliseconds. */
  aheadMs: number
  pageSize: number
}

interface Options {
  readonly clock: Pick<Clock, 'now'>
  readonly facts?: Partial<ProviderMetadata['rotation']>
  /** Members to omit, because this provider's API does not have them. */
  readonly without?: readonly (keyof Provider)[]
  readonly scopes?: readonly string[]
  readonly kinds?: ProviderMetadata['kinds']
  /** The properties of the provider's lists. */
  readonly lists?: Pick<Provider, 'listIsPartial' | 'listShowsCredential' | 'readsLagMs' | 'newSecretsLagMs'>
  /** Completes the drafts of new keys. */
  readonly prepare?: (draft: FormValues) => Promise<FormValues>
  /** Runs after the creation of a key. */
  readonly finish?: (key: RemoteRef, draft: FormValues) => Promise<readonly ReportedKey[]>
  /** Lists contain no times. */
  readonly undated?: boolean
  /** A regenerated key keeps its address, and no secret shows the address of its key. */
  readonly keepsAddress?: boolean
  /** The account's settings name the key that signs, as `signsWith`; a secret is only accepted together with the address of its key. */
  readonly namesKey?: boolean
}

export const CLOUD = 'cloud'
/** The default credential of every account. */
export const CREDENTIAL = 'h0000-credential'

/** The property of an opened account that holds its credential; only this fake reads it. */
const OPENED_WITH = 'opened with'
const openedWith = ({ settings }: Api): string => textOf(settings[OPENED_WITH])
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

const DEFAULTS: Required<Omit<Options, 'clock' | 'prepare' | 'finish'>> = {
  facts: {},
  without: [],
  scopes: [''],
  kinds: [],
  lists: {},
  undated: false,
  keepsAddress: false,
  namesKey: false,
}

export function fakeCloud(options: Options): FakeCloud {
  const { clock, facts, without, scopes, kinds, lists, undated, keepsAddress, namesKey } = {
    ...DEFAULTS,
    ...options,
  }
  const { prepare, finish } = options
  const vault = fakeVault(() => clock.now() + cloud.aheadMs, { keepsAddress })
  const { keys, handedOut } = vault
  const now = () => clock.now() + cloud.aheadMs
  let testHeld: Promise<undefined> | undefined

  function reading(): void {
    if (cloud.trouble !== undefined) throw providerFailure(cloud.trouble, 'unknown')
  }

  const issue = (old: string | undefined, label: string, scope: string) => {
    cloud.calls.issue += 1
    return vault.issue(old, label, scope)
  }

  function needed(remoteId: string): HeldKey {
    const found = keys.get(remoteId)
    if (found === undefined) throw providerFailure('not-found', 'refused')
    return found
  }

  const isNamed = ({ settings }: Api): boolean => {
    const named = keys.get(textOf(settings.signsWith))
    return !namesKey || named === undefined || named.secret === textOf(settings[OPENED_WITH])
  }

  async function* list(_api: Api, scope: string, signal?: AbortSignal): AsyncIterable<ListPage> {
    cloud.calls.list += 1
    await cloud.listWaits
    const all = [...keys.values()]
      .map(({ remote }) => remote)
      .filter((remote) => remote.scope === scope && !cloud.unlisted.has(remote.remoteId))
      .map((remote) => (undated ? { ...remote, createdAt: undefined } : remote))
    for (let from = 0; from === 0 || from < all.length; from += cloud.pageSize) {
      if (signal?.aborted === true && cloud.endsWhenCancelled) return
      if (signal?.aborted === true) throw providerFailure('cancelled', 'unknown')
      reading()
      if (from > 0 && cloud.listBreaksOff) throw providerFailure('cut-off', 'unknown')
      const page = all.slice(from, from + cloud.pageSize)
      yield { keys: page, total: all.length, date: now(), credentialId: cloud.ownInLists }
    }
  }

  const provider: Provider = {
    metadata: {
      id: CLOUD,
      name: 'Cloud',
      summary: 'A cloud for tests.',
      keyNoun: 'key',
      docsUrl: 'https://cloud.example/docs',
      consoleUrl: 'https://cloud.example/console',
      accountFields: [],
      credential: { label: 'Key', help: '' },
      createFields: [],
      updateFields: [],
      rotation: {
        oldSecretDies: 'at-once',
        regenerate: '',
        revoke: '',
        keepsExpiry: true,
        reportsRenewal: true,
        ...facts,
      },
      kinds,
    },
    settings: (form) => form,
    ...(namesKey && {
      settingsWith: (settings: FormValues, remoteId: string) => ({ ...settings, signsWith: remoteId }),
    }),
    credentialHandle: (credential) => handleOf(credential.use((bytes) => bytes.toString('utf8'))),
    scopes: () => scopes,
    async test(api) {
      cloud.calls.test += 1
      await testHeld
      testHeld = undefined
      reading()
      if (cloud.turnedAway.has(openedWith(api)) || !isNamed(api))
        throw providerFailure('unauthorized', 'refused')
      return { who: 'tester', may: [], warnings: [] }
    },
    list,
    ...lists,
    async get(_api, { remoteId }) {
      cloud.calls.get += 1
      reading()
      if (cloud.getFails) throw providerFailure('unavailable', 'unknown')
      return { key: keys.get(remoteId)?.remote, date: now() }
    },
    create: {
      check: (draft: FormValues) => ({ draft, label: textOf(draft.label), scope: scopes[0]! }),
      ...(prepare && { prepare: async (_api: Api, draft: FormValues) => prepare(draft) }),
      send: (_api, draft) => issue(undefined, textOf(draft.label), textOf(draft.scope)),
      read: readIssued,
      ...(finish && { finish: async (_api: Api, key, draft) => finish(key, draft) }),
    },
    regenerate: {
      send: (_api, { remoteId, label, scope, oldUntil }) => {
        if (oldUntil !== undefined) cloud.oldEnds.push(oldUntil)
        return issue(remoteId, label, scope)
      },
      read: readIssued,
    },
    async update(_api, { remoteId }, draft) {
      cloud.calls.update += 1
      const found = needed(remoteId)
      found.remote = { ...found.remote, label: textOf(draft.label) || found.remote.label }
      return found.remote
    },
    async moveOldEnd(_api, { remoteId }, until) {
      return vault.change(() => {
        cloud.oldEnds.push(until ?? 'now')
        return needed(remoteId).remote
      })
    },
    async setEnabled(_api, { remoteId }, enabled) {
      cloud.calls.switch += 1
      return vault.change(() => {
        const found = needed(remoteId)
        found.remote = { ...found.remote, switch: enabled ? 'enabled' : 'disabled' }
        return found.remote
      })
    },
    async revoke(_api, { remoteId }) {
      cloud.calls.revoke += 1
      return sendDeletion(async () => vault.change(() => keys.delete(needed(remoteId).remote.remoteId)))
    },
    async draftFromKey(_api, { remoteId }) {
      reading()
      return { label: needed(remoteId).remote.label }
    },
    secretsIn: (text) => [...text.matchAll(/"secret":"([^"*]+)"/g)].map(([, secret = '']) => secret),
    async verify(api) {
      cloud.calls.verify += 1
      reading()
      const own = [...keys.values()].find(({ secret }) => secret === openedWith(api))
      return own?.remote.switch === 'enabled' && isNamed(api)
    },
  }
  const missing: readonly string[] = keepsAddress ? [...without, 'credentialHandle'] : without
  const offered = Object.fromEntries(
    Object.entries(provider).filter(([name]) => !missing.includes(name)),
  ) as unknown as Provider

  const cloud: FakeCloud = {
    keys,
    handedOut,
    oldEnds: [],
    calls: { test: 0, list: 0, get: 0, issue: 0, update: 0, switch: 0, revoke: 0, verify: 0 },
    turnedAway: new Set(),
    trouble: undefined,
    getFails: false,
    unlisted: new Set(),
    ownInLists: undefined,
    listBreaksOff: false,
    endsWhenCancelled: false,
    listWaits: undefined,
    aheadMs: 0,
    pageSize: 2,
    add: (label, changes = {}) => vault.add(label, { scope: scopes[0]!, ...changes }),
    renewElsewhere: (pick) => vault.renewElsewhere(pick),
    failNext: (next) => vault.failNext(next),
    failNextChange: (next) => vault.failNextChange(next),
    holdNext: () => vault.holdNext(),
    holdTest() {
      const { promise, resolve } = Promise.withResolvers<undefined>()
      testHeld = promise
      return () => resolve(undefined)
    },
    providers: {
      metadata: [],
      useDescribed: () => undefined,
      find(id) {
        if (id === CLOUD) return offered
        throw new Failure({ kind: 'not-found', what: 'provider' })
      },
      destinations: (_id, { address }) => [textOf(address)],
      strangers: (_id, { address }) => (textOf(address) === '' ? [] : [new URL(textOf(address)).origin]),
      async open(_id, settings, secret) {
        const opened = secret.use((bytes) => bytes.toString('utf8'))
        return {
          settings: { ...settings, [OPENED_WITH]: opened },
          keepAnswers: (keep) => vault.keepAnswers(keep),
          close: () => undefined,
        }
      },
    },
  }
  return cloud
}
