/** Calls about the proxies before the providers, and the sign-ins that are kept for them. */
import { z } from 'zod'
import { SecretInput } from './secret-input.ts'

const Nothing = z.void()
/** An origin: `http://host:port`, without a user name or password. */
const Address = z.string().min(1).max(300)

const ProxyRow = z.object({
  address: Address,
  /** Providers are reached through it now. */
  inUse: z.boolean(),
  /** The user name that is kept for it. */
  user: z.string().optional(),
  /** It has refused the sign-in that is kept for it. */
  isRefused: z.boolean(),
})
export type ProxyRow = z.infer<typeof ProxyRow>

export const proxyCalls = {
  /** Asks the system which proxies lead to the providers now; those with a sign-in are there as well. Sends nothing. */
  'proxy:list': { input: Nothing, output: z.array(ProxyRow).readonly() },
  /** Keeps a sign-in for this proxy alone: the password in the keychain. Nothing is sent; the proxy gets it when it asks next. */
  'proxy:sign-in': {
    input: z.strictObject({ address: Address, user: z.string().max(1_000), password: SecretInput }),
    output: Nothing,
  },
  /** Forgets the sign-in of this proxy, its password in the keychain as well. */
  'proxy:forget': { input: z.strictObject({ address: Address }), output: Nothing },
} as const
