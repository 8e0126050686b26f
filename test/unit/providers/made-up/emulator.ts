/** The made-up provider on loopback: pages of 500 keys, and a record of the secrets that it issued. */
import { hexOf, labelOf, runningClock, type Emulator } from '../../../emulators/emulator.ts'
import { startServer, type Asked, type Reply } from '../../../emulators/server.ts'
import { madeUp } from './definition.ts'

const PAGE_SIZE = 500
const secretOf = (name: string): string => `mk_${hexOf(name).slice(0, 32)}`
const problem = (code: number, text: string): Reply => ({ status: code, json: { problem: { code, text } } })

/** Starts the emulator with `count` keys. Call `close` when done. */
export async function startMadeUp(count: number): Promise<Emulator> {
  const credential = secretOf('credential')
  const clock = runningClock()
  const keys = new Map<string, { readonly title: string; readonly token: string }>()
  const handedOut: { readonly secret: string; readonly keyId: string }[] = []
  let origin = ''
  for (let index = 0; index < count; index += 1)
    keys.set(`key-${String(index)}`, { title: labelOf(index), token: secretOf(`key ${String(index)}`) })

  const isAlive = (secret: string): boolean => [...keys.values()].some(({ token }) => token === secret)
  const list = (from: number): Reply => {
    const shown = [...keys].slice(from, from + PAGE_SIZE).map(([id, { title }]) => ({ id, title }))
    const next = from + PAGE_SIZE < keys.size ? `${origin}/v1/keys?from=${String(from + PAGE_SIZE)}` : null
    return { status: 200, json: { keys: shown, next } }
  }
  const create = (json: unknown): Reply => {
    const { title } = json as { readonly title: string }
    const id = `made-${String(handedOut.length)}`
    const token = secretOf(id)
    keys.set(id, { title, token })
    handedOut.push({ secret: token, keyId: id })
    return { status: 201, json: { id, title, token } }
  }
  const handle = ({ method, path, authorization, json }: Asked): Reply => {
    const secret = /^Token (\S+)$/.exec(authorization)?.[1] ?? ''
    if (secret !== credential && !isAlive(secret)) return problem(401, 'Who are you?')
    if (method === 'GET') return list(Number(/\bfrom=(\d+)/.exec(path)?.[1] ?? 0))
    if (method === 'POST') return create(json)
    return keys.delete(path.slice('/v1/keys/'.length)) ? { status: 204 } : problem(404, 'No such key')
  }

  const server = await startServer({
    handle,
    errorForm: (status, words) => problem(status, words).json,
    mask: (reply) => ({ ...reply, json: { ...(reply.json as object), token: 'mk_…' } }),
    holdsSecret: (text) =>
      [credential, ...handedOut.map(({ secret }) => secret)].some((one) => text.includes(one)),
    now: clock,
  })
  origin = server.origin
  return {
    ...server,
    provider: madeUp.metadata.id,
    definition: madeUp,
    settings: { baseUrl: `${origin}/v1/` },
    credential,
    handedOut: () => handedOut.map((entry) => ({ ...entry, alive: isAlive(entry.secret) })),
    isAlive,
    pass: clock.pass,
  }
}
