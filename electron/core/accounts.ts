/** Connects, tests, changes and removes provider accounts. */
import type { TestReport } from '../../shared/catalogue.ts'
import type { Input } from '../../shared/contract.ts'
import type { SecretInput } from '../../shared/secret-input.ts'
import { Failure } from '../../shared/errors.ts'
import { AccountId, type FormValues } from '../../shared/model.ts'
import { isSideBySide } from '../../shared/overlap.ts'
import type { Changes } from './changes.ts'
import { hostOf, type ConfirmedHosts } from './confirmed-hosts.ts'
import type { CredentialValues } from './credential-values.ts'
import type { Credentials, Opened } from './credentials.ts'
import { accountEntry, newId } from './entry-names.ts'
import { freeVersion } from './free-version.ts'
import type { Keychain } from './keychain.ts'
import { leashed } from './leashed.ts'
import { checkName } from './local-fields.ts'
import { createPermissions, type Permissions } from './permissions.ts'
import type { Api, Provider, Providers } from './ports/provider.ts'
import type { AccountRecord, NewHistoryEntry, OperationRecord, Store } from './ports/store.ts'
import type { ClipboardPort, Clock } from './ports/world.ts'
import type { Secret } from './secret.ts'
import { takeSecret } from './secret-input.ts'
import type { Sync } from './sync.ts'
import type { Turns } from './turns.ts'

interface Deps {
  readonly store: Store
  readonly keychain: Keychain
  readonly credentials: Credentials
  readonly providers: Providers
  readonly clipboard: ClipboardPort
  readonly clock: Clock
  readonly changes: Changes
  readonly turns: Turns
  readonly sync: Sync
  readonly values: CredentialValues
  readonly hosts: Pick<ConfirmedHosts, 'confirm'>
  /** Two keys side by side go on without who could be asked about them. */
  readonly abandonOverlaps: (account: AccountId) => void
}

/** Whatever sends something asks first about a host that is not the provider's own: Failure `host` or `limit`. */
export interface Accounts extends Permissions {
  /** Asks the provider with what the form holds; keeps nothing. Throws Failure `invalid`, `secret`, `provider`. */
  test(form: Input<'account:test'>): Promise<TestReport>
  /** The same with the credential that is kept and, if given, other settings. Throws Failure `invalid` where those lead elsewhere. */
  testSaved(input: Input<'account:test-saved'>): Promise<TestReport>
  /** Keeps the credential first, then the account, then starts the first sync. */
  connect(form: Input<'account:connect'>): Promise<{ account: AccountId }>
  change(input: Input<'account:change'>): Promise<void>
  /** Forgets the account; its keys stay, now as keys of nobody. `name` must be the account's. */
  remove(input: Input<'account:remove'>): Promise<void>
  /** A sync at the user's word. Resolves when it has ended. Throws Failure `not-found`. */
  sync(account: AccountId): Promise<void>
}

export function createAccounts(deps: Deps): Accounts {
  const {
    store,
    keychain,
    credentials,
    providers,
    clipboard,
    clock,
    changes,
    turns,
    sync,
    abandonOverlaps,
    values,
    hosts,
  } = deps

  const need = (id: AccountId): AccountRecord => {
    const record = store.accounts.get(id)
    if (record === undefined) throw new Failure({ kind: 'not-found', what: 'account' })
    return record
  }

  async function ask(provider: Provider, api: Api, credential: Secret): Promise<TestReport> {
    const report = await provider.test(api)
    const expiresAt = report.credentialExpiresAt ?? provider.credentialExpiresAt?.(credential)
    return { ...report, ...(expiresAt !== undefined && { credentialExpiresAt: expiresAt }) }
  }

  function record(account: AccountRecord, kind: NewHistoryEntry['kind'], fields = ''): void {
    store.accounts.put(account)
    store.history.add({ at: clock.now(), kind, account: account.id, name: account.name, details: { fields } })
    changes.touch({ accounts: [account.id] })
  }

  /** Taken before any wait: the clipboard may hold something else by then, and what no request could carry must stop nothing. */
  async function withCredential<T>(
    from: SecretInput,
    { provider, settings }: Pick<AccountRecord, 'provider' | 'settings'>,
    act: (secret: Secret, api: Api) => Promise<T>,
  ): Promise<T> {
    const secret = await takeSecret(from, clipboard)
    try {
      keychain.checkFits(secret)
      await hosts.confirm(provider, settings)
      return await leashed(providers, { provider, settings, secret }, (api) => act(secret, api))
    } finally {
      secret.wipe()
    }
  }

  async function keepCredential(id: AccountId, version: number, provider: Provider, secret: Secret) {
    const { backend } = await keychain.keep(accountEntry(id, version), secret)
    return {
      credentialEntry: accountEntry(id, version),
      credentialVersion: version,
      credentialBackend: backend,
      credentialExpiresAt: provider.credentialExpiresAt?.(secret),
      credentialKey: undefined,
    }
  }

  /** A crash may have left an entry that the account does not count. */
  const nextVersion = (id: AccountId): Promise<number> =>
    freeVersion(keychain, need(id).credentialVersion + 1, (version) => accountEntry(id, version))

  /** An open operation may need the account, or hold the only copy of a secret. */
  function refuseWhileOpen(id: AccountId): void {
    const hinders = (one: OperationRecord) => one.state !== 'unknown' && !isSideBySide(one)
    if (store.operations.open().some((one) => one.account === id && hinders(one)))
      throw new Failure({ kind: 'busy', act: 'regenerate' })
  }

  /**
   * SECURITY: whoever can change an address could have the kept credential sent to it. A new destination takes the credential anew, from
   * the user's own hand.
   */
  function refuseElsewhere({ provider, settings: before }: AccountRecord, settings: FormValues): void {
    const known = providers.destinations(provider, before)
    if (providers.destinations(provider, settings).some((one) => !known.includes(one)))
      throw new Failure({ kind: 'invalid', field: 'credential', why: 'required' })
  }

  /** Written down before anything is sent: a test can send a credential wherever it may go. */
  function noteTest(
    provider: string,
    settings: FormValues,
    about: Pick<NewHistoryEntry, 'account' | 'name'>,
  ) {
    const origins = providers.destinations(provider, settings).filter((one) => /^https?:/.test(one))
    const host = [...new Set(origins.map(hostOf))].join(', ')
    store.history.add({ ...about, at: clock.now(), kind: 'connection-tested', details: { host } })
  }

  return {
    async test({ provider: id, settings, credential }) {
      const provider = providers.find(id)
      const account = { provider: id, settings: provider.settings(settings) }
      return withCredential(credential, account, (secret, api) => {
        noteTest(id, account.settings, { name: provider.facts.name })
        return ask(provider, api, secret)
      })
    },

    async testSaved({ account: id, settings }) {
      const account = need(id)
      const cleaned = settings && providers.find(account.provider).settings(settings)
      if (cleaned) refuseElsewhere(account, cleaned)
      const used = cleaned ?? account.settings
      await hosts.confirm(account.provider, used)
      const test = ({ provider, api, credential }: Opened) => {
        noteTest(account.provider, used, { account: id, name: account.name })
        return ask(provider, api, credential)
      }
      return credentials.use(id, test, cleaned)
    },

    ...createPermissions(credentials),

    async connect({ provider: providerId, name, settings, credential }) {
      const provider = providers.find(providerId)
      const account = {
        id: AccountId.parse(newId(name)),
        provider: providerId,
        name: checkName(name),
        settings: provider.settings(settings),
        connectedAt: clock.now(),
        lastSync: undefined,
        asOf: undefined,
        clockSkewMs: undefined,
        warnings: [],
      }
      return withCredential(credential, account, async (secret) => {
        const kept = await keepCredential(account.id, 1, provider, secret)
        store.transaction(() => record({ ...account, ...kept }, 'account-connected'))
        void sync.start(account.id)
        return { account: account.id }
      })
    },

    async change({ account: id, name, settings, credential }) {
      const before = need(id)
      const provider = providers.find(before.provider)
      const checked = {
        ...(name !== undefined && { name: checkName(name) }),
        ...(settings !== undefined && { settings: provider.settings(settings) }),
      }
      if (credential === undefined && checked.settings !== undefined)
        refuseElsewhere(before, checked.settings)
      if (checked.settings !== undefined) await hosts.confirm(before.provider, checked.settings)
      const change = async (secret?: Secret) => {
        sync.giveWay(id)
        const changed = turns.inAccount(id, async () => {
          const kept = secret && (await keepCredential(id, await nextVersion(id), provider, secret))
          const fields = [...Object.keys(checked), ...(kept ? ['credential'] : [])].join(', ')
          store.transaction(() => record({ ...need(id), ...checked, ...kept }, 'account-changed', fields))
          if (kept) await values.given(id)
          // The previous credential stays in the keychain until the account goes: a slip of the hand must not cost it.
        })
        await changed.finally(() => {
          if (store.accounts.get(id) !== undefined) void sync.start(id)
        })
      }
      if (credential === undefined) return change()
      return withCredential(credential, { ...before, ...checked }, change)
    },

    async sync(id) {
      const { provider, settings } = need(id)
      await hosts.confirm(provider, settings)
      await sync.start(id)
    },

    async remove({ account: id, name }) {
      const account = need(id)
      if (name.trim() !== account.name) throw new Failure({ kind: 'name-mismatch' })
      refuseWhileOpen(id)
      sync.cancel(id)
      await turns.inAccount(id, async () => {
        refuseWhileOpen(id) // what was before us in the queue may have left something open
        // The current one is the last, and the account goes after it: what stays in the keychain is still named here.
        for (let version = 1; version <= need(id).credentialVersion; version++)
          await keychain.forget(accountEntry(id, version))
        const keys = store.keys.ofAccount(id)
        store.transaction(() => {
          for (const key of keys) store.keys.put({ ...key, account: undefined, renewedAs: undefined })
          store.accounts.remove(id)
          abandonOverlaps(id)
          store.history.add({
            at: clock.now(),
            kind: 'account-removed',
            account: id,
            name: account.name,
            details: { keys: keys.length },
          })
        })
        changes.touch({ accounts: [id], keys: keys.map((key) => key.id) })
      })
    },
  }
}
