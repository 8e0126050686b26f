/** The places that programs sign in to (`git:github.com/org`), and the keys whose tags name them. Pure. */
import type { KeyRow } from '../../../shared/model/model.ts'
import { preferred } from '../find-key.ts'

/** Tags of one kind begin with it and a colon. */
export type PlaceKind = 'git' | 'docker' | 'npm'

export interface Place {
  readonly scheme: string
  /** In small letters, with its port unless that is the scheme's own. */
  readonly host: string
  readonly path: readonly string[]
}

const PLACE = /^(?:([a-z][a-z0-9+.-]*):\/\/)?([^/]+)(\/.*)?$/i
const USUAL_SCHEME = 'https'

/** `github.com`, `github.com/org`, `http://localhost:3000`. `undefined`: it names no place. */
export function parsePlace(text: string): Place | undefined {
  const [, scheme = USUAL_SCHEME, host = '', path = ''] = PLACE.exec(text) ?? []
  return placeOf(scheme, host, path)
}

/** @param host with its port, if any. `undefined`: it is none. */
export function placeOf(scheme: string, host: string, path: string): Place | undefined {
  if (!/^[^\s/?#@\\]+$/.test(host)) return undefined
  const address = `${scheme.toLowerCase()}://${host}`
  if (!URL.canParse(address)) return undefined
  const { host: normal, protocol } = new URL(address)
  return {
    scheme: protocol.slice(0, -1),
    host: normal.toLowerCase(),
    path: path
      .replace(/(\.git)?\/*$/, '')
      .split('/')
      .filter((part) => part !== ''),
  }
}

/** As it is shown to people. */
export const placeText = ({ scheme, host, path }: Place): string =>
  `${scheme === USUAL_SCHEME ? '' : `${scheme}://`}${[host, ...path].join('/')}`

/** The places that a key's tags of this kind name. */
export function placesOf(kind: PlaceKind, { tags }: Pick<KeyRow, 'tags'>): readonly Place[] {
  const start = `${kind}:`
  return tags.flatMap((tag) => (tag.startsWith(start) ? (parsePlace(tag.slice(start.length)) ?? []) : []))
}

/** The user names that a key's tags give (`git-user:NAME`). */
export function usersOf(kind: PlaceKind, { tags }: Pick<KeyRow, 'tags'>): readonly string[] {
  const start = `${kind}-user:`
  return tags.flatMap((tag) => (tag.startsWith(start) ? [tag.slice(start.length)] : []))
}

export type Matched =
  /** `isDeeper`: keys are tagged for paths of this host, and the program has named no path. */
  | { readonly kind: 'none'; readonly isDeeper: boolean }
  | { readonly kind: 'found'; readonly key: KeyRow; readonly user: string | undefined }
  | { readonly kind: 'several'; readonly keys: readonly KeyRow[] }

interface Sought {
  readonly kind: PlaceKind
  readonly place: Place
  /** The program asks for this user's secret. */
  readonly user?: string | undefined
}

/**
 * The one key for a place: of those with a tag for it, the one with the longest path. A user name that the program has leaves only keys that have
 * it, or none at all.
 *
 * SECURITY: only tags count, which nobody but the user writes. Names and notes come from providers.
 */
export function keyForPlace(sought: Sought, keys: readonly KeyRow[]): Matched {
  const near = keys
    .map((key) => ({ key, depth: depthOf(key, sought) }))
    .filter(({ key, depth }) => depth >= 0 && fitsUser(key, sought))
  if (near.length === 0) return { kind: 'none', isDeeper: hasDeeper(sought, keys) }
  const deepest = Math.max(...near.map(({ depth }) => depth))
  const closest = near.filter(({ depth }) => depth === deepest).map(({ key }) => key)
  const named = closest.filter((key) => sought.user !== undefined && usersOf(sought.kind, key).length > 0)
  const left = preferred(named.length > 0 ? named : closest)
  const [key, ...more] = left
  if (key === undefined || more.length > 0) return { kind: 'several', keys: left }
  return { kind: 'found', key, user: sought.user ?? usersOf(sought.kind, key)[0] }
}

/** How much of the path the nearest tag names; -1: no tag names this place. */
function depthOf(key: KeyRow, { kind, place }: Sought): number {
  const fitting = placesOf(kind, key).filter(
    (one) =>
      isSameHost(one, place) &&
      one.path.length <= place.path.length &&
      one.path.every((part, index) => part === place.path[index]),
  )
  return Math.max(-1, ...fitting.map(({ path }) => path.length))
}

const isSameHost = (a: Place, b: Place): boolean => a.scheme === b.scheme && a.host === b.host

function fitsUser(key: KeyRow, { kind, user }: Sought): boolean {
  const users = usersOf(kind, key)
  return user === undefined || users.length === 0 || users.includes(user)
}

const hasDeeper = ({ kind, place }: Sought, keys: readonly KeyRow[]): boolean =>
  place.path.length === 0 &&
  keys.some((key) => placesOf(kind, key).some((one) => isSameHost(one, place) && one.path.length > 0))
