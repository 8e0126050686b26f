/** Suite: the pattern of a provider's secrets finds each whole secret, whatever text surrounds it, and nothing else. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Answer } from '../../../electron/core/ports/provider.ts'
import { textsOf } from '../../../electron/core/answers/reading.ts'
import type { Emulator } from '../../emulators/emulator.ts'
import { callsOf, type ProviderSamples } from './calls.ts'
import { listAll, openAt } from './open.ts'

const MASKS = ['*'.repeat(36), '…', 'x'.repeat(40)]
const ZEROS = (secret: string): string => secret.replace(/[^_-]/g, '0')

export function testForms(samples: ProviderSamples): void {
  let emulator: Emulator
  let opened: Awaited<ReturnType<typeof openAt>>
  /** The answer to each call that issues a secret, and the secret. */
  let handedOut: readonly { readonly answer: Answer; readonly secret: string }[] = []
  const secretsIn = (text: string) => opened.provider.secretsIn(text)
  const secretsOf = async (answer: Answer) => [...new Set((await textsOf(answer)).flatMap(secretsIn))]

  beforeAll(async () => {
    emulator = await samples.start(2)
    opened = await openAt(emulator)
    const key = (await listAll(opened, samples.scope)).at(-1)!
    const answers: Answer[] = []
    opened.api.keepAnswers((answer) => answers.push({ ...answer, body: Buffer.from(answer.body) }))
    for (const call of callsOf(opened.provider, samples).filter(({ effect }) => effect === 'issue'))
      await call.run(opened.api, key)
    handedOut = emulator.handedOut().map(({ secret }, at) => ({ secret, answer: answers[at]! }))
    expect(answers).toHaveLength(handedOut.length)
  })
  afterAll(async () => emulator.close())

  it('passes on every answer with a secret unchanged, and finds the secret in it by its pattern', async () => {
    expect(handedOut.length).toBeGreaterThan(0)
    for (const { answer, secret } of handedOut) expect(await secretsOf(answer)).toEqual([secret])
  })

  it('finds a whole secret wherever the answer is cut after it, and never finds part of a secret', async () => {
    for (const { answer, secret } of handedOut) {
      const body = Buffer.from(answer.body)
      const end = body.indexOf(secret) + Buffer.byteLength(secret)
      // One more byte is the quotation mark that ends a text in JSON.
      for (let length = 0; length <= body.byteLength; length += 1) {
        const found = await secretsOf({
          ...answer,
          raw: undefined,
          body: body.subarray(0, length),
          broken: 'cut-off',
        })
        if (length > end) expect(found).toEqual([secret])
        else if (length < end) expect(found).toEqual([])
      }
    }
  })

  it('does not take a mask of any form for a secret', async () => {
    for (const { answer, secret } of handedOut)
      for (const mask of [...MASKS, ZEROS(secret)]) {
        // The text keeps its length, because over gRPC the length comes before the text.
        const fitted = mask.slice(0, secret.length).padEnd(secret.length, mask.at(-1))
        const text = Buffer.from(answer.body).toString('latin1').replaceAll(secret, fitted)
        const masked = { ...answer, raw: undefined, body: Buffer.from(text, 'latin1') }
        expect(await secretsOf(masked), mask).toEqual([])
      }
  })

  it('finds no secret in a text that is no answer of this provider', () => {
    for (const text of [
      '',
      '{}',
      '{"key":""}',
      '{"key":null}',
      '<html>key: abc</html>',
      '\u001a',
      '\u001a\u0010short',
    ])
      expect(secretsIn(text), text).toEqual([])
  })
}
