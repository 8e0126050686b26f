import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readMessage } from '../../../cli/server-message.ts'
import { ServerMessage } from '../../../shared/contract/command-line.ts'
import { buildCommand, COMMAND_RELAY } from '../../../scripts/build-command.ts'
import { startCommandServer, type CommandServer } from '../../fakes/command-server.ts'

// Must run before the tests are collected: a relay that was built from other sources would be tested instead.
const build = await buildCommand(console.error) // oxlint-disable-line no-console -- says why the relay's tests are missing

const EXIT_AFTER = '\n{"exit":77}\n'
const RUNS = 300

const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('', '\0', 'A=B', '\ud83d', '“'))
const order = fc.record({
  // A path that no machine has, because the relay would run it.
  command: fc.array(text).map((words) => ['/nowhere/keyhold-fuzz', ...words]),
  variables: fc.dictionary(text, text),
  without: fc.array(text),
})
const message = fc.oneof(
  fc.record({ out: fc.oneof(fc.base64String(), text) }),
  fc.record({ err: fc.base64String() }),
  fc.record({ ask: fc.oneof(fc.base64String(), text) }),
  fc.record({ exit: fc.oneof(fc.integer({ min: -2, max: 258 }), fc.double()) }),
  fc.record({ 'send-input': fc.boolean() }),
  fc.record({ retry: fc.boolean() }),
  fc.record({ 'end-child': fc.boolean() }),
  fc.record({ become: order }),
  fc.record({ child: order }),
)
const asLine = (value: unknown) => Buffer.from(JSON.stringify(value).replaceAll('\n', ' '))

/** A changed, omitted or added byte. */
const damaged = fc
  .tuple(message.map(asLine), fc.nat(), fc.nat({ max: 255 }), fc.nat({ max: 2 }))
  .map(([line, at, byte, kept]) => {
    const place = at % (line.length + 1)
    return Buffer.concat([line.subarray(0, place), Buffer.of(byte), line.subarray(place + kept)])
  })
const line = fc
  .oneof(
    message.map(asLine),
    damaged,
    fc.json().map((json) => Buffer.from(json)),
    fc.uint8Array().map((bytes) => Buffer.from(bytes)),
  )
  .filter((bytes) => !bytes.includes(10))

const kindOf = (bytes: Buffer) => readMessage(bytes)?.kind ?? 'bad'

describe('the script’s reader', () => {
  it('understands only what the contract permits', () => {
    const isPermitted = (bytes: Buffer) => {
      try {
        return ServerMessage.safeParse(JSON.parse(bytes.toString('utf8'))).success
      } catch {
        return false
      }
    }
    fc.assert(
      fc.property(line, (bytes) => kindOf(bytes) === 'bad' || isPermitted(bytes)),
      { numRuns: 5_000 },
    )
  })

  it('understands all that the contract permits and the system takes', () => {
    const plain = fc.stringMatching(/^[a-zA-Zäöü ]{1,9}$/)
    const plainOrder = fc.record({
      command: fc.tuple(plain, plain).map((words) => [...words]),
      variables: fc.dictionary(plain, plain),
      without: fc.array(plain),
    })
    const bytes = fc.uint8Array().map((each) => Buffer.from(each).toString('base64'))
    const permitted = fc.oneof(
      fc.record({ out: bytes }),
      fc.record({ err: bytes }),
      fc.record({ exit: fc.nat({ max: 255 }) }),
      fc.constantFrom({ 'send-input': true }, { retry: true }, { 'end-child': true }),
      fc.record({ become: plainOrder }),
      fc.record({ child: plainOrder }),
    )
    fc.assert(fc.property(permitted, (value) => kindOf(asLine(value)) === Object.keys(value)[0]))
  })
})

describe.skipIf(!existsSync(COMMAND_RELAY))('the relay’s reader', () => {
  let server: CommandServer
  let said: Uint8Array = new Uint8Array()
  beforeAll(async () => {
    expect(build).toEqual({ ok: true, output: '' })
    server = await startCommandServer(async (caller) =>
      caller.sayRaw(Buffer.concat([said, Buffer.from(EXIT_AFTER)])),
    )
  })
  afterAll(() => server.close())

  const codeAfter = (bytes: Buffer) => {
    said = bytes
    const child = spawn(COMMAND_RELAY, [], {
      stdio: 'ignore',
      env: { KEYHOLD_COMMAND_LINE_DIR: server.folder, KEYHOLD_PROGRAM: '["/nowhere"]' },
    })
    return new Promise<number | null>((resolve) => child.once('exit', resolve))
  }

  /** The exit codes that may follow from the script's reading of the line. */
  const codesOf = (bytes: Buffer): readonly number[] => {
    const found = readMessage(bytes)
    if (found === undefined) return [1]
    if (found.kind === 'exit') return [found.code]
    // The damage may have changed the path.
    if (found.kind === 'become') return [127, 126]
    return [found.kind === 'retry' ? 6 : 77]
  }

  it('never crashes, and judges every line as the script’s does', async () => {
    await fc.assert(
      fc.asyncProperty(line, async (bytes) => {
        expect(codesOf(bytes)).toContain(await codeAfter(bytes))
      }),
      { numRuns: RUNS },
    )
  }, 120_000)
})
