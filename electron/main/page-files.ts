/** Serves the built pages: selects the file and the headers for a request. Plain Node, so that every world serves the same. */
import { randomBytes } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'

export interface PageAnswer {
  readonly status: 200 | 404 | 405
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array<ArrayBuffer>
}

const HTML = 'text/html; charset=utf-8'

const TYPES: Readonly<Record<string, string>> = {
  '.html': HTML,
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

/** The place of the chosen theme in the page. */
const THEME_PLACE = '<html '

/** The place of the nonce in the page. React Aria reads the nonce there for the styles that it injects. */
const NONCE_PLACE = /<meta property="csp-nonce" nonce=""\s*\/?>/

/**
 * SECURITY: the policy allows only what it names. It forbids connections, frames, workers, form submissions (main sees and blocks them) and inline
 * scripts. Inline styles need the nonce of this load. The sandbox also forbids windows and dialogs: alert, prompt, print, downloads.
 */
const policy = (nonce: string) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self'",
    "font-src 'self'",
    "worker-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
    'sandbox allow-scripts allow-same-origin allow-forms',
  ].join('; ')

/**
 * SECURITY: without `cross-origin-opener-policy`, because no page of ours has an opener or opens a window (main denies it, and so does the sandbox).
 * With it Chromium starts a process for a page, ends it when the header arrives, and starts another one.
 */
const COMMON = {
  'content-security-policy': "default-src 'none'; sandbox", // for files other than pages; a page has its own policy
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
}

const encoder = new TextEncoder()

/**
 * Serves the files that are in `rootDir` (the built pages) now. `/` is the main page. The returned function takes the
 * method and the path of a request, and the theme that its page begins with: any other than `light` and `dark` is the system's. Throws at once if
 * there is no page, so that no empty window opens.
 *
 * SECURITY: a path is looked up in a prepared list and never joined to a folder, so no request can leave the folder.
 */
export function createPageFiles(
  rootDir: string,
): (method: string, pathname: string, theme?: string | null) => Promise<PageAnswer> {
  const index = readPage(join(rootDir, 'index.html'))
  const files = listFiles(rootDir)
  const pages = new Map([['/', index]])
  for (const [pathname, { type, path }] of files) if (type === HTML) pages.set(pathname, readPage(path))

  return async (method, pathname, theme) => {
    if (method !== 'GET') return refuse(405)
    const page = pages.get(pathname)
    if (page !== undefined) return servePage(page, theme)
    const file = files.get(pathname)
    const bytes = file === undefined ? undefined : await bytesOf(file.path)
    if (file === undefined || bytes === undefined) return refuse(404)
    return {
      status: 200,
      headers: { ...COMMON, 'content-type': file.type },
      body: Uint8Array.from(bytes),
    }
  }
}

/** `undefined`: the file is gone, because another build has replaced this one. */
const bytesOf = (path: string): Promise<Buffer | undefined> =>
  readFile(path).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  })

/** Throws if the page is missing or has no place for its nonce or its theme. */
function readPage(path: string): string {
  const page = readFileSync(path, 'utf8')
  if (!NONCE_PLACE.test(page)) throw new Error('The page has no place for its nonce')
  if (!page.includes(THEME_PLACE)) throw new Error('The page has no place for its theme')
  return page
}

function servePage(page: string, theme: string | null | undefined): PageAnswer {
  const nonce = randomBytes(16).toString('base64')
  const shown = theme === 'light' || theme === 'dark' ? `${THEME_PLACE}data-theme="${theme}" ` : THEME_PLACE
  return {
    status: 200,
    headers: { ...COMMON, 'content-type': HTML, 'content-security-policy': policy(nonce) },
    body: encoder.encode(
      page.replace(NONCE_PLACE, `<meta property="csp-nonce" nonce="${nonce}">`).replace(THEME_PLACE, shown),
    ),
  }
}

const refuse = (status: 404 | 405): PageAnswer => ({
  status,
  headers: { ...COMMON, 'content-type': 'text/plain' },
  body: new Uint8Array(),
})

/** The files by request path. File types that the page does not use are omitted. */
function listFiles(rootDir: string): ReadonlyMap<string, { readonly path: string; readonly type: string }> {
  const entries = readdirSync(rootDir, { recursive: true, withFileTypes: true }).flatMap((entry) => {
    const type = TYPES[extname(entry.name)]
    if (!entry.isFile() || type === undefined) return []
    const path = join(entry.parentPath, entry.name)
    return [[`/${relative(rootDir, path).split(sep).join('/')}`, { path, type }] as const]
  })
  return new Map(entries)
}
