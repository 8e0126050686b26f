import { expect, it } from 'vitest'
import { z } from 'zod'
import { errorFacts } from '../../../../electron/main/error-facts.ts'

const SECRET = 'hunter2-hunter2'
const text = (error: unknown) => JSON.stringify(errorFacts(error))

it('keeps the name, the code and where it happened', () => {
  const [facts] = errorFacts(Object.assign(new TypeError('words'), { code: 'ENOENT' }))
  expect(facts).toMatchObject({ name: 'TypeError', code: 'ENOENT' })
  expect(facts!.frames[0]).toMatch(/^at .*error-facts\.test\.ts:\d+:\d+\)?$/)
})

it.each([
  ['a message', new Error(SECRET)],
  ['a message of many lines', new Error(`one\n${SECRET}\nthree`)],
  ['a message that looks like a stack line', new Error(`x\n    at ${SECRET} (file.ts:1:2)`)],
  ['a cause', new Error('outer', { cause: new Error(SECRET) })],
  ['a thrown text', SECRET],
  ['a thrown object', { secret: SECRET }],
  ['a name', Object.assign(new Error('x'), { name: SECRET })],
  ['a code', Object.assign(new Error('x'), { code: SECRET })],
  ['a value that a schema refused', z.object({ id: z.int() }).safeParse({ id: SECRET }).error],
])('keeps nothing of %s', (_what, error) => {
  expect(text(error)).not.toContain('hunter2')
})

it('keeps no stack line of a message that was changed after the error was made', () => {
  const error = new Error(`x\n    at ${SECRET} (file.ts:1:2)`)
  error.message = 'changed'
  expect(text(error)).not.toContain('hunter2')
})

it('follows causes, but not for ever', () => {
  const error: Error = new RangeError('round and round')
  error.cause = error
  expect(errorFacts(error)).toHaveLength(5)
})

it('says where an answer broke the contract', () => {
  const { error } = z.object({ rows: z.array(z.object({ id: z.int() })) }).safeParse({ rows: [{ id: 'x' }] })
  expect(errorFacts(error)[0]!.issues).toEqual(['invalid_type at rows.0.id'])
})
