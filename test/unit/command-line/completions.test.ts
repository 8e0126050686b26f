import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { EXIT } from '../../../shared/contract/command-line-limits.ts'
import { needed } from '../../../scripts/has-program.ts'
import { COMMANDS } from '../../../electron/command-line/commands.ts'
import { SCRIPTS, SHELLS } from '../../../electron/command-line/completion-scripts.ts'
import { addByHand } from '../core/vault-set-up.ts'
import { makeCommands, writeKey } from './set-up.ts'

async function ready() {
  const machine = await makeCommands()
  for (const name of ['two words', "it's $HOME", 'a:b', 'ctrl\u0007']) {
    const key = await addByHand(machine.vault, 'own')
    await writeKey(machine.vault, key, { name })
  }
  const words = async (...typed: string[]) => {
    const { code, out } = await machine.keyhold(['__complete', '--', ...typed])
    expect(code).toBe(EXIT.done)
    const [kind, ...lines] = out.trimEnd().split('\n')
    return { kind, words: lines.map((line) => line.split('\t')[0]) }
  }
  return { ...machine, words }
}

describe('what may come next', () => {
  it('is a command, but no hidden one', async () => {
    const { words } = await ready()
    const shown = COMMANDS.filter(({ isHidden }) => !isHidden).map(({ name }) => name)
    expect((await words('')).words).toEqual(shown)
    expect((await words('sh')).words).toEqual(['show'])
    expect((await words('help', 'sh')).words).toEqual(['show'])
    expect((await words('nothing', '')).words).toEqual([])
  })

  it('is an option of the command, or its value', async () => {
    const { words } = await ready()
    expect((await words('get', '--v')).words).toEqual(['--version'])
    expect((await words('get', '--version', '')).words).toEqual(['current', 'previous'])
    expect((await words('env', '--format=f')).words).toEqual(['--format=fish'])
    expect((await words('env', '--format', 'f')).words).toEqual(['fish'])
    expect((await words('completion', '')).words).toEqual([...SHELLS])
    expect((await words('inject', '-i', '')).kind).toBe('files')
    expect((await words('run', '--', '')).kind).toBe('programs')
    expect((await words('run', '--', 'make', '')).kind).toBe('files')
  })

  it('is a key, unless its name could act on a terminal or means several', async () => {
    const { words, vault } = await ready()
    expect((await words('get', '')).words.toSorted()).toEqual(['a:b', 'build', "it's $HOME", 'two words'])
    expect((await words('get', '--', 'two')).words).toEqual(['two words'])
    expect((await words('get', '--show', 'b')).words).toEqual(['build'])
    expect((await words('get', 'build', '')).words).toEqual([])
    await addByHand(vault, 'build')
    expect((await words('get', 'b')).words).toEqual([])
    expect((await words('sync', '')).words).toEqual(['Lab'])
    expect((await words('ls', 'is:expi')).words).toContain('is:expiring')
  })

  it('names nothing while the app is locked', async () => {
    const { words, around } = await ready()
    around.isLocked = true
    expect((await words('get', '')).words).toEqual([])
    expect((await words('ge')).words).toEqual(['get'])
  })
})

const [bash, zsh, fish] = [needed('bash'), needed('zsh'), needed('fish')]

/** A folder with a `keyhold` that answers like this one, and the shell's completion script. */
async function inShell(shell: 'bash' | 'zsh' | 'fish', typed: readonly string[]) {
  const { keyhold } = await ready()
  const folder = mkdtempSync(join(tmpdir(), 'keyhold-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const { out } = await keyhold(['__complete', '--', ...typed])
  writeFileSync(join(folder, 'answer'), out)
  writeFileSync(
    join(folder, 'keyhold'),
    `#!/bin/sh\nprintf '%s\\n' "$@" > ${folder}/asked\ncat ${folder}/answer\n`,
  )
  chmodSync(join(folder, 'keyhold'), 0o755)
  const { out: script, code } = await keyhold(['completion', shell])
  expect(code).toBe(EXIT.done)
  writeFileSync(join(folder, 'script'), script)
  const env = { ...process.env, PATH: `${folder}:${process.env.PATH ?? ''}`, HOME: folder }
  const run = (command: string, args: readonly string[]) =>
    execFileSync(command, args, { env, cwd: folder, encoding: 'utf8', timeout: 30_000 })
  const asked = () => run('cat', ['asked']).trimEnd().split('\n').slice(2)
  return { folder, run, asked }
}

describe.skipIf(bash.isMissing)(`in bash${bash.note}`, () => {
  /** The completions that bash would insert, for words as bash has split them. */
  async function replies(typed: readonly string[], split: readonly string[] = typed) {
    const { run, asked } = await inShell('bash', typed)
    const text = run('bash', [
      '--norc',
      '-c',
      `source ./script; compopt() { :; }; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _keyhold; printf '%s\n' "\${COMPREPLY[@]}"`,
      'bash',
      'keyhold',
      ...split,
    ])
    return { replies: text.trimEnd().split('\n'), asked: asked() }
  }

  it('completes commands', async () => {
    expect((await replies(['sh'])).replies).toEqual(['show'])
  })

  it('quotes names with spaces and signs, in the quotes that were begun', async () => {
    expect((await replies(['get', ''])).replies.toSorted()).toEqual([
      'a:b',
      'build',
      "it\\'s\\ \\$HOME",
      'two\\ words',
    ])
    expect((await replies(['get', "it's"], ['get', '"it\'s'])).replies).toEqual(["it's \\$HOME"])
    expect(await replies(['get', 'two w'], ['get', 'two\\ w'])).toMatchObject({
      replies: ['two\\ words'],
      asked: ['get', 'two w'],
    })
  })

  it('puts together what bash splits at : and =', async () => {
    expect(await replies(['ls', 'is:expi'], ['ls', 'is', ':', 'expi'])).toMatchObject({
      asked: ['ls', 'is:expi'],
      replies: expect.arrayContaining(['expiring']) as unknown,
    })
    expect(await replies(['env', '--format=f'], ['env', '--format', '=', 'f'])).toEqual({
      asked: ['env', '--format=f'],
      replies: ['fish'],
    })
  })
})

describe.skipIf(zsh.isMissing)(`in zsh${zsh.note}`, () => {
  it('loads, with compinit, and asks for the words as typed', async () => {
    const { run, asked } = await inShell('zsh', ['get', 'two'])
    const text = run('zsh', [
      '-f',
      '-c',
      `autoload -Uz compinit && compinit -u -D && source ./script && print -r -- $_comps[keyhold]
       compadd() { shift $@[(i)--]; print -rl -- "$@" }
       words=(keyhold get "'two'"); CURRENT=3; _keyhold`,
    ])
    expect(text.split('\n').filter(Boolean)).toEqual(['_keyhold', 'two words'])
    expect(asked()).toEqual(['get', 'two'])
  })
})

describe.skipIf(fish.isMissing)(`in fish${fish.note}`, () => {
  it.each([
    ['keyhold sh', ['sh'], ['show\tShow everything about a key but its secret']],
    ['keyhold get two', ['get', 'two'], ['two words']],
    ["keyhold get it\\'s", ['get', "it's"], ["it's $HOME"]],
  ] as const)('completes %s', async (line, typed, expected) => {
    const { run, asked } = await inShell('fish', typed)
    const text = run('fish', ['--no-config', '-c', 'source ./script; complete -C $argv[1]', line])
    expect(text.trimEnd().split('\n')).toEqual(expected)
    expect(asked()).toEqual(typed)
  })
})

it('every script asks the program and knows no command by itself', () => {
  for (const shell of SHELLS) {
    expect(SCRIPTS[shell]).toContain('keyhold __complete --')
    for (const name of ['regenerate', 'inject', 'retire', '--format'])
      expect(SCRIPTS[shell]).not.toContain(name)
  }
})
