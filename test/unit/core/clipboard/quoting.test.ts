import { spawnSync } from 'node:child_process'
import { parseEnv } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dotenvValue } from '../../../../shared/model/dotenv-value.ts'
import { dockerValue, shellWord, variableName } from '../../../../electron/core/clipboard/quoting.ts'

/** Any text that may be a secret: well-formed and without NUL. */
const secrets = fc
  .oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }),
    fc.string({
      unit: fc.constantFrom(...Array.from('\'"\\$`!#=~*?;&|<>(){}[] \t\n%aZ0é')),
      minLength: 1,
      maxLength: 40,
    }),
  )
  .filter((text) => !text.includes('\0'))

/** Many lines for each process, because starting a process is slow. */
const lists = <T>(each: fc.Arbitrary<T>) => fc.array(each, { minLength: 1, maxLength: 40 })
const runs = { numRuns: 6 }

/** What each of `scripts` prints in a POSIX shell. The shell reads them from its input, like pasted lines. */
function printed(scripts: readonly string[]): readonly string[] {
  const input = scripts.map((script) => `${script}\nprintf '\\0'\n`).join('')
  const { stdout, stderr } = spawnSync('sh', [], { input, encoding: 'utf8', env: {} })
  expect(stderr).toBe('')
  return stdout.split('\0').slice(0, -1)
}

describe.skipIf(process.platform === 'win32')('in a real shell', () => {
  it('an exported variable holds every byte of the secret', () => {
    fc.assert(
      fc.property(lists(secrets), (all) => {
        const scripts = all.map((secret) => `export TOKEN=${shellWord(secret)}\nprintf %s "$TOKEN"`)
        expect(printed(scripts)).toEqual(all)
      }),
      runs,
    )
  })

  it('a line of a .env file that is sourced does, too', () => {
    fc.assert(
      fc.property(lists(secrets), (all) => {
        const fit = all.filter((secret) => dotenvValue(secret) !== undefined)
        const scripts = fit.map((secret) => `TOKEN=${dotenvValue(secret)!}\nprintf %s "$TOKEN"`)
        expect(printed(scripts)).toEqual(fit)
      }),
      runs,
    )
  })

  it('a name that was made of a key’s name is one that can be set', () => {
    fc.assert(
      fc.property(lists(fc.string({ unit: 'grapheme', maxLength: 30 })), (names) => {
        const variables = names.map((name) => variableName(name, ''))
        expect(printed(variables.map((name) => `export ${name}=it\nprintf %s "$${name}"`))).toEqual(
          names.map(() => 'it'),
        )
      }),
      runs,
    )
  })
})

const fitting = secrets.filter((text) => dotenvValue(text) !== undefined)

it('a line of a .env file is read back by Node whole', () => {
  fc.assert(
    fc.property(fitting, (secret) => {
      expect(parseEnv(`A=1\nTOKEN=${dotenvValue(secret)!}\nB=2`)).toEqual({ A: '1', TOKEN: secret, B: '2' })
    }),
  )
})

/** Reads `.env` files (a JSON list of texts) and prints the value of TOKEN in each. Many at once, because starting a process is slow. */
const PYTHON = `
import io, json, sys, dotenv
read = lambda text: dotenv.dotenv_values(stream=io.StringIO(text, newline=""))["TOKEN"]
print(json.dumps([read(text) for text in json.load(sys.stdin)]))`

/** `undefined` if python-dotenv is not installed. */
function readByPython(files: readonly string[]): unknown {
  const ran = spawnSync('python3', ['-c', PYTHON], { input: JSON.stringify(files), encoding: 'utf8' })
  return ran.error === undefined && ran.status === 0 ? JSON.parse(ran.stdout) : undefined
}
const hasPython = readByPython(['TOKEN=x']) !== undefined

it.skipIf(!hasPython)(
  `a line of a .env file is read back by python-dotenv whole${hasPython ? '' : ' (python-dotenv is not on this machine)'}`,
  { timeout: 60_000 },
  () => {
    fc.assert(
      fc.property(fc.array(fitting, { minLength: 100, maxLength: 400 }), (all) => {
        expect(readByPython(all.map((secret) => `A=1\nTOKEN=${dotenvValue(secret)!}\nB=2\n`))).toEqual(all)
      }),
      runs,
    )
  },
)

it.each([
  ['abc==', 'abc=='],
  ['AZaz09_./:@%+,-=', 'AZaz09_./:@%+,-='],
  ['a#b $c `d` "e"', `'a#b $c \`d\` "e"'`],
  ["it's", `"it's"`],
  ['a\\b', `'a\\b'`],
  ["it's$5", undefined],
  ['ends\\', undefined],
  ['a\\\\b', undefined],
  ['a${B}c', undefined],
  ['a$B{c}', `'a$B{c}'`],
  ['two\r\nlines', undefined],
  ['two\nlines', undefined],
])('%j becomes %s, or nothing where its readers do not agree', (secret, line) => {
  expect(dotenvValue(secret)).toBe(line)
})

it('Docker reads the rest of the line unchanged, and no second line', () => {
  for (const secret of ['abc==', "it's$5", 'ends\\', '"quoted"', ' # '])
    expect(dockerValue(secret)).toBe(secret)
  for (const secret of ['a\nb', 'a\rb', 'a\n']) expect(dockerValue(secret)).toBeUndefined()
})

describe('a variable', () => {
  it.each([
    ['grafana-prod', 'GRAFANA_PROD'],
    ['  Clé d’accès (Lab) ', 'CLE_D_ACCES_LAB'],
    ['2nd key', 'KEY_2ND_KEY'],
    ['キー', 'API_KEY'],
    ['', 'API_KEY'],
    ['path', 'PATH_KEY'],
    ['ld preload', 'LD_PRELOAD_KEY'],
  ])('for “%s” is called %s', (name, variable) => {
    expect(variableName(name, '')).toBe(variable)
  })

  it('is called what the user has said, where a shell takes that', () => {
    expect(variableName('grafana-prod', 'grafana_Key')).toBe('grafana_Key')
    expect(variableName('grafana-prod', 'A=1; rm')).toBe('GRAFANA_PROD')
  })
})
