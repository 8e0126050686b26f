/** Composes all rules of the vault over one store, in one world; `vault.ts` runs the result. */
import type { SettingsPatch } from '../../shared/model/settings.ts'
import type { AccountId, KeyId, OperationId } from '../../shared/model/model.ts'
import type { OperationStep } from '../../shared/model/operation.ts'
import { createAccounts } from './accounts/accounts.ts'
import { createApprovals } from './approvals/approvals.ts'
import { createBackupRules } from './backup/create-backups.ts'
import { createBulk } from './keys/bulk.ts'
import { createAddTogether } from './rotation/add-together.ts'
import { createByHand } from './rotation/by-hand.ts'
import { createChanges } from './projection/changes.ts'
import { createClipboardFlag } from './clipboard/clipboard-flag.ts'
import { createConfirmedHosts } from './consent/confirmed-hosts.ts'
import { createClipboardWatch } from './clipboard/clipboard-watch.ts'
import { createOfferCopiedKey } from './clipboard/offer-copied-key.ts'
import { createCopiedSecret } from './clipboard/copied-secret.ts'
import { createCopy } from './clipboard/copy.ts'
import { createWritesAs } from './clipboard/copy-as.ts'
import { createCredentialValues } from './credentials/credential-values.ts'
import { createCredentials } from './credentials/credentials.ts'
import { createCommitOperation } from './rotation/commit-operation.ts'
import { createRequestSecret } from './rotation/request-secret.ts'
import { createDescriptions } from './descriptions/descriptions.ts'
import { createExportRules } from './export/create-exports.ts'
import { createImportRequests } from './import/import-requests.ts'
import { createImports } from './import/imports.ts'
import { createJournal } from './rotation/journal.ts'
import { createKnownValues } from './rotation/known-values.ts'
import { createKeyGuards } from './keys/key-guards.ts'
import { createKeyRows } from './projection/key-rows.ts'
import type { Keychain } from './keychain/keychain.ts'
import { createHeldDeletions } from './keys/held-deletions.ts'
import { createHeldDismissals } from './rotation/held-dismissals.ts'
import { createKeys, createPutKey } from './keys/keys.ts'
import { createLinks } from './desktop/links.ts'
import { createDeleteThere } from './sync/deletion.ts'
import { withHarmlessReads } from './sync/harmless-reads.ts'
import { createListImport } from './sync/import-list.ts'
import { createNotices } from './projection/notices.ts'
import { createAdoptCredential, createMarkIfOwn } from './credentials/own-credential.ts'
import { providerAddresses } from './proxy/provider-addresses.ts'
import { createProxies } from './proxy/proxies.ts'
import type { WaitForTurn } from './ports/loop.ts'
import type { Providers } from './ports/provider.ts'
import type { SecretChecks } from './ports/secret-checks.ts'
import { createSecretCheck } from './keys/check-secret.ts'
import { createSecretVerification } from './keys/verify-secret.ts'
import type { OperationRecord, SealedResponseStore, Storage, Store } from './ports/store.ts'
import type { VaultWorld, World } from './ports/world.ts'
import { createRecovery, type Recovery } from './rotation/recovery.ts'
import { createReminders, type Reminders } from './reminders/reminders.ts'
import { createRemoteKeys } from './keys/remote-keys.ts'
import { createOrphans } from './orphans/orphans.ts'
import { createSecretPlaces } from './orphans/secret-places.ts'
import { createOverlapTransitions } from './overlap/overlap-transitions.ts'
import { createSettleOverlaps } from './overlap/overlap-settling.ts'
import { createTransferCredential } from './accounts/transfer-credential.ts'
import { createCheckOldKey } from './overlap/check-old-key.ts'
import { createOverlapRequests } from './overlap/overlap-requests.ts'
import { createOverlaps } from './overlap/overlaps.ts'
import { createReplacementQueue, createStoppedNotifier } from './overlap/queue.ts'
import { createReplacing } from './rotation/replacing.ts'
import { createRotation } from './rotation/rotation.ts'
import { createRows } from './projection/rows.ts'
import { createSealedFolder } from './rotation/sealed-folder.ts'
import { createSealedSearch, type SealedSearch } from './rotation/sealed-search.ts'
import { createSealing } from './rotation/sealing.ts'
import { createSecretPersister } from './rotation/persist-secret.ts'
import { createSnoozes } from './reminders/snoozes.ts'
import { createSync, type Sync } from './sync/sync.ts'
import { createAccountLock } from './scheduling/account-lock.ts'
import { createUserActions } from './consent/user-actions.ts'
import { createUnknownOutcomePolling } from './rotation/poll-unknown-outcomes.ts'

export interface RuleDeps {
  readonly world: World
  readonly store: Store
  readonly storage: Storage
  readonly sealedResponses: SealedResponseStore
  readonly providers: Providers
  readonly checks: SecretChecks
  readonly keychain: Keychain
  readonly turn: WaitForTurn
  /** While true, nothing that leaves the vault may hold a name. The vault itself continues to work. */
  readonly isLocked: () => boolean
}

export type Rules = ReturnType<typeof createRules>

/** @param change the settings, as the user does in the window. */
export function createRules(deps: RuleDeps & { world: VaultWorld }, change: (patch: SettingsPatch) => void) {
  const { world, store, storage, sealedResponses, keychain, turn, isLocked } = deps
  const { clock, clipboard, log, confirmations } = world
  const now = () => clock.now()
  // A page that was just closed must not stop the current work, least of all before a response is sealed.
  const push: World['push'] = (name, payload) => {
    try {
      world.push(name, payload)
    } catch (error) {
      log.unexpected('push to the page', error)
    }
  }
  const step = ({ id, kind, key }: Pick<OperationRecord, 'id' | 'kind' | 'key'>, name: OperationStep) =>
    push('operation:progress', { operation: id, kind, key, step: name })

  // Acts that only a person may trigger, and hosts that only a person may confirm.
  const actions = createUserActions({ ...world })
  const hosts = createConfirmedHosts({ store, providers: deps.providers, confirmations, actions, clock })
  const providers = withHarmlessReads(hosts.providers)

  // The page's view of the vault. Modules created later (`sync`, `search`, `reminders`) are only called once something happens.
  const notices = createNotices(() => changes.touch({ notices: true }))
  const sealedFolder = createSealedFolder({ sealedResponses, store, notices, log, now })
  const hidden = new Set<KeyId>()
  const dismissed = new Set<OperationId>()
  const rows = createRows({
    store,
    hidden,
    dismissed,
    syncingSince: (account) => sync.since(account),
    sealedAnswers: () => sealedFolder.names(),
    holdsSecret: (operation) => search.holdsSecret(operation),
    providers: () => providers.metadata,
    keychain: () => keychain.health(),
    notices: () => notices.all(),
    notifications: () => reminders.health(),
  })
  const keyRows = createKeyRows(rows)
  const changes = createChanges({
    rows,
    send(change) {
      keyRows.follow(change)
      push('app:changed', change)
      reminders.apply(change)
    },
    failed: (error) => void log.unexpected('gather what has changed', error),
  })

  // How a new secret is requested and made safe.
  const accountLock = createAccountLock()
  const guards = createKeyGuards(store, dismissed)
  const journal = createJournal({ store, changes, now })
  const credentials = createCredentials({ store, keychain, providers })
  const descriptions = createDescriptions({
    ...{ store, providers, credentials, hosts, actions, changes, clock, saveFile: world.saveFile },
  })
  descriptions.publish()
  const common = {
    store,
    keychain,
    providers,
    guards,
    journal,
    credentials,
    changes,
    accountLock,
    clock,
    log,
  }
  const ends = createOverlapTransitions({ store, journal, now })
  const commitOperation = createCommitOperation({ store, journal, providers, changes, now })
  const unreadable = (id: OperationId) =>
    notices.add({ kind: 'sealed-response-unreadable', name: id, at: now() })
  const sealing = createSealing({ sealedResponses, keychain, clock, log, unreadable })
  const known = createKnownValues({ store, keychain })
  const values = createCredentialValues({ store, keychain, changes, log })
  const persister = createSecretPersister({ ...common, sealing, commitOperation, values, known, step })
  const search: SealedSearch = createSealedSearch({ ...common, sealing, known, persister, now })
  const recovery: Recovery = createRecovery({
    ...common,
    ...{ sealedResponses, sealing, search, persister, now },
  })

  // Sync: reads from the providers.
  const progress = (account: AccountId, seen: number, total: number | undefined) =>
    push('sync:progress', { account, seen, total })
  const settleOverlaps = createSettleOverlaps({ store, ends })
  const completed: Recovery['check'] = (list) => {
    recovery.check(list)
    settleOverlaps(list)
  }
  const refused: Recovery['credentialRefused'] = (account) => recovery.credentialRefused(account)
  const listImport = createListImport({ store, changes, clock, turn, progress, completed })
  const markIfOwn = createMarkIfOwn({ store, changes })
  const deleteThere = createDeleteThere({ store, clock })
  const adoptCredential = createAdoptCredential({ store, keychain, changes, accountLock, clock, log })
  const sync: Sync = createSync({ ...common, listImport, adoptCredential, refused })

  // Commands of the user.
  const freeBytes = () => storage.freeBytes()
  const issue = createRequestSecret({
    ...common,
    ...{ sealing, known, search, persister, freeBytes, step },
  })
  accountLock.setMakeWay((account) => sync.giveWay(account))
  const polling = createUnknownOutcomePolling({ store, sync, clock })
  const replacing = createReplacing(common)
  const transferCredential = createTransferCredential(common)
  const overlapRequests = createOverlapRequests({
    ...common,
    ...{ ends, markIfOwn, deleteThere, polling, transferCredential },
  })
  const snoozes = createSnoozes({ store, guards, changes, clock })
  const reminders: Reminders = createReminders({ store, rows, keyRows, snoozes, changes, world, isLocked })
  const put = createPutKey({ store, changes, clock })
  const flag = createClipboardFlag({ store, keychain, clipboard, log })
  const copied = createCopiedSecret({
    clipboard,
    flag,
    clock,
    log,
    stayMs: () => store.settings.read().clipboardSeconds * 1_000,
    cleared: (was) => push('clipboard:cleared', { cleared: was }),
    stuck: (isStuck) =>
      isStuck ? notices.add({ kind: 'clipboard-stuck', at: clock.now() }) : notices.remove('clipboard-stuck'),
  })
  const clipboardWatch = createClipboardWatch({
    clipboard,
    clock,
    log,
    isLocked,
    isOn: () => store.settings.read().clipboardWatch,
    offer: createOfferCopiedKey({ store, notifications: world.notifications, push }),
  })
  const keys = createKeys({ store, guards, put, keychain, changes, accountLock, clock })
  const rotation = createRotation({ ...common, recovery, search, issue, polling, replacing, step })
  const byHand = createByHand({
    ...{ store, guards, keychain, clipboard, journal, sealing, persister, accountLock, clock, step },
  })
  const addTogether = createAddTogether({
    ...{ store, keychain, clipboard, journal, sealing, persister, commitOperation, accountLock, clock, log },
  })
  const imports = createImports({ store, keychain, world, known, byHand, addTogether, turn, rotation })
  return {
    ...createBackupRules({
      ...common,
      ...{ sealedResponses, commitOperation, descriptions, world, actions, notices, push, turn, isLocked },
      changeSettings: change,
    }),
    ...createExportRules({ store, keychain, providers, world, actions, push, isLocked }),
    actions,
    descriptions,
    reminders,
    snoozes,
    notices,
    sealedFolder,
    copied,
    clipboardWatch,
    rows,
    keyRows,
    changes,
    accountLock,
    recovery,
    persister,
    sync,
    accounts: createAccounts({
      ...common,
      clipboard,
      sync,
      values,
      hosts,
      abandonOverlaps: (account) => ends.abandon(account),
    }),
    keys,
    deletions: createHeldDeletions({ keys, hidden, changes, clock, log }),
    remoteKeys: createRemoteKeys({
      ...{ store, guards, put, credentials, markIfOwn, deleteThere, accountLock, clock },
    }),
    rotation,
    dismissals: createHeldDismissals({ rotation, journal, hidden: dismissed, changes, clock, log }),
    queue: createReplacementQueue({
      ...{ store, guards, changes, clock, log, rotation },
      stoppedAt: createStoppedNotifier({ store, notifications: world.notifications, isLocked }),
    }),
    polling,
    verification: createSecretVerification({ store, keychain, providers, clock }),
    secretCheck: createSecretCheck({ store, keychain, checks: deps.checks, hosts, clock }),
    overlaps: createOverlaps({
      ...common,
      ends,
      requests: overlapRequests,
      check: createCheckOldKey(common),
    }),
    byHand,
    imports,
    importRequests: createImportRequests({ imports, actions, world }),
    orphans: createOrphans({ ...common, sealedResponses }),
    secretStorage: createSecretPlaces({ ...common, world, sealedResponses, actions, push, sync }),
    bulk: createBulk({ store, guards, put, rows, providers, saveFile: world.saveFile, actions }),
    proxies: createProxies({
      ...{ store, keychain, clipboard, log, network: world.network },
      addresses: () => providerAddresses({ store, providers }),
    }),
    approvals: createApprovals({
      ...{ store, keychain, providers, hidden, world, isLocked },
      changed: () => push('approval:changed', undefined),
    }),
    links: createLinks({ store, providers, hosts, actions, openExternal: world.openExternal }),
    copy: createCopy({
      store,
      keychain,
      clipboard,
      flag,
      copied,
      journal,
      persister,
      sealing,
      clock,
      log,
      changes,
      writesAs: createWritesAs({ store, providers }),
      actions,
    }),
  }
}
