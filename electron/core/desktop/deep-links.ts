/** What a `keyhold://` link means: a view to open, or nothing. Pure. */
import type { ViewAct } from '../../../shared/contract/palette.ts'
import { KeyId } from '../../../shared/model/model.ts'

const SCHEME = 'keyhold:'

// `app` in place of `open` would be the page's own address: that is for the program's windows, and no link.
const VIEW = /^keyhold:\/\/open\/(keys|timeline|history|settings)\/?$/
/** The letters that ids are made of (core/keychain/entry-names.ts). */
const KEY = /^keyhold:\/\/open\/key\/([a-z0-9-]{1,64})\/?$/

/** Whether a program argument claims to be such a link. Systems may write a scheme in capitals. */
export const looksLikeLink = (argument: string): boolean => argument.toLowerCase().startsWith(SCHEME)

/**
 * SECURITY: anybody can make somebody follow a link, so it may lead to a view and never do anything there. Everything that is
 * not exactly one of the known forms is nothing: no query, no fragment, no escapes, no user name, no other case.
 */
export function viewOfLink(link: string): ViewAct | undefined {
  const view = VIEW.exec(link)?.[1]
  if (view !== undefined) return { act: view as 'keys' | 'timeline' | 'history' | 'settings' }
  const key = KEY.exec(link)?.[1]
  return key === undefined ? undefined : { act: 'show-key', key: KeyId.parse(key) }
}
