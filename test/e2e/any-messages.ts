/** Sends random messages to main from a compromised page. Runs within the page, so it uses nothing from outside the function. */

export interface Salvo {
  /** Names of calls to make. The function also uses names that no call has. */
  readonly names: readonly string[]
  readonly seed: number
  readonly count: number
}

/** Resolves with the number of answered messages. The content of an answer does not matter. A call that waits for the user is abandoned after 3 s. */
export async function sendAny({ names, seed, count }: Salvo): Promise<number> {
  const AT_ONCE = 250
  const PATIENCE_MS = 3_000
  const texts = ['', 'a', '\0', '\ud800', 'x'.repeat(5_000), '__proto__', '../..', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', 'key-1', '1e999']
  const members = ['key', 'account', 'fields', 'secret', 'name', 'from', 'text', 'operation']
  const numbers = [0, -1, 1e308, NaN, Infinity, 2 ** 53]
  const { vault } = window as unknown as { vault: { call(name: unknown, input: unknown): Promise<string> } }

  let state = seed
  const below = (end: number) => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 0x9e3779b9) | 0
    return Math.abs(state) % end
  }
  const pick = <T>(all: readonly T[]) => all[below(all.length)]
  const some = <T>(end: number, one: () => T) => Array.from({ length: below(end) }, one)
  const anything = (depth: number): unknown => pick(depth > 3 ? flat : [...flat, ...deep])?.(depth)
  const flat: readonly ((depth: number) => unknown)[] = [
    () => null,
    () => undefined,
    () => below(2) === 0,
    () => pick(numbers),
    () => pick(texts),
    () => new Uint8Array(below(2_000)),
  ]
  const deep: typeof flat = [
    (depth) => some(5, () => anything(depth + 1)),
    (depth) => new Map([[pick(texts), anything(depth + 1)]]),
    (depth) => Object.fromEntries(some(4, () => [pick(members), anything(depth + 1)])) as unknown,
  ]

  let answered = 0
  const send = async () => {
    const name = below(20) === 0 ? anything(2) : pick(names)
    const answer = vault.call(name, anything(0)).catch(() => undefined)
    const isAnswered = answer.then(() => true)
    const late = new Promise<false>((resolve) => setTimeout(() => resolve(false), PATIENCE_MS))
    if (await Promise.race([isAnswered, late])) answered += 1
  }
  for (let sent = 0; sent < count; sent += AT_ONCE)
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, count - sent) }, send))
  return answered
}
