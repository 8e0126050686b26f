/**
 * The error forms that services commonly use: a JSON object with a sentence in it. An answer without such a sentence may come from another server, so
 * the outcome stays unknown.
 */
import type { ErrorForm } from '../outcome.ts'
import { valueAt } from './pointers.ts'

/** The most helpful ones for people come first. */
const PLACES = [
  '/message',
  '/error/message',
  '/error_description',
  '/detail',
  '/errors/0/message',
  '/errors/0/detail',
  '/details/0/message',
  '/errorMessage',
  '/reason',
  '/title',
  '/errors/0',
  '/error',
]

/** A shorter text explains nothing, and does not show who wrote it. */
const SHORTEST_WORDS = 4

/** The members in which services repeat the status. */
const STATUSES = ['/status', '/statusCode', '/status_code', '/code', '/error/code', '/error/status']

/** The error in an answer, or `undefined` if there is no sentence in any usual place, or if it is about another status. */
export function readError(status: number, json: unknown): ErrorForm | undefined {
  if (Array.isArray(json) || STATUSES.some((place) => isOther(valueAt(json, place), status))) return undefined
  const words = PLACES.map((place) => valueAt(json, place)).find(
    (found): found is string => typeof found === 'string' && found.trim().length >= SHORTEST_WORDS,
  )
  return words === undefined ? undefined : { words }
}

const isOther = (found: unknown, status: number): boolean =>
  typeof found === 'number' && found >= 400 && found <= 599 && found !== status
