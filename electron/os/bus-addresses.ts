/** Where a bus listens (D-Bus specification, "Server Addresses"). */

type Environment = Readonly<Record<string, string | undefined>>

/** Sockets to try in order, as Node spells them: an abstract one has a leading NUL. */
export type BusSockets = readonly string[]

/** The user's bus: at the address in the environment variable, or at systemd's address if the variable is not set. */
export function sessionSockets(env: Environment): BusSockets {
  const runtime = env.XDG_RUNTIME_DIR ?? ''
  const given = env.DBUS_SESSION_BUS_ADDRESS ?? ''
  if (given !== '') return socketsOf(given, runtime)
  return runtime === '' ? [] : [`${runtime}/bus`]
}

/** The machine's bus. */
export function systemSockets(env: Environment): BusSockets {
  const given = env.DBUS_SYSTEM_BUS_ADDRESS ?? ''
  return given === '' ? ['/run/dbus/system_bus_socket'] : socketsOf(given, '')
}

/** Ignores other transports, and addresses that only a bus itself can use. */
const socketsOf = (addresses: string, runtime: string): BusSockets =>
  addresses.split(';').flatMap((address) => socketOf(address, runtime) ?? [])

function socketOf(address: string, runtime: string): string | undefined {
  const [transport, rest = ''] = address.split(/:(.*)/s)
  if (transport !== 'unix') return undefined
  const pairs = rest.split(',').map((pair) => pair.split(/=(.*)/s))
  const keys = new Map(pairs.map(([key, value]) => [key, value]))
  const path = unescaped(keys.get('path'))
  const name = unescaped(keys.get('abstract'))
  if (path !== undefined && name !== undefined) return undefined
  if (name !== undefined) return `\0${name}`
  if (path !== undefined) return path
  return keys.get('runtime') === 'yes' && runtime !== '' ? `${runtime}/bus` : undefined
}

/** An address cannot be used if its bytes are escaped wrongly, are not text, or would end the name. */
function unescaped(value: string | undefined): string | undefined {
  if (value === undefined || value === '') return undefined
  try {
    const text = decodeURIComponent(value)
    return text.includes('\0') ? undefined : text
  } catch {
    return undefined
  }
}
