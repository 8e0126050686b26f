/** Tests whether a key is a management key of OpenRouter. */
import type { TestReport } from '../../../shared/model/catalogue.ts'
import { isRefusal } from '../failure.ts'
import type { HttpApi } from '../http-client.ts'
import { clockSkew } from '../times.ts'
import { askOwn, askPage, type KeyPage } from './calls.ts'

const WANTED =
  'Make a management key in OpenRouter, under Settings, Management Keys. A normal API key can’t list keys.'

/** Lists once. Throws Failure `provider` if OpenRouter does not accept the key. */
export async function testAccount(api: HttpApi, signal?: AbortSignal): Promise<TestReport> {
  const page = await askUnlessNormal(api, signal)
  const skewMs = clockSkew(api.now(), page?.date)
  return {
    who: whoIs(page),
    may: [
      { action: 'List keys', allowed: page === undefined ? 'no' : 'yes' },
      // Only a call with effects would show it. A management key may do all of it.
      { action: 'Create, edit, disable and delete keys', allowed: page === undefined ? 'no' : 'unknown' },
    ],
    ...(skewMs === undefined ? {} : { clockSkewMs: skewMs }),
    warnings: page === undefined ? [WANTED] : [],
  }
}

/** `undefined`: the key is accepted, and manages nothing. */
async function askUnlessNormal(api: HttpApi, signal?: AbortSignal): Promise<KeyPage | undefined> {
  try {
    return await askPage(api, '', 0, signal)
  } catch (error) {
    if (isRefusal(error, 'forbidden')) return undefined
    if (!isRefusal(error, 'unauthorized')) throw error
    await askOwn(api, signal) // a key that OpenRouter doesn't know is refused here, too
    return undefined
  }
}

function whoIs(page: KeyPage | undefined): string {
  if (page === undefined) return 'An API key that is no management key'
  const { length } = page.keys
  const more = length >= 100 ? ' or more' : ''
  return `Management key, ${String(length)}${more} ${length === 1 ? 'key' : 'keys'} visible`
}
