/** Writes a `.env` file. */
import { dotenvValue } from '../../shared/model/dotenv-value.ts'
import type { ExportEntry } from '../../shared/model/export.ts'
import { readDotenv } from './dotenv.ts'

type Assignment = Pick<ExportEntry, 'variable' | 'secret'>

/** `undefined` for a value that programs read differently. */
export function dotenvLine({ variable, secret }: Assignment): string | undefined {
  const value = dotenvValue(secret)
  if (value === undefined) return undefined
  // In single quotes, no text is a reference to another value.
  return [`${variable}=${value}`, `${variable}='${value}'`].find(
    (line) => readDotenv(line, '').entries[0]?.secret === secret,
  )
}

/** For each entry that `.env` can hold: a comment with the key's name, then the assignment. */
export const writeDotenv = (entries: readonly ExportEntry[]): string =>
  entries
    .flatMap((entry) => {
      const line = dotenvLine(entry)
      return line === undefined ? [] : [`# ${oneLine(entry.name)}\n${line}\n`]
    })
    .join('\n')

const oneLine = (name: string): string => name.replaceAll(/[\p{C}\p{Z}]+/gu, ' ').trim()
