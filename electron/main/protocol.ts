/** The page's own scheme, `keyhold://app/`: a secure origin that serves the built files and nothing else. */
import { protocol, type Session } from 'electron'
import { createPageFiles } from './page-files.ts'

export const APP_ORIGIN = 'keyhold://app'
const SCHEME = 'keyhold'

/** Call before Electron is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges: { standard: true, secure: true } }])
}

/** Serves `pageDir` to `session`. Throws if there is no built page. */
export function servePage(session: Session, pageDir: string): void {
  const answer = createPageFiles(pageDir)
  session.protocol.handle(SCHEME, async ({ method, url }) => {
    const { host, pathname, searchParams } = new URL(url)
    // Another host of the scheme would be another origin. There is only one.
    const { status, headers, body } = await answer(
      host === 'app' ? method : 'none',
      pathname,
      searchParams.get('theme'),
    )
    return new Response(body, { status, headers })
  })
}
