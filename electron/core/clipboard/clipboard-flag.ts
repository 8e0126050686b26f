/**
 * Keeps the crash flag: a copied secret may still be on the clipboard. The flag survives a crash, so that the next start can clear the clipboard.
 */
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
  /** Makes sure that fingerprints are recognised after a restart. Call it when the keychain is known to respond. Never rejects. */
  prepare(): Promise<void>
  /**
   * Records that these secrets are, or are about to be, on the clipboard. Stores nothing if there is no key that outlives the program. Never
   * throws.
   */
  set(fingerprints: readonly ClipboardFingerprint[]): void
  /**
   * Clears a secret that an earlier run left on the clipboard. Resolves with the fingerprint of one that could not be cleared. While the keychain
   * is locked, the flag stays set. Nothing else may touch the clipboard meanwhile. Never rejects.
   */
  atStart(): Promise<ClipboardFingerprint | undefined>
}

const KEY_BYTES = 32

export function createClipboardFlag({ store, keychain, clipboard, log }: Deps): ClipboardFlag {
  let isReady = false
  /** Two copies at once must not create two keys. */
  let preparing: Promise<void> | undefined

  /** SECURITY: the key is in the keychain, like the secrets, so that a fingerprint in the database cannot be tested against guesses. */
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

  /** A flag that cannot be stored must not make the copy fail. */
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
          write([]) // without the key no fingerprint can be matched
        else use(key)
        return key === undefined ? undefined : await clearLeft(fingerprints)
      } catch (error) {
        log.unexpected('clear what was left on the clipboard', error)
        return undefined
      }
    },
  }

  /** At most one of the fingerprints matches the clipboard. */
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
