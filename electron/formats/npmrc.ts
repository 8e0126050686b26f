/** `.npmrc`: https://docs.npmjs.com/cli/configuring-npm/npmrc. Only its credentials are secrets. */
import { gather, type FormatEntry, type Parsed } from './entry.ts'
import { joined } from './json.ts'
import { readIni } from './ini.ts'

const CREDENTIAL = /^(?:\/\/(.+?)\/?:)?(_authToken|_auth|_password)$/

export const looksLikeNpmrc = (text: string): boolean =>
  /^[ \t]*(?:\/\/\S+:)?_(?:authToken|auth|password)[ \t]*=/m.test(text)

export function readNpmrc(text: string, file: string): Parsed {
  const rows = gather()
  for (const { name, value, line } of readIni(text)) {
    const [, registry = '', part] = CREDENTIAL.exec(name) ?? []
    if (part === undefined) continue
    const place = { file, line, ...(registry !== '' && { path: registry }) }
    if (/\$\{\w+\}/.test(value)) rows.skip(registry, 'reference', place)
    else rows.add({ ...credentialOf(part, registry, unquoted(value)), isSecret: true, place })
  }
  return rows.parsed
}

function credentialOf(
  part: string,
  registry: string,
  value: string,
): Pick<FormatEntry, 'name' | 'secret' | 'variable' | 'tags'> {
  const name = joined(['npm', registry], ' ')
  if (part === '_authToken')
    return { name, secret: value, variable: 'NPM_TOKEN', tags: registry === '' ? [] : [`npm:${registry}`] }
  const secret = part === '_password' ? Buffer.from(value, 'base64').toString('utf8') : value
  return { name: `${name} ${part.slice(1)}`, secret, tags: [] }
}

/** npm reads a quoted value as JSON. */
function unquoted(value: string): string {
  if (!/^".*"$/.test(value)) return /^'.*'$/.test(value) ? value.slice(1, -1) : value
  try {
    return String(JSON.parse(value))
  } catch {
    return value
  }
}
