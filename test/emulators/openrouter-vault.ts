/** The state of the OpenRouter emulator: the keys of each workspace, the secrets that it has issued, and their form on the wire. */
import { hexOf, labelOf, numberOf, recordHandedOut, runningClock } from './emulator.ts'
import { Refusal } from './refusal.ts'

export interface OpenRouterKey {
  readonly hash: string
  readonly secret: string
  /** `undefined` for the default workspace. */
  readonly workspace: string | undefined
  readonly createdAt: number
  readonly expiresAt: number | undefined
  name: string
  disabled: boolean
  /** In US dollars. */
  limit: number | null
  reset: string | null
  byok: boolean
  usedToday: number
  /** The member who owns the key. */
  readonly creator: string | null
}

interface Options {
  readonly seed: string
  readonly keys: number
  readonly now: number | undefined
  readonly workspaces: readonly string[]
}

const DAY_MS = 86_400_000
const secretOf = (name: string): string => `sk-or-v1-${hexOf(name)}`

export function createOpenRouterVault({ seed, keys: count, now, workspaces }: Options) {
  const clock = runningClock(now)
  const keys = new Map<string, OpenRouterKey>()
  const credential = secretOf(`${seed} management`)
  let issued = 0

  const add = (key: Omit<OpenRouterKey, 'hash'>): OpenRouterKey => {
    const whole = { ...key, hash: hexOf(key.secret) }
    keys.set(whole.hash, whole)
    return whole
  }

  for (const [at, workspace] of [undefined, ...workspaces].entries())
    for (let index = 0; index < count; index += 1) {
      const roll = (what: string, below: number) =>
        numberOf(`${seed} ${String(at)} ${String(index)} ${what}`, below)
      const createdAt = clock() - (1 + roll('created', 300)) * DAY_MS - index * 1_000
      const limit = roll('limited', 2) === 0 ? 10 * (1 + roll('limit', 20)) : null
      add({
        secret: secretOf(`${seed} ${String(at)} key ${String(index)}`),
        workspace,
        name: labelOf(index),
        createdAt,
        expiresAt: roll('endless', 3) === 0 ? undefined : createdAt + (320 + roll('life', 200)) * DAY_MS,
        disabled: index % 15 === 7,
        limit,
        reset: limit === null ? null : ['daily', 'weekly', 'monthly'][roll('reset', 3)]!,
        byok: roll('byok', 4) === 0,
        usedToday: roll('used', 3) === 0 ? 0.25 : 0,
        creator: null,
      })
    }

  const isAlive = (secret: string): boolean =>
    [...keys.values()].some(
      (key) => key.secret === secret && !key.disabled && (key.expiresAt ?? Infinity) > clock(),
    )
  const handedOut = recordHandedOut(isAlive)

  return {
    clock,
    credential,
    isAlive,
    all: (): readonly OpenRouterKey[] => [...keys.values()],
    find(hash: string): OpenRouterKey {
      const key = keys.get(hash)
      if (key === undefined) throw new Refusal(404, 'API key not found')
      return key
    },
    create(
      draft: Pick<OpenRouterKey, 'name' | 'workspace' | 'expiresAt' | 'limit' | 'reset' | 'byok' | 'creator'>,
    ): OpenRouterKey {
      issued += 1
      const secret = secretOf(`${seed} issued ${String(issued)}`)
      const key = add({ ...draft, secret, createdAt: clock(), disabled: false, usedToday: 0 })
      handedOut.add(secret, key.hash)
      return key
    },
    ageOf: (secret: string): number => clock() - (keys.get(hexOf(secret))?.createdAt ?? 0),
    remove: ({ hash }: OpenRouterKey): void => void keys.delete(hash),
    /** The answer to a key's request about itself. */
    about(secret: string, isManaging: boolean): object {
      const key = [...keys.values()].find((one) => one.secret === secret)
      return {
        ...NO_USE,
        label: masked(secret),
        allowed_data_regions: ['global'],
        creator_user_id: null,
        expires_at: timeOf(key?.expiresAt),
        free_model_daily_requests: { limit: 50, remaining: 50, used: 0 },
        include_byok_in_limit: key?.byok ?? false,
        is_free_tier: false,
        is_management_key: isManaging,
        is_provisioning_key: isManaging,
        limit: key?.limit ?? null,
        limit_remaining: key?.limit ?? null,
        limit_reset: key?.reset ?? null,
        organization_id: null,
        rate_limit: { interval: '10s', note: 'deprecated', requests: -1 },
        workspace_id: null,
      }
    },
    handedOut: handedOut.all,
    holdsSecret: (text: string): boolean =>
      text.includes(credential) ||
      [...keys.values()].some(({ secret }) => text.includes(secret)) ||
      handedOut.areIn(text),
  }
}

const NO_USE = {
  usage: 0,
  usage_daily: 0,
  usage_weekly: 0,
  usage_monthly: 0,
  byok_usage: 0,
  byok_usage_daily: 0,
  byok_usage_weekly: 0,
  byok_usage_monthly: 0,
}

const masked = (secret: string): string => `${secret.slice(0, 12)}...${secret.slice(-3)}`
const timeOf = (at: number | undefined): string | null =>
  at === undefined ? null : new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z')

/** A key in the shape that the API returns, without its secret. */
export const onWire = (key: OpenRouterKey): object => ({
  ...NO_USE,
  hash: key.hash,
  name: key.name,
  label: masked(key.secret),
  disabled: key.disabled,
  created_at: new Date(key.createdAt).toISOString(),
  updated_at: null,
  expires_at: timeOf(key.expiresAt),
  limit: key.limit,
  limit_remaining: key.limit,
  limit_reset: key.reset,
  include_byok_in_limit: key.byok,
  usage: key.usedToday,
  usage_daily: key.usedToday,
  usage_weekly: key.usedToday,
  usage_monthly: key.usedToday,
  workspace_id: key.workspace ?? 'default',
  creator_user_id: key.creator,
  external_user: null,
})
