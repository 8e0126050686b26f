/** The state of the RIPE Atlas emulator: its keys, the secrets that it has issued, and the permissions of each key. */
import { recordHandedOut, runningClock, seconds, uuidOf } from './emulator.ts'
import { Refusal } from './refusal.ts'
import { handleOf, PERMISSIONS, seededKey, type AtlasKey } from './ripe-atlas-keys.ts'

interface Options {
  readonly seed: string
  readonly keys: number
  readonly now: number | undefined
  readonly grants: readonly string[] | undefined
}

/** A vault with `keys` seeded keys, not counting the credential's own. */
export function createAtlasVault({ seed, keys: count, now, grants }: Options) {
  const clock = runningClock(now)
  const startedAt = clock()
  const keys = new Map<string, AtlasKey>()
  let issued = 0

  const add = (key: AtlasKey): AtlasKey => {
    keys.set(handleOf(key.uuid), key)
    return key
  }
  // The first eight characters must distinguish keys; among 100,000 keys chance alone would not ensure it.
  const fresh = (name: string): string => {
    let uuid = uuidOf(name)
    for (let turn = 1; keys.has(handleOf(uuid)); turn += 1) uuid = uuidOf(`${name} turn ${String(turn)}`)
    return uuid
  }
  const next = (): string => {
    issued += 1
    return fresh(`${seed} issued ${String(issued)}`)
  }
  const works = (key: AtlasKey): boolean =>
    key.enabled && !key.frozen && (key.validFrom ?? 0) <= clock() && clock() < (key.validTo ?? Infinity)
  const holder = (secret: string): AtlasKey | undefined => {
    const key = keys.get(handleOf(secret))
    return key?.uuid === secret ? key : undefined
  }
  const isAlive = (secret: string): boolean => {
    const key = holder(secret)
    return key !== undefined && key.enabled && !key.frozen
  }
  const handedOut = recordHandedOut(isAlive)

  const permissions = grants ?? PERMISSIONS.map(({ id }) => id)
  const own = add({
    ...seededKey(seed, -1, startedAt),
    uuid: fresh(`${seed} credential`),
    label: 'keyhold',
    validFrom: undefined,
    validTo: seconds(startedAt + 200 * 86_400_000),
    enabled: true,
    frozen: false,
    grants: permissions.map((permission) => ({ permission, target: null })),
  })
  for (let index = 0; index < count; index += 1)
    add({ ...seededKey(seed, index, startedAt), uuid: fresh(`${seed} key ${String(index)}`) })

  return {
    clock,
    credential: own.uuid,
    all: (): readonly AtlasKey[] => [...keys.values()],
    /** Throws Refusal 404. */
    find(handle: string): AtlasKey {
      const key = keys.get(handle.toLowerCase())
      if (key === undefined) throw new Refusal(404, 'Not found.')
      return key
    },
    create: (draft: Pick<AtlasKey, 'label' | 'validFrom' | 'validTo' | 'enabled' | 'grants'>): AtlasKey =>
      add({ ...draft, uuid: next(), createdAt: seconds(clock()), lastUsed: undefined, frozen: false }),
    renew(key: AtlasKey): void {
      keys.delete(handleOf(key.uuid))
      Object.assign(key, { uuid: next(), createdAt: seconds(clock()), frozen: false })
      add(key)
    },
    remove: (handle: string): boolean => keys.delete(handle),
    /** Records that an answer contains this key's secret. */
    handOut: (key: AtlasKey): void => handedOut.add(key.uuid, handleOf(key.uuid)),
    handedOut: handedOut.all,
    isAlive,
    isKnown: (secret: string): boolean => holder(secret) !== undefined || handedOut.areIn(secret),
    /** Throws Refusal 401 or 403, and records the use. */
    authorize(authorization: string, permission: string): void {
      if (authorization === '') throw new Refusal(401, 'Authentication credentials were not provided.')
      const key = holder(/^Key (\S+)$/.exec(authorization)?.[1] ?? '')
      if (key === undefined || !works(key)) throw new Refusal(403, 'The provided API key does not exist')
      key.lastUsed = seconds(clock())
      if (!key.grants.some((grant) => grant.permission === permission))
        throw new Refusal(403, 'The provided API key does not have the required permission for this action.')
    },
  }
}

export type AtlasVault = ReturnType<typeof createAtlasVault>
