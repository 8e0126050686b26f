/** What a failed call to a provider means: whether anything changed there, and what to do. */
import type { CallOutcome, ProviderError, ProviderTrouble } from '../../shared/contract/errors.ts'
import { quoteProvider } from '../../shared/contract/error-messages.ts'
import { durationWords } from '../../shared/expiry/expiry.ts'

const WHY: Record<ProviderTrouble, (who: string) => string> = {
  unauthorized: (who) => `${who} rejected the credential. Change it in the account.`,
  forbidden: (who) => `The credential may not do this at ${who}.`,
  'not-on-access-list': () =>
    'This computer’s address is not on the credential’s access list at the provider.',
  'not-a-member': () => 'The credential does not belong to this project.',
  'not-found': (who) => `${who} cannot find this. Sync the account to see its current state.`,
  'not-yet-shown': (who) => `${who} may not have published this key yet. Wait a minute, then try again.`,
  'rate-limited': (who) => `${who} is rate-limiting requests.`,
  invalid: (who) => `${who} rejected the request.`,
  conflict: (who) => `${who} reports a conflict. Sync the account, then try again.`,
  unavailable: (who) => `${who} is not available. Try again later.`,
  timeout: (who) => `${who} did not answer in time.`,
  cancelled: () => 'It was cancelled.',
  'cut-off': (who) => `The connection to ${who} was lost.`,
  redirected: (who) => `${who} pointed to another address, and redirects are never followed.`,
  'too-large': (who) => `The response from ${who} was too large.`,
  'not-understood': (who) => `${who} gave an unexpected response. Check the address in the account.`,
  'masked-secret': (who) => `${who} answered without the new secret.`,
  'secret-as-id': (who) =>
    `${who} shows a secret where its description expects an ID. Change the description in the window.`,
  tls: (who) => `The certificate of ${who} could not be verified.`,
  proxy: () => 'The proxy refused the connection.',
  offline: (who) => `${who} cannot be reached. Check the network.`,
}

const CERTIFICATE: Record<NonNullable<ProviderError['certificate']>, (who: string) => string> = {
  'not-yet-valid': (who) => `The certificate of ${who} is not valid yet. Check this computer’s clock.`,
  expired: (who) => `The certificate of ${who} has expired. Check this computer’s clock.`,
  'other-host': (who) => `The certificate of ${who} is for another host. Check the address in the account.`,
  untrusted: (who) =>
    `The certificate of ${who} is not trusted. A private installation needs its CA file in the account.`,
}

const SIGN_IN: Record<NonNullable<ProviderError['signIn']>, string> = {
  needed: 'The proxy asks for a user name and password. Enter them in the settings, under Network.',
  refused: 'The proxy refused the user name or password. Enter them again in the settings, under Network.',
  unsupported: 'The proxy asks for a sign-in that Keyhold does not support (it knows Basic only).',
  unreadable: 'The password for the proxy could not be read from the keychain.',
}

const CHANGED: Record<CallOutcome, string> = {
  'not-sent': 'Nothing was sent, so nothing has changed.',
  refused: 'Nothing has changed at the provider.',
  unknown: 'Keyhold could not confirm whether the change was made.',
}

interface Context {
  readonly now: number
  readonly provider?: string | undefined
}

/** The provider's own `words` are untrusted text. */
export function providerWords(error: ProviderError, { now, provider = 'The provider' }: Context): string {
  const { words, status, retryAt, outcome } = error
  return [
    whyWords(error, provider),
    CHANGED[outcome],
    ...(words === undefined ? [] : [quoteProvider(words)]),
    ...(status === undefined ? [] : [`(Status ${status}.)`]),
    ...(retryAt === undefined || retryAt <= now ? [] : [`Try again in ${durationWords(retryAt - now)}.`]),
  ].join(' ')
}

function whyWords({ why, certificate, signIn }: ProviderError, who: string): string {
  if (signIn !== undefined) return SIGN_IN[signIn]
  return certificate === undefined
    ? WHY[why](who)
    : CERTIFICATE[certificate](why === 'proxy' ? 'the proxy' : who)
}
