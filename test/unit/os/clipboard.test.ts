import { describe, expect, it } from 'vitest'
import type { ClipboardMark } from '../../../electron/core/ports/world.ts'
import { Secret } from '../../../electron/core/secret.ts'
import { concealment, createMarker, sessionOf } from '../../../electron/os/clipboard-marks.ts'
import { createSecretClipboard } from '../../../electron/os/clipboard-secrets.ts'
import { fakeClipboard } from '../../fakes/clipboard.ts'

const failure = (error: object) => expect.objectContaining({ name: 'Failure', error }) as unknown

describe('a copied secret', () => {
  it('lies on the clipboard with its marks, in one write', async () => {
    const clipboard = fakeClipboard()
    await clipboard.writeSecret(Secret.fromText('s3cret'))
    expect(clipboard.formats).toEqual({ 'text/plain': 's3cret', 'test/concealed': 'secret' })
    expect(clipboard.writes).toBe(1)
  })

  it('is cleared as long as it is still there', async () => {
    const clipboard = fakeClipboard()
    const mark = await clipboard.writeSecret(Secret.fromText('s3cret'))
    await expect(clipboard.clearIfStill(mark)).resolves.toBe(true)
    expect(clipboard.text).toBe('')
    await expect(clipboard.clearIfStill(mark)).resolves.toBe(false)
  })

  it('is left alone when something else was copied since', async () => {
    const clipboard = fakeClipboard()
    const mark = await clipboard.writeSecret(Secret.fromText('s3cret'))
    clipboard.copyElsewhere('a shopping list')
    await expect(clipboard.clearIfStill(mark)).resolves.toBe(false)
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
      marks: {},
      proof: 'own-read',
      board: { readText: async () => 's3cret', write: async () => undefined, clear: () => undefined },
    })
    const mark = await stubborn.writeSecret(Secret.fromText('s3cret'))
    await expect(stubborn.clearIfStill(mark)).resolves.toBe(false)
  })

  it('is not asked for proof where reading back proves nothing', async () => {
    let reads = 0
    const clipboard = createSecretClipboard({
      marks: {},
      proof: undefined,
      board: {
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
    await expect(clipboard.clearIfStill('mark' as ClipboardMark)).rejects.toEqual(failed)
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

  it('says that there is nothing to paste', async () => {
    await expect(fakeClipboard().readSecret()).rejects.toEqual(
      failure({ kind: 'secret', why: 'clipboard-empty' }),
    )
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

  it('recognise one value, in one process only, and tell nothing of it', () => {
    const markOf = createMarker()
    expect(markOf('s3cret')).toBe(markOf('s3cret'))
    expect(markOf('s3cret')).not.toBe(markOf('s3cret '))
    expect(markOf('s3cret')).not.toBe(createMarker()('s3cret'))
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
      clipboard.useMarkKey(key)
      return clipboard.writeSecret(Secret.fromText('s3cret'))
    }
    expect(await mark()).toBe(await mark())
  })
})
