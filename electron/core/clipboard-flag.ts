/** The flag that a copied secret may still be on the clipboard: it survives a crash, so that the next start can clear what is left. */
import { randomBytes } from 'node:crypto'
import { clipboardEntry } from './entry-names.ts'
import type { Keychain } from './keychain.ts'
import type { Store } from './ports/store.ts'
import type { ClipboardMark, ClipboardPort, Log } from './ports/world.ts'
import { Secret } from './secret.ts'

interface Deps {
  readonly store: Store
  readonly keychain: Keychain
  readonly clipboard: ClipboardPort
  readonly log: Log
}

export interface ClipboardFlag {
  /** Sees to it that marks are recognised after a restart. Call it while the keychain is known to answer. Never rejects. */
  prepare(): Promise<void>
  /** A secret with this mark is on the clipboard. Without a key that outlives the program there is nothing to keep. */
  raise(mark: ClipboardMark): void
  lower(): void
  /** Clears what an earlier run left on the clipboard. While the keychain is shut the flag stays up. Never rejects. */
  atStart(): Promise<void>
}

const KEY_BYTES = 32

export function createClipboardFlag({ store, keychain, clipboard, log }: Deps): ClipboardFlag {
  let isReady = false

  /** SECURITY: the key is where the secrets are, so that a mark in the database cannot be tried against guesses. */
  function use(key: Secret): void {
    key.use((bytes) => clipboard.useMarkKey(Buffer.from(bytes.toString('utf8'), 'base64')))
    key.wipe()
    isReady = true
  }

  async function keep(): Promise<Secret> {
    const key = Secret.fromText(randomBytes(KEY_BYTES).toString('base64'))
    await keychain.keep(clipboardEntry, key)
    return key
  }

  /** A flag that cannot be kept must not cost the copy. */
  function write(mark: ClipboardMark | undefined): void {
    try {
      store.clipboard.write(mark)
    } catch (error) {
      log.unexpected('flag the clipboard', error)
    }
  }

  return {
    async prepare() {
      if (isReady) return
      try {
        use((await keychain.take(clipboardEntry)) ?? (await keep()))
      } catch (error) {
        log.unexpected('prepare the clipboard’s mark', error)
      }
    },

    raise(mark) {
      if (isReady) write(mark)
    },

    lower: () => write(undefined),

    async atStart() {
      try {
        const mark = store.clipboard.read()
        if (mark === undefined || isReady) return
        const key = await keychain.take(clipboardEntry)
        if (key !== undefined) {
          use(key)
          if (await clipboard.clearIfStill(mark))
            log.info('cleared a secret that an earlier run had left on the clipboard')
        }
        if (store.clipboard.read() === mark) write(undefined)
      } catch (error) {
        log.unexpected('clear what was left on the clipboard', error)
      }
    },
  }
}
