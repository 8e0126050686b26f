/**
 * `~/.aws/credentials`: https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html. The access key id is no secret; it becomes the
 * tag by which `keyhold credential aws` finds it.
 */
import { gather, type Parsed } from './entry.ts'
import { readIni, type IniLine } from './ini.ts'
import { awsIdTag } from './pairs.ts'

export const looksLikeAws = (text: string): boolean => /^[ \t]*aws_secret_access_key[ \t]*=/im.test(text)

/** Skips profiles with a session token, because their secrets expire within hours. */
export function readAws(text: string, file: string): Parsed {
  const rows = gather()
  const profiles = Map.groupBy(readIni(text), ({ section }) => section)
  for (const [profile, lines] of profiles) {
    const secret = find(lines, 'aws_secret_access_key')
    if (secret === undefined) continue
    const id = find(lines, 'aws_access_key_id')?.value ?? ''
    const place = { file, line: secret.line, path: profile }
    const name = `AWS ${profile}`
    if (find(lines, 'aws_session_token')?.value) rows.skip(name, 'temporary', place)
    else
      rows.add({
        name,
        secret: secret.value,
        isSecret: true,
        provider: 'aws-iam',
        ...(id !== '' && { handle: id }),
        variable: 'AWS_SECRET_ACCESS_KEY',
        tags: id === '' ? [] : [awsIdTag(id)],
        place,
      })
  }
  return rows.parsed
}

const find = (lines: readonly IniLine[], name: string): IniLine | undefined =>
  lines.findLast((line) => line.name.toLowerCase() === name)
