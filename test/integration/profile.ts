/** A world on a folder: real clock, real files, a keychain of files, and a clipboard and pushes that keep a record. */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { NetworkPort } from '../../electron/core/ports/network.ts'
import type { ClipboardMark, World } from '../../electron/core/ports/world.ts'
import { Secret } from '../../electron/core/secret.ts'
import { fileKeychain, type FileKeychain } from '../fakes/file-keychain.ts'

export interface ProfileWorld extends World {
  readonly keychain: FileKeychain
  readonly record: {
    clipboard: string
    readonly pushes: { readonly name: string; readonly payload: unknown }[]
    readonly log: string[]
    readonly opened: string[]
  }
}

const markOf = (text: string) => createHash('sha256').update(text).digest('hex') as ClipboardMark

/** Two worlds on one folder are two starts of one installation. */
export function profileWorld(folder: string, network: NetworkPort): ProfileWorld {
  const record: ProfileWorld['record'] = { clipboard: '', pushes: [], log: [], opened: [] }
  return {
    record,
    network,
    paths: {
      databasePath: join(folder, 'keyhold.sqlite'),
      backupDir: join(folder, 'backups'),
      rescueDir: join(folder, 'rescue'),
    },
    clock: {
      now: () => Date.now(),
      after(delayMs, act) {
        const timer = setTimeout(act, delayMs)
        timer.unref()
        return () => clearTimeout(timer)
      },
    },
    keychain: fileKeychain(join(folder, 'keychain')),
    clipboard: {
      async writeSecret(secret) {
        record.clipboard = secret.use((bytes) => bytes.toString('utf8'))
        return markOf(record.clipboard)
      },
      async clearIfStill(mark) {
        const isOurs = markOf(record.clipboard) === mark
        if (isOurs) record.clipboard = ''
        return isOurs
      },
      readSecret: async () => Secret.fromText(record.clipboard),
    },
    openExternal: async (address) => void record.opened.push(address),
    push: (name, payload) => void record.pushes.push({ name, payload }),
    log: {
      info: (event, facts) => void record.log.push(`${event} ${JSON.stringify(facts ?? {})}`),
      unexpected(where, error) {
        record.log.push(`${where}: ${error instanceof Error ? (error.stack ?? error.message) : 'unknown'}`)
        return String(record.log.length)
      },
    },
  }
}
