/** Calls about the proxies that lead to the providers, and their stored sign-ins. */
import { z } from 'zod'
import { SecretInput } from './secret-input.ts'

const Nothing = z.void()
/** An origin: `http://host:port`, without a user name or password. */
const Address = z.string().min(1).max(300)

const ProxyRow = z.object({
  address: Address,
  /** Keyhold reaches providers through this proxy now. */
  inUse: z.boolean(),
  /** The stored user name. */
  user: z.string().optional(),
  /** The proxy has refused the stored sign-in. */
  isRefused: z.boolean(),
})
export type ProxyRow = z.infer<typeof ProxyRow>

export const proxyCalls = {
  /** Asks the system which proxies lead to the providers now, and adds those with a stored sign-in. Sends nothing. */
  'proxy:list': { input: Nothing, output: z.array(ProxyRow).readonly() },
  /** Stores a sign-in for this proxy alone, with the password in the keychain. Sends nothing; the proxy gets the sign-in when it asks for one. */
  'proxy:sign-in': {
    input: z.strictObject({ address: Address, user: z.string().max(1_000), password: SecretInput }),
    output: Nothing,
  },
  /** Deletes the sign-in of this proxy, including its password in the keychain. */
  'proxy:forget': { input: z.strictObject({ address: Address }), output: Nothing },
} as const
