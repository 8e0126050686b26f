/** Sign-ins for proxies, as they are stored: the user name here, the password in the keychain under `entry`. */
import { z } from 'zod'

/** A user name of HTTP Basic: a colon would end it, and headers do not allow control characters (RFC 7617, section 2). */
const UserName = z
  .string()
  .min(1)
  .max(300)
  // oxlint-disable-next-line no-control-regex
  .regex(/^[^:\u0000-\u001f\u007f]*$/)

const ProxySignInRow = z.object({
  /** The origin of the one proxy that uses this sign-in: `http://host:port` or `https://host:port`. */
  proxy: z.string(),
  user: UserName,
  entry: z.string(),
  version: z.int().min(1),
  /** The keychain backend that wrote the entry. */
  backend: z.string(),
})

export const ProxySignInRows = z.array(ProxySignInRow)

export const isUserName = (text: string): boolean => UserName.safeParse(text).success
