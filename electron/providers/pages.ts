/** Lists in pages, to the last one: only a complete list may say that a key is gone. */
import type { ListPage } from '../core/ports/provider.ts'
import { notUnderstood } from './failure.ts'

// A million keys at 500 a page. A list that is longer goes in circles.
const MOST_PAGES = 2_000

interface Asked<T> {
  readonly page: T
  /** The address of the page after it. Missing or empty: there is none. */
  readonly next: string | null | undefined
}

/** Servers also end a list with an empty address, or one of blanks. */
function followingOf({ next }: Pick<Asked<unknown>, 'next'>): string | undefined {
  return next === null || next?.trim() === '' ? undefined : next
}

/**
 * Yields each page until one names no next address. Throws Failure `provider` `not-understood` when an address comes
 * twice: a list that goes in circles is not complete.
 */
export async function* pages<T>(ask: (next: string | undefined) => Promise<Asked<T>>): AsyncGenerator<T> {
  const seen = new Set<string>()
  let next: string | undefined
  do {
    const asked = await ask(next)
    yield asked.page
    next = followingOf(asked)
    if (next !== undefined && (seen.has(next) || seen.size >= MOST_PAGES)) throw notUnderstood()
    if (next !== undefined) seen.add(next)
  } while (next !== undefined)
}

/**
 * The same for keys. Keys that shift into a later page while the list is read come once. Throws Failure `provider`
 * `not-understood` when a page brings nothing new and yet promises more.
 */
export async function* keyPages(
  ask: (next: string | undefined) => Promise<Asked<ListPage>>,
): AsyncGenerator<ListPage> {
  const seen = new Set<string>()
  const askOnce = async (next: string | undefined): Promise<Asked<ListPage>> => {
    const asked = await ask(next)
    const keys = asked.page.keys.filter(({ remoteId }) => !seen.has(remoteId) && seen.add(remoteId))
    if (keys.length === 0 && followingOf(asked) !== undefined) throw notUnderstood()
    return { ...asked, page: { ...asked.page, keys } }
  }
  yield* pages(askOnce)
}
