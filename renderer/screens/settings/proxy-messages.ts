/** Messages of the proxies and of signing in to one. Pure. */
import type { ProxyRow } from '../../../shared/contract/proxies.ts'

export const proxyMessages = {
  loading: 'Reading the system proxy settings',
  inUse:
    'Keyhold reaches providers through the system’s proxy. If the proxy asks you to sign in, Keyhold sends your user name and password to it alone.',
  notInUse: 'No proxy is in use. Keyhold reaches providers directly.',
  proxy: (address: string) => `Proxy ${address}`,
  signIn: 'Sign in…',
  change: 'Change the sign-in…',
  forget: 'Forget the sign-in',
  forgotten: 'Sign-in forgotten',
} as const

export const proxyDialogMessages = {
  title: 'Sign in to the proxy',
  none: 'No proxy is in use now. Keyhold reaches providers directly.',
  saved: 'Sign-in for the proxy saved',
  savedDetail: 'Keyhold uses it when the proxy asks next.',
  user: 'User name',
  password: 'Password',
  passwordHelp: 'Saved in your keychain, for this proxy only',
  plainTitle: 'The connection to this proxy is not encrypted',
  plainDetail: 'Anyone who can read the network between this computer and the proxy can read the password.',
  /** Followed by the address, if there is only one proxy. */
  onlyBefore: 'Proxy:',
  choice: 'Proxy',
} as const

/** Describes the stored sign-in for one proxy. */
export function proxyWords({ user, isRefused, inUse }: ProxyRow): string {
  const parts = [
    user === undefined
      ? 'No sign-in is stored for this proxy.'
      : `User name: ${user}. The password is in the keychain.`,
    ...(isRefused ? ['The proxy refused this user name or password.'] : []),
    ...(inUse ? [] : ['This proxy is not in use now.']),
  ]
  return parts.join(' ')
}
