/** `.netrc`: https://www.gnu.org/software/inetutils/manual/html_node/The-_002enetrc-file.html, and curl's quoted values. */
import { gather, type Parsed } from './entry.ts'
import { linesOf } from './text.ts'

export const looksLikeNetrc = (text: string): boolean =>
  /^[ \t]*machine[ \t]+\S/m.test(text) && /\bpassword\s/.test(text)

interface Machine {
  readonly host: string
  login: string
  password: string
  line: number
}

export function readNetrc(text: string, file: string): Parsed {
  const rows = gather()
  for (const { host, login, password, line } of machinesOf(text)) {
    const name = login === '' ? host : `${host} (${login})`
    const place = { file, line, path: host }
    rows.add({ name, secret: password, isSecret: true, note: login, tags: tagsOf(host, login), place })
  }
  return rows.parsed
}

/** For `keyhold credential git`, which serves the same programs. */
const tagsOf = (host: string, login: string): readonly string[] =>
  host === DEFAULT ? [] : [`git:${host}`, ...(login === '' ? [] : [`git-user:${login}`])]

const DEFAULT = 'default'

function machinesOf(text: string): readonly Machine[] {
  const machines: Machine[] = []
  const words = wordsOf(text)
  for (let at = 0; at < words.length; at += 1) {
    const { word, line } = words[at] ?? NO_WORD
    if (word === DEFAULT) machines.push({ host: DEFAULT, login: '', password: '', line })
    else {
      at += 1
      take(machines, word, words[at] ?? NO_WORD)
    }
  }
  return machines
}

function take(machines: Machine[], word: string, next: Word): void {
  const machine = machines.at(-1)
  if (word === 'machine') machines.push({ host: next.word, login: '', password: '', line: next.line })
  else if (word === 'login' && machine !== undefined) machine.login = next.word
  else if (word === 'password' && machine !== undefined) {
    machine.password = next.word
    machine.line = next.line
  }
}

interface Word {
  readonly word: string
  readonly line: number
}

const NO_WORD: Word = { word: '', line: 0 }

/** A macro (`macdef`) ends at the next empty line. */
function wordsOf(text: string): readonly Word[] {
  const words: Word[] = []
  let isMacro = false
  for (const [index, row] of linesOf(text).entries()) {
    if (isMacro) isMacro = row.trim() !== ''
    else isMacro = takeRow(words, row, index + 1)
  }
  return words
}

/** A word that begins with `#` begins a comment, unless it is a password. Returns whether a macro begins in this row. */
function takeRow(words: Word[], row: string, line: number): boolean {
  for (const [whole, quoted] of row.matchAll(/"((?:[^"\\]|\\.)*)"|\S+/g)) {
    const isPassword = words.at(-1)?.word === 'password'
    if (whole === 'macdef' && !isPassword) return true
    if (whole.startsWith('#') && !isPassword) return false
    words.push({ word: quoted?.replaceAll(/\\(.)/g, '$1') ?? whole, line })
  }
  return false
}
