/** The fields of a description as typed text, and the document that they make. Pure. */
import type {
  CredentialForm,
  DescriptionFault,
  Paging,
  ProviderDescription,
  TimeUnit,
} from '../../../shared/model/provider-description.ts'

/** The only version. The page does not read it from the schema, because a schema library compiles code, which the policy of the page forbids. */
const VERSION: ProviderDescription['keyhold'] = 1

export interface Draft {
  readonly name: string
  readonly keyNoun: string
  readonly address: string
  readonly consoleUrl: string
  readonly credential: CredentialForm['kind']
  /** The credential's header, if the provider uses one of its own. */
  readonly header: string
  readonly times: TimeUnit
  readonly listPath: string
  /** In URL form: `type=admin&limit=100`. */
  readonly query: string
  readonly rows: string
  readonly id: string
  readonly keyName: string
  readonly expires: string
  readonly lastUsed: string
  readonly created: string
  readonly handle: string
  readonly secret: string
  readonly paging: Paging['kind']
  readonly parameter: string
  readonly first: '0' | '1'
  readonly nextPointer: string
  readonly creates: boolean
  readonly createMethod: 'POST' | 'PUT'
  readonly createPath: string
  /** JSON text. */
  readonly createBody: string
  readonly createId: string
  readonly createSecret: string
  /** `undefined` until the user answers. Asked only if keys are created. */
  readonly newKeyLeavesOld: boolean | undefined
  readonly deletes: boolean
  readonly deleteMethod: 'DELETE' | 'POST'
  readonly deletePath: string
  /** JSON text, or empty. */
  readonly deleteBody: string
}

export type DraftField = keyof Draft

/** Why a field is invalid: a fault that the check in the main process found at its place, or a problem that only the field can have. */
export type Problem = DescriptionFault['why'] | 'bad-query'

export type Problems = Partial<Record<DraftField, Problem>>

export const EMPTY: Draft = {
  name: '',
  keyNoun: '',
  address: '',
  consoleUrl: '',
  credential: 'bearer',
  header: '',
  times: 'iso',
  listPath: '',
  query: '',
  rows: '',
  id: '',
  keyName: '',
  expires: '',
  lastUsed: '',
  created: '',
  handle: '',
  secret: '',
  paging: 'none',
  parameter: '',
  first: '1',
  nextPointer: '',
  creates: false,
  createMethod: 'POST',
  createPath: '',
  createBody: '{\n  "name": "{name}",\n  "expiresAt": "{expires}"\n}',
  createId: '',
  createSecret: '',
  newKeyLeavesOld: undefined,
  deletes: false,
  deleteMethod: 'DELETE',
  deletePath: '',
  deleteBody: '',
}

/** The fields of an existing description. */
export const draftOf = (description: ProviderDescription): Draft => ({
  ...EMPTY,
  name: description.name,
  keyNoun: description.keyNoun,
  address: description.address,
  consoleUrl: description.consoleUrl ?? '',
  credential: description.credential.kind,
  header: description.credential.kind === 'header' ? description.credential.name : '',
  times: description.times,
  ...ofList(description.list),
  ...(description.create && ofCreation(description.create, description.newKeyLeavesOld)),
  ...(description.delete && ofDeletion(description.delete)),
})

const ofList = ({ path, query, rows, id, name, paging, ...optional }: ProviderDescription['list']) => ({
  listPath: path,
  query: textOfQuery(query),
  rows,
  id,
  keyName: name,
  expires: optional.expires ?? '',
  lastUsed: optional.lastUsed ?? '',
  created: optional.created ?? '',
  handle: optional.handle ?? '',
  secret: optional.secret ?? '',
  ...ofPaging(paging),
})

const ofCreation = (
  { method, path, body, id, secret }: NonNullable<ProviderDescription['create']>,
  newKeyLeavesOld: boolean,
): Partial<Draft> => ({
  creates: true,
  createMethod: method,
  createPath: path,
  createBody: textOfJson(body),
  createId: id,
  createSecret: secret,
  newKeyLeavesOld,
})

const ofDeletion = ({ method, path, body }: NonNullable<ProviderDescription['delete']>): Partial<Draft> => ({
  deletes: true,
  deleteMethod: method,
  deletePath: path,
  deleteBody: body === undefined ? '' : textOfJson(body),
})

const textOfJson = (value: unknown): string => JSON.stringify(value, null, 2)

const ofPaging = (paging: Paging): Partial<Draft> => ({
  paging: paging.kind,
  ...('parameter' in paging && { parameter: paging.parameter }),
  ...('pointer' in paging && { nextPointer: paging.pointer }),
  ...('first' in paging && { first: paging.first === 0 ? '0' : '1' }),
})

export interface Written {
  /** The document as JSON text. Omits what is empty or cannot be parsed, so that the check in the main process reports it as missing. */
  readonly text: string
  /** Problems that the check cannot find, because the document does not contain the text. */
  readonly problems: Problems
}

/** The document from the fields. It may be incomplete. */
export const written = (draft: Draft): Written => ({
  text: textOfJson({
    keyhold: VERSION,
    ...filled({
      name: draft.name,
      keyNoun: draft.keyNoun,
      address: draft.address,
      consoleUrl: draft.consoleUrl,
    }),
    credential: {
      kind: draft.credential,
      ...(draft.credential === 'header' && filled({ name: draft.header })),
    },
    times: draft.times,
    list: listOf(draft),
    ...(draft.creates && { create: creationOf(draft) }),
    ...(draft.deletes && { delete: deletionOf(draft) }),
    ...leavesOld(draft),
  }),
  problems: {
    ...(queryOf(draft.query) === undefined && { query: 'bad-query' as const }),
    ...(draft.creates && isUnreadable(draft.createBody) && { createBody: 'not-json' as const }),
    ...(draft.deletes && isUnreadable(draft.deleteBody) && { deleteBody: 'not-json' as const }),
  },
})

function listOf(draft: Draft): unknown {
  const query = queryOf(draft.query) ?? {}
  return {
    ...filled({ path: pathOf(draft.listPath) }),
    ...(Object.keys(query).length > 0 && { query }),
    rows: draft.rows.trim(),
    ...filled({
      id: draft.id,
      name: draft.keyName,
      expires: draft.expires,
      lastUsed: draft.lastUsed,
      created: draft.created,
      handle: draft.handle,
      secret: draft.secret,
    }),
    paging: pagingOf(draft),
  }
}

// JSON omits a body that cannot be parsed.
const creationOf = ({ createMethod, createPath, createBody, createId, createSecret }: Draft): unknown => ({
  method: createMethod,
  ...filled({ path: pathOf(createPath) }),
  body: jsonOf(createBody),
  ...filled({ id: createId, secret: createSecret }),
})

const deletionOf = ({ deleteMethod, deletePath, deleteBody }: Draft): unknown => ({
  method: deleteMethod,
  ...filled({ path: pathOf(deletePath) }),
  body: jsonOf(deleteBody),
})

/** The question is not asked if the description creates no keys. */
const leavesOld = ({ creates, newKeyLeavesOld }: Draft) =>
  creates ? { ...(newKeyLeavesOld !== undefined && { newKeyLeavesOld }) } : { newKeyLeavesOld: false }

const isUnreadable = (text: string): boolean => text.trim() !== '' && jsonOf(text) === undefined

/** Returns only the texts that are not empty. */
const filled = (texts: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(texts).flatMap(([name, text]) => (text.trim() === '' ? [] : [[name, text.trim()]])),
  )

/** People may copy a path with its leading slash. */
const pathOf = (text: string): string => text.trim().replace(/^\/+/, '')

/** `undefined` if the text is empty or not JSON. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

function pagingOf({ paging, parameter, first, nextPointer }: Draft): unknown {
  switch (paging) {
    case 'none':
      return { kind: 'none' }
    case 'number':
      return { kind: 'number', ...filled({ parameter }), first: Number(first) }
    case 'address':
      return { kind: 'address', ...filled({ pointer: nextPointer }) }
    case 'cursor':
      return { kind: 'cursor', ...filled({ parameter, pointer: nextPointer }) }
  }
}

/** `undefined` if a part has no name, or if a name occurs twice. */
export function queryOf(text: string): Readonly<Record<string, string>> | undefined {
  const parts = text
    .trim()
    .replace(/^\?/, '')
    .split('&')
    .filter((part) => part !== '')
  const pairs = parts.map((part) => {
    const at = part.indexOf('=')
    return at < 1 ? undefined : ([decoded(part.slice(0, at)), decoded(part.slice(at + 1))] as const)
  })
  const named = pairs.filter((pair) => pair !== undefined)
  const names = new Set(named.map(([name]) => name))
  return names.size === parts.length ? Object.fromEntries(named) : undefined
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** The inverse of {@link queryOf}. */
export const textOfQuery = (query: Readonly<Record<string, string>>): string =>
  Object.entries(query)
    .map(([name, value]) => `${name}=${value.replaceAll(/[%&\n]/g, encodeURIComponent)}`)
    .join('&')

/** The field for each place in the document. */
const FIELDS: Readonly<Record<string, DraftField>> = {
  '/name': 'name',
  '/keyNoun': 'keyNoun',
  '/address': 'address',
  '/consoleUrl': 'consoleUrl',
  '/credential': 'header',
  '/times': 'times',
  '/list/path': 'listPath',
  '/list/query': 'query',
  '/list/rows': 'rows',
  '/list/id': 'id',
  '/list/name': 'keyName',
  '/list/expires': 'expires',
  '/list/lastUsed': 'lastUsed',
  '/list/created': 'created',
  '/list/handle': 'handle',
  '/list/secret': 'secret',
  '/list/paging/parameter': 'parameter',
  '/list/paging/first': 'first',
  '/list/paging/pointer': 'nextPointer',
  '/create/path': 'createPath',
  '/create/body': 'createBody',
  '/create/id': 'createId',
  '/create/secret': 'createSecret',
  '/delete/path': 'deletePath',
  '/delete/body': 'deleteBody',
  '/newKeyLeavesOld': 'newKeyLeavesOld',
}

/** The field for a place such as `/list/paging/pointer`, or for the nearest enclosing place. */
export function fieldAt(place: string): DraftField | undefined {
  for (let path = place; path !== ''; path = path.slice(0, path.lastIndexOf('/'))) {
    const field = FIELDS[path]
    if (field !== undefined) return field
  }
  return undefined
}

export interface Sorted {
  readonly problems: Problems
  /** Faults that belong to no field. */
  readonly others: readonly DescriptionFault[]
}

/** Assigns the faults of a document to the fields. A field shows its own problem, otherwise its first fault. */
export function sorted(faults: readonly DescriptionFault[], own: Problems): Sorted {
  const problems: Problems = {}
  const others: DescriptionFault[] = []
  for (const fault of faults) {
    const field = fieldAt(fault.place)
    if (field === undefined) others.push(fault)
    else problems[field] ??= fault.why
  }
  return { problems: { ...problems, ...own }, others }
}
