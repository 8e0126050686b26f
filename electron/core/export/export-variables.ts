/** The variables of keys in a `.env` file. Pure. */
import { isUsableVariable, variableName } from '../clipboard/quoting.ts'
import type { KeyRecord } from '../ports/store.ts'

type Named = Pick<KeyRecord, 'name' | 'environment'>

/**
 * A variable for each key, none twice: the one that the user gave, or one made from its name. Where another key has that variable, a number follows:
 * programs read only the last of two lines with one name.
 */
export function exportVariables(keys: readonly Named[]): readonly string[] {
  const taken = new Set<string>()
  return keys.map(({ name, environment }) => {
    const wanted = isUsableVariable(environment) ? environment : variableName(name, '')
    let variable = wanted
    for (let number = 2; taken.has(variable); number += 1) variable = `${wanted}_${number}`
    taken.add(variable)
    return variable
  })
}
