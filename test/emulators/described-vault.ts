/** The state of the emulator of described providers: keys that may expire, and the secrets that it has issued. */
import { hexOf, labelOf, numberOf, recordHandedOut, runningClock, seconds } from './emulator.ts'
import { Refusal } from './refusal.ts'

export interface DescribedKey {
  readonly id: string
  readonly secret: string
  readonly name: string
  readonly createdAt: number
  readonly expiresAt: number | undefined
  readonly lastUsedAt: number | undefined
}

interface Options {
  readonly seed: string
  readonly keys: number
  readonly now: number | undefined
  /** A new key revokes the earlier ones. */
  readonly endsEarlier: boolean
  readonly idPrefix: string
}

const DAY_MS = 86_400_000

export type DescribedVault = ReturnType<typeof createDescribedVault>

export function createDescribedVault({ seed, keys: count, now, endsEarlier, idPrefix }: Options) {
  const clock = runningClock(now)
  const secretOf = (name: string): string => `acme_${hexOf(`${seed} ${name}`).slice(0, 40)}`
  const credential = secretOf('credential')
  let keys: readonly DescribedKey[] = Array.from({ length: count }, (_, index): DescribedKey => {
    const roll = (what: string, below: number) => numberOf(`${seed} ${String(index)} ${what}`, below)
    const createdAt = seconds(clock() - (1 + roll('created', 300)) * DAY_MS)
    return {
      id: `${idPrefix}${String(1_000 + index)}`,
      secret: secretOf(`key ${String(index)}`),
      name: labelOf(index),
      createdAt,
      expiresAt: roll('endless', 3) === 0 ? undefined : createdAt + (320 + roll('life', 200)) * DAY_MS,
      lastUsedAt: roll('used', 3) === 0 ? undefined : createdAt + 3_600_000,
    }
  })
  let issued = 0

  const isAlive = (secret: string): boolean =>
    keys.some((key) => key.secret === secret && (key.expiresAt ?? Infinity) > clock())
  const handedOut = recordHandedOut(isAlive)

  return {
    clock,
    credential,
    isAlive,
    all: () => keys,
    create(draft: Pick<DescribedKey, 'name' | 'expiresAt'>): DescribedKey {
      if (draft.name === '') throw new Refusal(400, 'A key needs a name')
      if (draft.expiresAt !== undefined && draft.expiresAt <= clock())
        throw new Refusal(400, 'The end must be in the future')
      issued += 1
      const key = {
        ...draft,
        id: `${idPrefix}${String(900_000 + issued)}`,
        secret: secretOf(`issued ${String(issued)}`),
        createdAt: seconds(clock()),
        lastUsedAt: undefined,
      }
      keys = endsEarlier ? [key] : [...keys, key]
      handedOut.add(key.secret, key.id)
      return key
    },
    remove(id: string): void {
      if (!keys.some((key) => key.id === id)) throw new Refusal(404, 'There is no such key')
      keys = keys.filter((key) => key.id !== id)
    },
    handedOut: handedOut.all,
    holdsSecret: (text: string): boolean =>
      text.includes(credential) ||
      text.includes(Buffer.from(`robot:${credential}`).toString('base64')) ||
      keys.some(({ secret }) => text.includes(secret)) ||
      handedOut.areIn(text),
  }
}
