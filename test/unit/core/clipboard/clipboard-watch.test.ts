/** The optional watch of the clipboard: what it offers, when it reads the clipboard at all, and that it keeps nothing. */
import { beforeEach, describe, expect, it } from 'vitest'
import { Failure } from '../../../../shared/contract/errors.ts'
import type { KeyShape } from '../../../../shared/shapes/shape.ts'
import { createClipboardWatch } from '../../../../electron/core/clipboard/clipboard-watch.ts'
import { Secret } from '../../../../electron/core/ports/secret.ts'
import { fakeClock } from '../../../fakes/clock.ts'
import { madeUpSecret } from '../../../fakes/made-up-secrets.ts'
import { addByHand, makeMachine, settle } from '../vault-set-up.ts'

const TOKEN = madeUpSecret('ghp_{A36}')
const OTHER = madeUpSecret('npm_{A36}')

function setUp() {
  const clock = fakeClock()
  const state = { isOn: true, isLocked: false, text: '', fails: false, looks: 0 }
  const looked: Secret[] = []
  const offered: string[] = []
  const logged: unknown[] = []
  const watch = createClipboardWatch({
    clock,
    clipboard: {
      async look() {
        state.looks += 1
        if (state.fails) throw new Failure({ kind: 'clipboard', why: 'refused' })
        if (state.text === '') return undefined
        const secret = Secret.fromText(state.text)
        looked.push(secret)
        return secret
      },
    },
    isOn: () => state.isOn,
    isLocked: () => state.isLocked,
    offer: ({ id }: KeyShape) => void offered.push(id),
    log: { unexpected: (_where, error) => String(logged.push(error)) },
  })
  const pass = async () => {
    clock.pass(1_500)
    await settle()
  }
  /** Another program copies this, and the watch checks the clipboard. */
  const copy = async (text: string) => {
    state.text = text
    await pass()
  }
  return { clock, state, looked, offered, logged, watch, pass, copy }
}

let it_ = setUp()
beforeEach(() => {
  it_ = setUp()
})

describe('the watch of the clipboard', () => {
  it('offers a key that was just copied, once', async () => {
    it_.watch.restart()
    await settle()
    await it_.copy(TOKEN)
    await it_.pass()
    await it_.pass()
    expect(it_.offered).toEqual(['github-classic'])
    await it_.copy('something else')
    await it_.copy(TOKEN)
    expect(it_.offered).toEqual(['github-classic', 'github-classic'])
  })

  it('does not offer what was there before it began', async () => {
    it_.state.text = TOKEN
    it_.watch.restart()
    await settle()
    await it_.pass()
    expect(it_.offered).toEqual([])
    await it_.copy(`${OTHER}\n`)
    expect(it_.offered).toEqual(['npm-access'])
  })

  it.each([
    'a sentence',
    '3f2504e0-4f89-11d3-9a0c-0305e82c3301',
    madeUpSecret('AKIA{B16}'),
    madeUpSecret('ASIA{B16}'),
    madeUpSecret('eyJ{A20}.eyJ{A40}.{A43}'),
    madeUpSecret('ghs_{A36}'),
    `two keys: ${TOKEN} ${OTHER}`,
  ])('does not offer %j', async (text) => {
    it_.watch.restart()
    await settle()
    await it_.copy(text)
    expect(it_.offered).toEqual([])
  })

  it('does not look, and has no timer, while it is off', async () => {
    it_.state.isOn = false
    it_.watch.restart()
    await it_.copy(TOKEN)
    expect({ looks: it_.state.looks, waiting: it_.clock.waiting }).toEqual({ looks: 0, waiting: 0 })
  })

  it('stops when it is switched off or Keyhold is locked, and starts again afterwards', async () => {
    for (const end of [{ isOn: false }, { isLocked: true }]) {
      Object.assign(it_.state, { isOn: true, isLocked: false, text: '' })
      it_.watch.restart()
      await settle()
      Object.assign(it_.state, end)
      it_.watch.restart()
      const { looks } = it_.state
      await it_.copy(TOKEN)
      expect({ looks: it_.state.looks, waiting: it_.clock.waiting }).toEqual({ looks, waiting: 0 })
      // Text that was copied in the meantime is not offered afterwards.
      Object.assign(it_.state, { isOn: true, isLocked: false })
      it_.watch.restart()
      await settle()
      await it_.pass()
      expect(it_.offered).toEqual([])
    }
  })

  it('wipes everything that it has looked at', async () => {
    it_.watch.restart()
    await settle()
    for (const text of [TOKEN, 'words', OTHER]) await it_.copy(text)
    expect(it_.looked).toHaveLength(3)
    expect(it_.looked.filter(({ wiped }) => !wiped)).toEqual([])
  })

  it('does not offer what was there before it began, although the first look fails', async () => {
    it_.state.text = TOKEN
    it_.state.fails = true
    it_.watch.restart()
    await settle()
    it_.state.fails = false
    await it_.pass()
    expect(it_.offered).toEqual([])
    await it_.copy(OTHER)
    expect(it_.offered).toEqual(['npm-access'])
  })

  it('continues after a clipboard that does not respond, and logs nothing of its content', async () => {
    it_.watch.restart()
    await settle()
    it_.state.fails = true
    await it_.pass()
    it_.state.fails = false
    await it_.copy(TOKEN)
    expect(it_.offered).toEqual(['github-classic'])
    expect(it_.logged).toEqual([])
  })
})

describe('in a whole vault', () => {
  async function vaultThatWatches() {
    const machine = makeMachine()
    const vault = machine.open()
    await vault.start()
    vault.changeSettings({ clipboardWatch: true })
    await settle()
    const pass = async () => {
      machine.clock.pass(1_500)
      await settle()
    }
    return { ...machine, vault, pass }
  }

  it('is off by default', async () => {
    const { open, clipboard, clock, fake } = makeMachine()
    await open().start()
    clipboard.text = TOKEN
    clock.pass(10_000)
    await settle()
    expect(fake.pushed('clipboard:offered')).toEqual([])
  })

  it('tells the page and the system the kind of key, and keeps no part of it', async () => {
    const { vault, clipboard, fake, database, port, pass } = await vaultThatWatches()
    clipboard.text = TOKEN
    await pass()
    clipboard.text = 'my diary'
    await pass()
    expect(fake.pushed('clipboard:offered')).toEqual([{ shape: 'github-classic' }])
    expect(fake.notifications.shown.map(({ body, about }) => ({ body, about }))).toEqual([
      {
        body: 'GitHub personal access token (classic). Open this notification to save it in Keyhold.',
        about: { kind: 'copied-key', shape: 'github-classic' },
      },
    ])
    const { truth } = database
    const kept = JSON.stringify([
      truth.keys.all(),
      truth.versions.all(),
      truth.history.list({ limit: 99 }),
      truth.settings.read(),
      [...port.entries],
      fake.pushes,
      fake.notifications.shown,
      fake.infos,
      fake.unexpected.map(({ where, error }) => [where, String(error)]),
    ])
    for (const secret of [TOKEN, TOKEN.slice(4, 16), 'diary']) expect(kept).not.toContain(secret)
    await vault.close()
  })

  it('ignores what Keyhold has copied itself', async () => {
    const { vault, fake, pass } = await vaultThatWatches()
    const key = await addByHand(vault, 'mine', TOKEN)
    await vault.copy.key({ key })
    await pass()
    await pass()
    expect(fake.pushed('clipboard:offered')).toEqual([])
    await vault.close()
  })

  it('shows no notification where the user wants none', async () => {
    const { vault, clipboard, fake, pass } = await vaultThatWatches()
    vault.changeSettings({ systemNotifications: false })
    clipboard.text = TOKEN
    await pass()
    expect(fake.notifications.shown).toEqual([])
    expect(fake.pushed('clipboard:offered')).toHaveLength(1)
    await vault.close()
  })
})
