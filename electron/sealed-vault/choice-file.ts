/** Remembers which keychain the vault uses, and a move between the two that has not ended. */
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
  /** Read once. Without a file it is the system's keychain; a file that cannot be read was written for a sealed vault. */
  read(): StorageChoice
  /** The file has either the old choice or the new one, whenever the program ends. Rejects with the error of `node:fs`. */
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
