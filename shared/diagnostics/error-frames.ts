/** What a log may contain of an error: its class and where it happened. A message may contain anything, even a secret. */

const MOST = 20

/** `Error` for a name that is no plain word. */
export const plainErrorName = ({ name }: Error): string => (/^[A-Za-z]{1,60}$/.test(name) ? name : 'Error')

/**
 * Stack lines without the message: `at handler (file:line:column)`. The stack begins with the message, which may look like stack lines. So only
 * the text after the message is read, and nothing if the message is not found.
 */
export function framesOf({ message, stack = '' }: Error): readonly string[] {
  const messageAt = stack.indexOf(message)
  if (messageAt === -1) return []
  return stack
    .slice(messageAt + message.length)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /^at .+:\d+:\d+\)?$/.test(line))
    .slice(0, MOST)
}
