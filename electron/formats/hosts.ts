/**
 * The files in which `gh` (`hosts.yml`) and `glab` (`config.yml`) keep the tokens of their hosts:
 * https://cli.github.com/manual/gh_help_environment, https://gitlab.com/gitlab-org/cli#configuration. Newer versions keep them in the keychain.
 *
 * Both are maps of plain values, two to four levels deep, so this reads that part of YAML alone and needs no library: keys, plain and
 * quoted values, comments and tags. Anything else in the file (lists, folded texts) holds no token and is passed over.
 */
import { gather, type Parsed } from './entry.ts'
import { linesOf } from './text.ts'

export const looksLikeHosts = (text: string): boolean => /^[ \t]*(?:oauth_token|token)[ \t]*:/m.test(text)

interface Leaf {
  /** The keys that lead to this value, the outermost first and its own last. */
  readonly path: readonly string[]
  readonly value: string
  readonly line: number
}

type Program = 'gh' | 'glab'

const PROGRAMS = {
  gh: { leaf: 'oauth_token', provider: 'github', variable: 'GH_TOKEN' },
  glab: { leaf: 'token', provider: 'gitlab', variable: 'GITLAB_TOKEN' },
} as const

export function readHosts(text: string, file: string, program: Program): Parsed {
  const rows = gather()
  const { leaf, provider, variable } = PROGRAMS[program]
  const leaves = leavesOf(text)
  const users = usersOf(leaves)
  const seen = new Set<string>()
  for (const { path, value, line } of leaves) {
    if (path.at(-1) !== leaf) continue
    const { host, user } = placeOf(program === 'glab' ? path.slice(1) : path, users.get(above(path)) ?? '')
    const name = user === '' ? host : `${host} (${user})`
    if (seen.has(`${name}\n${value}`)) continue // gh writes the active user's token twice
    seen.add(`${name}\n${value}`)
    rows.add({
      name,
      secret: value,
      isSecret: true,
      provider: host === `${provider}.com` ? provider : undefined,
      variable,
      tags: [`git:${host}`, ...(user === '' ? [] : [`git-user:${user}`])],
      place: { file, line, path: host },
    })
  }
  return rows.parsed
}

/** The user names, by the path of the map that has the `user`. */
const usersOf = (leaves: readonly Leaf[]): ReadonlyMap<string, string> =>
  new Map(
    leaves.flatMap(({ path, value }) => (path.at(-1) === 'user' ? [[above(path), value] as const] : [])),
  )

/** gh also keeps the tokens of users that are not active, under `users`. */
function placeOf(
  [host = '', ...below]: readonly string[],
  user: string,
): { readonly host: string; readonly user: string } {
  return { host, user: below[0] === 'users' ? (below[1] ?? '') : user }
}

const above = (path: readonly string[]): string => path.slice(0, -1).join('\n')

/** Lines of these files are short. Longer ones are ignored. */
const LONGEST_ROW = 4_096
const DEEPEST_KEY = 10

function leavesOf(text: string): readonly Leaf[] {
  const leaves: Leaf[] = []
  const parents: { readonly indent: number; readonly key: string }[] = []
  for (const [index, row] of linesOf(text).entries()) {
    const colon = row.length > LONGEST_ROW ? -1 : row.search(/:(?:\s|$)/)
    const key = row.slice(0, colon).trim()
    if (colon < 0 || key.startsWith('#')) continue
    const indent = row.length - row.trimStart().length
    while ((parents.at(-1)?.indent ?? -1) >= indent) parents.pop()
    parents.push({ indent, key: scalar(key) })
    const value = scalar(row.slice(colon + 1))
    if (parents.length <= DEEPEST_KEY && value !== '')
      leaves.push({ path: parents.map((one) => one.key), value, line: index + 1 })
  }
  return leaves
}

/** A plain or quoted value without its comment and tag (glab writes `!!null` before empty values). */
function scalar(text: string): string {
  const value = text.trim().replace(/^!!?\w*\s*/, '')
  const [, double] = /^"((?:[^"\\]|\\.)*)"/.exec(value) ?? []
  if (double !== undefined) return double.replaceAll(/\\(.)/g, '$1')
  const [, single] = /^'((?:[^']|'')*)'/.exec(value) ?? []
  if (single !== undefined) return single.replaceAll("''", "'")
  const plain = value.startsWith('#') ? '' : value.replace(/\s+#.*$/, '')
  return /^(?:null|~)$/i.test(plain) ? '' : plain.trimEnd()
}
