/** What a description may not say although its form is right: secrets as ids, paths out of its address, placeholders that mean nothing. */
import { namesSecret } from '../../../shared/model/secret-names.ts'
import type { DescriptionFault, DescriptionParts } from '../../../shared/model/provider-description.ts'
import { baseAddressTrouble } from '../ports/base-address.ts'

type Why = DescriptionFault['why']

/** Every fault of the parts that are there, with its place, in the order of the document. */
export function faultsOf(description: DescriptionParts): readonly DescriptionFault[] {
  const { address, consoleUrl, credential, list, create, delete: deletion } = description
  return [
    ...at('/address', ifThere(address, baseAddressTrouble)),
    ...at('/consoleUrl', ifThere(consoleUrl, pageTrouble)),
    ...at('/credential/name', credential?.kind === 'header' && isReserved(credential.name) && 'reserved'),
    ...(list === undefined ? [] : listFaults(list)),
    ...(create === undefined ? [] : createFaults(create)),
    ...(deletion === undefined ? [] : deletionFaults(deletion)),
  ]
}

const at = (place: string, why: Why | false | undefined): readonly DescriptionFault[] =>
  why === undefined || why === false ? [] : [{ place, why }]

const ifThere = <T>(part: T | undefined, trouble: (part: T) => Why | undefined): Why | undefined =>
  part === undefined ? undefined : trouble(part)

function pageTrouble(text: string): Why | undefined {
  if (!URL.canParse(text)) return 'malformed'
  const { protocol, username, password } = new URL(text)
  if (`${username}${password}` !== '') return 'malformed'
  return protocol === 'https:' ? undefined : 'not-https'
}

/** Headers that say how the request itself travels, and those that the program sets. */
const RESERVED =
  /^(?:accept(?:-.*)?|connection|content-.*|cookie|date|expect|forwarded|host|keep-alive|origin|proxy-.*|referer|sec-.*|te|trailer|transfer-encoding|upgrade|user-agent|via|x-forwarded-.*)$/i

const isReserved = (name: string): boolean => RESERVED.test(name)

type PartsOf<Name extends keyof DescriptionParts> = NonNullable<DescriptionParts[Name]>

function listFaults({ path, query = {}, id, name, secret, paging, ...others }: PartsOf<'list'>) {
  const open = (place: string, pointer: string | undefined): readonly DescriptionFault[] =>
    at(
      place,
      ifThere(pointer, (one) => openTrouble(one, secret)),
    )
  const optional = (['expires', 'lastUsed', 'created', 'handle', 'secret'] as const).flatMap((member) => {
    const pointer = member === 'secret' ? secret : others[member]
    return at(`/list/${member}`, pointer === '' && 'required')
  })
  return [
    ...at(
      '/list/path',
      ifThere(path, (one) => pathTrouble(one, [])),
    ),
    ...(paging?.kind === 'number' || paging?.kind === 'cursor'
      ? at('/list/paging/parameter', Object.hasOwn(query, paging.parameter) && 'malformed')
      : []),
    ...open('/list/id', id),
    ...open('/list/name', name),
    ...optional,
    ...at('/list/handle', others.handle !== undefined && others.handle === secret && 'names-a-secret'),
  ]
}

function openTrouble(pointer: string, secret: string | undefined): Why | undefined {
  if (pointer === '') return 'required'
  return namesSecret(pointer) || pointer === secret ? 'names-a-secret' : undefined
}

function createFaults({ path, body, id, secret }: PartsOf<'create'>) {
  const texts = textsOf(body, '/create/body')
  const isNameless = body !== undefined && !texts.some(([, text]) => text.includes('{name}'))
  return [
    ...at(
      '/create/path',
      ifThere(path, (one) => pathTrouble(one, [])),
    ),
    ...texts.flatMap(([place, text]) => at(place, bodyTrouble(text, CREATE_PLACEHOLDERS))),
    ...at('/create/body', isNameless && 'no-name'),
    ...at(
      '/create/id',
      ifThere(id, (one) => (one === secret ? 'same-as-id' : openTrouble(one, undefined))),
    ),
  ]
}

function deletionFaults({ path, body }: PartsOf<'delete'>) {
  const texts = textsOf(body, '/delete/body')
  const isNamed = [path, ...texts.map(([, text]) => text)].some((text) => text?.includes('{id}'))
  return [
    ...at(
      '/delete/path',
      ifThere(path, (one) => pathTrouble(one, ['id']) ?? (isNamed ? undefined : 'no-id')),
    ),
    ...texts.flatMap(([place, text]) => at(place, bodyTrouble(text, ['id']))),
  ]
}

const CREATE_PLACEHOLDERS = ['name', 'expires', 'lifetimeSeconds'] as const
/** These placeholders must be the whole text, because their value may be a number or missing. */
const WHOLE = /\{(?:expires|lifetimeSeconds)\}/

const placeholdersOf = (text: string): readonly string[] =>
  [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)

function bodyTrouble(text: string, known: readonly string[]): Why | undefined {
  if (placeholdersOf(text).some((name) => !known.includes(name))) return 'unknown-placeholder'
  return WHOLE.test(text) && !new RegExp(`^${WHOLE.source}$`).test(text) ? 'part-of-a-text' : undefined
}

/** Checks the segments before they are encoded for sending. A last slash is allowed. */
function pathTrouble(path: string, known: readonly string[]): Why | undefined {
  if (placeholdersOf(path).some((name) => !known.includes(name))) return 'unknown-placeholder'
  const segments = path.replaceAll('{id}', 'id').split('/')
  if (segments.some((segment, index) => /^\.{1,2}$/.test(segment) || (segment === '' && index === 0)))
    return 'leaves-address'
  const isWhole = segments.every((segment, index) => segment !== '' || index === segments.length - 1)
  return isWhole && segments.every((segment) => /^[\w.~!$'()*+,;=:@-]*$/.test(segment))
    ? undefined
    : 'malformed'
}

/** Every text in a body with its place. */
function textsOf(value: unknown, place: string): readonly (readonly [place: string, text: string])[] {
  if (typeof value === 'string') return [[place, value]]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, member]) =>
    textsOf(member, `${place}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`),
  )
}
