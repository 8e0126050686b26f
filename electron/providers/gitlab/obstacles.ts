/** Why a working token may not see the tokens of a place, and what the user can do. */
import { isRefusal, providerFailure, wordsOf } from '../failure.ts'
import { namePlace, placeOf } from './places.ts'

/**
 * The failure with its real meaning: after another call with the same credential has succeeded, a 401 is about the user's role in the place.
 * Other errors stay as they are.
 */
export function noAccess(error: unknown, scope: string): unknown {
  if (!isRefusal(error, 'unauthorized')) return error
  return providerFailure({ why: 'forbidden', outcome: 'refused', words: roleWords(scope) }, error)
}

/** What keeps the credential from listing the tokens of a place; `undefined` if `error` says nothing about that. */
export function obstacleOf(error: unknown, scope: string): string | undefined {
  if (isRefusal(error, 'unauthorized')) return `${roleWords(scope)}.`
  if (isRefusal(error, 'not-a-member') || isRefusal(error, 'not-found')) return `${hiddenWords(scope)}.`
  return isRefusal(error, 'forbidden')
    ? `GitLab doesn’t let the token list the tokens of ${placeWords(scope)}.${quoted(error)}`
    : undefined
}

/** GitLab's words, as a sentence to append. */
export const quoted = (error: unknown): string => {
  const words = wordsOf(error)
  return words === '' ? '' : ` GitLab says: “${words}”`
}

const placeWords = (scope: string): string => namePlace(placeOf(scope))

const roleWords = (scope: string): string =>
  `The token’s user can’t see the access tokens of ${placeWords(scope)}: that needs the role ${placeOf(scope).kind === 'group' ? 'Owner' : 'Maintainer'}`

const hiddenWords = (scope: string): string =>
  `GitLab finds no ${placeWords(scope).replace('the ', '')}, or the token’s user can’t see it: check the path`
