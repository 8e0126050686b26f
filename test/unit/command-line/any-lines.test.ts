import { setTimeout } from 'node:timers/promises'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { SessionEnded, type RunCommand } from '../../../electron/command-line/session.ts'
import { commandRequest, connectRaw, type RawClient } from '../../fakes/command-client.ts'
import { heapInUse } from '../../suites/messages/any-messages.ts'
import { serving } from './serving.ts'

/** How many lines the test sends to the socket; `npm run fuzz` sends a million. */
const LINES = Number(process.env.KEYHOLD_FUZZ_LINES ?? 3_000)
const AT_ONCE = 16
/** The most that the heap may grow, in bytes, while nothing is kept. Includes the random values themselves. */
const MOST_GROWTH = 30_000_000

const encoded = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes).toString('base64'))
const message = fc.oneof(
  fc.record({ in: fc.option(encoded) }),
  fc.record({ answer: fc.option(encoded) }),
  fc.record({ child: fc.constantFrom('out', 'err'), bytes: encoded }),
  fc.record({ ended: fc.record({ code: fc.integer() }) }),
  fc.record({ failed: fc.string() }),
)
const request = fc
  .record({
    args: fc.array(fc.string()),
    variables: fc.dictionary(fc.string({ maxLength: 30 }), fc.string()),
  })
  .map(({ args, variables }) => commandRequest(args, { variables }))
const line = fc.oneof(
  { weight: 6, arbitrary: fc.oneof(message, request).map((value) => JSON.stringify(value)) },
  { weight: 2, arbitrary: fc.json() },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\n', '')) },
)
/** The lines of one client. They usually begin with a request, so that the later lines reach a command. */
const lines = fc.tuple(
  fc.oneof({ weight: 4, arbitrary: request.map((value) => JSON.stringify(value)) }, line),
  fc.array(line, { maxLength: 30 }),
)

/** Accepts any input of a client, and ends at the end of that input. */
const takeAll: RunCommand = async (session) => {
  const child = session.runChild({ command: ['x'], variables: {}, without: [] }, () => undefined)
  child.catch(() => undefined)
  const asked = session.ask('Passphrase: ')
  asked.catch(() => undefined)
  try {
    for await (const piece of session.input()) await session.out(piece)
    return 0
  } catch (error) {
    if (error instanceof SessionEnded) throw error
    return 1
  }
}

async function play(path: string, sent: readonly string[]): Promise<void> {
  const client: RawClient = await connectRaw(path)
  for (const each of sent) client.write(`${each}\n`)
  // A client that has sent all its lines disconnects.
  await Promise.race([client.closed, setTimeout(20, undefined, { ref: false })])
  client.kill()
  await client.closed
}

it(
  'any lines get answers of the contract or an end, and leave nothing behind',
  async () => {
    const { path, unexpected } = await serving(takeAll, { limits: { perSecond: 1_000_000 } })
    let sent = 0
    let before = 0
    // The client checks every answer against the contract.
    await fc.assert(
      fc.asyncProperty(fc.array(lines, { minLength: AT_ONCE, maxLength: AT_ONCE }), async (clients) => {
        if (sent >= LINES) return
        const all = clients.map(([first, more]) => [first, ...more])
        await Promise.all(all.map((each) => play(path, each)))
        sent += all.reduce((sum, each) => sum + each.length, 0)
        if (before === 0 && sent > LINES / 4) before = heapInUse()
      }),
      { numRuns: Math.ceil(LINES / AT_ONCE), endOnFailure: true },
    )
    expect(sent).toBeGreaterThanOrEqual(LINES)
    expect(unexpected).toEqual([])
    expect(heapInUse() - before).toBeLessThan(MOST_GROWTH)
  },
  Math.max(60_000, LINES * 5),
)
