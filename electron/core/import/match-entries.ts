/** Compares what was read from files with the vault: what is new, what is there already, and what belongs to a provider's key. Pure. */
import type { KeyId } from '../../../shared/model/model.ts'
import type { KeyRecord } from '../ports/store.ts'
import type { ShapedEntry } from '../ports/worker.ts'

/**
 * - `new`: becomes a manual key.
 * - `known`: this secret is in the vault already; `key` has it, or an account does.
 * - `twice`: an earlier row has the same secret and will be stored.
 * - `joins`: `key` of a provider lacks a secret, and this is meant for it.
 */
export type MatchState = 'new' | 'known' | 'twice' | 'joins'

export interface Match {
  readonly state: MatchState
  readonly key: KeyId | undefined
}

/** A provider's key without a secret. */
export type Lacking = Pick<KeyRecord, 'id' | 'name' | 'handle' | 'environment' | 'provider'>

export const lacksSecret = ({ account, version, goneSince }: KeyRecord): boolean =>
  account !== undefined && version === 0 && goneSince === undefined

/**
 * Finds the one key that a secret is meant for: by the public half that its file names, by its form, its name or its variable. `undefined`: none, or
 * several that fit as well.
 */
export function createMatching(keys: readonly Lacking[]): (entry: ShapedEntry) => KeyId | undefined {
  const named = index(keys, ({ name }) => [plain(name)])
  const variables = index(keys, ({ environment }) => (environment === '' ? [] : [environment]))
  const handled = index(keys, ({ handle }) => (handle === undefined ? [] : [handle]))
  const fits = new Map(
    keys.flatMap((key) => (key.handle === undefined ? [] : [[key, handleTest(key.handle)] as const])),
  )
  const handles = index([...fits.keys()], ({ handle = '' }) => [handle.slice(0, LEAST_START)])

  return (entry) => {
    const near = handles.get(entry.secret.slice(0, LEAST_START)) ?? []
    const shown = near.filter((key) => fits.get(key)?.(entry.secret) === true)
    const candidates = [
      handled.get(entry.handle ?? ''),
      shown,
      named.get(plain(entry.name)),
      variables.get(entry.variable ?? ''),
    ]
    const first = candidates.find((found) => found !== undefined && found.length > 0) ?? []
    const [key, ...more] = first.filter((one) => isOfService(one, entry) && !isOfOther(one, entry))
    return more.length === 0 ? key?.id : undefined
  }
}

/** False if the format names another service: a file of gh has no secret of GitLab. */
const isOfService = ({ provider }: Lacking, entry: ShapedEntry): boolean =>
  entry.provider === undefined || entry.provider === provider

/** Whether the file names the public half of another key. Ids of one kind have one length. */
const isOfOther = ({ handle }: Lacking, entry: ShapedEntry): boolean =>
  handle !== undefined && handle.length === entry.handle?.length && handle !== entry.handle

const plain = (name: string): string => name.trim().toLowerCase()

function index(
  keys: readonly Lacking[],
  namesOf: (key: Lacking) => readonly string[],
): Map<string, Lacking[]> {
  const found = new Map<string, Lacking[]>()
  for (const key of keys)
    for (const name of namesOf(key)) {
      const same = found.get(name)
      if (same === undefined) found.set(name, [key])
      else same.push(key)
    }
  return found
}

/** A shorter beginning of a handle matches too many secrets. */
const LEAST_START = 3

/**
 * A handle is the beginning of a secret, or its two ends with mask characters in between. A handle under eight characters matches too many secrets.
 */
function handleTest(handle: string): ((secret: string) => boolean) | undefined {
  const [start = '', end = '', ...more] = handle.split(/[*.…•]{2,}|…/)
  if (more.length > 0 || start.length + end.length < 8 || start.length < LEAST_START) return undefined
  return (secret) =>
    secret.length > start.length + end.length && secret.startsWith(start) && secret.endsWith(end)
}

/** The name for each entry. Entries that share a name also get their place in the file. */
export function namesOf(entries: readonly ShapedEntry[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const { name } of entries) counts.set(plain(name), (counts.get(plain(name)) ?? 0) + 1)
  return entries.map(({ name, place }) =>
    (counts.get(plain(name)) ?? 0) > 1
      ? `${name.slice(0, 120)} (${place.path ?? place.file.slice(-70)})`
      : name,
  )
}
