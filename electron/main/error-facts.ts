/** Selects the parts of an error that may be logged. A message may contain anything, even a secret, so messages are dropped. Pure. */
import { framesOf, plainErrorName } from '../../shared/diagnostics/error-frames.ts'

/** One error of a chain, without its message. */
export interface ErrorFacts {
  readonly name: string
  /** Node's and SQLite's constant codes, such as `ENOENT`. */
  readonly code?: string
  /** Stack lines without the message: `at handler (file:line:column)`. */
  readonly frames: readonly string[]
  /** For a schema error: what did not fit and where, without the value. */
  readonly issues?: readonly string[]
}

const DEPTH = 5
const ISSUES = 5

/** The error, then its causes, at most five. */
export function errorFacts(error: unknown): readonly ErrorFacts[] {
  const chain: ErrorFacts[] = []
  for (let at: unknown = error; at !== undefined && chain.length < DEPTH; at = causeOf(at))
    chain.push(factsOf(at))
  return chain
}

const causeOf = (error: unknown): unknown => (error instanceof Error ? error.cause : undefined)

function factsOf(error: unknown): ErrorFacts {
  if (!(error instanceof Error)) return { name: `not an error: ${typeof error}`, frames: [] }
  const { code, issues } = error as { code?: unknown; issues?: unknown }
  return {
    name: plainErrorName(error),
    ...(typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,40}$/.test(code) ? { code } : {}),
    frames: framesOf(error),
    ...(Array.isArray(issues) ? { issues: issues.slice(0, ISSUES).map(issueOf) } : {}),
  }
}

/** zod's code and path. A path consists of names from the contract, names of form fields and positions, and contains no value. */
function issueOf(issue: unknown): string {
  const { code, path } = (issue ?? {}) as { code?: unknown; path?: unknown }
  const where = Array.isArray(path) ? path.map(String).join('.') : ''
  return `${typeof code === 'string' ? code : 'unknown'} at ${where === '' ? 'top' : where}`
}
