/** Converts a key between its table row and its record in the core. Ten thousand are read at every start. */
import type { KeyRecord } from '../core/ports/store.ts'
import type { AccountId, Expiry, Grant, KeyId, Leak, Switch } from '../../shared/model/model.ts'
import { hasTexts, isNumber, isText, readList, writeJson, writeOptionalJson } from './json.ts'
import type { Parameters } from './statement.ts'

export interface KeyTableRow {
  readonly id: string
  readonly account_id: string | null
  readonly provider: string
  readonly remote_id: string | null
  readonly scope: string
  readonly name: string
  readonly handle: string | null
  readonly switch: Switch
  readonly valid_from: number | null
  readonly expiry_source: Expiry['source']
  readonly expires_at: number | null
  readonly created_at: number | null
  readonly last_used_at: number | null
  readonly leaked_at: number | null
  readonly leaked_where: string | null
  readonly grants: string
  readonly facts: string
  readonly stale: number
  readonly version: number
  readonly favourite: number
  readonly tags: string
  readonly notes: string
  readonly environment: string
  readonly console_url: string
  readonly gone_since: number | null
  readonly renewed_as: string | null
  readonly renewal_denied: number
  readonly copied_at: number | null
  readonly reminder_days: string | null
  readonly rotate_every_days: number | null
  readonly as_of: number
}

export const KEY_COLUMNS = [
  'account_id',
  'provider',
  'remote_id',
  'scope',
  'name',
  'handle',
  'switch',
  'valid_from',
  'expiry_source',
  'expires_at',
  'created_at',
  'last_used_at',
  'leaked_at',
  'leaked_where',
  'grants',
  'facts',
  'stale',
  'version',
  'favourite',
  'tags',
  'notes',
  'environment',
  'console_url',
  'gone_since',
  'renewed_as',
  'renewal_denied',
  'copied_at',
  'reminder_days',
  'rotate_every_days',
  'as_of',
] as const satisfies readonly (keyof KeyTableRow)[]

/** The values that the statement binds; the table refuses a record that breaks one of its rules. */
export function toKeyRow(record: KeyRecord): Parameters {
  return {
    id: record.id,
    account_id: record.account,
    provider: record.provider,
    remote_id: record.remoteId,
    scope: record.scope,
    name: record.name,
    handle: record.handle,
    switch: record.switch,
    valid_from: record.validFrom,
    expiry_source: record.expires.source,
    expires_at: record.expires.source === 'unknown' ? undefined : record.expires.at,
    created_at: record.createdAt,
    last_used_at: record.lastUsedAt,
    leaked_at: record.leaked?.at,
    leaked_where: record.leaked?.where,
    grants: writeJson(record.grants),
    facts: writeJson(record.facts),
    stale: Number(record.stale),
    version: record.version,
    favourite: Number(record.favourite),
    tags: writeJson(record.tags),
    notes: record.notes,
    environment: record.environment,
    console_url: record.consoleUrl,
    gone_since: record.goneSince,
    renewed_as: record.renewedAs,
    renewal_denied: Number(record.renewalDenied),
    copied_at: record.copiedAt,
    reminder_days: writeOptionalJson(record.reminderDays),
    rotate_every_days: record.rotateEveryDays,
    as_of: record.asOf,
  }
}

const optional = <T>(value: T | null): T | undefined => value ?? undefined

/** The table enforces the types of texts and numbers. JSON columns are checked here; one that does not fit throws `damaged`. */
export function toKeyRecord(row: KeyTableRow): KeyRecord {
  return {
    id: row.id as KeyId,
    account: optional(row.account_id as AccountId | null),
    provider: row.provider,
    remoteId: optional(row.remote_id),
    scope: row.scope,
    name: row.name,
    handle: optional(row.handle),
    switch: row.switch,
    validFrom: optional(row.valid_from),
    expires: toExpiry(row.expiry_source, row.expires_at),
    createdAt: optional(row.created_at),
    lastUsedAt: optional(row.last_used_at),
    leaked: toLeak(row.leaked_at, row.leaked_where),
    grants: readList(isGrant, row.grants),
    facts: readList(isFact, row.facts),
    stale: row.stale === 1,
    version: row.version,
    favourite: row.favourite === 1,
    tags: readList(isText, row.tags),
    notes: row.notes,
    environment: row.environment,
    consoleUrl: row.console_url,
    goneSince: optional(row.gone_since),
    renewedAs: optional(row.renewed_as as KeyId | null),
    renewalDenied: row.renewal_denied === 1,
    copiedAt: optional(row.copied_at),
    reminderDays: row.reminder_days === null ? undefined : readList(isNumber, row.reminder_days),
    rotateEveryDays: optional(row.rotate_every_days),
    asOf: row.as_of,
  }
}

function toLeak(at: number | null, where: string | null): Leak | undefined {
  if (at === null) return undefined
  return where === null ? { at } : { at, where }
}

function toExpiry(source: Expiry['source'], at: number | null): Expiry {
  if (source === 'unknown') return { source }
  return at === null ? { source } : { source, at }
}

const isGrant = (value: unknown): value is Grant =>
  hasTexts(value, 'permission') && (value.target === undefined || hasTexts(value.target, 'type', 'id'))

const isFact = (value: unknown): value is KeyRecord['facts'][number] => hasTexts(value, 'label', 'value')
