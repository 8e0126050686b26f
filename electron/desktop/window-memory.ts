/** What is known before the vault opens: how the window was left, and what its first moment depends on. One small file in the profile. */
import { readFileSync } from 'node:fs'
import { Memory } from '../../shared/desktop/window-memory.ts'
import { writeWholeFile } from '../os/whole-file.ts'

export interface WindowMemory {
  read(): Memory
  /** Written at once. A value that cannot be written is kept in memory until the program ends. */
  keep(changes: Partial<Memory>): void
}

const nothing = (): Memory => Memory.parse({})

/** Never throws: a file that is missing, damaged or out of reach gives the usual window. */
export function createWindowMemory(path: string): WindowMemory {
  let memory = readFrom(path)

  return {
    read: () => memory,
    keep(changes) {
      const next = { ...memory, ...changes }
      if (JSON.stringify(next) === JSON.stringify(memory)) return
      memory = next
      writeTo(path, next)
    },
  }
}

function readFrom(path: string): Memory {
  try {
    const read = Memory.safeParse(JSON.parse(readFileSync(path, 'utf8')))
    return read.success ? read.data : nothing()
  } catch {
    return nothing()
  }
}

function writeTo(path: string, memory: Memory): void {
  try {
    writeWholeFile(path, JSON.stringify(memory), 0o600)
  } catch {
    // The window opens as before then; the next change tries again.
  }
}
