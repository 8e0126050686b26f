/** Tests whether an API key pair can access the project, and what it can list there. */
import type { TestReport } from '../../../shared/model/catalogue.ts'
import { Failure, type ProviderTrouble } from '../../../shared/contract/errors.ts'
import { invalid } from '../forms.ts'
import type { HttpAnswer, HttpApi } from '../http-client.ts'
import { clockSkew } from '../times.ts'
import { askList } from './calls.ts'
import { readList } from './keys.ts'
import { userOf } from './settings.ts'

/** Lists once. Throws Failure `provider` if the pair does not work, `invalid` if its private half cannot be valid. */
export async function testAccount(api: HttpApi, signal?: AbortSignal): Promise<TestReport> {
  // The vendor's pages write {PUBLIC-KEY}:{PRIVATE-KEY}; people often copy the braces.
  if (api.readCredential((text) => /[{}]/.test(text))) throw invalid('credential', 'malformed')
  const seen = await askUnlessForbidden(api, signal)
  const answer = 'words' in seen ? undefined : seen
  const skewMs = clockSkew(api.now(), answer?.date)
  return {
    who: await whoIs(api, answer),
    may: [
      { action: 'List keys', allowed: answer === undefined ? 'no' : 'yes' },
      // Only a call with effects would show it.
      { action: 'Create and delete keys (needs the role Project Owner)', allowed: 'unknown' },
    ],
    ...(skewMs === undefined ? {} : { clockSkewMs: skewMs }),
    warnings: 'words' in seen ? [seen.words] : [],
  }
}

/** Why a key is refused although it signs correctly, and what the user can do. */
const OBSTACLES: Readonly<Partial<Record<ProviderTrouble, string>>> = {
  forbidden: 'Listing needs the role Project Read Only.',
  'not-on-access-list': 'This computer’s address is not on the access list of the API key: add it there.',
  'not-a-member': 'The API key doesn’t belong to the project: invite it there, or check the project ID.',
}

async function askUnlessForbidden(
  api: HttpApi,
  signal: AbortSignal | undefined,
): Promise<HttpAnswer | { readonly words: string }> {
  try {
    return await askList(api, signal)
  } catch (error) {
    const providerError =
      error instanceof Failure && error.error.kind === 'provider' ? error.error : undefined
    const obstacle = providerError?.outcome === 'refused' ? OBSTACLES[providerError.why] : undefined
    if (obstacle === undefined) throw error
    const quoted = providerError?.words === undefined ? '' : ` It says: “${providerError.words}”`
    return { words: `${obstacle}${quoted}` }
  }
}

async function whoIs(api: HttpApi, answer: HttpAnswer | undefined): Promise<string> {
  const key = `Public key ${userOf(api.settings)}`
  if (answer === undefined) return key
  const count = (await readList(api, answer)).length
  const version = /\bversionString=([\w.-]{1,40})/.exec(
    answer.headers['x-mongodb-service-version'] ?? '',
  )?.[1]
  const server = version === undefined ? '' : `, version ${version}`
  return `${key}, ${count} agent ${count === 1 ? 'key' : 'keys'} visible${server}`
}
