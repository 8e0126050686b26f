/** A D-Bus daemon on a separate socket that behaves like the real one, which `bus.suite.ts` verifies. It can also hang and send garbage. */
import { rmSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { BUS, BUS_PATH } from '../../electron/os/bus-connection.ts'
import { createMessageReader, encodeMessage, TYPES, type BusMessage } from '../../electron/os/bus-messages.ts'

export interface FakeBusDaemon {
  readonly path: string
  /** The number of connections, authenticated or not. */
  connected(): number
  /** The current rules of all connections, in order. */
  rules(): readonly string[]
  /** Sends these bytes to every connection. */
  blurt(bytes: Buffer): void
  /** Ends, and leaves its socket file behind, like a daemon that was killed. */
  close(): Promise<void>
}

interface Client {
  readonly name: string
  readonly socket: Socket
  readonly rules: string[]
}

const NO_OWNER = 'org.freedesktop.DBus.Error.NameHasNoOwner'
const UNKNOWN = 'org.freedesktop.DBus.Error.ServiceUnknown'
const NO_REPLY = 1

/** The result of a method of the bus itself: a signature and a value, or the name of an error. */
type Given = readonly [string, unknown] | readonly [] | string

export async function startFakeBusDaemon(path: string): Promise<FakeBusDaemon> {
  const clients = new Map<string, Client>()
  const owners = new Map<string, Client>()
  let connected = 0
  let serial = 0
  const sockets = new Set<Socket>()

  const ownerOf = (name: unknown) => owners.get(String(name)) ?? clients.get(String(name))

  function send(
    to: Client,
    header: Omit<Parameters<typeof encodeMessage>[0], 'serial' | 'flags'>,
    body: readonly unknown[],
  ) {
    serial += 1
    to.socket.write(encodeMessage({ flags: 1, serial, ...header }, body))
  }

  function changeOwner(name: string, to: Client | undefined): void {
    const before = owners.get(name)?.name ?? ''
    if (to === undefined) owners.delete(name)
    else owners.set(name, to)
    const header = {
      type: TYPES.signal,
      path: BUS_PATH,
      interface: BUS,
      member: 'NameOwnerChanged',
      sender: BUS,
    }
    spread({ ...header, signature: 'sss' }, [name, before, to?.name ?? ''])
  }

  /** The sender in a rule stands for the current owner of that name. The bus itself has a name of its own. */
  function fits(rule: string, header: Partial<BusMessage>, body: readonly unknown[]): boolean {
    const pairs = [...rule.matchAll(/(\w+)='([^']*)'/g)].map(([, key, value]) => [key, value] as const)
    return pairs.every(([key, value]) => {
      if (key === 'type') return value === 'signal'
      if (key === 'arg0') return body[0] === value
      if (key === 'sender') return header.sender === (value === BUS ? BUS : ownerOf(value)?.name)
      return header[key as 'path' | 'interface' | 'member'] === value
    })
  }

  function spread(header: Parameters<typeof send>[1], body: readonly unknown[]): void {
    for (const client of clients.values())
      if (client.rules.some((rule) => fits(rule, header, body))) send(client, header, body)
  }

  const methods: Readonly<Record<string, (client: Client, value: unknown) => Given>> = {
    Hello: ({ name }) => ['s', name],
    ListNames: () => ['as', [BUS, ...owners.keys(), ...clients.keys()]],
    ListActivatableNames: () => ['as', [BUS]],
    NameHasOwner: (_client, name) => ['b', ownerOf(name) !== undefined],
    GetNameOwner: (_client, name) => {
      const owner = ownerOf(name)
      return owner === undefined ? NO_OWNER : ['s', owner.name]
    },
    RequestName(client, name) {
      if (owners.has(String(name))) return ['u', 3]
      changeOwner(String(name), client)
      return ['u', 1]
    },
    ReleaseName(_client, name) {
      changeOwner(String(name), undefined)
      return ['u', 1]
    },
    AddMatch(client, rule) {
      client.rules.push(String(rule))
      return []
    },
    RemoveMatch(client, rule) {
      const at = client.rules.indexOf(String(rule))
      if (at === -1) return 'org.freedesktop.DBus.Error.MatchRuleNotFound'
      client.rules.splice(at, 1)
      return []
    },
  }

  function answer(client: Client, message: BusMessage): void {
    const method = methods[message.member ?? '']
    const given = method?.(client, message.body()[0]) ?? 'org.freedesktop.DBus.Error.UnknownMethod'
    const to = { replySerial: message.serial, sender: BUS, destination: client.name }
    if (typeof given === 'string') send(client, { ...to, type: TYPES.error, errorName: given }, [])
    else {
      const [signature = '', ...body] = given
      send(client, { ...to, type: TYPES.reply, signature }, body)
    }
  }

  /** Passes a message on unchanged, except for the sender, which the bus sets. */
  function pass(client: Client, message: BusMessage): void {
    const { body, ...header } = message
    const sent = { ...header, sender: client.name }
    const to = message.destination === undefined ? undefined : ownerOf(message.destination)
    if (to !== undefined) to.socket.write(encodeMessage(sent, body()))
    else if (message.type === TYPES.signal) spread(sent, body())
    else if (message.type === TYPES.call && (message.flags & NO_REPLY) === 0)
      send(client, { type: TYPES.error, replySerial: message.serial, sender: BUS, errorName: UNKNOWN }, [])
  }

  function serve(socket: Socket): Client {
    const client: Client = { name: `:1.${connected}`, socket, rules: [] }
    const read = createMessageReader((message) => {
      if (message.member === 'Hello') clients.set(client.name, client)
      if (message.destination === BUS) answer(client, message)
      else pass(client, message)
    })
    socket.on('data', read)
    return client
  }

  const server = createServer((socket) => {
    connected += 1
    sockets.add(socket)
    let said = ''
    const greet = (bytes: Buffer) => {
      said += bytes.toString('latin1')
      const begin = said.indexOf('BEGIN\r\n')
      if (begin === -1) {
        if (said.endsWith('AUTH EXTERNAL\r\n')) socket.write('DATA\r\n')
        if (said.endsWith('DATA\r\n')) socket.write('OK 0123456789abcdef0123456789abcdef\r\n')
        return
      }
      socket.off('data', greet)
      const client = serve(socket)
      socket.on('close', () => {
        sockets.delete(socket)
        clients.delete(client.name)
        for (const [name, owner] of [...owners]) if (owner === client) changeOwner(name, undefined)
      })
      const rest = Buffer.from(said.slice(begin + 'BEGIN\r\n'.length), 'latin1')
      if (rest.length > 0) socket.emit('data', rest)
    }
    socket.on('data', greet)
    socket.on('error', () => undefined)
  })
  rmSync(path, { force: true }) // a killed daemon leaves this file behind
  await new Promise<void>((resolve) => server.listen(path, resolve))

  return {
    path,
    connected: () => connected,
    rules: () => [...clients.values()].flatMap(({ rules }) => rules),
    blurt(bytes) {
      for (const socket of sockets) socket.write(bytes)
    },
    async close() {
      const ended = new Promise((resolve) => server.close(resolve))
      for (const socket of sockets) socket.destroy()
      await ended
    },
  }
}
