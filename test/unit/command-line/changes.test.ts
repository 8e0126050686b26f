import { stripVTControlCharacters } from 'node:util'
import { describe, expect, it } from 'vitest'
import openrouter from '../../../electron/providers/catalog/openrouter.ts'
import { metadataOf } from '../../../electron/providers/registry.ts'
import type { OperationId } from '../../../shared/model/model.ts'
import type { OperationStep } from '../../../shared/model/operation.ts'
import { EXIT } from '../../../shared/contract/command-line-limits.ts'
import { addByHand, settle } from '../core/vault-set-up.ts'
import { fakeCommandSession } from '../../fakes/command-session.ts'
import { CLOUD } from '../../fakes/provider.ts'
import { commandsOver, makeCommands } from './set-up.ts'

describe('keyhold sync', () => {
  it('reads every account and says what it found', async () => {
    const { keyhold, cloud } = await makeCommands()
    cloud.add('second')
    expect(await keyhold(['sync'])).toMatchObject({ code: EXIT.done, out: 'Lab: 2 keys.\n', err: '' })
    expect(await keyhold(['sync', 'lab'])).toMatchObject({ code: EXIT.done })
    expect(await keyhold(['sync', 'elsewhere'])).toMatchObject({ code: EXIT.notFound, out: '' })
  })

  it('fails with the account’s own failure', async () => {
    const { keyhold, cloud } = await makeCommands()
    cloud.trouble = 'unauthorized'
    const { code, out, err } = await keyhold(['sync'])
    expect({ code, out }).toEqual({ code: EXIT.failed, out: '' })
    expect(err).toMatch(/^keyhold: Lab: /)
  })
})

/** A provider that ends each old secret at once. */
const PLAIN = {
  ...metadataOf(openrouter),
  id: CLOUD,
  can: { ...metadataOf(openrouter).can, regenerate: true },
}

describe('keyhold regenerate', () => {
  it('asks each time, then renews the key', async () => {
    const { keyhold, approvals, vault, key } = await makeCommands()
    expect(await keyhold(['regenerate', 'build', '--reason', 'weekly'])).toMatchObject({
      code: EXIT.done,
      out: '“build” has a new secret. It is stored.\n',
    })
    await keyhold(['regenerate', 'build'])
    expect(approvals.changes).toHaveLength(2)
    expect(approvals.changes[0]).toMatchObject({ key, change: 'regenerate', reason: 'weekly' })
    expect(vault.store.keys.get(key)!.version).toBe(3)
  })

  it('lets the old secret work for a while where the provider can, and says so on the card', async () => {
    const staying = { facts: { oldSecretCanStay: true }, keepsAddress: true } as const
    const { keyhold, approvals, cloud, clock } = await makeCommands(staying)
    const until = clock.now() + 24 * 3_600_000
    const { code, out, err } = await keyhold(['regenerate', 'build', '--overlap', '24'])
    expect({ code, err }).toEqual({ code: EXIT.done, err: '' })
    expect(out).toContain('the provider ends the old one within 24 hours')
    expect(cloud.oldEnds).toEqual([until])
    expect(approvals.changes).toMatchObject([{ change: 'regenerate', overlapHours: 24 }])
    expect((await keyhold(['retire', 'build'])).err).toContain('Both secrets belong to “build”')
  })

  it('ends no old secret at once that was to stay', async () => {
    const ready = await makeCommands()
    const { issue } = ready.cloud.calls
    const snapshot = () => ({ ...ready.vault.snapshot(), providers: [PLAIN] })
    const { keyhold, approvals } = commandsOver({ ...ready.vault, snapshot }, ready)
    const { code, err } = await keyhold(['regenerate', 'build', '--overlap', '24'])
    expect(code).toBe(EXIT.failed)
    expect(err).toContain('can’t let its old secret keep working')
    expect(approvals.changes).toEqual([])
    expect(ready.cloud.calls.issue).toBe(issue)
  })

  it('asks the provider nothing without a yes', async () => {
    const { keyhold, approvals, cloud } = await makeCommands()
    const { issue } = cloud.calls
    approvals.answer = 'denied'
    expect(await keyhold(['regenerate', 'build'])).toMatchObject({ code: EXIT.denied, out: '' })
    expect(cloud.calls.issue).toBe(issue)
  })

  it('says that an outcome is unknown, and what to do', async () => {
    const { keyhold, cloud } = await makeCommands()
    cloud.failNext('lost-after')
    const { code, out, err } = await keyhold(['regenerate', 'build'])
    expect({ code, out }).toEqual({ code: EXIT.unknown, out: '' })
    expect(err).toContain('couldn’t confirm whether the provider changed “build”')
    expect(err).toContain('Do not try again yet')
    expect((await keyhold(['regenerate', 'build'])).code).toBe(EXIT.failed)
  })

  it('says that a new secret is not stored yet, and where it is', async () => {
    const { keyhold, port } = await makeCommands()
    const write = port.write.bind(port)
    port.write = async (name, ...rest) => {
      if (name.startsWith('key ')) throw new Error('denied')
      return write(name, ...rest)
    }
    const { code, err } = await keyhold(['regenerate', 'build'])
    expect(code).toBe(EXIT.failed)
    expect(err).toContain('keychain did not accept it')
    expect(err).toContain('keyhold open')
  })

  it('tells its own steps on a terminal, and nothing else', async () => {
    const { keyhold, events, cloud, key } = await makeCommands()
    const answer = cloud.holdNext()
    const answered = keyhold({ args: ['regenerate', 'build'], terminal: { err: true } })
    await settle()
    const push = (operation: string, step: OperationStep) =>
      events.push('operation:progress', {
        operation: operation as OperationId,
        kind: 'regenerate',
        key,
        step,
      })
    push('mine', 'waiting')
    push('other', 'sealed')
    events.push('clipboard:cleared', { cleared: true })
    push('mine', 'requested')
    answer()
    const { err } = await answered
    expect(stripVTControlCharacters(err)).toBe('Waiting for the account …\nAsking the provider …\n')
    push('mine', 'sealed')
  })

  it('runs to its end when the client goes after the request', async () => {
    const { run, cloud, vault, key, fake } = await makeCommands()
    const answer = cloud.holdNext()
    const session = fakeCommandSession({ args: ['regenerate', 'build'] })
    const running = run(session)
    await settle()
    session.vanish()
    answer()
    await expect(running).rejects.toMatchObject({ name: 'SessionEnded' })
    expect(vault.store.keys.get(key)!.version).toBe(2)
    expect(fake.unexpected).toEqual([])
  })

  it('takes its question back when the client goes before', async () => {
    const { run, cloud, approvals } = await makeCommands()
    const { issue } = cloud.calls
    const session = fakeCommandSession({ args: ['regenerate', 'build'] })
    approvals.meanwhile = () => session.vanish()
    await expect(run(session)).rejects.toMatchObject({ name: 'SessionEnded' })
    expect(cloud.calls.issue).toBe(issue)
  })

  it('refuses a key that was entered by hand before it asks', async () => {
    const { keyhold, vault, approvals } = await makeCommands()
    await addByHand(vault, 'own')
    for (const command of ['regenerate', 'replace']) {
      const { code, err } = await keyhold([command, 'own'])
      expect(code).toBe(EXIT.failed)
      expect(err).toContain('“own” is a manual key')
    }
    expect(approvals.changes).toEqual([])
  })
})

describe('keyhold replace, retire and roll-back', () => {
  it('make a key beside the old one, and end the old one', async () => {
    const { keyhold, approvals, vault, key } = await makeCommands()
    const replaced = await keyhold(['replace', 'build', '--overlap', '24'])
    expect(replaced).toMatchObject({ code: EXIT.done })
    expect(replaced.out).toContain('24 hours')
    const [young] = vault.rows.allKeys().filter(({ id }) => id !== key)
    expect(approvals.changes.at(-1)).toMatchObject({ key, change: 'replace' })
    const retired = await keyhold(['retire', young!.id])
    expect(retired).toMatchObject({ code: EXIT.done })
    expect(approvals.changes.at(-1)).toMatchObject({ key, change: 'retire' })
    expect((await keyhold(['retire', 'keyhold://secret/Lab/' + key, '--delete'])).code).not.toBe(EXIT.usage)
  })

  it('go back to the old one', async () => {
    const { keyhold, approvals, vault, key } = await makeCommands()
    await keyhold(['replace', 'build'])
    const [young] = vault.rows.allKeys().filter(({ id }) => id !== key)
    expect(await keyhold(['roll-back', young!.id])).toMatchObject({ code: EXIT.done })
    expect(approvals.changes.at(-1)).toMatchObject({ key: young!.id, change: 'roll-back' })
    expect((await keyhold(['roll-back', key])).err).toContain('not being replaced')
  })

  it.each(['0', '1.5', 'soon', '9999', '-1'])('%s hours are no overlap', async (hours) => {
    const { keyhold } = await makeCommands()
    for (const command of ['replace', 'regenerate'])
      expect((await keyhold([command, 'build', `--overlap=${hours}`])).code).toBe(EXIT.usage)
  })
})

describe('the window from a terminal', () => {
  it('opens views, keys and links, and nothing else', async () => {
    const { keyhold, around, key } = await makeCommands()
    for (const args of [
      ['quick'],
      ['open'],
      ['open', 'timeline'],
      ['open', 'key', 'build'],
      ['open', 'keyhold://open/history'],
    ])
      expect((await keyhold(args)).code).toBe(EXIT.done)
    expect(around.asked).toEqual([
      'palette',
      '{"kind":"keys"}',
      '{"kind":"timeline"}',
      `{"kind":"show-key","key":"${key}"}`,
      '{"kind":"history"}',
    ])
    for (const args of [
      ['open', 'kitchen'],
      ['open', 'key'],
      ['open', 'keys', 'build'],
      ['open', 'keyhold://open/x'],
    ])
      expect((await keyhold(args)).code).toBe(EXIT.usage)
    around.isLocked = true
    expect((await keyhold(['open', 'key', 'build'])).code).toBe(EXIT.locked)
    expect((await keyhold(['open'])).code).toBe(EXIT.done)
  })

  it('locks where a lock is set', async () => {
    const { keyhold, around } = await makeCommands()
    around.hasLock = false
    expect(await keyhold(['lock'])).toMatchObject({ code: EXIT.failed, out: '' })
    around.hasLock = true
    expect(await keyhold(['lock'])).toMatchObject({ code: EXIT.done })
    expect(around.isLocked).toBe(true)
    expect(await keyhold(['lock'])).toMatchObject({ code: EXIT.done })
  })

  it('says what works on this machine and how the start went, also while locked, and becomes the program’s doctor without a vault', async () => {
    const { keyhold, around } = await makeCommands()
    around.isLocked = true
    const { code, out } = await keyhold(['doctor', '--json'])
    expect([EXIT.done, EXIT.failed]).toContain(code)
    expect(JSON.parse(out)).toMatchObject({ format: 1, program: '1.2.3' })
    expect(out).not.toContain('build')
    around.shut = 'damaged'
    expect(await keyhold(['doctor', '--timing'])).toMatchObject({
      code: EXIT.done,
      out: 'Process runs                90 ms     +90 ms\nFirst modules loaded       300 ms    +210 ms\n',
    })
    expect(JSON.parse((await keyhold(['doctor', '--timing', '--json'])).out)).toEqual({
      ...{ format: 1, program: '1.2.3' },
      start: [
        { step: 'process', ms: 90 },
        { step: 'import', ms: 300 },
      ],
    })
    expect((await keyhold(['doctor', '--json'])).session.became?.command.slice(2)).toEqual([
      '--doctor',
      '--json',
    ])
  })
})
