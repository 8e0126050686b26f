import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import type { World } from '../../electron/core/ports/world.ts'
import { fakeCommandSession, type FakeCall } from '../fakes/command-session.ts'
import { fakeKeychain } from '../fakes/keychain.ts'
import { newFolder, removeFolders, startProgram, type RunningProgram } from './program.ts'
import type { ProfileWorld } from './profile.ts'

const PASSPHRASE = 'correct horse battery'
afterAll(removeFolders)

const add = (program: RunningProgram, name: string) =>
  program.ask('key:add', { secret: { from: 'typed', text: `secret of ${name}` }, fields: { name } })

async function copied(program: RunningProgram, name: string): Promise<string> {
  const { id } = await program.keyNamed(name)
  await program.ask('key:copy', { key: id })
  return program.world.record.clipboard
}

it('keeps secrets in a sealed vault once the user has chosen it, and asks for the passphrase at the next start', async () => {
  const folder = newFolder()
  const first = await startProgram(folder)
  expect(await first.ask('sealed-vault:check')).toEqual({
    isOffered: true,
    uses: 'keychain',
    sealedVault: 'none',
  })
  await first.ask('sealed-vault:begin', { passphrase: PASSPHRASE })
  expect((await first.snapshot()).keychain).toMatchObject({ state: 'ready', backend: 'Sealed vault' })
  await add(first, 'Grafana')
  expect(first.world.keychain.entries().size).toBe(0)
  expect(await first.ask('keychain:count')).toMatchObject({
    keychains: [{ backend: 'Sealed vault', entries: 1 }],
  })
  await first.close()

  const second = await startProgram(folder)
  expect((await second.snapshot()).keychain).toMatchObject({ state: 'locked', offers: 'passphrase' })
  const { id } = await second.keyNamed('Grafana')
  expect(await second.call('key:copy', { key: id })).toMatchObject({
    error: { kind: 'keychain', why: 'locked' },
  })
  expect(await second.call('sealed-vault:unlock', { passphrase: 'another horse' })).toMatchObject({
    error: { kind: 'sealed-vault', why: 'wrong-passphrase' },
  })
  await second.ask('sealed-vault:unlock', { passphrase: PASSPHRASE })
  expect(await copied(second, 'Grafana')).toBe('secret of Grafana')
  await second.ask('sealed-vault:lock')
  expect((await second.snapshot()).keychain.state).toBe('locked')
  await second.close()
})

it('is never chosen by itself: a keychain that is gone stays absent', async () => {
  const folder = newFolder()
  const program = await startProgram(folder)
  await program.ask('sealed-vault:begin', { passphrase: PASSPHRASE })
  await program.close()
  rmSync(join(folder, 'sealed-vault', 'choice.json'))
  const next = await startProgram(folder)
  next.world.keychain.lock()
  await next.call('keychain:check')
  expect((await next.snapshot()).keychain).toMatchObject({ state: 'locked', backend: 'Test keychain' })
  await next.close()
})

/** A system without a keychain. */
function withoutKeychain(world: ProfileWorld): World {
  const keychain = fakeKeychain({ backend: '', hasPrompts: false })
  keychain.leave()
  return { ...world, keychain }
}

it('is offered at a start without a keychain, is begun there, and is unlocked at the next start', async () => {
  const folder = newFolder()
  const first = await startProgram(folder, { around: withoutKeychain })
  const { keychain } = await first.snapshot()
  expect(keychain.state).toBe('absent')
  expect(keychain.offers).toBeUndefined()
  expect(await first.ask('sealed-vault:check')).toMatchObject({ isOffered: true, uses: 'keychain' })
  expect(await add(first, 'Grafana')).toMatchObject({ outcome: 'unsaved' })
  await first.ask('sealed-vault:begin', { passphrase: PASSPHRASE })
  expect((await first.snapshot()).keychain).toMatchObject({ state: 'ready', backend: 'Sealed vault' })
  await expect.poll(async () => (await first.snapshot()).operations).toEqual([]) // it is stored now
  await first.close()

  const second = await startProgram(folder, { around: withoutKeychain })
  expect((await second.snapshot()).keychain).toMatchObject({ state: 'locked', offers: 'passphrase' })
  await second.ask('sealed-vault:unlock', { passphrase: PASSPHRASE })
  expect(await copied(second, 'Grafana')).toBe('secret of Grafana')
  await second.close()
})

it('is not begun where secrets are stored already, nor without a press', async () => {
  const program = await startProgram()
  program.world.person.presses = false
  expect(await program.call('sealed-vault:begin', { passphrase: PASSPHRASE })).toMatchObject({
    error: { kind: 'limit', why: 'no-gesture' },
  })
  expect(
    await program.call('sealed-vault:move', { to: 'sealed-vault', passphrase: PASSPHRASE }),
  ).toMatchObject({
    error: { kind: 'limit', why: 'no-gesture' },
  })
  program.world.person.presses = true
  await add(program, 'Grafana')
  expect(await program.call('sealed-vault:begin', { passphrase: PASSPHRASE })).toMatchObject({
    error: { kind: 'sealed-vault', why: 'in-use' },
  })
  expect(await copied(program, 'Grafana')).toBe('secret of Grafana')
  await program.close()
})

it('takes secrets over from the keychain and gives them back', async () => {
  const program = await startProgram()
  for (const name of ['One', 'Two', 'Three']) await add(program, name)
  const before = new Map(program.world.keychain.entries())
  expect(await program.ask('sealed-vault:move', { to: 'sealed-vault', passphrase: PASSPHRASE })).toEqual({
    moved: 3,
    kept: 0,
  })
  expect([...program.world.keychain.entries().keys()].filter((name) => name.startsWith('key '))).toEqual([])
  expect(await copied(program, 'Two')).toBe('secret of Two')
  expect(await program.ask('keychain:count')).toMatchObject({
    keychains: [{ backend: 'Sealed vault', entries: 3 }],
  })
  expect(program.world.record.pushes.some(({ name }) => name === 'sealed-vault:moving')).toBe(true)

  expect(await program.ask('sealed-vault:move', { to: 'keychain' })).toMatchObject({ kept: 0 })
  for (const [name, value] of before) expect(program.world.keychain.entries().get(name)).toBe(value)
  expect(await copied(program, 'Three')).toBe('secret of Three')
  expect(
    (await program.ask('history:list', { limit: 10 })).filter(({ kind }) => kind === 'secrets-moved'),
  ).toHaveLength(2)
  await program.close()
})

it('says what is wrong where its own file is damaged, and changes nothing', async () => {
  const folder = newFolder()
  const first = await startProgram(folder)
  await first.ask('sealed-vault:begin', { passphrase: PASSPHRASE })
  await add(first, 'Grafana')
  await first.close()
  for (const name of ['vault.json', 'vault-copy.json'])
    writeFileSync(join(folder, 'sealed-vault', name), 'no vault')
  const second = await startProgram(folder)
  expect((await second.snapshot()).keychain).toMatchObject({ state: 'absent', lacks: 'sealed-vault' })
  expect(await second.call('sealed-vault:unlock', { passphrase: PASSPHRASE })).toMatchObject({
    error: { kind: 'sealed-vault', why: 'damaged' },
  })
  expect(readFileSync(join(folder, 'sealed-vault', 'vault.json'), 'utf8')).toBe('no vault')
  await second.close()
})

it('is locked with the app, and opened with it where the passphrase is the same', async () => {
  const program = await startProgram()
  await program.ask('sealed-vault:begin', { passphrase: PASSPHRASE })
  await add(program, 'Grafana')
  await program.ask('lock:set', { passphrase: PASSPHRASE })
  await program.ask('lock:now')
  expect(await program.call('sealed-vault:unlock', { passphrase: PASSPHRASE })).toMatchObject({
    error: { kind: 'locked' },
  })
  await program.ask('lock:unlock', { passphrase: PASSPHRASE })
  await expect.poll(async () => (await program.snapshot()).keychain.state).toBe('ready')
  expect(await copied(program, 'Grafana')).toBe('secret of Grafana')
  await program.close()
})

it('is locked with a lock that comes back with a restored database', async () => {
  const folder = newFolder()
  const first = await startProgram(folder)
  await first.ask('sealed-vault:begin', { passphrase: PASSPHRASE })
  await first.ask('lock:set', { passphrase: PASSPHRASE })
  await first.close()
  rmSync(first.world.paths.backupDir, { recursive: true }) // the next one has the lock
  const second = await startProgram(folder)
  await second.ask('lock:unlock', { passphrase: PASSPHRASE })
  await expect.poll(() => second.world.sealedVault?.look()).toBe('open')
  const [backup] = readdirSync(second.world.paths.backupDir)
  expect(await second.call('vault:restore', { backup: backup! })).toEqual({
    ok: false,
    error: { kind: 'locked' },
  })
  expect(await second.world.sealedVault?.look()).toBe('locked')
  await second.close()
})

it('is unlocked from a terminal, which does not show the passphrase, or by standard input', async () => {
  const folder = newFolder()
  const first = await startProgram(folder)
  await first.ask('sealed-vault:begin', { passphrase: PASSPHRASE })
  await first.close()

  const program = await startProgram(folder)
  const unlock = async (input: readonly string[], more: Partial<FakeCall> = {}) => {
    const session = fakeCommandSession({ args: ['unlock'], input, ...more })
    return { code: await program.answerCommand(session), out: session.outText, err: session.errText }
  }
  const terminal = { in: true }
  expect(await unlock([], { terminal })).toMatchObject({ code: 2, out: '' })
  expect((await unlock(['another horse\n'])).err).toContain('Wrong passphrase')
  expect((await program.snapshot()).keychain.state).toBe('locked')
  expect(await unlock([`${PASSPHRASE}\n`])).toMatchObject({ code: 0, err: '' })
  expect((await program.snapshot()).keychain.state).toBe('ready')
  expect((await unlock([])).out).toContain('already')
  await program.ask('sealed-vault:lock')
  expect(await unlock([], { terminal, typed: [PASSPHRASE] })).toMatchObject({ code: 0, err: '' })
  expect((await program.snapshot()).keychain.state).toBe('ready')
  await program.close()
})
