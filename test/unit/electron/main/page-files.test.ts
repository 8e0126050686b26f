import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createPageFiles } from '../../../../electron/main/page-files.ts'

let dir: string
let pageDir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'keyhold-page-'))
  pageDir = join(dir, 'page')
  mkdirSync(join(pageDir, 'assets'), { recursive: true })
  writeFileSync(
    join(pageDir, 'index.html'),
    '<html lang="en"><head><meta property="csp-nonce" nonce="" /></head></html>',
  )
  writeFileSync(join(pageDir, 'assets', 'main.js'), 'run()')
  writeFileSync(join(pageDir, 'assets', 'main.js.map'), '{}')
  writeFileSync(join(dir, 'vault.html'), 'outside')
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const bodyOf = ({ body }: { body: Uint8Array }) => Buffer.from(body).toString('utf8')

it('serves the index under a policy that allows nothing unnamed', async () => {
  const { status, headers } = await createPageFiles(pageDir)('GET', '/')
  expect(status).toBe(200)
  const policy = headers['content-security-policy']!
  expect(policy).toMatch(/^default-src 'none'; /)
  expect(policy).not.toMatch(/unsafe|https?:|data:|\*/)
})

it('sends no header that makes Chromium change the process of a page while it loads', async () => {
  expect((await createPageFiles(pageDir)('GET', '/')).headers).not.toHaveProperty(
    'cross-origin-opener-policy',
  )
})

it('finds no file that another build has removed since', async () => {
  const serve = createPageFiles(pageDir)
  expect((await serve('GET', '/assets/main.js')).status).toBe(200)
  rmSync(join(pageDir, 'assets', 'main.js'))
  expect((await serve('GET', '/assets/main.js')).status).toBe(404)
})

it('gives each load a nonce of its own, in the policy and in the page', async () => {
  const serve = createPageFiles(pageDir)
  const nonces = await Promise.all(
    ['/', '/', '/index.html'].map(async (path) => {
      const answer = await serve('GET', path)
      const nonce = /'nonce-([^']+)'/.exec(answer.headers['content-security-policy']!)![1]!
      expect(bodyOf(answer)).toContain(`<meta property="csp-nonce" nonce="${nonce}">`)
      return nonce
    }),
  )
  expect(new Set(nonces).size).toBe(3)
})

it.each([
  ['dark', '<html data-theme="dark" lang="en">'],
  ['light', '<html data-theme="light" lang="en">'],
  ['system', '<html lang="en">'],
  ['"><script>', '<html lang="en">'],
  [null, '<html lang="en">'],
])('serves a page that begins with the theme %j', async (theme, start) => {
  expect(bodyOf(await createPageFiles(pageDir)('GET', '/', theme))).toContain(start)
})

it('serves another page under the same policy', async () => {
  writeFileSync(
    join(pageDir, 'palette.html'),
    '<html lang="en"><head><meta property="csp-nonce" nonce="" /></head></html>',
  )
  const serve = createPageFiles(pageDir)
  const [main, palette] = await Promise.all([serve('GET', '/'), serve('GET', '/palette.html')])
  const withoutNonce = ({ headers }: typeof main) =>
    headers['content-security-policy']!.replace(/'nonce-[^']+'/, '')
  expect(palette.status).toBe(200)
  expect(withoutNonce(palette)).toBe(withoutNonce(main))
  expect(bodyOf(palette)).not.toContain('nonce=""')
})

it('serves the files of the page by type', async () => {
  const answer = await createPageFiles(pageDir)('GET', '/assets/main.js')
  expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'text/javascript; charset=utf-8' } })
  expect(bodyOf(answer)).toBe('run()')
})

it.each([
  '/../vault.html',
  '/assets/../../vault.html',
  '/%2e%2e/vault.html',
  '/..%2fvault.html',
  '/..\\vault.html',
  '//etc/passwd',
  '/assets',
  '/assets/main.js.map',
  '/assets/main.js%00.html',
  '',
  'index.html',
])('finds nothing under %j', async (path) => {
  const answer = await createPageFiles(pageDir)('GET', path)
  expect(answer.status).toBe(404)
  expect(answer.body).toHaveLength(0)
})

it('answers no other method than GET', async () => {
  expect((await createPageFiles(pageDir)('POST', '/')).status).toBe(405)
})

it('refuses to start without a page, or with one that has no place for its nonce', () => {
  expect(() => createPageFiles(dir)).toThrow('index.html')
  writeFileSync(join(pageDir, 'index.html'), '<head></head>')
  expect(() => createPageFiles(pageDir)).toThrow('nonce')
})
