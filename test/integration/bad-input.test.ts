import { expect, it } from 'vitest'
import { calls, type CallName } from '../../shared/contract/contract.ts'
import { goodInput } from './good-input.ts'
import { othersKeys } from './rows.ts'
import { callLoosely, expectRefused, pictureOf } from './refusal.ts'
import { createStage } from './stage.ts'

/* Input that no form sends, and typing mistakes: each is refused with a typed error and changes nothing. */

const stage = createStage()
const NAMES = Object.keys(calls) as CallName[]
const LONG = 'n'.repeat(10_000)
const search = { id: '00000000-0000-4000-8000-000000000001', name: 'One', query: 'env:prod' }
const typed = (text: string) => ({ from: 'typed', text })

it.each(NAMES)('%s takes no field that the contract does not name', async (name) => {
  const program = await stage.start()
  const good = goodInput(name)
  if (good !== undefined) expect(calls[name].input.safeParse(good).success, 'the example itself').toBe(true)
  await expectRefused(program, name, { ...good, admin: true }, { kind: 'bad-request', call: name })
})

it.each(NAMES)('%s takes nothing of another type', async (name) => {
  const program = await stage.start()
  for (const wrong of [null, 7, 'text', true, [], [{}]])
    await expectRefused(program, name, wrong, { kind: 'bad-request', call: name })
  for (const field of Object.keys(goodInput(name) ?? {}))
    await expectRefused(
      program,
      name,
      { ...goodInput(name), [field]: { not: { it: true } } },
      { kind: 'bad-request' },
    )
})

it.each(['key:get', '', '__proto__', 'constructor', 'key:copy '])(
  'knows no call named "%s"',
  async (name) => {
    const program = await stage.start()
    await expectRefused(program, name, undefined, { kind: 'bad-request', call: 'unknown' })
  },
)

it.each([
  ['nothing', '', 'required'],
  ['blanks', ' \t\n ', 'required'],
  ['only invisible joiners', '\u200d\u200d', 'required'],
  ['10,000 characters', LONG, 'too-long'],
  ['NUL', 'a\0b', 'malformed'],
  ['a line break', 'a\nb', 'malformed'],
  ['an escape', 'a\u001b[31mb', 'malformed'],
  ['a turned reading direction', 'abc\u202egpj.exe', 'malformed'],
  ['a zero-width space', 'a\u200bb', 'malformed'],
])('refuses %s as a name, of a key, a tag or an account', async (_, name, why) => {
  const program = await stage.start()
  const error = { kind: 'invalid', field: 'name', why }
  await expectRefused(program, 'key:add', { secret: typed('x'), fields: { name } }, error)
  const form = { provider: 'ripe-atlas', name, settings: {}, credential: typed('x') }
  await expectRefused(program, 'account:connect', form, error)
  const { key } = await program.ask('key:add', {
    secret: { from: 'typed', text: 'x' },
    fields: { name: 'good' },
  })
  await expectRefused(program, 'key:edit', { key, fields: { name } }, error)
  // Blank tags are dropped. The contract refuses tags with more than 200 characters.
  if (why === 'malformed')
    await expectRefused(program, 'key:edit', { key, fields: { tags: [name] } }, { ...error, field: 'tags' })
})

it.each([
  '🔑',
  '👩‍👩‍👧 family',
  'مفتاح الإنتاج',
  'מפתח',
  '鍵',
  'é'.normalize('NFD'),
  'x'.repeat(200),
  '=1+1',
  '<b>&amp;',
])('keeps the name %s exactly as it is', async (name) => {
  const program = await stage.start()
  const secret = { from: 'typed', text: 'p\u00e4ss "wörd" 🔑 \\n' } as const
  const { outcome, key } = await program.ask('key:add', {
    secret,
    fields: { name, tags: [name], notes: name },
  })
  expect(outcome).toBe('stored')
  expect(await program.keyNamed(name)).toMatchObject({ name, tags: [name], notes: name })
  await program.ask('key:copy', { key })
  expect(program.world.record.clipboard).toBe(secret.text)
})

it.each([
  [{ environment: '1PATH' }, 'environment', 'malformed'],
  [{ environment: 'A B' }, 'environment', 'malformed'],
  [{ environment: 'A'.repeat(900) }, 'environment', 'too-long'],
  [{ consoleUrl: 'nonsense' }, 'consoleUrl', 'malformed'],
  [{ consoleUrl: 'http://example.com/' }, 'consoleUrl', 'not-https'],
  [{ consoleUrl: 'javascript:alert(1)' }, 'consoleUrl', 'not-https'],
  [{ consoleUrl: 'file:///etc/passwd' }, 'consoleUrl', 'not-https'],
  [{ consoleUrl: 'https://ann:word@example.com/' }, 'consoleUrl', 'malformed'],
])('refuses %j of a key by hand', async (fields, field, why) => {
  const program = await stage.start()
  const error = { kind: 'invalid', field, why }
  await expectRefused(program, 'key:add', { secret: typed('x'), fields: { name: 'n', ...fields } }, error)
  const { key } = await program.ask('key:add', {
    secret: { from: 'typed', text: 'x' },
    fields: { name: 'n' },
  })
  await expectRefused(program, 'key:edit', { key, fields }, error)
})

it.each([
  ['nothing', typed(''), 'empty'],
  ['blanks', typed('  \n'), 'empty'],
  ['NUL', typed('a\0b'), 'contains-nul'],
  ['an empty clipboard', { from: 'clipboard' }, 'clipboard-empty'],
])('refuses %s as a secret, wherever one is taken', async (_, secret, why) => {
  const program = await stage.start()
  const emulator = await stage.atlas()
  const account = await program.connect(emulator)
  const { key } = await program.ask('key:add', {
    secret: { from: 'typed', text: 'x' },
    fields: { name: 'n' },
  })
  const error = { kind: 'secret', why }
  const form = { provider: 'ripe-atlas', name: 'n', settings: { ...emulator.settings }, credential: secret }
  await expectRefused(program, 'key:add', { secret, fields: { name: 'n' } }, error)
  await expectRefused(program, 'key:paste', { key, secret }, error)
  await expectRefused(program, 'account:test', form, error)
  await expectRefused(program, 'account:connect', form, error)
  await expectRefused(program, 'account:change', { account, credential: secret }, error)
})

it('refuses a secret of 100,001 characters at the gate and keeps one of 100,000 whole', async () => {
  const program = await stage.start()
  const fields = { name: 'n' }
  await expectRefused(
    program,
    'key:add',
    { secret: typed('s'.repeat(100_001)), fields },
    { kind: 'bad-request' },
  )
  const text = 's'.repeat(100_000)
  const { key } = await program.ask('key:add', { secret: { from: 'typed', text }, fields })
  expect((await program.ask('key:reveal-secret', { key })).secret).toBe(text)
})

it.each([
  [{ clipboardSeconds: 4 }],
  [{ clipboardSeconds: 601 }],
  [{ clipboardSeconds: 5.5 }],
  [{ syncMinutes: -1 }],
  [{ leadDays: 0 }],
  [{ overlapHours: 0 }],
  [{ theme: 'pink' }],
  [{ savedSearches: [{ id: 'one', name: 'One', query: 'env:prod' }] }],
  [{ savedSearches: [{ ...search, name: '' }] }],
  [{ savedSearches: [{ ...search, name: 'a\u0007b' }] }],
  [{ savedSearches: [{ ...search, query: 'q'.repeat(501) }] }],
  [{ savedSearches: [search, search] }],
])('refuses the settings %j', async (patch) => {
  const program = await stage.start()
  await expectRefused(program, 'settings:change', patch, { kind: 'bad-request' })
})

it('refuses a name, a state or an expiry for a key whose provider determines them', async () => {
  const program = await stage.start()
  await program.connect(await stage.atlas())
  const [{ id: key }] = await othersKeys(program)
  const refused = { kind: 'unsupported', act: 'edit' }
  await expectRefused(program, 'key:edit', { key, fields: { name: 'mine' } }, refused)
  await expectRefused(program, 'key:edit', { key, fields: { typedExpiry: 'never' } }, refused)
  await expectRefused(program, 'key:edit', { key, fields: { typedExpiry: 1.5 } }, { kind: 'bad-request' })
})

it('answers hundreds of absurd calls at once without losing its way', async () => {
  const program = await stage.start()
  const before = await pictureOf(program)
  const absurd = NAMES.flatMap((name) =>
    [{ [LONG]: LONG }, [[[]]], LONG].map((input) => callLoosely(program, name, input)),
  )
  for (const result of await Promise.all(absurd)) expect(result).toMatchObject({ ok: false })
  expect(await pictureOf(program)).toEqual(before)
})
