/** Messages for a failed provider call. The message says first whether the call changed anything at the provider, then what to do. */
import type { CallOutcome, ProviderError, ProviderTrouble } from '../../shared/contract/errors.ts'
import { quoteProvider } from '../../shared/contract/error-messages.ts'
import { durationWords } from '../../shared/expiry/expiry.ts'
import type { ErrorContext, Sentence } from './sentence.ts'

const TITLES: Record<ProviderTrouble, (who: string) => string> = {
  unauthorized: (who) => `${who} rejected the credential`,
  forbidden: (who) => `The credential may not do this at ${who}`,
  'not-on-access-list': () => 'This computer’s address is not on the credential’s access list',
  'not-a-member': () => 'The credential doesn’t belong to this project',
  'not-found': (who) => `${who} can’t find this`,
  'not-yet-shown': (who) => `${who} may not have published this key yet`,
  'rate-limited': (who) => `${who} is rate-limiting requests`,
  invalid: (who) => `${who} rejected the request`,
  conflict: (who) => `${who} reports a conflict`,
  unavailable: (who) => `${who} is not available`,
  timeout: (who) => `${who} didn’t answer in time`,
  cancelled: () => 'Cancelled',
  'cut-off': (who) => `Connection to ${who} was lost`,
  redirected: (who) => `${who} pointed to another address`,
  'too-large': (who) => `The response from ${who} was too large`,
  'not-understood': (who) => `Unexpected response from ${who}`,
  'masked-secret': (who) => `${who} answered without the new secret`,
  'secret-as-id': (who) => `${who} has a secret where an ID belongs`,
  tls: (who) => `Couldn’t verify ${who}’s certificate`,
  proxy: () => 'The proxy refused the connection',
  offline: (who) => `Keyhold can’t reach ${who}`,
}

const WAYS: Record<ProviderTrouble, string> = {
  unauthorized: 'Update the account’s credential.',
  forbidden: 'Use a credential with this permission.',
  'not-on-access-list': 'Add the address to the access list of the API key at the provider, then try again.',
  'not-a-member':
    'Invite the API key into the project at the provider, or check the project ID in the account.',
  'not-found': 'Sync the account to check its current state.',
  'not-yet-shown': 'New keys can take a minute to appear. Wait, then try again.',
  'rate-limited': 'Try again later.',
  invalid: 'Change the form, then try again.',
  conflict: 'Sync the account, then try again.',
  unavailable: 'Try again later.',
  timeout: 'Check the connection, then sync the account.',
  cancelled: 'Try again.',
  'cut-off': 'Check the connection, then sync the account.',
  redirected: 'Check the address in the account; redirects are never followed.',
  'too-large': 'Check the address in the account.',
  'not-understood': 'Check the address in the account: it may belong to something else.',
  'masked-secret': 'Check the key at the provider, then regenerate it again.',
  'secret-as-id':
    'Change the description of this provider: its ID must point to something that is no secret.',
  tls: 'Check the address; a private installation needs its CA file in the account.',
  proxy: 'Check the proxy in the system settings.',
  offline: 'Check the network and the address, then try again.',
}

/** Actions for a connection test in a form, before there is an account that could be synced or changed. */
const TEST_WAYS: Partial<Record<ProviderTrouble, string>> = {
  unauthorized: 'Check it for typos, or create another one.',
  timeout: 'Check the network and the address, then try again.',
  'cut-off': 'Check the network, then try again.',
}

const CHANGED: Record<CallOutcome, string> = {
  'not-sent': 'The request never left this computer, so nothing changed.',
  refused: 'Nothing has changed at the provider.',
  unknown: 'Keyhold couldn’t confirm whether the change was made.',
}

/** Messages for a certificate whose fault is known. A CA file helps only if the certificate is not trusted. */
const CERTIFICATES: Record<
  NonNullable<ProviderError['certificate']>,
  { readonly title: (who: string) => string; readonly way: string }
> = {
  'not-yet-valid': {
    title: (who) => `The certificate of ${who} is not valid yet`,
    way: 'Check the date and time of this computer.',
  },
  expired: {
    title: (who) => `The certificate of ${who} has expired`,
    way: 'Check the date and time of this computer. If they are right, the server needs a new certificate.',
  },
  'other-host': {
    title: (who) => `The certificate of ${who} is for another host`,
    way: 'Check the address in the account.',
  },
  untrusted: {
    title: (who) => `The certificate of ${who} is not trusted`,
    way: 'Check the address. A private installation needs its CA file in the account.',
  },
}

/** Messages for a proxy that requires a sign-in. */
const SIGN_INS: Record<
  NonNullable<ProviderError['signIn']>,
  { readonly title: string; readonly way: string }
> = {
  needed: {
    title: 'The proxy asks you to sign in',
    way: 'Enter the user name and password for the proxy in the settings, under Network, then try again.',
  },
  refused: {
    title: 'The proxy refused the user name or password',
    way: 'Keyhold doesn’t retry them. Enter them again in the settings, under Network.',
  },
  unsupported: {
    title: 'The proxy asks for a sign-in that Keyhold doesn’t support',
    way: 'Keyhold signs in with Basic only, not with Digest, NTLM or Negotiate. Ask whoever runs the proxy.',
  },
  unreadable: {
    title: 'Keyhold couldn’t read the password for the proxy',
    way: 'Check the keychain in the settings, then try again.',
  },
}

/** The message for a failed provider call. The provider's own text is quoted; it is already scrubbed of secrets and short. */
export function providerSentence(error: ProviderError, context: ErrorContext): Sentence {
  const { provider, isTest = false } = context
  const who = provider ?? 'the provider'
  const status = error.status === undefined ? '' : ` (Status ${error.status}.)`
  const words = error.words === undefined ? '' : ` ${quoteProvider(error.words)}`
  return {
    title: asTitle(titleOf(error, who)),
    detail: `${isTest ? 'Nothing was saved.' : CHANGED[error.outcome]}${words}${status}`,
    action: action(error, context),
  }
}

/** Capitalises a title that starts with "the". A provider's name keeps its own spelling. */
const asTitle = (words: string): string => words.replace(/^the /, 'The ')

function titleOf({ why, certificate, signIn }: ProviderError, who: string): string {
  if (signIn !== undefined) return SIGN_INS[signIn].title
  const shownBy = why === 'proxy' ? 'the proxy' : who
  return certificate === undefined ? TITLES[why](who) : CERTIFICATES[certificate].title(shownBy)
}

function action({ why, retryAt, certificate, signIn }: ProviderError, context: ErrorContext): string {
  const { now, isTest } = context
  if (signIn !== undefined) return SIGN_INS[signIn].way
  if (certificate !== undefined) return CERTIFICATES[certificate].way
  const way = (isTest === true ? TEST_WAYS[why] : undefined) ?? WAYS[why]
  if (retryAt === undefined || now === undefined || retryAt <= now) return way
  return `Try again in ${durationWords(retryAt - now)}.`
}
