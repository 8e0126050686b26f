/** The users, access keys and service-specific credentials of the AWS IAM emulator. */
import { hexOf, labelOf, numberOf, recordHandedOut, runningClock, seconds } from './emulator.ts'
import { Refusal } from './refusal.ts'

export interface AwsKey {
  readonly user: string
  readonly id: string
  secret: string
  isActive: boolean
  readonly createdAt: number
  lastUsedAt: number | undefined
}

export interface AwsServiceKey extends AwsKey {
  readonly service: string
  readonly endsAt: number | undefined
}

export const OWN_USER = 'admin'
const DAY_MS = 86_400_000
/** The first users may have a second key. */
const WITH_ROOM = 10

const idOf = (name: string): string => `AKIA${hexOf(name).slice(0, 16).toUpperCase()}`
/** Forty characters with a slash, as AWS makes them. */
const secretOf = (name: string): string =>
  `${hexOf(`${name} a`).slice(0, 19)}/${hexOf(`${name} b`).slice(0, 20)}`

/** The form of a secret, also when URL-encoded. */
const SECRET = /[0-9a-f]{19}(?:\/|%2F)[0-9a-f]{20}/i

interface VaultSeed {
  readonly seed: string
  readonly keys: number
  readonly now: number | undefined
  /** The most access keys per user. */
  readonly quota: number
  /** Each seeded key has its own user, and any name is accepted as a user's name. */
  readonly isRoomy: boolean
  /** The initial number of service-specific credentials. */
  readonly serviceKeys: number
}

export function createAwsVault({ seed, keys: count, now, quota, isRoomy, serviceKeys }: VaultSeed) {
  const clock = runningClock(now)
  const users = new Set<string>([OWN_USER])
  const keys = new Map<string, AwsKey>()
  const byUser = new Map<string, Set<AwsKey>>()
  const services = new Map<string, AwsServiceKey>()
  let made = 0

  const next = (): string => `${seed} made ${String((made += 1))}`
  const ofUser = (user: string): AwsKey[] => [...(byUser.get(user) ?? [])]

  function addUser(user: string): string {
    users.add(user)
    return user
  }

  function add(name: string, user: string, createdAt: number): AwsKey {
    const key: AwsKey = {
      ...{ user, id: idOf(name), secret: secretOf(name), isActive: true, lastUsedAt: undefined },
      createdAt: seconds(createdAt),
    }
    keys.set(key.id, key)
    byUser.set(user, (byUser.get(user) ?? new Set()).add(key))
    return key
  }

  const own = add(`${seed} own`, OWN_USER, clock() - 90 * DAY_MS)
  for (let index = 0, user = -1; index < count; index += 1) {
    if (isRoomy || index < WITH_ROOM || index % 2 === 0) user += 1
    const name = addUser(labelOf(user))
    const roll = (what: string, below: number) => numberOf(`${seed} ${String(index)} ${what}`, below)
    const key = add(
      `${seed} key ${String(index)}`,
      name,
      clock() - roll('created', 600) * DAY_MS - index * 1_000,
    )
    key.isActive = roll('active', 15) !== 0
    key.lastUsedAt = roll('used', 4) === 0 ? undefined : seconds(clock() - roll('last', 40) * DAY_MS)
  }

  function needUser(user: string): string {
    if (isRoomy) users.add(user)
    if (!users.has(user))
      throw new Refusal(404, `The user with name ${user} cannot be found.`, 'NoSuchEntity')
    return user
  }

  function needKey<T extends AwsKey>(of: ReadonlyMap<string, T>, user: string, id: string): T {
    const key = of.get(id)
    needUser(user)
    if (key?.user !== user)
      throw new Refusal(404, `The Access Key with id ${id} cannot be found.`, 'NoSuchEntity')
    return key
  }

  function addService(
    name: string,
    about: Pick<AwsServiceKey, 'user' | 'service' | 'createdAt' | 'endsAt'>,
  ): AwsServiceKey {
    const key: AwsServiceKey = {
      ...about,
      ...{ id: `ACCA${hexOf(name).slice(0, 16).toUpperCase()}`, secret: secretOf(name) },
      ...{ isActive: true, lastUsedAt: undefined, createdAt: seconds(about.createdAt) },
    }
    services.set(key.id, key)
    return key
  }

  for (let index = 0; index < serviceKeys; index += 1)
    addService(`${seed} service key ${String(index)}`, {
      user: addUser(labelOf(index)),
      service: 'bedrock.amazonaws.com',
      createdAt: clock() - numberOf(`${seed} service ${String(index)}`, 90) * DAY_MS,
      endsAt: undefined,
    })

  const isAlive = (secret: string): boolean =>
    [...keys.values(), ...services.values()].some(
      (key) => key.secret === secret && key.isActive && (services.get(key.id)?.endsAt ?? Infinity) > clock(),
    )
  const handedOut = recordHandedOut(isAlive)
  const handOut = <T extends AwsKey>(key: T): T => {
    handedOut.add(key.secret, `${key.user}/${key.id}`)
    return key
  }

  return {
    clock,
    own,
    users: (): readonly string[] => [...users].sort(),
    addUser: (user: string): void => void addUser(user),
    keysOf: (user: string): readonly AwsKey[] => ofUser(needUser(user)),
    byId: (id: string): AwsKey | undefined => keys.get(id),
    services: (user: string | undefined): readonly AwsServiceKey[] =>
      [...services.values()].filter((key) => user === undefined || key.user === user),
    create(user: string): AwsKey {
      if (ofUser(needUser(user)).length >= quota)
        throw new Refusal(409, `Cannot exceed quota for AccessKeysPerUser: ${String(quota)}`, 'LimitExceeded')
      return handOut(add(next(), user, clock()))
    },
    createService(user: string, service: string, days: number | undefined): AwsServiceKey {
      const createdAt = clock()
      const endsAt = days === undefined ? undefined : seconds(createdAt + days * DAY_MS)
      return handOut(addService(next(), { user: needUser(user), service, createdAt, endsAt }))
    },
    resetService(user: string, id: string): AwsServiceKey {
      const key = needKey(services, user, id)
      key.secret = secretOf(next())
      return handOut(key)
    },
    switch(user: string, id: string, isActive: boolean): void {
      needKey<AwsKey>(id.startsWith('ACCA') ? services : keys, user, id).isActive = isActive
    },
    remove(user: string, id: string): void {
      byUser.get(user)?.delete(needKey<AwsKey>(id.startsWith('ACCA') ? services : keys, user, id))
      keys.delete(id)
      services.delete(id)
    },
    isAlive,
    handedOut: handedOut.all,
    holdsSecret: (text: string): boolean =>
      SECRET.test(text) &&
      [...keys.values(), ...services.values(), ...handedOut.all()].some(
        ({ secret }) => text.includes(secret) || text.includes(encodeURIComponent(secret)),
      ),
  }
}
