/** Whether a key is really gone, where "there is none" may as well mean that the call itself is not there. */
import type { ListPage } from '../core/ports/provider.ts'

/** `true` only after a list that was read to its end without the key; one that fails proves nothing. */
export async function isGoneFrom(list: AsyncIterable<ListPage>, remoteId: string): Promise<boolean> {
  try {
    for await (const { keys } of list) if (keys.some((key) => key.remoteId === remoteId)) return false
    return true
  } catch {
    return false
  }
}
