/** Finds the key that a word of a call names, or ends the command with the reason. */
import { EXIT } from '../../shared/contract/command-line-limits.ts'
import type { AccountRow, KeyRow } from '../../shared/model/model.ts'
import { fold } from '../../shared/search/fold.ts'
import { slipsBetween } from '../../shared/search/typos.ts'
import { CommandStop } from './command.ts'
import { findKey, referenceOf } from './find-key.ts'
import { FIND } from './find-messages.ts'
import type { ReferenceVersion } from '../../shared/model/references.ts'
import type { VaultReading } from './vault-reading.ts'

export interface NeededKey {
  readonly key: KeyRow
  readonly version: ReferenceVersion
}

/** Longer lists of candidates are not readable. */
const MOST_CANDIDATES = 10

/** Throws {@link CommandStop} with exit code 3, and 2 for an incomplete reference. */
export function needKey(text: string, vault: VaultReading): NeededKey {
  const found = findKey(text, vault)
  switch (found.kind) {
    case 'found':
      return found
    case 'malformed':
      throw new CommandStop(EXIT.usage, FIND.malformed(text), FIND.form)
    case 'none':
      throw new CommandStop(EXIT.notFound, FIND.noKey(text), ...guess(text, vault))
    case 'several':
      throw several(FIND.several(text, found.keys.length), found.keys, vault)
  }
}

/** Exit code 3, with how to name each of the keys; `hint` comes last. */
export function several(
  words: string,
  keys: readonly KeyRow[],
  vault: VaultReading,
  ...hint: readonly string[]
): CommandStop {
  const named = keys.slice(0, MOST_CANDIDATES).map((key) => `  ${referenceOf(key, vault)}`)
  const more = keys.length - named.length
  return new CommandStop(EXIT.notFound, words, ...named, ...(more > 0 ? [FIND.more(more)] : []), ...hint)
}

function guess(text: string, { keys }: VaultReading): readonly string[] {
  const sought = fold(text)
  const most = Math.min(2, Math.ceil(sought.length / 3))
  for (const { name, environment } of keys)
    for (const word of [name, environment]) {
      const known = word.length > sought.length + most ? '' : fold(word)
      if (
        known !== '' &&
        Math.abs(known.length - sought.length) <= most &&
        slipsBetween(sought, known) <= most
      )
        return [FIND.didYouMean(word)]
    }
  return []
}

/** Finds an account by id or exact name. Ignores case if only one account matches then. Throws {@link CommandStop} with exit code 3. */
export function needAccount(text: string, { accounts }: VaultReading): AccountRow {
  const byId = accounts.find(({ id }) => id === text)
  if (byId !== undefined) return byId
  const exact = accounts.filter(({ name }) => name === text)
  const found = exact.length > 0 ? exact : accounts.filter(({ name }) => fold(name) === fold(text))
  const [first, ...more] = found
  if (first !== undefined && more.length === 0) return first
  throw first === undefined
    ? new CommandStop(EXIT.notFound, FIND.noAccount(text))
    : new CommandStop(
        EXIT.notFound,
        FIND.severalAccounts(text),
        ...found.map(({ id, name }) => `  ${id}  ${name}`),
      )
}
