/** The providers that the user describes: keeps their documents, and makes providers of them. */
import { randomBytes } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { Input, Output } from '../../../shared/contract/contract.ts'
import {
  REVIEW_ROWS,
  type CheckedDescription,
  type ListReview,
} from '../../../shared/contract/descriptions.ts'
import { Failure } from '../../../shared/contract/errors.ts'
import type { NewHistoryEntry, DescriptionRecord, Store } from '../ports/store.ts'
import type { AccountId } from '../../../shared/model/model.ts'
import { DescribedId } from '../../../shared/model/provider-description.ts'
import type { ConfirmedHosts } from '../consent/confirmed-hosts.ts'
import type { UserActions } from '../consent/user-actions.ts'
import type { Credentials } from '../credentials/credentials.ts'
import type { Providers, RemoteKey } from '../ports/provider.ts'
import type { Clock, World } from '../ports/world.ts'
import type { Changes } from '../projection/changes.ts'
import { checkDescription, documentOf } from './check-description.ts'
import { callsOf, described, descriptionIn } from './read-description.ts'

interface Deps {
  readonly store: Store
  readonly providers: Pick<Providers, 'useDescribed'>
  readonly credentials: Credentials
  readonly hosts: Pick<ConfirmedHosts, 'confirm'>
  readonly actions: UserActions
  readonly changes: Changes
  readonly clock: Pick<Clock, 'now'>
  readonly saveFile: World['saveFile']
}

/** A description in a backup. */
export type KeptDescription = DescriptionRecord

export interface Descriptions {
  check(text: string): CheckedDescription
  /**
   * Keeps a description without faults. Throws Failure `not-found`, `limit` without a press by the user, and `busy` while an answer of the provider
   * waits to be read as the description says now.
   */
  save(input: Input<'description:save'>): Promise<Output<'description:save'>>
  /** Throws Failure `not-found`. */
  read(id: DescribedId): Output<'description:read'>
  /** Throws Failure `not-found`, `limit` or `file`. */
  saveFile(id: DescribedId): Promise<{ readonly saved: boolean }>
  /** Throws Failure `not-found`, and `description` `in-use`. */
  remove(id: DescribedId): void
  /** Reads an account's whole list. Throws Failure `not-found`, `unsupported`, `host`, and those of opening the account and of its list. */
  review(account: AccountId): Promise<ListReview>
  /** Throws Failure `not-found`, `limit`, and `description` `not-reviewed`, `empty-list` or `unreadable`. */
  confirmList(input: Input<'description:confirm-list'>): Promise<void>
  /** Brings descriptions out of a backup. One that is here stays as it is, with its own confirmation. */
  bring(kept: readonly KeptDescription[]): void
  /** Makes what is stored known as providers. */
  publish(): void
}

export function createDescriptions(deps: Deps): Descriptions {
  const { store, providers, credentials, hosts, actions, changes, clock, saveFile } = deps
  /** How the list of each was read when it was reviewed in this run, and whether it had a key. */
  const reviewed = new Map<DescribedId, { readonly calls: unknown; readonly isEmpty: boolean }>()

  function need(id: DescribedId): DescriptionRecord {
    const record = store.descriptions.get(id)
    if (record === undefined) throw new Failure({ kind: 'not-found', what: 'provider' })
    return record
  }

  const accountsOf = (id: DescribedId) => store.accounts.all().filter(({ provider }) => provider === id)

  const publish = () => providers.useDescribed(store.descriptions.all().map(described))

  function changed(id: DescribedId): void {
    publish()
    changes.touch({ providers: true, accounts: accountsOf(id).map((account) => account.id) })
  }

  function put(record: DescriptionRecord, kind: NewHistoryEntry['kind']): void {
    store.transaction(() => {
      store.descriptions.put(record)
      store.history.add({ at: clock.now(), kind, name: described(record).name, details: {} })
    })
    changed(record.id)
  }

  /** An answer that holds a secret is read by the description that it was asked for with. */
  function refuseWhileIssuing(id: DescribedId): void {
    const isIssuing = store.operations
      .open()
      .some(({ provider, state }) => provider === id && ['requested', 'received', 'unsaved'].includes(state))
    if (isIssuing) throw new Failure({ kind: 'busy', act: 'create' })
  }

  function newId(): DescribedId {
    const id = DescribedId.parse(`described-${randomBytes(4).toString('hex')}`)
    return store.descriptions.get(id) === undefined ? id : newId()
  }

  return {
    check: checkDescription,

    async save({ provider: id, text }) {
      const checked = checkDescription(text)
      if (checked.kind === 'faulty') return checked
      if (id !== undefined) need(id)
      await actions.need('describe')
      const { description } = checked
      const now = clock.now()
      const document = documentOf(description)
      if (id === undefined) {
        const made = newId()
        const times = { createdAt: now, updatedAt: now }
        put(
          { id: made, document, listConfirmedAt: undefined, noKeysAt: undefined, ...times },
          'provider-described',
        )
        return { kind: 'saved', provider: made }
      }
      const before = need(id)
      const was = descriptionIn(before)
      const isSameList = was !== undefined && isDeepStrictEqual(callsOf(was), callsOf(description))
      if (!isSameList) refuseWhileIssuing(id)
      const { listConfirmedAt, noKeysAt } = isSameList ? before : UNCONFIRMED
      put({ ...before, document, listConfirmedAt, noKeysAt, updatedAt: now }, 'provider-changed')
      return { kind: 'saved', provider: id }
    },

    read(id) {
      const record = need(id)
      const description = descriptionIn(record)
      return { text: record.document, ...(description && { description }) }
    },

    async saveFile(id) {
      const { document } = need(id)
      return { saved: await actions.dialog(() => saveFile(`keyhold-${id}.json`, document)) }
    },

    remove(id) {
      const record = need(id)
      const open = store.operations.open().filter(({ provider }) => provider === id)
      const inTheWay = [...new Set([...accountsOf(id), ...open].map(({ name }) => name))]
      if (inTheWay.length > 0) throw new Failure({ kind: 'description', why: 'in-use', accounts: inTheWay })
      store.transaction(() => {
        store.descriptions.remove(id)
        const { name } = described(record)
        store.history.add({ at: clock.now(), kind: 'provider-removed', name, details: {} })
      })
      reviewed.delete(id)
      changed(id)
    },

    async review(id) {
      const account = store.accounts.get(id)
      if (account === undefined) throw new Failure({ kind: 'not-found', what: 'account' })
      const provider = DescribedId.safeParse(account.provider).data
      if (provider === undefined) throw new Failure({ kind: 'unsupported', act: 'sync' })
      const before = descriptionIn(need(provider))
      if (before === undefined) throw new Failure({ kind: 'description', why: 'unreadable' })
      await hosts.confirm(provider, account.settings)
      const review = await credentials.use(id, async (opened) =>
        reviewOf(opened.provider.list(opened.api, '')),
      )
      reviewed.set(provider, { calls: callsOf(before), isEmpty: review.total === 0 })
      return review
    },

    async confirmList({ provider: id, hasNoKeys = false }) {
      const wasReviewed = () => {
        const record = need(id)
        const description = descriptionIn(record)
        if (description === undefined) throw new Failure({ kind: 'description', why: 'unreadable' })
        const review = reviewed.get(id)
        if (review === undefined || !isDeepStrictEqual(review.calls, callsOf(description)))
          throw new Failure({ kind: 'description', why: 'not-reviewed' })
        // SECURITY: an empty list shows no id, so it never unlocks deleting; and keys that the user does not know of contradict the statement.
        if (review.isEmpty !== hasNoKeys)
          throw new Failure({ kind: 'description', why: review.isEmpty ? 'empty-list' : 'not-reviewed' })
        return record
      }
      wasReviewed()
      await actions.need('describe')
      // It may have changed while the user was asked.
      const record = wasReviewed()
      const at = clock.now()
      // The confirmation of a list with keys stays: it says more.
      if (hasNoKeys) put({ ...record, noKeysAt: at }, 'provider-without-keys')
      else put({ ...record, listConfirmedAt: at }, 'provider-list-confirmed')
    },

    bring(kept) {
      const missing = kept.filter(({ id }) => store.descriptions.get(id) === undefined)
      if (missing.length === 0) return
      store.transaction(() => missing.forEach((record) => store.descriptions.put(record)))
      publish()
      changes.touch({ providers: true })
    },

    publish,
  }
}

const UNCONFIRMED = { listConfirmedAt: undefined, noKeysAt: undefined }

async function reviewOf(pages: AsyncIterable<{ readonly keys: readonly RemoteKey[] }>): Promise<ListReview> {
  const rows: ListReview['rows'][number][] = []
  let total = 0
  for await (const { keys } of pages) {
    total += keys.length
    for (const { remoteId, label, handle, expires, createdAt, lastUsedAt } of keys.slice(
      0,
      Math.max(0, REVIEW_ROWS - rows.length),
    ))
      rows.push({ id: remoteId, name: label, handle, expires, createdAt, lastUsedAt })
  }
  return { rows, total }
}
