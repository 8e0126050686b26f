import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { KeyId } from '../../shared/model/model.ts'
import type { Outcome } from '../../shared/model/operation.ts'
import type { FaultKind } from '../emulators/faults.ts'
import { expectNothingLost } from './nothing-lost.ts'
import { isChange, ROWS, type MatrixRow } from './matrix/rows.ts'
import { newFolder, type RunningProgram } from './program.ts'
import { sampled } from '../sample.ts'
import { onlyOperation, othersKeys } from './rows.ts'
import { createStage } from './stage.ts'

/*
 * Responses that contain the whole new secret but cannot be trusted. At every provider, nothing is lost, nothing is sent again, and the secret is
 * found in the sealed response, tested if the provider has a test, and saved if the user agrees. The usual run tests some of them at each provider,
 * the full run all.
 */

const stage = createStage()

/** Responses with the secret that are understood. */
const ODD: Readonly<Record<string, FaultKind>> = {
  gzip: { kind: 'encoded', by: { name: 'gzip', encode: gzipSync } },
  deflate: { kind: 'encoded', by: { name: 'deflate', encode: deflateSync } },
  br: { kind: 'encoded', by: { name: 'br', encode: brotliCompressSync } },
  'interim answers': { kind: 'interim', statuses: [102, 103, 102] },
}
const CONTINUE: FaultKind = { kind: 'interim', statuses: [100, 102, 100] }

/** Responses with the secret that are not understood. */
const DOUBTFUL: Readonly<Record<string, FaultKind>> = {
  ...Object.fromEntries([400, 401, 409, 500, 503].map((status) => [status, { kind: 'as-status', status }])),
  'cut behind the secret': { kind: 'cut-late' },
  'too long': { kind: 'oversized', bytes: 3 * 1024 * 1024 },
}

async function begin(row: MatrixRow) {
  const emulator = await row.start(2)
  stage.atEnd(() => emulator.close())
  const folder = newFolder()
  const program = await stage.start(folder)
  const account = await program.connect(emulator)
  const asked = new Map<string, string>()
  const isRenewing = row.actions.includes('regenerate')
  let made = 0

  async function ask(fault: FaultKind): Promise<Outcome> {
    const { id: key } = (await othersKeys(program)).find(row.plays)!
    emulator.clearFaults()
    emulator.fault({ ...fault, on: isChange })
    const before = emulator.requests.filter(isChange).length
    const draft = row.draft(`made-${String((made += 1))}`)
    const outcome = isRenewing
      ? await program.ask('key:regenerate', { key })
      : await program.ask('key:create', { account, draft })
    expect(emulator.requests.filter(isChange).length - before).toBe(1)
    asked.set(emulator.handedOut().at(-1)!.secret, outcome.operation)
    await expectNothingLost(program, emulator, asked)
    return outcome
  }
  return { emulator, folder, program, ask }
}

/** The current secret of a key, from the keychain. */
async function secretOf(program: RunningProgram, key: KeyId): Promise<string | undefined> {
  const { versions } = await program.ask('key:detail', { key })
  const current = versions.find(({ status }) => status === 'current')!
  return program.world.keychain.entries().get(`key ${key} v${String(current.version)}`)
}

/** Requests can neither create nor regenerate a key that belongs to a person. */
const ISSUING = ROWS.filter(({ actions }) => actions.includes('create') || actions.includes('regenerate'))

describe.each(ISSUING)('$name', (row) => {
  it('takes an answer in an encoding, or after interim ones, for what it is', async () => {
    const { emulator, program, ask } = await begin(row)
    const odd = row.isGrpc === true ? ODD : { ...ODD, continue: CONTINUE }
    for (const [name, fault] of sampled(row.name, Object.entries(odd), 2)) {
      const { outcome, key } = await ask(fault)
      expect(outcome, name).toBe('stored')
      expect(await secretOf(program, key), name).toBe(emulator.handedOut().at(-1)!.secret)
    }
  })

  it('finds the secret in an answer that may not be believed, and saves it', async () => {
    const { emulator, program, ask } = await begin(row)
    for (const [name, fault] of sampled(row.name, Object.entries(DOUBTFUL), 3)) {
      const { outcome, operation, key } = await ask(fault)
      expect(outcome, name).toBe('unknown')
      expect(await onlyOperation(program), name).toMatchObject({ sealed: true, holdsSecret: true })
      const works = row.testsSecrets ? 'yes' : 'untested'
      expect(await program.ask('operation:find', { operation }), name).toEqual({ found: 'secret', works })
      expect((await program.ask('operation:save-found', { operation })).outcome, name).toBe('stored')
      expect(await secretOf(program, key), name).toBe(emulator.handedOut().at(-1)!.secret)
      expect((await program.snapshot()).operations, name).toEqual([])
    }
  })

  it('finds it after a restart and a list as well, and then there is one key', async () => {
    const { emulator, folder, program, ask } = await begin(row)
    const { operation, key } = await ask({ kind: 'as-status', status: 500 })
    const count = (await program.snapshot()).keys.length
    await program.close()
    const next = await stage.start(folder)
    for (const { id } of (await next.snapshot()).accounts) await next.ask('account:sync', { account: id })
    expect((await next.ask('operation:save-found', { operation })).outcome).toBe('stored')
    expect(await secretOf(next, key)).toBe(emulator.handedOut().at(-1)!.secret)
    const keys = (await next.snapshot()).keys.filter(({ goneSince }) => goneSince === undefined)
    expect(keys.filter(({ id }) => id === key)).toHaveLength(1)
    expect(keys.length).toBe(row.actions.includes('regenerate') ? count : count + 1)
  })
})
