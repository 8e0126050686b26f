/** Stores which keychain the vault uses, and an unfinished move between the two. */
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { StorageChoice } from '../core/ports/sealed-vault.ts'
import { SecretPlace, MovePhase } from '../../shared/contract/sealed-vault.ts'
import { codeOf, type DurableFiles } from './durable-files.ts'

const Choice = z.object({
  uses: SecretPlace,
  move: z.object({ to: SecretPlace, phase: MovePhase }).optional(),
})

export interface ChoiceFile {
  /** Reads the choice once. Without a file it is the system's keychain. An unreadable file means the sealed vault, for which alone it is written. */
  read(): StorageChoice
  /** Writes atomically: the file has either the old or the new choice, whenever the program ends. Rejects with the error of `node:fs`. */
  write(choice: StorageChoice): Promise<void>
}

export function createChoiceFile(path: string, files: Pick<DurableFiles, 'replace'>): ChoiceFile {
  let known: StorageChoice | undefined

  function load(): StorageChoice {
    try {
      return Choice.parse(JSON.parse(readFileSync(path, 'utf8')))
    } catch (error) {
      return { uses: codeOf(error) === 'ENOENT' ? 'keychain' : 'sealed-vault' }
    }
  }

  return {
    read: () => (known ??= load()),
    async write(choice) {
      await files.replace(path, `${JSON.stringify(choice, null, 2)}\n`)
      known = choice
    },
  }
}
