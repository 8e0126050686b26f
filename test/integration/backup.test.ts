import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { createKeychain } from '../../electron/core/keychain/keychain.ts'
import type { EntryName, KeychainPort } from '../../electron/core/ports/keychain.ts'
import { createOsKeychain } from '../../electron/os/keychain.ts'
import { createSessionBus, type SessionBus } from '../../electron/os/session-bus.ts'
import { newFolder, type RunningProgram } from './program.ts'
import {
  startPrivateBus,
  startPrivateKeyring,
  type PrivateBus,
  type PrivateKeyring,
} from './private-keyring.ts'
import { secondLibrary } from './second-library.ts'
import { createStage } from './stage.ts'

const stage = createStage()
/** Made by age-keygen, for these tests alone. scrypt would take seconds each time. */
const RECIPIENT = 'age1frwhxedz2w3qlqmta6xkrf6y4vkexy5j6523u5e8lzg73qe5yypsv7teaf'
const FOR = { kind: 'recipients' as const, recipients: [RECIPIENT] }
const WITH = {
  kind: 'identities',
  text: 'AGE-SECRET-KEY-1NSTY5X0DJ4PGGLK3NT7NZSQYF0CRK6W2ZSAP22ZLK0YDTYH7PCFQ9WTSU0',
} as const
const PASSPHRASE = 'correct horse battery'
const ODD = 'line one\nline two \\ "€" \u{1f511}'

/** A vault with an account, issued secrets with their earlier ones, and keys by hand. */
async function fill(program: RunningProgram) {
  const emulator = await stage.atlas({ keys: 4 })
  await program.connect(emulator)
  const [one] = (await program.snapshot()).keys.filter(({ credentialOf }) => credentialOf === undefined)
  await program.ask('key:regenerate', { key: one!.id })
  await program.ask('key:regenerate', { key: one!.id })
  for (const [name, text] of [
    ['plain', 'sk-plain'],
    ['odd', ODD],
  ])
    await program.ask('key:add', {
      secret: { from: 'typed', text: text! },
      fields: { name: name!, notes: `notes of ${name!}`, tags: ['tag'] },
    })
  const plain = await program.keyNamed('plain')
  await program.ask('key:paste', { key: plain.id, secret: { from: 'typed', text: 'sk-plain-2' } })
  await program.ask('key:edit', { key: plain.id, fields: { favourite: true } })
  return emulator
}

/** Every secret of every key, by the key's name and the version, and every credential. */
async function secretsOf(program: RunningProgram, port: KeychainPort = program.world.keychain) {
  const keychain = createKeychain({ port, clock: program.world.clock })
  const text = async (entry: string) => {
    const secret = await keychain.take(entry as EntryName)
    return secret?.use((bytes) => bytes.toString('utf8'))
  }
  const { keys, accounts } = await program.snapshot()
  const secrets: Record<string, string | undefined> = {}
  for (const { id, name } of keys) {
    const { versions } = await program.ask('key:detail', { key: id })
    for (const { version } of versions) secrets[`${name} v${version}`] = await text(`key ${id} v${version}`)
  }
  for (const { id, name } of accounts) secrets[`account ${name}`] = await text(`account ${id} v1`)
  return secrets
}

/** The rows as the page sees them, without what a new machine cannot know. */
async function rowsOf(program: RunningProgram) {
  const { keys, accounts } = await program.snapshot()
  return {
    keys: keys.map(({ credentialOf: _, ...key }) => key).sort((one, other) => (one.id < other.id ? -1 : 1)),
    accounts: accounts.map(({ id, name, provider, settings, credential }) => ({
      id,
      name,
      provider,
      settings,
      credential,
    })),
  }
}

async function write(
  program: RunningProgram,
  file: string,
  target: Parameters<typeof program.ask<'backup:write'>>[1]['for'] = FOR,
) {
  program.world.fileDialogs.choice = file
  return program.ask('backup:write', { for: target })
}

async function open(
  program: RunningProgram,
  file: string,
  using: Parameters<typeof program.ask<'restore:open'>>[1]['with'] = WITH,
) {
  program.world.fileDialogs.choice = file
  const { dryRun } = await program.ask('restore:open', { with: using })
  return dryRun!
}

async function restoreAll(program: RunningProgram, file: string) {
  const { id, accounts, keys } = await open(program, file)
  return program.ask('restore:run', {
    id,
    accounts: accounts.map((one) => one.id),
    keys: keys.map((one) => one.id),
  })
}

const real = process.env.KEYHOLD_TEST_KEYCHAIN === '1'

describe('a machine is lost and found again', () => {
  it('in another profile, with every secret, and the first sync deletes nothing', async () => {
    const first = await stage.start()
    await fill(first)
    const secrets = await secretsOf(first)
    const rows = await rowsOf(first)
    const history = await first.ask('history:list', { limit: 500 })
    const file = join(newFolder(), 'all.keyhold.age')
    const { secrets: written, missing } = await write(first, file)
    expect(missing).toBe(0)
    expect(written).toBe(Object.keys(secrets).length)
    await first.close()
    rmSync(join(first.world.paths.databasePath, '..'), { recursive: true })

    const second = await stage.start()
    const dry = await open(second, file)
    expect(new Set(dry.keys.map(({ status }) => status))).toEqual(new Set(['new']))
    const result = await second.ask('restore:run', {
      id: dry.id,
      accounts: [],
      keys: dry.keys.map(({ id }) => id),
    })
    expect(second.world.record.log).toEqual([])
    expect(result).toMatchObject({
      failed: [],
      left: 0,
      accounts: 1,
      keys: rows.keys.length,
      secrets: written,
    })
    expect(await secretsOf(second)).toEqual(secrets)
    expect(await rowsOf(second)).toEqual(rows)
    const restored = await second.ask('history:list', { limit: 500 })
    expect(restored.map(({ at }) => at)).toEqual(
      restored.map(({ at }) => at).toSorted((one, other) => other - one),
    )
    expect(restored.filter(({ kind }) => !kind.endsWith('-restored'))).toHaveLength(
      history.filter(({ key, account }) => key !== undefined || account !== undefined).length,
    )

    for (const { id } of (await second.snapshot()).accounts) await second.ask('account:sync', { account: id })
    const after = await second.snapshot()
    expect(after.accounts.map(({ sync }) => sync.state)).toEqual(['done'])
    expect(after.keys.map(({ name }) => name).sort()).toEqual(rows.keys.map(({ name }) => name).sort())
    expect(after.keys.filter(({ goneSince }) => goneSince !== undefined)).toEqual([])
    expect(await secretsOf(second)).toEqual(secrets)
    expect((await open(second, file)).keys.filter(({ status }) => status !== 'same')).toEqual([])
  })

  it('in a sealed vault, where every secret opens after the next start', async () => {
    const first = await stage.start()
    await fill(first)
    const secrets = await secretsOf(first)
    const file = join(newFolder(), 'all.keyhold.age')
    await write(first, file)
    await first.close()
    rmSync(join(first.world.paths.databasePath, '..'), { recursive: true })

    const folder = newFolder()
    const second = await stage.start(folder)
    await second.ask('sealed-vault:begin', { passphrase: PASSPHRASE })
    expect(await restoreAll(second, file)).toMatchObject({ failed: [], left: 0 })
    expect(second.world.keychain.entries().size).toBe(0)
    await second.close()

    const third = await stage.start(folder)
    await third.ask('sealed-vault:unlock', { passphrase: PASSPHRASE })
    expect(await secretsOf(third, third.world.sealedVault!.keychain)).toEqual(secrets)
    const holders = (await third.ask('keychain:count')).keychains
    expect(holders).toMatchObject([{ backend: 'Sealed vault', entries: Object.keys(secrets).length }])
  })

  it('in a sealed vault that was locked before the restore ran, once it is open again', async () => {
    const first = await stage.start()
    await fill(first)
    const secrets = await secretsOf(first)
    const file = join(newFolder(), 'all.keyhold.age')
    await write(first, file)
    await first.close()

    const second = await stage.start()
    await second.ask('sealed-vault:begin', { passphrase: PASSPHRASE })
    const dry = await open(second, file)
    await second.ask('sealed-vault:lock')
    const refused = await second.call('restore:run', {
      id: dry.id,
      accounts: [],
      keys: dry.keys.map(({ id }) => id),
    })
    expect(refused).toMatchObject({
      ok: true,
      value: { accounts: 0, keys: 0, failed: [{ name: 'Lab', error: { kind: 'keychain', why: 'locked' } }] },
    })
    await second.ask('sealed-vault:unlock', { passphrase: PASSPHRASE })
    expect(await restoreAll(second, file)).toMatchObject({ failed: [], left: 0 })
    expect(await secretsOf(second, second.world.sealedVault!.keychain)).toEqual(secrets)
  })

  it('says what is the same, lacks or differs, and overwrites nothing', async () => {
    const program = await stage.start()
    await fill(program)
    const file = join(newFolder(), 'all.keyhold.age')
    await write(program, file)
    const odd = await program.keyNamed('odd')
    await program.ask('key:paste', { key: odd.id, secret: { from: 'typed', text: 'newer' } })
    await program.ask('key:delete-version', { key: odd.id, version: 1, name: 'odd' })
    const plain = await program.keyNamed('plain')
    await program.ask('key:delete', { key: plain.id, name: 'plain' })
    await program.ask('key:add', { secret: { from: 'typed', text: 'later' }, fields: { name: 'later' } })
    const before = new Map(program.world.keychain.entries())

    const dry = await open(program, file)
    const statusOf = Object.fromEntries(dry.keys.map(({ name, status }) => [name, status]))
    expect(statusOf).toMatchObject({ odd: 'differs', plain: 'new' })
    expect(Object.values(statusOf).filter((status) => status === 'same')).toHaveLength(dry.keys.length - 2)
    expect(dry.newerHere).toBe(1)
    const picked = dry.keys.filter(({ name }) => name === 'odd' || name === 'plain')
    const { failed } = await program.ask('restore:run', {
      id: dry.id,
      accounts: [],
      keys: picked.map(({ id }) => id),
    })

    expect([failed, program.world.record.log]).toEqual([[], []])
    const secrets = await secretsOf(program)
    expect(secrets).toMatchObject({
      'odd v1': ODD,
      'odd v2': 'newer',
      'plain v1': 'sk-plain',
      'plain v2': 'sk-plain-2',
      'later v1': 'later',
    })
    for (const [name, value] of before) expect(program.world.keychain.entries().get(name)).toBe(value)
    const { versions } = await program.ask('key:detail', { key: odd.id })
    expect(versions.map(({ version, status }) => [version, status])).toEqual([
      [2, 'previous'],
      [1, 'current'],
    ])
  })
})

describe.runIf(real)('a machine with a real keyring', () => {
  let bus: PrivateBus
  let keyring: PrivateKeyring
  let calls: SessionBus

  beforeAll(async () => {
    bus = await startPrivateBus()
    Object.assign(process.env, bus.env)
    keyring = await startPrivateKeyring(bus)
    calls = createSessionBus({ env: bus.env })
  })
  afterAll(async () => {
    calls.close()
    await keyring.close()
    await bus.close()
  })

  it.each([
    ['keytar', () => createOsKeychain()],
    ['the second library', () => createOsKeychain({ load: () => secondLibrary(calls) })],
  ])('is lost, with its keyring, and found again by %s', async (_, openKeychain) => {
    const port = openKeychain()
    onTestFinished(() => port.close())
    const around = <W>(world: W): W & { keychain: KeychainPort } => ({ ...world, keychain: port })
    const first = await stage.start(newFolder(), { around })
    await fill(first)
    const secrets = await secretsOf(first, port)
    const file = join(newFolder(), 'all.keyhold.age')
    await write(first, file)
    await first.close()
    rmSync(join(first.world.paths.databasePath, '..'), { recursive: true })
    for (const name of await port.names()) await port.remove(name as EntryName)
    expect(await port.names()).toEqual([])

    const second = await stage.start(newFolder(), { around })
    expect((await restoreAll(second, file)).failed).toEqual([])
    expect(await secretsOf(second, port)).toEqual(secrets)
    for (const { id } of (await second.snapshot()).accounts) await second.ask('account:sync', { account: id })
    expect((await second.snapshot()).keys.filter(({ goneSince }) => goneSince !== undefined)).toEqual([])
    expect(await secretsOf(second, port)).toEqual(secrets)
    for (const name of await port.names()) await port.remove(name as EntryName)
  })
})
