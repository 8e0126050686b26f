import { describe, expect, it } from 'vitest'
import { EXIT } from '../../../shared/contract/command-line-limits.ts'
import { addByHand } from '../core/vault-set-up.ts'
import { makeCommands } from './set-up.ts'

describe('a call of the command', () => {
  it('without a command says the status', async () => {
    const { keyhold } = await makeCommands()
    expect(await keyhold([])).toMatchObject(
      await keyhold(['status']).then(({ out }) => ({ code: EXIT.done, out })),
    )
  })

  it('helps as a whole and for each command, in both spellings', async () => {
    const { keyhold } = await makeCommands()
    const whole = await keyhold(['--help'])
    expect(whole).toMatchObject({ code: EXIT.done, err: '' })
    expect(whole.out).toContain('  ls ')
    expect((await keyhold(['-h'])).out).toBe(whole.out)
    expect((await keyhold(['help'])).out).toBe(whole.out)
    const one = await keyhold(['ls', '--help'])
    expect(one.out).toContain('keyhold ls [--json] [QUERY...]')
    expect((await keyhold(['help', 'ls'])).out).toBe(one.out)
  })

  it('says its version in each spelling', async () => {
    const { keyhold } = await makeCommands()
    for (const args of [['--version'], ['-V'], ['version']])
      expect(await keyhold(args)).toMatchObject({ code: EXIT.done, out: 'keyhold 1.2.3\n' })
  })

  it.each([
    [['shwo', 'x'], 'There is no command “shwo”', 'keyhold show'],
    [['lst'], 'There is no command “lst”', 'keyhold ls'],
    [['help', 'stauts'], 'There is no command “stauts”', 'keyhold help status'],
    [['ls', '--jsn'], 'There is no option --jsn', '--json'],
    [['show'], 'NAME is missing', 'keyhold show --help'],
    [['show', 'a', 'b'], '“b” is one word too many', 'keyhold show --help'],
    [['ls', '--json=yes'], '--json takes no value', 'keyhold ls --help'],
    [['--frobnicate'], 'There is no option --frobnicate', 'keyhold --help'],
  ])('%j is a usage error that says what is wrong', async (args, why, hint) => {
    const { keyhold } = await makeCommands()
    const { code, out, err } = await keyhold(args)
    expect({ code, out }).toEqual({ code: EXIT.usage, out: '' })
    expect(err).toMatch(/^keyhold: /)
    expect(err).toContain(why)
    expect(err).toContain(hint)
  })

  it('reports no hidden command', async () => {
    const { keyhold } = await makeCommands()
    const errorOf = async (...args: string[]) => (await keyhold(args)).err
    expect(await errorOf('_complet')).toBe(
      'keyhold: There is no command “_complet”.\nSee “keyhold --help”.\n',
    )
    for (const name of ['_complet', '__complete'])
      expect(await errorOf('help', name)).toBe(
        `keyhold: There is no command “${name}”.\nSee “keyhold help --help”.\n`,
      )
  })

  it('takes a key that is named like an option behind two dashes', async () => {
    const { keyhold, vault } = await makeCommands()
    await addByHand(vault, '--json')
    const { code, out } = await keyhold(['show', '--', '--json'])
    expect(code).toBe(EXIT.done)
    expect(out).toMatch(/^--json\n/)
  })

  it('becomes the program for the program’s own switches', async () => {
    const { keyhold } = await makeCommands()
    const { code, session } = await keyhold(['--doctor', '--json'])
    expect(code).toBeUndefined()
    expect(session.became).toEqual({
      command: ['/opt/Keyhold/keyhold', '--profile=/home/dev/vault', '--doctor', '--json'],
      variables: {},
      without: [],
    })
  })

  it.each(['--hidden', '--quick', '--lock', '--demo', 'keyhold://open/keys', 'KEYHOLD://open/timeline'])(
    'becomes the program for %s',
    async (first) => {
      const { keyhold, around } = await makeCommands()
      around.isLocked = true // the program decides by itself
      const { session } = await keyhold([first])
      expect(session.became?.command).toEqual(['/opt/Keyhold/keyhold', '--profile=/home/dev/vault', first])
    },
  )

  it('takes a reference to a secret for no link', async () => {
    const { keyhold } = await makeCommands()
    const { code, session } = await keyhold(['keyhold://secret/env/TOKEN'])
    expect({ code, became: session.became }).toEqual({ code: EXIT.usage, became: undefined })
  })

  it('is refused while the app is locked, with a code of its own, and names nothing', async () => {
    const { keyhold, around } = await makeCommands()
    around.isLocked = true
    for (const args of [['ls'], ['show', 'build']]) {
      const { code, out, err } = await keyhold(args)
      expect({ code, out }).toEqual({ code: EXIT.locked, out: '' })
      expect(err).toContain('locked')
      expect(err).not.toContain('build')
    }
    expect(await keyhold(['status'])).toMatchObject({ code: EXIT.done, out: 'Keyhold is locked.\n' })
    expect((await keyhold(['status', '--json'])).out).toBe('{"locked":true}\n')
    expect((await keyhold(['ls', '--help'])).code).toBe(EXIT.done)
  })

  it('says why the vault did not open', async () => {
    const { keyhold, around } = await makeCommands()
    around.shut = 'newer'
    const { code, err } = await keyhold(['ls'])
    expect(code).toBe(EXIT.failed)
    expect(err).toContain('newer Keyhold')
  })

  it('reports what nobody foresaw by its ticket alone', async () => {
    const { keyhold, vault, fake } = await makeCommands()
    vault.allKeys = () => {
      throw new Error('/home/dev/secret-path')
    }
    const { code, err } = await keyhold(['ls'])
    expect(code).toBe(EXIT.failed)
    expect(err).toContain('ticket-1')
    expect(err).not.toContain('secret-path')
    expect(fake.unexpected).toHaveLength(1)
  })

  it('ends with its client', async () => {
    const { run } = await makeCommands()
    const { fakeCommandSession } = await import('../../fakes/command-session.ts')
    const session = fakeCommandSession({ args: ['ls'] })
    session.vanish()
    await expect(run(session)).rejects.toThrow('')
  })
})
