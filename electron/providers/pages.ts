/** Reads lists page by page to the end: only a complete list can show that a key is missing. */
import type { ListPage } from '../core/ports/provider.ts'
import { notUnderstood } from './failure.ts'

// A million keys at 500 a page. A longer list is taken to repeat itself.
const MOST_PAGES = 2_000

interface Asked<T> {
  readonly page: T
  /** The address of the next page. Missing or empty: this page is the last one. */
  readonly next: string | null | undefined
}

/** Servers also end a list with an empty or blank address. */
function followingOf({ next }: Pick<Asked<unknown>, 'next'>): string | undefined {
  return next === null || next?.trim() === '' ? undefined : next
}

/**
 * Yields each page until one has no next address. Throws Failure `provider` `not-understood` if an address is repeated: such a list is not complete.
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
 * The same for keys. A key that moves to a later page while the list is read is yielded once. Throws Failure `provider` `not-understood` if a page
 * brings nothing new and still has a next address.
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
