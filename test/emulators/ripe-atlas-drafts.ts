/** What the RIPE Atlas emulator accepts in a request body. */
import { asObject } from './bodies.ts'
import { seconds } from './emulator.ts'
import { Refusal } from './refusal.ts'
import { PERMISSIONS, type AtlasGrant, type AtlasKey } from './ripe-atlas-keys.ts'

type Draft = Pick<AtlasKey, 'label' | 'validFrom' | 'validTo' | 'enabled' | 'grants'>

/**
 * Applies the five fields of `json` to `key`. With `isWhole` a missing field gets its default (POST, PUT); otherwise it keeps its
 * value (PATCH). Throws Refusal 400.
 */
export function drafted(key: Draft, json: unknown, isWhole: boolean): Draft {
  const body = asObject(json)
  const take = <T>(name: string, read: (value: unknown) => T, current: T): T =>
    isWhole || name in body ? read(body[name]) : current
  const draft: Draft = {
    label: take('label', readLabel, key.label),
    validFrom: take('valid_from', (value) => readTime(value, '/valid_from'), key.validFrom),
    validTo: take('valid_to', (value) => readTime(value, '/valid_to'), key.validTo),
    enabled: take('enabled', readSwitch, key.enabled),
    grants: take('grants', readGrants, key.grants),
  }
  if (draft.validFrom !== undefined && draft.validTo !== undefined && draft.validTo <= draft.validFrom)
    throw new Refusal(400, 'This key would end before it starts.', '/valid_to')
  return draft
}

/** Whether a PATCH requests a new uuid. Throws Refusal 400. */
export function asksToRenew(json: unknown): boolean {
  const renews = (json as { regenerate?: unknown } | undefined)?.regenerate ?? false
  if (typeof renews !== 'boolean') throw new Refusal(400, 'Must be a boolean.', '/regenerate')
  return renews
}

function readLabel(value: unknown): string {
  if (value === undefined) return ''
  if (typeof value !== 'string' || value.length > 255) throw new Refusal(400, 'Not a valid label.', '/label')
  return value
}

function readTime(value: unknown, pointer: string): number | undefined {
  if (value === undefined || value === null) return undefined
  const at = typeof value === 'string' ? Date.parse(value) : NaN
  if (Number.isNaN(at)) throw new Refusal(400, 'Not a valid date and time.', pointer)
  return seconds(at)
}

function readSwitch(value: unknown): boolean {
  if (value === undefined) return true
  if (typeof value !== 'boolean') throw new Refusal(400, 'Must be a boolean.', '/enabled')
  return value
}

function readGrants(value: unknown): readonly AtlasGrant[] {
  if (value === undefined) return []
  if (!Array.isArray(value)) throw new Refusal(400, 'Expected a list.', '/grants')
  return value.map((raw: unknown, index) => readGrant(raw, `/grants/${String(index)}`))
}

function readGrant(raw: unknown, pointer: string): AtlasGrant {
  const { permission, target } = (raw ?? {}) as { permission?: unknown; target?: AtlasGrant['target'] }
  const types = PERMISSIONS.find(({ id }) => id === permission)?.target_types
  if (typeof permission !== 'string' || types === undefined)
    throw new Refusal(400, 'Unknown permission.', pointer)
  if (target && types.length === 0) throw new Refusal(400, 'This permission takes no target.', pointer)
  return { permission, target: target ?? null }
}
