import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSessionBus, type SessionBus } from '../../electron/os/session-bus.ts'
import { joinBus, type BusPeer } from '../bus-peer.ts'
import { startPrivateBus, type PrivateBus } from './private-keyring.ts'

/** A D-Bus type with values of that type. */
interface Kind {
  readonly signature: string
  readonly values: fc.Arbitrary<unknown>
}

/** Strings of D-Bus are UTF-8 without NUL. */
const texts = fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => text.replaceAll('\0', ''))
const paths = fc
  .array(fc.constantFrom('a', 'B_1', 'x9'), { maxLength: 4 })
  .map((names) => `/${names.join('/')}`)
const big = (min: bigint, max: bigint) => fc.bigInt({ min, max })

const plain: readonly Kind[] = [
  { signature: 'y', values: fc.nat(255) },
  { signature: 'b', values: fc.boolean() },
  { signature: 'n', values: fc.integer({ min: -32_768, max: 32_767 }) },
  { signature: 'q', values: fc.nat(65_535) },
  { signature: 'i', values: fc.integer({ min: -2_147_483_648, max: 2_147_483_647 }) },
  { signature: 'u', values: fc.integer({ min: 0, max: 4_294_967_295 }) },
  { signature: 'x', values: big(-(2n ** 63n), 2n ** 63n - 1n) },
  { signature: 't', values: big(0n, 2n ** 64n - 1n) },
  { signature: 'd', values: fc.double({ noNaN: true }) },
  { signature: 's', values: texts },
  { signature: 'o', values: paths },
  { signature: 'g', values: fc.constantFrom('', 's', 'a{sv}', '(ii)aay') },
]

const arrayOf = ({ signature, values }: Kind): Kind => ({
  signature: `a${signature}`,
  values:
    signature === 'y'
      ? fc.uint8Array({ maxLength: 9 }).map((bytes) => Buffer.from(bytes))
      : fc.array(values, { maxLength: 4 }),
})
const structOf = (kinds: readonly Kind[]): Kind => ({
  signature: `(${kinds.map(({ signature }) => signature).join('')})`,
  values: fc.tuple(...kinds.map(({ values }) => values)),
})
const dictionaryOf = (key: Kind, value: Kind): Kind => ({
  signature: `a{${key.signature}${value.signature}}`,
  values: fc.array(fc.tuple(key.values, value.values), { maxLength: 3 }),
})
const variantOf = ({ signature, values }: Kind): Kind => ({
  signature: 'v',
  values: fc.tuple(fc.constant(signature), values),
})

const kinds: fc.Arbitrary<Kind> = fc.letrec<{ kind: Kind; plain: Kind }>((tie) => ({
  plain: fc.constantFrom(...plain),
  kind: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    tie('plain'),
    tie('kind').map(arrayOf),
    tie('kind').map(variantOf),
    fc.array(tie('kind'), { minLength: 1, maxLength: 3 }).map(structOf),
    fc.tuple(tie('plain'), tie('kind')).map(([key, value]) => dictionaryOf(key, value)),
  ),
})).kind

/** The body of a message: several types, with a value of each. */
const bodies = fc
  .array(kinds, { maxLength: 4 })
  .filter((all) => all.map(({ signature }) => signature).join('').length < 200)
  .chain((all) =>
    fc.tuple(
      fc.constant(all.map(({ signature }) => signature).join('')),
      fc.tuple(...all.map(({ values }) => values)),
    ),
  )

// Needs dbus-daemon, which checks every byte of a body and closes the connection after a wrong one.
describe.runIf(process.env.KEYHOLD_TEST_KEYCHAIN === '1')('values on the real bus', () => {
  const NAME = 'org.example.Echo'
  let daemon: PrivateBus
  let bus: SessionBus
  let echo: BusPeer

  beforeAll(async () => {
    daemon = await startPrivateBus()
    bus = createSessionBus({ sockets: () => [daemon.path] })
    echo = await joinBus(daemon.path, ({ signature = '' }, values) => [signature, ...values])
    await echo.own(NAME)
  })
  afterAll(async () => {
    bus.close()
    echo.close()
    await daemon.close()
  })

  it('come back as they were sent, of every type', async () => {
    await fc.assert(
      fc.asyncProperty(bodies, async ([signature, body]) => {
        const call = { destination: NAME, path: '/', interface: NAME, member: 'Echo', signature, body }
        expect(await bus.call(call)).toEqual(body)
      }),
      { numRuns: 500 },
    )
  })
})
