/** A clipboard in memory that keeps a record and fails on request. */
import { createSecretClipboard } from '../../electron/os/clipboard-secrets.ts'
import type { ClipboardPort } from '../../electron/core/ports/world.ts'

type Formats = Readonly<Record<string, string | Uint8Array<ArrayBuffer>>>

export interface FakeClipboard extends ClipboardPort {
  /** The text that another program would paste; `''` if empty. */
  readonly text: string
  /** Every format on the clipboard, including the hints for histories. */
  readonly formats: Formats
  /** The number of secrets written. */
  readonly writes: number
  /** Another program copies something. */
  copyElsewhere(text: string): void
  /** The next write reports success and changes nothing. */
  loseNextWrite(): void
  /** From now on every call fails, or works again. */
  fail(failing?: boolean): void
}

const MARKS: Formats = { 'test/concealed': 'secret' }

/** Empty at first. The real rules run on it; only the system's part is fake. */
export function fakeClipboard(): FakeClipboard {
  let formats: Formats = {}
  let writes = 0
  let losing = false
  let failing = false

  const check = () => {
    if (failing) throw new Error('The clipboard is not available')
  }
  const textOf = ({ 'text/plain': text }: Formats) => (typeof text === 'string' ? text : '')

  const port = createSecretClipboard({
    concealment: MARKS,
    proof: 'own-read',
    systemClipboard: {
      async readText() {
        check()
        return textOf(formats)
      },
      async write(next) {
        check()
        writes += 1
        if (!losing) formats = next
        losing = false
      },
      clear() {
        check()
        formats = {}
      },
    },
  })

  return {
    ...port,
    get text() {
      return textOf(formats)
    },
    get formats() {
      return formats
    },
    get writes() {
      return writes
    },
    copyElsewhere: (text) => (formats = { 'text/plain': text }),
    loseNextWrite: () => (losing = true),
    fail: (now = true) => (failing = now),
  }
}
