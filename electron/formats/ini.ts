/** The sections of `~/.aws/credentials`, and `.npmrc`: lines of `name = value` under `[section]`. */
import { linesOf } from './text.ts'

export interface IniLine {
  readonly section: string
  readonly name: string
  readonly value: string
  /** From 1. */
  readonly line: number
}

/** Comments (`#`, `;`) and empty lines are left out; a line without `=` has an empty value. */
export function readIni(text: string): readonly IniLine[] {
  let section = ''
  const found: IniLine[] = []
  for (const [index, raw] of linesOf(text).entries()) {
    const row = raw.trim()
    if (row === '' || /^[#;]/.test(row)) continue
    const [, head] = /^\[([^\]]*)\]/.exec(row) ?? []
    if (head !== undefined) section = head.trim()
    else found.push({ section, ...halves(row), line: index + 1 })
  }
  return found
}

function halves(row: string): { readonly name: string; readonly value: string } {
  const at = row.indexOf('=')
  if (at < 0) return { name: row, value: '' }
  return { name: row.slice(0, at).trim(), value: row.slice(at + 1).trim() }
}
