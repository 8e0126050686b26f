/** Sign-ins for the proxies before the providers: the user name in the store, the password in the keychain, each for one proxy. */
import type { ProxyRow } from '../../../shared/contract/proxies.ts'
import { Failure } from '../../../shared/contract/errors.ts'
import { isUserName } from '../../../shared/model/proxies.ts'
import type { SecretInput } from '../../../shared/contract/secret-input.ts'
import { proxyEntry } from '../keychain/entry-names.ts'
import { freeVersion } from '../keychain/free-version.ts'
import type { Keychain } from '../keychain/keychain.ts'
import type { NetworkPort, ProxySignIns } from '../ports/network.ts'
import type { ProxySignInRecord, Store } from '../ports/store.ts'
import type { ClipboardPort, Log } from '../ports/world.ts'
import { takeSecret } from '../keychain/secret-input.ts'

interface Deps {
  readonly store: Store
  readonly keychain: Keychain
  readonly clipboard: ClipboardPort
  readonly network: Pick<NetworkPort, 'proxies'>
  /** Addresses that calls to providers are sent to. */
  readonly addresses: () => readonly string[]
  readonly log: Log
}

interface ProxySignInForm {
  readonly address: string
  readonly user: string
  readonly password: SecretInput
}

export interface Proxies {
  /** The proxies that are before the providers now, and those with a sign-in. Rejects with Failure `vault`. */
  list(): Promise<readonly ProxyRow[]>
  /**
   * Stores a sign-in for one proxy. Rejects with Failure `invalid` (`address`, `user` or `password`), `secret`, `keychain` or `vault`; in each
   * case the previous sign-in stays.
   */
  signIn(form: ProxySignInForm): Promise<void>
  /** Rejects with Failure `vault`, or `keychain` if only the password could not be deleted. */
  forget(address: string): Promise<void>
  /** The network reads sign-ins from this module from now on, until `stop`. */
  start(): void
  stop(): void
}

export function createProxies({ store, keychain, clipboard, network, addresses, log }: Deps): Proxies {
  /** The ids of sign-ins that were refused, in this run. */
  const refused = new Set<string>()
  /** How often each proxy's sign-in was changed, in this run: a forgotten sign-in leaves the name of its entry free for the next one. */
  const changes = new Map<string, number>()
  let last: Promise<unknown> = Promise.resolve()

  const kept = (proxy: string) => store.proxySignIns.all().find((one) => one.proxy === proxy)
  const idOf = ({ proxy, entry }: ProxySignInRecord) => `${entry} ${changes.get(proxy) ?? 0}`
  const changed = (proxy: string) => void changes.set(proxy, (changes.get(proxy) ?? 0) + 1)

  const signIns: ProxySignIns = {
    async take(proxy) {
      const record = kept(proxy)
      if (record === undefined) return undefined
      const id = idOf(record)
      if (refused.has(id)) return 'refused'
      const password = await keychain.take(record.entry, record.backend)
      return password && { id, user: record.user, password }
    },
    refused: (id) => void refused.add(id),
  }

  /** One change at a time: two at once would find the same number free. */
  function inTurn<T>(run: () => Promise<T>): Promise<T> {
    const turn = last.then(run)
    last = turn.catch(() => undefined)
    return turn
  }

  async function keep({ address, user, password }: ProxySignInForm): Promise<void> {
    checkForm(address, user)
    const secret = await takeSecret(password, clipboard)
    try {
      if (secret.use(hasControlCharacter))
        throw new Failure({ kind: 'invalid', field: 'password', why: 'malformed' })
      keychain.checkFits(secret)
      const before = kept(address)
      const entryOf = (version: number) => proxyEntry(address, version)
      const version = await freeVersion(keychain, (before?.version ?? 0) + 1, entryOf)
      const entry = entryOf(version)
      const { backend } = await keychain.keep(entry, secret)
      store.transaction(() => store.proxySignIns.put({ proxy: address, user, entry, version, backend }))
      changed(address)
      if (before !== undefined) await dropOld(before)
    } finally {
      secret.wipe()
    }
  }

  /** If the deletion fails, the entry belongs to nothing any more, and the orphan search offers it. */
  async function dropOld({ entry }: ProxySignInRecord): Promise<void> {
    await keychain
      .forget(entry)
      .catch((error: unknown) => void log.unexpected('delete an old password', error))
  }

  async function inUse(): Promise<ReadonlySet<string>> {
    const found = await Promise.all(
      // A proxy that cannot be found, or cannot be used, is none to sign in to.
      addresses().map(async (one) => network.proxies?.find(new URL(one)).catch(() => undefined)),
    )
    return new Set(found.filter((one) => one !== undefined))
  }

  return {
    async list() {
      const now = await inUse()
      const all = store.proxySignIns.all()
      const known = new Set([...now, ...all.map(({ proxy }) => proxy)])
      return [...known].map((address) => {
        const record = all.find(({ proxy }) => proxy === address)
        return {
          address,
          inUse: now.has(address),
          ...(record !== undefined && { user: record.user }),
          isRefused: record !== undefined && refused.has(idOf(record)),
        }
      })
    },

    signIn: (form) => inTurn(() => keep(form)),

    forget: (address) =>
      inTurn(async () => {
        const record = kept(address)
        if (record === undefined) return
        store.transaction(() => store.proxySignIns.remove(address))
        changed(address)
        await keychain.forget(record.entry)
      }),

    start: () => network.proxies?.useSignIns(signIns),
    stop: () => network.proxies?.useSignIns(undefined),
  }
}

function checkForm(address: string, user: string): void {
  const url = URL.canParse(address) ? new URL(address) : undefined
  const isProxy = url !== undefined && ['http:', 'https:'].includes(url.protocol) && url.origin === address
  if (!isProxy) throw new Failure({ kind: 'invalid', field: 'address', why: 'malformed' })
  if (user === '') throw new Failure({ kind: 'invalid', field: 'user', why: 'required' })
  if (!isUserName(user)) throw new Failure({ kind: 'invalid', field: 'user', why: 'malformed' })
}

/** RFC 7617, section 2. */
const hasControlCharacter = (bytes: Buffer): boolean => bytes.some((byte) => byte < 0x20 || byte === 0x7f)
