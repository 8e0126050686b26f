import { describe, expect, it } from 'vitest'
import { EXIT } from '../../../shared/contract/command-line-limits.ts'
import { Failure } from '../../../shared/contract/errors.ts'
import { DAY_MS } from '../../../shared/expiry/expiry.ts'
import { addByHand, makeMachine } from '../core/vault-set-up.ts'
import { commandsOver, makeCommands, writeKey } from './set-up.ts'

async function withSomeKeys() {
  const ready = await makeCommands()
  const { vault, clock } = ready
  const add = async (name: string, days: number | undefined) => {
    const key = await addByHand(vault, name, `secret of ${name}`)
    if (days === undefined) return
    vault.keys.edit({ key, fields: { typedExpiry: clock.now() + 1, environment: name.toUpperCase() } })
    await writeKey(vault, key, { expires: { source: 'typed', at: clock.now() + days * DAY_MS } })
  }
  await add('later', 200)
  await add('soon', 2)
  await add('over', -1)
  await add('漢字キー', undefined)
  return ready
}

describe('keyhold ls', () => {
  it('lists all keys, the most urgent first, without a heading in a pipe', async () => {
    const { keyhold } = await withSomeKeys()
    const { code, out, err } = await keyhold(['ls'])
    expect({ code, err }).toEqual({ code: EXIT.done, err: '' })
    expect(
      out
        .trimEnd()
        .split('\n')
        .map((line) => line.split(/ {2,}/)[0]),
    ).toEqual(['soon', 'over', 'later', 'build', '漢字キー'])
    expect(out).toMatch(/^over +\(manual\) +expired +1 day ago +stored +OVER$/m)
  })

  it('heads its columns and fits them to a terminal', async () => {
    const { keyhold } = await withSomeKeys()
    const { out } = await keyhold({
      args: ['ls'],
      terminal: { out: true, columns: 50 },
      variables: { NO_COLOR: '1' },
    })
    const lines = out.trimEnd().split('\n')
    expect(lines[0]).toMatch(/^NAME +ACCOUNT/)
    const { default: stringWidth } = await import('string-width')
    expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(58)
    expect(stringWidth(lines.find((line) => line.startsWith('漢'))!.split('(')[0]!)).toBe(
      lines[0]!.indexOf('ACCOUNT'),
    )
  })

  it('colours dates on a terminal only, and as no-color.org asks', async () => {
    const { keyhold } = await withSomeKeys()
    const escape = '\u001b'
    const terminal = { out: true }
    expect((await keyhold({ args: ['ls'], terminal })).out).toContain(escape)
    expect((await keyhold({ args: ['ls'] })).out).not.toContain(escape)
    expect((await keyhold({ args: ['ls'], terminal, variables: { NO_COLOR: '1' } })).out).not.toContain(
      escape,
    )
    expect((await keyhold({ args: ['ls'], terminal, variables: { TERM: 'dumb' } })).out).not.toContain(escape)
    expect((await keyhold({ args: ['ls'], variables: { FORCE_COLOR: '1' } })).out).toContain(escape)
  })

  it('searches as the window does', async () => {
    const { keyhold } = await withSomeKeys()
    const names = async (...query: string[]) =>
      (await keyhold(['ls', '--json', ...query])).out
        .trimEnd()
        .split('\n')
        .filter(Boolean)
        .map((line) => (JSON.parse(line) as { name: string }).name)
    expect(await names('expires:<30d')).toEqual(['soon'])
    expect(await names('is:expired')).toEqual(['over'])
    expect(await names('account:lab')).toEqual(['build'])
    expect(await names('expires:<300d -soon')).toEqual(['later'])
    expect(await names('nothing at all')).toEqual([])
  })

  it.each([
    ['is:expird', 'is:expired'],
    ['acount:lab', 'account:lab'],
    ['expires:tomorow', '2026-12'],
    ['is:', 'needs a value'],
    ['foo:bar', `'"foo:bar"'`],
  ])('%s is an error, not a wider search', async (query, hint) => {
    const { keyhold } = await withSomeKeys()
    const { code, out, err } = await keyhold(['ls', query])
    expect({ code, out }).toEqual({ code: EXIT.usage, out: '' })
    expect(err).toContain(hint)
  })

  it('reads its words as one text of the search field', async () => {
    const { keyhold, vault } = await withSomeKeys()
    await addByHand(vault, 'two words')
    await addByHand(vault, 'words of two')
    expect((await keyhold(['ls', 'two words'])).out.split('\n')).toHaveLength(3)
    expect((await keyhold(['ls', 'two', 'words'])).out.split('\n')).toHaveLength(3)
    expect((await keyhold(['ls', '"two words"'])).out.split('\n')).toHaveLength(2)
  })

  it('distinguishes an empty vault from a search without a match', async () => {
    const none = await (await withSomeKeys()).keyhold(['ls', 'zebra'])
    expect(none).toMatchObject({ code: EXIT.done, out: '', err: 'No key matches.\n' })
    const machine = makeMachine()
    const { keyhold } = commandsOver(machine.open(), machine)
    expect((await keyhold(['ls'])).err).toContain('keyhold open')
  })
})

describe('a key that its provider has not completed', () => {
  it('is named by show and in JSON, with what it lacks', async () => {
    const lacks = ['the access list 203.0.113.7']
    const reason = { kind: 'provider', why: 'forbidden', outcome: 'refused' } as const
    const { vault, account, keyhold } = await makeCommands({
      finish: () => Promise.reject(new Failure({ kind: 'incomplete', lacks, reason })),
    })
    const { key } = await vault.rotation.create(account, { label: 'fresh' })
    const words = `It lacks ${lacks[0]!}.`
    expect((await keyhold(['show', key])).out).toMatch(/^Not completed +It lacks the access list/m)
    for (const command of ['ls', 'show']) {
      const { out } = await keyhold([command, ...(command === 'show' ? [key] : []), '--json'])
      const rows = out
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as { id: string; incomplete?: object })
      const row = rows.find(({ id }) => id === key)!
      expect(row.incomplete).toMatchObject({ lacks, words: expect.stringContaining(words) as string })
      expect(rows.filter(({ incomplete }) => incomplete !== undefined)).toHaveLength(1)
    }
  })
})
