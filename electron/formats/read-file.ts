/** Detects which program wrote a file, and reads it. Pure: bytes in, entries out. */
import { Failure } from '../../shared/contract/errors.ts'
import type { ReadFile } from '../../shared/model/import.ts'
import type { ImportFormat } from '../../shared/model/import-formats.ts'
import { looksLikeAws, readAws } from './aws.ts'
import { looksLikeBitwarden, readBitwarden } from './bitwarden.ts'
import { looksLikeCsv, readCsv } from './csv.ts'
import { readDotenv } from './dotenv.ts'
import { importFailure, type Parsed, type Source } from './entry.ts'
import {
  looksLikeDoppler,
  looksLikeInfisical,
  looksLikeInsomnia,
  looksLikeInsomnia5,
  looksLikeInsomniaText,
  looksLikePostman,
  readDoppler,
  readInfisical,
  readInsomnia,
  readPostman,
} from './environments.ts'
import { looksLikeHosts, readHosts } from './hosts.ts'
import { parseJson } from './json.ts'
import { looksLikeKdbx } from './kdbx-file.ts'
import { readKdbx } from './kdbx.ts'
import { looksLikeNetrc, readNetrc } from './netrc.ts'
import { looksLikeNpmrc, readNpmrc } from './npmrc.ts'
import { readOnePux } from './one-password.ts'
import { withPairs } from './pairs.ts'
import { readPass } from './pass.ts'
import { refuseLarge, textOf } from './text.ts'
import { parseYaml } from './yaml.ts'
import { looksLikeZip } from './zip.ts'

/**
 * @param format the format that the user chose; if missing, it is detected. Throws Failure `import`, whose sentence says what is wrong with the file;
 * `unknown-format` if it looks like none of the formats.
 */
export async function readFile(source: Source, format?: ImportFormat): Promise<ReadFile> {
  refuseLarge(source.bytes)
  try {
    const known = format ?? formatOf(source)
    return { format: known, ...withPairs(await readAs(known, source)) }
  } catch (error) {
    if (error instanceof Failure) throw error
    // The file breaks its format in a way that the reader does not handle.
    throw importFailure(error instanceof RangeError ? 'too-deep' : 'damaged')
  }
}

function readAs(format: ImportFormat, source: Source): Parsed | Promise<Parsed> {
  const { bytes, file, passphrase } = source
  if (format === 'kdbx') return readKdbx(source)
  if (format === '1pux') return readOnePux(bytes, file)
  const text = textOf(bytes)
  if (format === 'bitwarden') return readBitwarden(parseJson(text), file, passphrase)
  if (format === 'insomnia')
    return readInsomnia(looksLikeInsomniaText(text) ? parseYaml(text) : parseJson(text), file)
  return isJson(format) ? JSONS[format](parseJson(text), file) : TEXTS[format](text, file)
}

type JsonFormat = 'postman' | 'doppler' | 'infisical'
type TextFormat = Exclude<ImportFormat, JsonFormat | 'kdbx' | '1pux' | 'bitwarden' | 'insomnia'>

const JSONS: Readonly<Record<JsonFormat, (json: unknown, file: string) => Parsed>> = {
  postman: readPostman,
  doppler: readDoppler,
  infisical: readInfisical,
}

const TEXTS: Readonly<Record<TextFormat, (text: string, file: string) => Parsed>> = {
  dotenv: readDotenv,
  csv: readCsv,
  aws: readAws,
  npmrc: readNpmrc,
  netrc: readNetrc,
  gh: (text, file) => readHosts(text, file, 'gh'),
  glab: (text, file) => readHosts(text, file, 'glab'),
  pass: readPass,
}

const isJson = (format: JsonFormat | TextFormat): format is JsonFormat => Object.hasOwn(JSONS, format)

/** Detects the format by the first bytes, then by the name, then by the content. Throws Failure `import`. */
export function formatOf({ bytes, file }: Pick<Source, 'bytes' | 'file'>): ImportFormat {
  if (looksLikeKdbx(bytes)) return 'kdbx'
  if (looksLikeZip(bytes)) return '1pux'
  const name = file.toLowerCase().replaceAll('\\', '/')
  const text = textOf(bytes)
  const format = BY_NAME.find(([pattern]) => pattern.test(name))?.[1] ?? formatOfText(text)
  if (format === undefined) throw importFailure('unknown-format')
  return format
}

const BY_NAME: readonly (readonly [RegExp, ImportFormat])[] = [
  [/(?:^|\/)\.env(?:\.[^/]*)?$|\.env$/, 'dotenv'],
  [/(?:^|\/)\.aws\/credentials$/, 'aws'],
  [/(?:^|\/)\.npmrc$/, 'npmrc'],
  [/(?:^|\/)[._]netrc$/, 'netrc'],
  [/(?:^|\/)gh\/hosts\.ya?ml$/, 'gh'],
  [/(?:^|\/)glab-cli\/config\.ya?ml$/, 'glab'],
]

function formatOfText(text: string): ImportFormat | undefined {
  if (looksLikeAws(text)) return 'aws' // its first profile looks like a list of JSON
  if (/^\s*[[{]/.test(text)) {
    const json = parseJson(text)
    return JSON_SHAPES.find(([looksLike]) => looksLike(json))?.[1]
  }
  return TEXT_SHAPES.find(([looksLike]) => looksLike(text))?.[1]
}

const JSON_SHAPES: readonly (readonly [(json: unknown) => boolean, ImportFormat])[] = [
  [looksLikeBitwarden, 'bitwarden'],
  [looksLikePostman, 'postman'],
  [looksLikeInsomnia, 'insomnia'],
  [looksLikeInsomnia5, 'insomnia'],
  [looksLikeInfisical, 'infisical'],
  [looksLikeDoppler, 'doppler'],
]

const TEXT_SHAPES: readonly (readonly [(text: string) => boolean, ImportFormat])[] = [
  [looksLikeInsomniaText, 'insomnia'],
  [looksLikeCsv, 'csv'],
  [looksLikeNpmrc, 'npmrc'],
  [looksLikeNetrc, 'netrc'],
  [(text) => /^[ \t]*(?:export[ \t]+)?[A-Za-z_][\w.-]*[ \t]*=/m.test(text), 'dotenv'],
  [(text) => looksLikeHosts(text) && /^[ \t]*hosts[ \t]*:/m.test(text), 'glab'],
  [looksLikeHosts, 'gh'],
]
