/** What is known before the vault opens: how the window was left, and what its first moment depends on. One small file in the profile. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { Memory } from '../../shared/window-memory.ts'

export interface WindowMemory {
  read(): Memory
  /** Kept at once. What cannot be written is remembered until the program ends. */
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

/** Whole or not at all: written beside, then given its name. */
function writeTo(path: string, memory: Memory): void {
  const beside = `${path}.new`
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    writeFileSync(beside, JSON.stringify(memory), { mode: 0o600 })
    renameSync(beside, path)
  } catch {
    // The window opens as before then; the next change tries again.
  }
}
