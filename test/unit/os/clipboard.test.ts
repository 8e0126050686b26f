import { describe, expect, it } from 'vitest'
import type { ClipboardFingerprint } from '../../../electron/core/ports/world.ts'
import { Secret } from '../../../electron/core/ports/secret.ts'
import { concealment, createFingerprinter, sessionOf } from '../../../electron/os/clipboard-fingerprints.ts'
import { createSecretClipboard } from '../../../electron/os/clipboard-secrets.ts'
import { fakeClipboard } from '../../fakes/clipboard.ts'

const failure = (error: object) => expect.objectContaining({ name: 'Failure', error }) as unknown

describe('a look at the clipboard, for the watch', () => {
  const textOf = (secret: Secret | undefined) => secret?.use((bytes) => bytes.toString('utf8'))

  it('is what another program has copied, and nothing where there is nothing', async () => {
    const clipboard = fakeClipboard()
    expect(await clipboard.look()).toBeUndefined()
    clipboard.copyElsewhere('from elsewhere')
    expect(textOf(await clipboard.look())).toBe('from elsewhere')
  })

  it('leaves out what Keyhold has copied itself, and what is too long for a key', async () => {
    const clipboard = fakeClipboard()
    await clipboard.writeSecret(Secret.fromText('s3cret'))
    expect(await clipboard.look()).toBeUndefined()
    clipboard.copyElsewhere('s3cret')
    expect(await clipboard.look()).toBeUndefined()
    clipboard.copyElsewhere('x'.repeat(100_000))
    expect(await clipboard.look()).toBeUndefined()
  })

  it('reports nothing for a clipboard that does not respond', async () => {
    const clipboard = fakeClipboard()
    clipboard.fail()
    await expect(clipboard.look()).rejects.toEqual(failure({ kind: 'clipboard', why: 'refused' }))
  })
})

describe('a copied secret', () => {
  it('is written to the clipboard with its marks, in one write', async () => {
    const clipboard = fakeClipboard()
    await clipboard.writeSecret(Secret.fromText('s3cret'))
    expect(clipboard.formats).toEqual({ 'text/plain': 's3cret', 'test/concealed': 'secret' })
    expect(clipboard.writes).toBe(1)
  })

  it('is cleared as long as it is still there', async () => {
    const clipboard = fakeClipboard()
    const mark = await clipboard.writeSecret(Secret.fromText('s3cret'))
    await expect(clipboard.clearIfStill(mark)).resolves.toBe('cleared')
    expect(clipboard.text).toBe('')
    await expect(clipboard.clearIfStill(mark)).resolves.toBe('replaced')
  })

  it('is left alone when something else was copied since', async () => {
    const clipboard = fakeClipboard()
    const mark = await clipboard.writeSecret(Secret.fromText('s3cret'))
    clipboard.copyElsewhere('a shopping list')
    await expect(clipboard.clearIfStill(mark)).resolves.toBe('replaced')
    expect(clipboard.text).toBe('a shopping list')
  })

  it('is not said to be copied when it did not arrive', async () => {
    const clipboard = fakeClipboard()
    clipboard.loseNextWrite()
    await expect(clipboard.writeSecret(Secret.fromText('s3cret'))).rejects.toEqual(
      failure({ kind: 'clipboard', why: 'not-kept' }),
    )
  })

  it('is not said to be cleared when a clipboard manager put it back', async () => {
    const stubborn = createSecretClipboard({
      concealment: {},
      proof: 'own-read',
      systemClipboard: {
        readText: async () => 's3cret',
        write: async () => undefined,
        clear: () => undefined,
      },
    })
    const mark = await stubborn.writeSecret(Secret.fromText('s3cret'))
    await expect(stubborn.clearIfStill(mark)).resolves.toBe('still-there')
  })

  it('is not asked for proof where reading back proves nothing', async () => {
    let reads = 0
    const clipboard = createSecretClipboard({
      concealment: {},
      proof: undefined,
      systemClipboard: {
        readText: async () => String((reads += 1)),
        write: async () => undefined,
        clear: () => undefined,
      },
    })
    await clipboard.writeSecret(Secret.fromText('s3cret'))
    expect(reads).toBe(0)
  })

  it('does not leave through an error of the clipboard', async () => {
    const clipboard = fakeClipboard()
    clipboard.fail()
    const failed = failure({ kind: 'clipboard', why: 'refused' })
    await expect(clipboard.writeSecret(Secret.fromText('s3cret'))).rejects.toEqual(failed)
    await expect(clipboard.clearIfStill('mark' as ClipboardFingerprint)).rejects.toEqual(failed)
    await expect(clipboard.readSecret()).rejects.toEqual(failed)
  })
})

describe('pasting', () => {
  it('takes what was copied elsewhere', async () => {
    const clipboard = fakeClipboard()
    clipboard.copyElsewhere('pasted')
    const secret = await clipboard.readSecret()
    expect(secret.use((bytes) => bytes.toString())).toBe('pasted')
  })

  it('never takes what this program has put there itself, whatever key its marks have since', async () => {
    const clipboard = fakeClipboard()
    await clipboard.writeSecret(Secret.fromText('s3cret'))
    const refused = failure({ kind: 'secret', why: 'own-copy' })
    await expect(clipboard.readSecret()).rejects.toEqual(refused)
    clipboard.useFingerprintKey(new Uint8Array(32).fill(7))
    await expect(clipboard.readSecret()).rejects.toEqual(refused)
    clipboard.copyElsewhere('pasted')
    await expect(clipboard.readSecret()).resolves.toBeDefined()
    clipboard.copyElsewhere('s3cret') // a clipboard manager has restored it
    await expect(clipboard.readSecret()).rejects.toEqual(refused)
  })

  it('says that there is nothing to paste', async () => {
    await expect(fakeClipboard().readSecret()).rejects.toEqual(
      failure({ kind: 'secret', why: 'clipboard-empty' }),
    )
  })
})

describe('the primary selection', () => {
  /** X11 as Chromium uses it: writing text to the clipboard also writes it to the selection. */
  function x11({ clears = true, arrivesAfter = 0 } = {}) {
    const desktop = { text: '', selection: '', clears, looks: 0 }
    const clipboard = createSecretClipboard({
      concealment: {},
      proof: 'own-read',
      pause: async () => undefined,
      systemClipboard: {
        readText: async () => desktop.text,
        async write({ 'text/plain': text }) {
          desktop.text = desktop.selection = String(text)
        },
        clear: () => void (desktop.text = ''),
        selection: {
          readText: async () => ((desktop.looks += 1) > arrivesAfter ? desktop.selection : ''),
          clear: () => void (desktop.selection = desktop.clears ? '' : desktop.selection),
        },
      },
    })
    return { desktop, clipboard }
  }

  it('never keeps a copied secret', async () => {
    const { desktop, clipboard } = x11()
    await clipboard.writeSecret(Secret.fromText('s3cret'))
    expect(desktop).toMatchObject({ text: 's3cret', selection: '' })
  })

  it('that cannot be emptied costs the copy', async () => {
    const { desktop, clipboard } = x11({ clears: false })
    await expect(clipboard.writeSecret(Secret.fromText('s3cret'))).rejects.toEqual(
      failure({ kind: 'clipboard', why: 'refused' }),
    )
    expect(desktop.text).toBe('')
  })

  it('is emptied with the clipboard, also where that holds something else by now', async () => {
    const { desktop, clipboard } = x11()
    const mark = await clipboard.writeSecret(Secret.fromText('s3cret'))
    desktop.selection = 's3cret'
    desktop.text = 'a shopping list'
    await expect(clipboard.clearIfStill(mark)).resolves.toBe('replaced')
    expect(desktop).toMatchObject({ text: 'a shopping list', selection: '' })
    desktop.selection = 's3cret'
    desktop.clears = false
    await expect(clipboard.clearIfStill(mark)).resolves.toBe('still-there')
  })

  it('is left alone when it holds what the user has selected', async () => {
    const { desktop, clipboard } = x11()
    const mark = await clipboard.writeSecret(Secret.fromText('s3cret'))
    desktop.selection = 'selected elsewhere'
    await clipboard.clearIfStill(mark)
    expect(desktop.selection).toBe('selected elsewhere')
  })
})

describe('marks', () => {
  it('ask each system to keep the secret out of its histories', () => {
    expect(concealment('darwin')).toEqual({
      'electron application/osclipboard;format="org.nspasteboard.ConcealedType"': '1',
    })
    expect(concealment('win32')).toEqual({
      'electron application/osclipboard;format="ExcludeClipboardContentFromMonitorProcessing"': '1',
      'electron application/osclipboard;format="CanIncludeInClipboardHistory"': new Uint8Array([0, 0, 0, 0]),
      'electron application/osclipboard;format="CanUploadToCloudClipboard"': new Uint8Array([0, 0, 0, 0]),
    })
    expect(concealment('linux')).toEqual({
      'electron application/osclipboard;format="x-kde-passwordManagerHint"': 'secret',
    })
  })

  it('recognise one value, in one process only, and reveal nothing about it', () => {
    const markOf = createFingerprinter()
    expect(markOf('s3cret')).toBe(markOf('s3cret'))
    expect(markOf('s3cret')).not.toBe(markOf('s3cret '))
    expect(markOf('s3cret')).not.toBe(createFingerprinter()('s3cret'))
    expect(markOf('x'.repeat(5_000))).toHaveLength(markOf('').length)
  })

  it.each([
    ['darwin', {}, 'own'],
    ['win32', {}, 'own'],
    ['linux', {}, 'x11'],
    ['linux', { XDG_SESSION_TYPE: 'x11' }, 'x11'],
    ['linux', { XDG_SESSION_TYPE: 'wayland' }, 'wayland'],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, 'wayland'],
    ['darwin', { WAYLAND_DISPLAY: 'wayland-0' }, 'own'],
  ] as const)('on %s with %o, the clipboard is %s', (platform, env, session) => {
    expect(sessionOf(platform, env)).toBe(session)
  })

  it('are the same again with the same key', async () => {
    const key = new Uint8Array(32).fill(7)
    const mark = async () => {
      const clipboard = fakeClipboard()
      clipboard.useFingerprintKey(key)
      return clipboard.writeSecret(Secret.fromText('s3cret'))
    }
    expect(await mark()).toBe(await mark())
  })
})
