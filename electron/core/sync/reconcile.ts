/** Reconciles remote keys with local records. Pure: returns the new record and the fields that changed. */
import type { SyncedField } from '../../../shared/model/history.ts'
import type { AccountId, Instant, KeyId } from '../../../shared/model/model.ts'
import { normalGrants, normalRemote, normalText } from './normal-form.ts'
import type { RemoteKey } from '../ports/provider.ts'
import type { KeyRecord } from '../ports/store.ts'

export type Reconciled =
  | { readonly kind: 'added'; readonly record: KeyRecord }
  | { readonly kind: 'changed' | 'back'; readonly record: KeyRecord; readonly moved: readonly SyncedField[] }
  | { readonly kind: 'same' }

/** These change every day without an action of the key's owner: not worth a history entry. */
const QUIET: readonly SyncedField[] = ['lastUsedAt', 'facts']
export const isWorthRecording = (moved: readonly SyncedField[]): boolean =>
  moved.some((field) => !QUIET.includes(field))

/** Applies the provider's fields. Notes, tags, favourite, environment name and versions are the user's and stay. */
export function reconcile(local: KeyRecord, remote: RemoteKey, now: Instant): Reconciled {
  const record: KeyRecord = {
    ...withRemote(local, remote),
    stale: local.stale || isRenewed(local, remote),
    goneSince: undefined,
    renewedAs: undefined,
    asOf: now,
  }
  const moved = movedFields(local, record)
  if (local.goneSince !== undefined) return { kind: 'back', record, moved }
  return moved.length > 0 ? { kind: 'changed', record, moved } : { kind: 'same' }
}

/** The creation time changed, and not by Keyhold, which would have stored the new time: the held value is probably revoked. */
const isRenewed = ({ version, createdAt }: KeyRecord, remote: RemoteKey): boolean =>
  version > 0 && createdAt !== undefined && remote.createdAt !== undefined && remote.createdAt > createdAt

/** The record with the provider's fields. Fields that the provider leaves out stay unchanged: unknown does not mean absent. */
export function withRemote(local: KeyRecord, remote: Partial<RemoteKey>): KeyRecord {
  const { name, handle, grants, facts } = normalRemote(remote)
  return {
    ...local,
    remoteId: remote.remoteId ?? local.remoteId,
    name: name ?? local.name,
    handle: handle ?? local.handle,
    switch: remote.switch ?? local.switch,
    createdAt: remote.createdAt ?? local.createdAt,
    lastUsedAt: remote.lastUsedAt ?? local.lastUsedAt,
    leaked: remote.leaked ?? local.leaked,
    grants: grants ?? local.grants,
    facts: facts ?? local.facts,
    ...spokenDates(local, remote),
  }
}

/** A provider that keeps dates omits a date to say that there is none. */
function spokenDates(
  local: KeyRecord,
  { expires, validFrom }: Partial<RemoteKey>,
): Pick<KeyRecord, 'expires' | 'validFrom'> {
  if (expires === undefined) return { expires: local.expires, validFrom: validFrom ?? local.validFrom }
  const { at } = expires
  return { expires: { source: 'provider', ...(at !== undefined && { at }) }, validFrom }
}

/** The record of a key that is listed for the first time. */
export function newRecord(
  id: KeyId,
  account: AccountId | undefined,
  provider: string,
  scope: string,
  now: Instant,
): KeyRecord {
  return {
    id,
    account,
    provider,
    scope,
    remoteId: undefined,
    name: '',
    handle: undefined,
    switch: 'unknown',
    validFrom: undefined,
    expires: { source: 'unknown' },
    createdAt: undefined,
    lastUsedAt: undefined,
    leaked: undefined,
    grants: [],
    facts: [],
    stale: false,
    version: 0,
    favourite: false,
    tags: [],
    notes: '',
    environment: '',
    consoleUrl: '',
    goneSince: undefined,
    renewedAs: undefined,
    renewalDenied: false,
    copiedAt: undefined,
    reminderDays: undefined,
    rotateEveryDays: undefined,
    asOf: now,
  }
}

const COMPARED: readonly SyncedField[] = [
  'name',
  'handle',
  'switch',
  'validFrom',
  'expires',
  'grants',
  'createdAt',
  'facts',
  'lastUsedAt',
  'leaked',
]

/** `after` is in normal form; records from before the normal form existed may not be. */
function movedFields(before: KeyRecord, after: KeyRecord): SyncedField[] {
  const kept = { ...before, ...normalRemote({ ...before, label: before.name }) }
  return COMPARED.filter((field) => JSON.stringify(kept[field]) !== JSON.stringify(after[field]))
}

/**
 * Which missing keys look as if they had been renewed outside Keyhold: their handle disappeared, and the same list has a new key with the same
 * label and the same grants, made no earlier. Only a one-to-one match is worth a question.
 */
export function findRenewals(
  gone: readonly KeyRecord[],
  added: readonly KeyRecord[],
): readonly { readonly from: KeyId; readonly to: KeyId }[] {
  const signatureOf = ({ name, scope, grants }: KeyRecord) =>
    JSON.stringify([normalText(name), scope, normalGrants(grants)])
  const goneAlike = Map.groupBy(gone, signatureOf)
  const addedAlike = Map.groupBy(added, signatureOf)
  return [...goneAlike].flatMap(([like, [from, ...others]]) => {
    const [to, ...more] = addedAlike.get(like) ?? []
    if (from === undefined || to === undefined || others.length > 0 || more.length > 0) return []
    const older = to.createdAt !== undefined && from.createdAt !== undefined && to.createdAt < from.createdAt
    return from.renewalDenied || older ? [] : [{ from: from.id, to: to.id }]
  })
}

/** The record in the shape the provider's API returns. */
export const asRemote = (record: KeyRecord): RemoteKey => ({
  remoteId: record.remoteId ?? '',
  scope: record.scope,
  label: record.name,
  handle: record.handle,
  switch: record.switch,
  validFrom: record.validFrom,
  expires: record.expires.source === 'provider' ? { at: record.expires.at } : undefined,
  createdAt: record.createdAt,
  lastUsedAt: record.lastUsedAt,
  leaked: record.leaked,
  grants: record.grants,
  facts: record.facts,
})
