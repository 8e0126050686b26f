/** Writes variables in the syntax of a shell or of a `.env` file, so that reading returns every byte. Pure. */
import { Failure } from '../../shared/contract/errors.ts'
import { dotenvValue } from '../../shared/model/dotenv-value.ts'
import { shellWord } from '../core/clipboard/quoting.ts'

export const ENV_FORMATS = ['sh', 'fish', 'pwsh', 'dotenv', 'json'] as const
export type EnvFormat = (typeof ENV_FORMATS)[number]

export const isEnvFormat = (text: string): text is EnvFormat =>
  (ENV_FORMATS as readonly string[]).includes(text)

type Variable = readonly [name: string, value: string]

/** Within single quotes fish reads `\` and `'` behind a backslash only. */
const fishWord = (text: string): string => `'${text.replaceAll(/[\\']/g, '\\$&')}'`

/** PowerShell also treats typographic quotes as single quotes. A doubled quote stands for itself. */
const powershellWord = (text: string): string =>
  `'${text.replaceAll(/['\u2018\u2019\u201a\u201b]/g, '$&$&')}'`

function dotenvLine([name, value]: Variable): string {
  const quoted = dotenvValue(value)
  if (quoted === undefined) throw new Failure({ kind: 'secret', why: 'no-line' })
  return `${name}=${quoted}`
}

const LINES: Record<Exclude<EnvFormat, 'json'>, (variable: Variable) => string> = {
  sh: ([name, value]) => `export ${name}=${shellWord(value)}`,
  fish: ([name, value]) => `set -gx ${name} ${fishWord(value)}`,
  pwsh: ([name, value]) => `$Env:${name} = ${powershellWord(value)}`,
  dotenv: dotenvLine,
}

/** Ends with a line break. Throws Failure `secret`/`no-line` for a value that no `.env` file can hold. */
export function variablesText(variables: readonly Variable[], format: EnvFormat): string {
  if (format === 'json') return `${JSON.stringify(Object.fromEntries(variables), undefined, 2)}\n`
  return variables.map((variable) => `${LINES[format](variable)}\n`).join('')
}
