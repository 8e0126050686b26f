/** Prints events on a terminal while a command waits. */
import type { EventName, Payload } from '../../shared/contract/contract.ts'
import type { ActingContext } from './command.ts'

/** `wordsOf` returns `undefined` for events that print nothing. The returned function ends the printing. */
export function printEvents<K extends EventName>(
  { output, program, session }: ActingContext,
  name: K,
  wordsOf: (payload: Payload<K>) => string | undefined,
): () => void {
  if (!session.request.terminal.err) return () => undefined
  return program.listen(name, (payload) => {
    const text = wordsOf(payload)
    if (text !== undefined) output.notes({ text, tone: 'soft' }).catch(() => undefined) // the client has disconnected
  })
}
