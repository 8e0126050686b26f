/** Finds keychain entries that nothing in Keyhold names, and brings them back or deletes them, one at a time, at the user's request. */
import type { EntryCount, Orphan } from '../../../shared/contract/keychain.ts'
import { Failure } from '../../../shared/contract/errors.ts'
import type { AccountId, KeyId } from '../../../shared/model/model.ts'
import { createBringBack, type BringingBackDeps } from './bringing-back.ts'
import { referencedEntries, countEntries } from './referenced-entries.ts'
import type { EntryName } from '../ports/keychain.ts'
import type { Secret } from '../ports/secret.ts'

export interface Orphans {
  /** Counted from the database. Throws Failure `vault`. */
  count(): EntryCount
  /** Sorted by name. Rejects with Failure `vault` or `keychain` if either cannot be read in full. */
  find(): Promise<readonly Orphan[]>
  /**
   * Gives a row to an entry that holds a secret and can be read. Resolves with its key. Throws the Failures of {@link Orphans.delete}, and
   * Failure `busy`.
   */
  bringBack(name: string): Promise<KeyId>
  /**
   * Deletes an entry that can be read. Checks first that the entry is still an orphan: Failure `not-found`/`entry` if it belongs to something, is
   * not Keyhold's or is missing; Failure `vault` or `keychain` if that cannot be decided.
   */
  delete(name: string): Promise<void>
}

type Kind = Exclude<Orphan['kind'], 'foreign'>

/** In the shapes that `entry-names.ts` builds. */
const SHAPES: readonly { readonly kind: Kind; readonly shape: RegExp }[] = [
  { kind: 'secret', shape: /^key ([a-z0-9-]{1,64}) v[1-9][0-9]*$/ },
  { kind: 'credential', shape: /^account ([a-z0-9-]{1,64}) v[1-9][0-9]*$/ },
  { kind: 'seal', shape: /^rescue ([a-z0-9-]{1,64})$/ },
  { kind: 'proxy', shape: /^proxy (https?:\/\/\S{1,280}) v[1-9][0-9]*$/ },
  { kind: 'check', shape: /^check ([a-z0-9]{1,64})$/ },
]

export function createOrphans(deps: BringingBackDeps): Orphans {
  const { store, sealedResponses, keychain, clock } = deps
  const bringBack = createBringBack(deps)

  function described(name: string): Orphan {
    for (const { kind, shape } of SHAPES) {
      const id = shape.exec(name)?.[1]
      if (id === undefined) continue
      const of = ownerOf(kind, id)
      return { name, kind, ...(of !== undefined && { of }) }
    }
    return { name, kind: 'foreign' }
  }

  function ownerOf(kind: Kind, id: string): string | undefined {
    if (kind === 'secret') return store.keys.get(id as KeyId)?.name
    if (kind === 'proxy') return id
    return kind === 'credential' ? store.accounts.get(id as AccountId)?.name : undefined
  }

  async function find(): Promise<readonly Orphan[]> {
    const names = await keychain.earlierNames()
    // Read after the keychain: an entry that was recorded meanwhile is referenced now.
    const referenced = referencedEntries({ store, sealedResponses })
    return names
      .filter((name) => !referenced.has(name))
      .sort()
      .map(described)
  }

  /** Reads the entry first: an entry that cannot be read is left alone, since it may be all that is left of a secret. */
  async function read(name: string, fits: (orphan: Orphan) => boolean): Promise<Secret> {
    const found = (await find()).find((one) => one.name === name)
    const value = found && fits(found) ? await keychain.take(name as EntryName) : undefined
    if (value === undefined) throw missing()
    return value
  }

  return {
    count: () => countEntries({ store, sealedResponses }),
    find,

    async bringBack(name) {
      const secret = await read(name, ({ kind }) => kind === 'secret' || kind === 'credential')
      try {
        const key = bringBack(name as EntryName, secret)
        if (key === undefined) throw missing()
        return key
      } finally {
        secret.wipe()
      }
    },

    async delete(name) {
      const value = await read(name, ({ kind }) => kind !== 'foreign')
      value.wipe()
      if (referencedEntries({ store, sealedResponses }).has(name)) throw missing()
      await keychain.forget(name as EntryName)
      store.history.add({ at: clock.now(), kind: 'entry-deleted', name, details: {} })
    },
  }
}

const missing = () => new Failure({ kind: 'not-found', what: 'entry' })
