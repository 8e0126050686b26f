/** One decrypted file of a `pass` store (https://www.passwordstore.org): the first line is the secret, the other lines describe it. */
import { gather, type Parsed } from './entry.ts'
import { joined } from './json.ts'
import { linesOf } from './text.ts'

const FACT = /^([\w -]{1,40}):\s*(.*)$/

/** @param path the file's name in the store, without `.gpg`. */
export function readPass(text: string, path: string): Parsed {
  const rows = gather()
  const [first = '', ...rest] = linesOf(text)
  const place = { file: path }
  // A key file is a secret of many lines.
  if (first.startsWith('-----BEGIN ')) rows.add({ name: path, secret: text, isSecret: true, place })
  else
    rows.add({
      name: path,
      secret: first,
      isSecret: true,
      note: joined(
        rest.filter((line) => !line.startsWith('otpauth://')),
        '\n',
      ),
      url: fact(rest, /^(?:url|website|link)$/i),
      place,
    })
  return rows.parsed
}

const fact = (lines: readonly string[], name: RegExp): string | undefined =>
  lines.map((line) => FACT.exec(line)).find((found) => found !== null && name.test(found[1] ?? ''))?.[2]
