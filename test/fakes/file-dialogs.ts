/** Dialogs for files in which the user has already decided. */
import type { FileDialogs } from '../../electron/core/ports/file-dialogs.ts'

export interface FakeFileDialogs extends FileDialogs {
  /** What the user chooses next; `undefined`: the user cancels. */
  choice: string | undefined
  /** Names that were offered. */
  readonly offered: readonly string[]
}

export function fakeFileDialogs(): FakeFileDialogs {
  const offered: string[] = []
  const fake: FakeFileDialogs = {
    choice: undefined,
    offered,
    async chooseTarget(name) {
      offered.push(name)
      return fake.choice
    },
    chooseFile: async () => fake.choice,
    chooseFolder: async () => fake.choice,
    chooseSources: async () => (fake.choice === undefined ? [] : [fake.choice]),
  }
  return fake
}
