import { describe, expect, it } from 'vitest'
import { Secret } from '../../../electron/core/ports/secret.ts'
import { waylandVerifier, x11Verifier } from '../../../electron/os/clipboard-verifier.ts'
import { createSecretClipboard } from '../../../electron/os/clipboard-secrets.ts'
import { desktopClipboard } from '../../fakes/desktop-clipboard.ts'

const SECRET = 's3cret-value'
const WAYLAND = ['wl-paste', 'wl-copy'] as const
const failure = (why: string) =>
  expect.objectContaining({ name: 'Failure', error: { kind: 'clipboard', why } }) as unknown

function setUp(
  session: 'x11' | 'wayland',
  options: Parameters<typeof desktopClipboard>[0],
  hasFocus = false,
) {
  const desktop = desktopClipboard(options)
  const verifier = session === 'x11' ? x11Verifier(desktop.programs) : waylandVerifier(desktop.programs)
  const clipboard = createSecretClipboard({
    systemClipboard: desktop.systemClipboard,
    concealment: {},
    proof: verifier,
    hasFocus: () => hasFocus,
    pause: async () => undefined,
  })
  const copy = () => clipboard.writeSecret(Secret.fromText(SECRET))
  return { desktop, clipboard, copy }
}

describe('under Wayland, a copied secret', () => {
  it('is verified by another program where the desktop takes it', async () => {
    const { desktop, clipboard, copy } = setUp('wayland', { installed: WAYLAND, takesOurs: true })
    await copy()
    expect(desktop.text).toBe(SECRET)
    expect(await clipboard.status()).toEqual({ state: 'verified', by: 'wl-paste' })
    expect(desktop.calls.filter((call) => call.startsWith('wl-copy'))).toEqual([])
  })

  it('that the desktop drops is noticed, although our own reading finds it, and copied by wl-copy', async () => {
    const { desktop, clipboard, copy } = setUp('wayland', { installed: WAYLAND, takesOurs: false })
    await copy()
    expect(await desktop.systemClipboard.readText()).toBe(SECRET)
    expect(desktop.text).toBe(SECRET)
    expect(await clipboard.status()).toEqual({ state: 'verified', by: 'wl-paste', through: 'wl-copy' })
  })

  it('is never an argument, and never in the primary selection', async () => {
    const { desktop, copy } = setUp('wayland', { installed: WAYLAND, takesOurs: false })
    await copy()
    expect(desktop.calls.join('\n')).not.toContain(SECRET)
    expect(desktop.calls.join('\n')).not.toMatch(/primary|\s-p\b/)
  })

  it.each([
    ['  -s, --sensitive  Mark as sensitive', 'wl-copy --foreground --type text/plain --sensitive'],
    ['  -s, --seat seat-name', 'wl-copy --foreground --type text/plain'],
  ])('is marked by wl-copy where its help (%s) names that', async (help, call) => {
    const { desktop, copy } = setUp('wayland', { installed: WAYLAND, takesOurs: false, help })
    await copy()
    expect(desktop.calls).toContain(call)
  })

  it.each([true, false])(
    'is cleared as long as it is there (the desktop takes ours: %s)',
    async (takesOurs) => {
      const { desktop, clipboard, copy } = setUp('wayland', { installed: WAYLAND, takesOurs })
      const mark = await copy()
      expect(await clipboard.clearIfStill(mark)).toBe('cleared')
      expect(desktop.text).toBe('')
    },
  )

  it('is cleared by wl-copy when the window has lost the focus since', async () => {
    const { desktop, clipboard, copy } = setUp('wayland', { installed: WAYLAND, takesOurs: true })
    const mark = await copy()
    desktop.takesOurs = false
    expect(await clipboard.clearIfStill(mark)).toBe('cleared')
    expect(desktop.text).toBe('')
    expect(desktop.calls).toContain('wl-copy --clear')
  })

  it('is left alone when something else was copied since, whatever our own reading says', async () => {
    const { desktop, clipboard, copy } = setUp('wayland', { installed: WAYLAND, takesOurs: false })
    const mark = await copy()
    desktop.text = 'a shopping list'
    expect(await clipboard.clearIfStill(mark)).toBe('replaced')
    expect(desktop.text).toBe('a shopping list')
  })

  it('that no way brings there is not said to be copied, and does not turn up later', async () => {
    const { desktop, clipboard, copy } = setUp('wayland', {
      installed: WAYLAND,
      takesOurs: false,
      dropsAll: true,
    })
    await expect(copy()).rejects.toEqual(failure('not-kept'))
    expect(await desktop.systemClipboard.readText()).toBe('')
    expect(await clipboard.status()).toEqual({ state: 'failed', why: 'not-kept', install: 'wl-clipboard' })
  })

  it('is not said to be copied without a window in front when nothing is installed', async () => {
    const { clipboard, copy } = setUp('wayland', { installed: [], takesOurs: false })
    await expect(copy()).rejects.toEqual(failure('no-tool'))
    expect(await clipboard.status()).toEqual({ state: 'failed', why: 'no-tool', install: 'wl-clipboard' })
  })

  it('is copied unverified with the window in front when nothing is installed', async () => {
    const { clipboard, copy } = setUp('wayland', { installed: [], takesOurs: true }, true)
    await copy()
    expect(await clipboard.status()).toEqual({ state: 'unverified', install: 'wl-clipboard' })
  })

  it('is pasted from what other programs see, not from our own copy', async () => {
    const { desktop, clipboard, copy } = setUp('wayland', { installed: WAYLAND, takesOurs: false })
    await copy()
    desktop.text = 'copied elsewhere'
    const pasted = await clipboard.readSecret()
    expect(pasted.use((bytes) => bytes.toString())).toBe('copied elsewhere')
  })
})

describe('under X11, a copied secret', () => {
  it.each([
    [['xclip', 'xsel'], 'xclip'],
    [['xsel'], 'xsel'],
  ] as const)('is verified with %o by %s', async (installed, by) => {
    const { clipboard, copy } = setUp('x11', { installed, takesOurs: true })
    expect(await clipboard.status()).toEqual({ state: 'untried', reader: by })
    await copy()
    expect(await clipboard.status()).toEqual({ state: 'verified', by })
  })

  it('is copied without a window in front, unverified where no reader is installed', async () => {
    const { clipboard, copy } = setUp('x11', { installed: [], takesOurs: true })
    expect(await clipboard.status()).toEqual({ state: 'untried', install: 'xclip' })
    await copy()
    expect(await clipboard.status()).toEqual({ state: 'unverified', install: 'xclip' })
  })

  it('is not said to be copied when the reader does not find it', async () => {
    const { copy } = setUp('x11', { installed: ['xclip'], takesOurs: false })
    await expect(copy()).rejects.toEqual(failure('not-kept'))
  })
})
