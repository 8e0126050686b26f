/** The flag that a copied secret may still be on the clipboard: it survives a crash, so that the next start can clear what is left. */
import { randomBytes } from 'node:crypto'
import { clipboardEntry } from '../keychain/entry-names.ts'
import type { Keychain } from '../keychain/keychain.ts'
import type { Store } from '../ports/store.ts'
import type { ClipboardFingerprint, ClipboardPort, Log } from '../ports/world.ts'
import { Secret } from '../ports/secret.ts'

interface Deps {
  readonly store: Store
  readonly keychain: Keychain
  readonly clipboard: ClipboardPort
  readonly log: Log
}

export interface ClipboardFlag {
  /** Sees to it that marks are recognised after a restart. Call it while the keychain is known to answer. Never rejects. */
  prepare(): Promise<void>
  /** These secrets are, or are about to be, on the clipboard. Without a key that outlives the program there is nothing to keep. Never throws. */
  set(fingerprints: readonly ClipboardFingerprint[]): void
  /**
   * Clears what an earlier run left on the clipboard; gives the fingerprint of what could not be cleared. While the keychain is shut the flag stays
   * set. Nothing else may touch the clipboard meanwhile. Never rejects.
   */
  atStart(): Promise<ClipboardFingerprint | undefined>
}

const KEY_BYTES = 32

export function createClipboardFlag({ store, keychain, clipboard, log }: Deps): ClipboardFlag {
  let isReady = false
  /** Two copies at once must not make two keys. */
  let preparing: Promise<void> | undefined

  /** SECURITY: the key is where the secrets are, so that a fingerprint in the database cannot be tried against guesses. */
  function use(key: Secret): void {
    key.use((bytes) => clipboard.useFingerprintKey(Buffer.from(bytes.toString('utf8'), 'base64')))
    key.wipe()
    isReady = true
  }

  async function keep(): Promise<Secret> {
    const key = Secret.fromText(randomBytes(KEY_BYTES).toString('base64'))
    await keychain.keep(clipboardEntry, key)
    return key
  }

  async function prepareOnce(): Promise<void> {
    if (isReady) return
    try {
      use((await keychain.take(clipboardEntry)) ?? (await keep()))
    } catch (error) {
      log.unexpected('prepare the clipboard’s fingerprint', error)
    }
  }

  /** A flag that cannot be kept must not cost the copy. */
  function write(fingerprints: readonly ClipboardFingerprint[]): void {
    try {
      store.clipboard.write(fingerprints)
    } catch (error) {
      log.unexpected('flag the clipboard', error)
    }
  }

  return {
    prepare: () => (preparing ??= prepareOnce().finally(() => (preparing = undefined))),

    set(fingerprints) {
      if (isReady) write(fingerprints)
    },

    async atStart() {
      try {
        const fingerprints = store.clipboard.read()
        if (fingerprints.length === 0 || isReady) return undefined
        const key = await keychain.take(clipboardEntry)
        if (key === undefined)
          write([]) // without it no fingerprint means anything
        else use(key)
        return key === undefined ? undefined : await clearLeft(fingerprints)
      } catch (error) {
        log.unexpected('clear what was left on the clipboard', error)
        return undefined
      }
    },
  }

  /** At most one of them is on the clipboard. */
  async function clearLeft(
    fingerprints: readonly ClipboardFingerprint[],
  ): Promise<ClipboardFingerprint | undefined> {
    for (const fingerprint of fingerprints) {
      const result = await clipboard.clearIfStill(fingerprint)
      if (result === 'still-there') return fingerprint
      if (result === 'cleared') log.info('cleared a secret that an earlier run had left on the clipboard')
    }
    write([])
    return undefined
  }
}
