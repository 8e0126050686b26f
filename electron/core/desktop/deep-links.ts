/** Parses a `keyhold://` link into a view to open, or into nothing. Pure. */
import type { ViewCommand } from '../../../shared/contract/palette.ts'
import type { KeyId } from '../../../shared/model/model.ts'

const SCHEME = 'keyhold:'

// With `app` in place of `open` the address would be the page's own, which is for the program's windows only and is not a link.
const VIEW = /^keyhold:\/\/open\/(keys|timeline|history|settings)\/?$/
/** The characters that ids are made of (core/keychain/entry-names.ts). Checked here without a schema, because every start loads this module first. */
const KEY = /^keyhold:\/\/open\/key\/([a-z0-9-]{1,64})\/?$/

/** Whether a program argument claims to be such a link. Systems may write a scheme in capitals. */
export const looksLikeLink = (argument: string): boolean => argument.toLowerCase().startsWith(SCHEME)

/**
 * SECURITY: anyone can make a user follow a link, so a link may open a view and never act in it. Anything that is not exactly one of the known
 * forms is ignored: no query, no fragment, no escapes, no user name, no other case.
 */
export function viewOfLink(link: string): ViewCommand | undefined {
  const view = VIEW.exec(link)?.[1]
  if (view !== undefined) return { kind: view as 'keys' | 'timeline' | 'history' | 'settings' }
  const key = KEY.exec(link)?.[1]
  return key === undefined ? undefined : { kind: 'show-key', key: key as KeyId }
}
