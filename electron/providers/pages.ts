/** Lists in pages, to the last one: only a complete list may say that a key is gone. */
import { notUnderstood } from './failure.ts'

// A million keys at 500 a page. A list that is longer goes in circles.
const MOST_PAGES = 2_000

/**
 * Yields what `read` makes of each page, until it names no next address. Throws Failure `provider` `not-understood`
 * when an address comes twice.
 */
export async function* pages<T>(
  ask: (next: string | undefined) => Promise<{ readonly page: T; readonly next: string | undefined }>,
): AsyncGenerator<T> {
  const seen = new Set<string>()
  let next: string | undefined
  do {
    const answer = await ask(next)
    yield answer.page
    next = answer.next
    if (next !== undefined && (seen.has(next) || seen.size >= MOST_PAGES)) throw notUnderstood()
    if (next !== undefined) seen.add(next)
  } while (next !== undefined)
}
