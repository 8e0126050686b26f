/** Connects, tests, changes and removes provider accounts. */
import { isDeepStrictEqual } from 'node:util'
import type { TestReport } from '../../../shared/model/catalogue.ts'
import type { Input, Output } from '../../../shared/contract/contract.ts'
import type { SecretInput } from '../../../shared/contract/secret-input.ts'
import { Failure } from '../../../shared/contract/errors.ts'
import { fieldList } from '../../../shared/model/history.ts'
import { AccountId, type FormValues } from '../../../shared/model/model.ts'
import { isSideBySide } from '../../../shared/model/overlap.ts'
import type { Changes } from '../projection/changes.ts'
import type { ConfirmedHosts } from '../consent/confirmed-hosts.ts'
import { createConnectionTests } from './connection-tests.ts'
import type { CredentialValues } from '../credentials/credential-values.ts'
import { type Credentials, withClient, type Opened } from '../credentials/credentials.ts'
import { markedKey } from '../credentials/mark-credential.ts'
import { accountEntry, newId } from '../keychain/entry-names.ts'
import { freeVersion } from '../keychain/free-version.ts'
import type { Keychain } from '../keychain/keychain.ts'
import { checkName } from '../keys/local-fields.ts'
import { createPermissions, type Permissions } from './permissions.ts'
import type { Api, Provider, Providers } from '../ports/provider.ts'
import type { AccountRecord, NewHistoryEntry, OperationRecord, Store } from '../ports/store.ts'
import type { ClipboardPort, Clock } from '../ports/world.ts'
import type { Secret } from '../ports/secret.ts'
import { takeSecret } from '../keychain/secret-input.ts'
import type { Sync } from '../sync/sync.ts'
import type { AccountLock } from '../scheduling/account-lock.ts'

interface Deps {
  readonly store: Store
  readonly keychain: Keychain
  readonly credentials: Credentials
  readonly providers: Providers
  readonly clipboard: ClipboardPort
  readonly clock: Clock
  readonly changes: Changes
  readonly accountLock: AccountLock
  readonly sync: Sync
  readonly values: CredentialValues
  readonly hosts: Pick<ConfirmedHosts, 'confirm'>
  /** Ends pending overlap requests: without the account, the provider can no longer be asked. The overlaps themselves stay open. */
  readonly abandonOverlaps: (account: AccountId) => void
}

type KeptCredential = Pick<
  AccountRecord,
  'credentialEntry' | 'credentialVersion' | 'credentialBackend' | 'credentialExpiresAt' | 'credentialKey'
>

/** Each method that sends a request first asks the user about a host that is not the provider's own. Throws Failure `host` or `limit`. */
export interface Accounts extends Permissions {
  /** Tests the connection with the form's values. Stores nothing. Throws Failure `invalid`, `secret`, `provider`. */
  test(form: Input<'account:test'>): Promise<TestReport>
  /** Tests with the stored credential and, if given, other settings. Throws Failure `invalid` if those name another destination. */
  testSaved(input: Input<'account:test-saved'>): Promise<TestReport>
  /** Cancels all running tests, including those of `connect` and `change`. */
  cancelTest(): void
  /**
   * Tests the connection, stores the credential, then the account, then starts the first sync. Throws as {@link Accounts.test} does, and Failure
   * `keychain` and `vault`; in each case nothing is stored.
   */
  connect(form: Input<'account:connect'>): Promise<Output<'account:connect'>>
  /** Tests a new credential or other settings before storing them. Throws as {@link Accounts.connect} does; in each case nothing changes. */
  change(input: Input<'account:change'>): Promise<void>
  /** Removes the account. Its keys stay, without an account. `name` must be the account's name. */
  remove(input: Input<'account:remove'>): Promise<void>
  /** Starts a sync at the user's request. Resolves when the sync has ended. Throws Failure `not-found`. */
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
    accountLock,
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

  const tests = createConnectionTests({ store, providers, clock })

  function record(
    account: AccountRecord,
    kind: NewHistoryEntry['kind'],
    details: NewHistoryEntry['details'],
  ): void {
    const before = store.accounts.get(account.id)
    const marked = before && before.credentialKey !== account.credentialKey ? markedKey(before) : []
    store.accounts.put(account)
    store.history.add({ at: clock.now(), kind, account: account.id, name: account.name, details })
    changes.touch({ accounts: [account.id], keys: marked })
  }

  /** Records in the history that the connection was not tested. */
  const testedNote = (untested: true | undefined) => (untested ? ({ tested: false } as const) : {})

  /**
   * Copies the secret before any wait, because the clipboard may change meanwhile. A secret that no request can carry is refused before it stops
   * anything.
   */
  async function withCredential<T>(
    from: SecretInput,
    { provider, settings }: Pick<AccountRecord, 'provider' | 'settings'>,
    run: (secret: Secret, api: Api) => Promise<T>,
  ): Promise<T> {
    const secret = await takeSecret(from, clipboard)
    try {
      keychain.checkFits(secret)
      await hosts.confirm(provider, settings)
      return await withClient(providers, { provider, settings, secret }, (api) => run(secret, api))
    } finally {
      secret.wipe()
    }
  }

  /** `write` records in the database the entry that the keychain holds. If `write` fails, the keychain entry is deleted again. */
  async function keepCredential(
    id: AccountId,
    version: number,
    { credentialExpiresAt }: Provider,
    secret: Secret,
    write: (kept: KeptCredential) => void,
  ): Promise<void> {
    const entry = accountEntry(id, version)
    const { backend } = await keychain.keep(entry, secret)
    const kept = {
      credentialEntry: entry,
      credentialVersion: version,
      credentialBackend: backend,
      credentialExpiresAt: credentialExpiresAt?.(secret),
      credentialKey: undefined,
    }
    try {
      store.transaction(() => write(kept))
    } catch (error) {
      await keychain.forget(entry).catch(() => undefined) // a failed delete leaves an orphan, which the settings find
      throw error
    }
  }

  /** Skips entries that a crash may have left in the keychain and that the account does not count. */
  const nextVersion = (id: AccountId): Promise<number> =>
    freeVersion(keychain, need(id).credentialVersion + 1, (version) => accountEntry(id, version))

  /** An open operation may still need the account, or may hold the only copy of a secret. */
  function refuseWhileOpen(id: AccountId): void {
    const hinders = (one: OperationRecord) => one.state !== 'unknown' && !isSideBySide(one)
    if (store.operations.open().some((one) => one.account === id && hinders(one)))
      throw new Failure({ kind: 'busy', act: 'regenerate' })
  }

  /**
   * SECURITY: an attacker who can change an address could have the stored credential sent to it. A new destination therefore needs the credential
   * entered again, by the user.
   */
  function refuseElsewhere({ provider, settings: before }: AccountRecord, settings: FormValues): void {
    const known = providers.destinations(provider, before)
    if (providers.destinations(provider, settings).some((one) => !known.includes(one)))
      throw new Failure({ kind: 'invalid', field: 'credential', why: 'required' })
  }

  async function testKept({ id, name, settings }: AccountRecord, others?: FormValues): Promise<TestReport> {
    const test = ({ provider, api, credential }: Opened) =>
      tests.run({ provider, api, credential, settings: others ?? settings, about: { account: id, name } })
    return credentials.use(id, test, others)
  }

  return {
    async test({ provider: id, settings, credential }) {
      const provider = providers.find(id)
      const account = { provider: id, settings: provider.settings(settings) }
      const about = { name: provider.metadata.name }
      return withCredential(credential, account, (secret, api) =>
        tests.run({ provider, api, credential: secret, settings: account.settings, about }),
      )
    },

    async testSaved({ account: id, settings }) {
      const account = need(id)
      const cleaned = settings && providers.find(account.provider).settings(settings)
      if (cleaned) refuseElsewhere(account, cleaned)
      await hosts.confirm(account.provider, cleaned ?? account.settings)
      return testKept(account, cleaned)
    },

    cancelTest: () => tests.cancel(),

    ...createPermissions(credentials),

    async connect({ provider: providerId, name, settings, credential, untested }) {
      const provider = providers.find(providerId)
      const account = {
        id: AccountId.parse(newId(name)),
        provider: providerId,
        name: checkName(name),
        sign: undefined,
        settings: provider.settings(settings),
        connectedAt: clock.now(),
        lastSync: undefined,
        asOf: undefined,
        clockSkewMs: undefined,
        warnings: [],
      }
      const about = { name: account.name }
      return withCredential(credential, account, async (secret, api) => {
        const asked = { provider, api, credential: secret, settings: account.settings, about }
        const report = untested ? undefined : await tests.run(asked)
        await keepCredential(account.id, 1, provider, secret, (kept) =>
          record({ ...account, ...kept }, 'account-connected', testedNote(untested)),
        )
        void sync.start(account.id)
        return { account: account.id, ...(report && { report }) }
      })
    },

    async change({ account: id, name, sign, settings, credential, untested }) {
      const before = need(id)
      const provider = providers.find(before.provider)
      const checked = {
        ...(name !== undefined && { name: checkName(name) }),
        ...(sign !== undefined && { sign }),
        ...(settings !== undefined && { settings: provider.settings(settings) }),
      }
      if (credential === undefined && checked.settings !== undefined)
        refuseElsewhere(before, checked.settings)
      if (checked.settings !== undefined) await hosts.confirm(before.provider, checked.settings)
      const next = { ...before, ...checked }
      const write = (kept?: KeptCredential) => {
        const names = Object.keys(checked) as (keyof typeof checked)[]
        const fields = fieldList([...names, ...(kept ? (['credential'] as const) : [])])
        const details = { fields, ...testedNote(untested) }
        record({ ...need(id), ...checked, ...kept }, 'account-changed', details)
      }
      const change = async (secret?: Secret) => {
        sync.giveWay(id)
        const changed = accountLock.run(id, async () => {
          if (secret === undefined) {
            store.transaction(() => write())
            return
          }
          // The previous credential stays in the keychain until the account is removed, so that a mistake does not lose it.
          await keepCredential(id, await nextVersion(id), provider, secret, write)
          await values.given(id)
        })
        await changed.finally(() => {
          if (store.accounts.get(id) !== undefined) void sync.start(id)
        })
      }
      if (credential === undefined) {
        const isOther = !isDeepStrictEqual(next.settings, before.settings)
        if (isOther && !untested) await testKept(before, next.settings)
        return change()
      }
      const about = { account: id, name: before.name }
      return withCredential(credential, next, async (secret, api) => {
        const asked = { provider, api, credential: secret, settings: next.settings, about }
        if (!untested) await tests.run(asked)
        await change(secret)
      })
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
      await accountLock.run(id, async () => {
        refuseWhileOpen(id) // an operation that ran before this one in the queue may have left something open
        // The current credential is deleted last, and the account after it: an entry that stays in the keychain is still named by the account.
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
