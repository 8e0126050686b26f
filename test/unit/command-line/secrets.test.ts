import { mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { EXIT } from '../../../shared/contract/command-line-limits.ts'
import { addByHand, entryOf } from '../core/vault-set-up.ts'
import { makeCommands, writeKey } from './set-up.ts'

async function ready() {
  const machine = await makeCommands()
  const secret = machine.port.entries.get(entryOf(machine.key, 1))!
  const hold = async (name: string, text: string, environment = '') => {
    const key = await addByHand(machine.vault, name, text)
    await writeKey(machine.vault, key, { environment })
    return key
  }
  return { ...machine, secret, hold }
}

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'keyhold-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

describe('keyhold get', () => {
  it('prints the secret alone in a pipe, once it is permitted', async () => {
    const { keyhold, approvals, secret, key } = await ready()
    expect(await keyhold(['get', 'build', '--reason', 'a test'])).toMatchObject({
      code: EXIT.done,
      out: secret,
      err: '',
    })
    expect(approvals.secrets).toMatchObject([{ keys: [{ key }], command: 'get', reason: 'a test' }])
  })

  it('prints nothing on a terminal but how to get it there', async () => {
    const { keyhold, approvals, secret } = await ready()
    const terminal = { out: true }
    const { code, out, err } = await keyhold({ args: ['get', 'build'], terminal })
    expect({ code, out }).toEqual({ code: EXIT.usage, out: '' })
    expect(err).toMatch(/--copy.*--show/)
    expect(approvals.secrets).toEqual([])
    expect((await keyhold({ args: ['get', 'build', '--show'], terminal })).out).toBe(`${secret}\n`)
  })

  it('never lets a secret act on a terminal', async () => {
    const { keyhold, hold } = await ready()
    await hold('odd', 'a\u001b[2Jb')
    const { out, err } = await keyhold({ args: ['get', 'odd', '--show'], terminal: { out: true } })
    expect(out).toBe('a\\u001b[2Jb\n')
    expect(err).toContain('control characters')
    expect((await keyhold(['get', 'odd'])).out).toBe('a\u001b[2Jb')
  })

  it.each([
    ['denied', 'You denied this'],
    ['timed-out', 'You did not answer'],
    ['no-screen', 'no screen'],
  ] as const)('%s is a code of its own', async (why, words) => {
    const { keyhold, approvals } = await ready()
    approvals.answer = why
    const { code, out, err } = await keyhold(['get', 'build'])
    expect({ code, out }).toEqual({ code: EXIT.denied, out: '' })
    expect(err).toContain(words)
  })

  it('gives the version before, by its option and by a reference', async () => {
    const { keyhold, vault, key, port, secret } = await ready()
    expect(await keyhold(['get', 'build', '--version', 'previous'])).toMatchObject({ code: EXIT.notFound })
    await vault.rotation.regenerate(key)
    expect((await keyhold(['get', 'build'])).out).toBe(port.entries.get(entryOf(key, 2)))
    expect((await keyhold(['get', 'build', '--version', 'previous'])).out).toBe(secret)
    expect((await keyhold(['get', 'keyhold://secret/Lab/build?version=previous'])).out).toBe(secret)
    expect((await keyhold(['get', 'build', '--version', '7'])).code).toBe(EXIT.usage)
  })

  it('says which keys a name may mean, and guesses a slip', async () => {
    const { keyhold, hold } = await ready()
    await hold('build', 'x')
    const several = await keyhold(['get', 'build'])
    expect(several.code).toBe(EXIT.notFound)
    expect(several.err).toContain('  keyhold://secret/Lab/build\n')
    expect(several.err).toContain('  keyhold://secret/manual/build\n')
    const none = await keyhold(['get', 'biuld'])
    expect(none).toMatchObject({ code: EXIT.notFound, out: '' })
    expect(none.err).toContain('“build”')
    expect(await keyhold(['get', 'keyhold://secret/Lab'])).toMatchObject({ code: EXIT.usage })
  })

  it('prints nothing if the app was locked while the card waited', async () => {
    const { keyhold, approvals, around } = await ready()
    approvals.meanwhile = () => (around.isLocked = true)
    expect(await keyhold(['get', 'build'])).toMatchObject({ code: EXIT.locked, out: '' })
  })
})

describe('keyhold copy', () => {
  it('copies with the app’s own timer and says when it clears', async () => {
    const { keyhold, clipboard, secret, approvals } = await ready()
    const { code, out } = await keyhold(['copy', 'build'])
    expect({ code, out }).toEqual({
      code: EXIT.done,
      out: '“build” is on the clipboard. Keyhold clears it in 30 s.\n',
    })
    expect(clipboard.text).toBe(secret)
    expect(approvals.secrets).toMatchObject([{ command: 'copy' }])
    clipboard.text = ''
    expect((await keyhold(['get', 'build', '--copy'])).code).toBe(EXIT.done)
    expect(clipboard.text).toBe(secret)
    expect((await keyhold(['copy', 'build', '--as', 'poem'])).err).toContain('export')
  })
})

describe('keyhold run', () => {
  it('becomes the command, with secrets in place of references, later sources first', async () => {
    const { keyhold, secret, hold, approvals } = await ready()
    await hold('second', 'two', 'SECOND')
    const folder = aFolder()
    writeFileSync(join(folder, '.env'), 'A=keyhold://secret/env/SECOND\nPLAIN="some text"\nB=overridden\n')
    const { code, session } = await keyhold({
      args: ['run', '--env-file', '.env', '-e', 'B=build', '--', 'make', '--strict', '-x'],
      folder,
      variables: {
        A: 'keyhold://secret/Lab/build',
        C: 'keyhold://secret/Lab/build',
        LINK: 'keyhold://open/keys',
      },
    })
    expect(code).toBeUndefined()
    expect(session.became).toEqual({
      command: ['make', '--strict', '-x'],
      variables: { A: 'two', PLAIN: 'some text', B: secret, C: secret },
      without: [],
    })
    expect(approvals.secrets).toHaveLength(1)
    expect(approvals.secrets[0]).toMatchObject({ command: 'run', program: 'make' })
    expect(approvals.secrets[0]!.keys).toHaveLength(2)
  })

  it('asks nobody where there is no reference', async () => {
    const { keyhold, approvals } = await ready()
    const { session } = await keyhold(['run', '--', 'true'])
    expect(session.became?.command).toEqual(['true'])
    expect(approvals.secrets).toEqual([])
  })

  it.each([
    [['run'], 'COMMAND is missing'],
    [['run', 'make'], 'Put “--” before the command'],
    [['run', '--env', 'X', '--', 'true'], 'has no “=”'],
    [['run', '--env', '1X=build', '--', 'true'], 'not a variable name'],
    [['run', '--env', '--', 'true'], '--env needs a value'],
    [
      ['run', '--env', 'X=keyhold://secret/half', '--', 'true'],
      'X: “keyhold://secret/half” is not a whole reference',
    ],
  ])('%j is a usage error', async (args, why) => {
    const { keyhold } = await ready()
    const { code, err } = await keyhold(args)
    expect(code).toBe(EXIT.usage)
    expect(err).toContain(why)
  })

  it('warns of a key that has expired, and with --strict runs nothing', async () => {
    const { keyhold, vault, key, clock } = await ready()
    await writeKey(vault, key, { expires: { source: 'typed', at: clock.now() - 1 } })
    const args = ['-e', 'X=build', '--', 'true']
    const warned = await keyhold(['run', ...args])
    expect(warned.err).toContain('warning: “build” has expired.')
    expect(warned.session.became).toBeDefined()
    const strict = await keyhold(['run', '--strict', ...args])
    expect(strict.code).toBe(EXIT.expired)
    expect(strict.session.became).toBeUndefined()
  })

  it('masks what a child prints, across pieces, and passes its end on', async () => {
    const { keyhold, secret, hold } = await ready()
    await hold('tiny', 'abc')
    const { code, out, err } = await keyhold({
      args: ['run', '--mask', '-e', 'X=build', '-e', 'Y=tiny', '--', 'show'],
      child({ variables }, write) {
        expect(variables).toEqual({ X: secret, Y: 'abc' })
        write('out', `is ${secret.slice(0, 3)}`)
        write('out', `${secret.slice(3)}! abc`)
        write('err', `E ${secret}`)
        return { code: 0, signal: 'SIGTERM' }
      },
    })
    expect({ code, out }).toEqual({ code: 143, out: 'is *****! abc' })
    expect(err).toContain('E *****')
    expect(err).toContain('fewer than 4 bytes')
    const missing = await keyhold({
      args: ['run', '--mask', '--', 'nowhere'],
      child: () => ({ failed: 'ENOENT' }),
    })
    expect(missing).toMatchObject({ code: 127 })
    expect((await keyhold({ args: ['run', '--mask', '--', 'x'], terminal: { out: true } })).code).toBe(
      EXIT.usage,
    )
  })

  it('refuses a file that is missing, too large, no file, or no text', async () => {
    const { keyhold } = await ready()
    const folder = aFolder()
    writeFileSync(join(folder, 'large'), 'x'.repeat(1_000_001))
    writeFileSync(join(folder, 'latin'), Buffer.from([0x41, 0x3d, 0xe4]))
    for (const file of ['none', 'large', 'latin', '.']) {
      const { code, err } = await keyhold({ args: ['run', '--env-file', file, '--', 'true'], folder })
      expect(code).toBe(EXIT.failed)
      expect(err).toContain(`“${file}”`)
    }
  })
})

describe('keyhold inject', () => {
  it('fills a template into a file that only its owner can read, whole or not at all', async () => {
    const { keyhold, secret } = await ready()
    const folder = aFolder()
    writeFileSync(
      join(folder, 'in'),
      'a: {{ keyhold://secret/Lab/build }}\nb: "keyhold://secret/Lab/build", {{ other }}\nSee keyhold://secret/Lab/build.\n',
    )
    const { code, out } = await keyhold({ args: ['inject', '-i', 'in', '-o', 'out'], folder })
    expect({ code, out }).toEqual({ code: EXIT.done, out: '' })
    expect(readFileSync(join(folder, 'out'), 'utf8')).toBe(
      `a: ${secret}\nb: "${secret}", {{ other }}\nSee ${secret}.\n`,
    )
    expect(statSync(join(folder, 'out')).mode & 0o777).toBe(0o600)
    const refused = await keyhold({ args: ['inject', '-i', 'in', '-o', '.'], folder })
    expect(refused.err).toContain('is a folder')
  })

  it('replaces a symbolic link only with --force, and never its target', async () => {
    const { keyhold, secret } = await ready()
    const folder = aFolder()
    mkdirSync(join(folder, 'sub'))
    writeFileSync(join(folder, 'target'), 'untouched')
    symlinkSync('target', join(folder, 'link'))
    const call = (...more: string[]) => ({
      args: ['inject', '-o', 'link', ...more],
      folder,
      input: ['keyhold://secret/Lab/', 'build'],
    })
    expect((await keyhold(call())).err).toContain('symbolic link')
    expect((await keyhold(call('--force'))).code).toBe(EXIT.done)
    expect(readFileSync(join(folder, 'link'), 'utf8')).toBe(secret)
    expect(readFileSync(join(folder, 'target'), 'utf8')).toBe('untouched')
  })

  it('names the line of a reference that means no key, and asks nobody', async () => {
    const { keyhold, approvals } = await ready()
    const { code, out, err } = await keyhold({
      args: ['inject'],
      input: ['x\n\n{{ keyhold://secret/Lab/nobody }}'],
    })
    expect({ code, out }).toEqual({ code: EXIT.notFound, out: '' })
    expect(err).toContain('line 3: ')
    expect(approvals.secrets).toEqual([])
    expect((await keyhold({ args: ['inject'], input: [Buffer.from([0xff])] })).err).toContain('not UTF-8')
    expect((await keyhold({ args: ['inject'], terminal: { in: true } })).code).toBe(EXIT.usage)
  })
})

describe('keyhold env', () => {
  it('prints the variables of the keys that have one, and says what it leaves out', async () => {
    const { keyhold, hold, approvals } = await ready()
    await hold('one', "it's", 'ONE')
    await hold('path', 'x', 'PATH')
    await hold('words', 'y', 'not a name')
    const { code, out, err } = await keyhold(['env'])
    expect({ code, out }).toEqual({ code: EXIT.done, out: "export ONE='it'\\''s'\n" })
    expect(err).toContain('“path” is left out')
    expect(err).toContain('“words” is left out')
    expect(approvals.secrets[0]!.keys).toHaveLength(1)
    await hold('other', 'z', 'ONE')
    const twice = await keyhold(['env'])
    expect(twice).toMatchObject({ code: EXIT.notFound, out: '' })
    expect(twice.err).toContain('keyhold://secret/manual/other')
    expect((await keyhold(['env', 'other', '--format', 'json'])).out).toBe('{\n  "ONE": "z"\n}\n')
    expect((await keyhold(['env', '--format', 'xml'])).code).toBe(EXIT.usage)
    expect((await keyhold({ args: ['env'], terminal: { out: true } })).code).toBe(EXIT.usage)
    expect((await keyhold(['env', 'build'])).code).toBe(EXIT.notFound)
  })

  it('takes the old key of a replacement while its new one is deleted at the provider', async () => {
    const { keyhold, vault, key, secret } = await ready()
    await keyhold(['replace', 'build'])
    const [young] = vault.rows.allKeys().filter(({ id }) => id !== key)
    await writeKey(vault, key, { environment: 'BUILD' })
    await writeKey(vault, young!.id, { environment: 'BUILD', goneSince: 1 })
    expect(await keyhold(['get', 'BUILD'])).toMatchObject({ code: EXIT.done, out: secret })
    expect(await keyhold(['env', '--format', 'dotenv'])).toMatchObject({
      code: EXIT.done,
      out: `BUILD=${secret}\n`,
    })
  })
})

it('a key without a secret is said to have none, before anybody is asked', async () => {
  const { keyhold, cloud, vault, account, approvals } = await ready()
  cloud.add('fresh')
  await vault.sync.start(account)
  for (const args of [
    ['get', 'fresh'],
    ['copy', 'fresh'],
    ['run', '-e', 'X=fresh', '--', 'true'],
  ]) {
    const { code, err } = await keyhold(args)
    expect(code).toBe(EXIT.failed)
    expect(err).toContain('“fresh”')
  }
  expect(approvals.secrets).toEqual([])
})
