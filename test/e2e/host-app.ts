/** Opens the built program in the browser host. */
import { chromium, type Browser } from 'playwright-core'
import { expect, inject } from 'vitest'
import { openHost } from '../host/host.ts'
import type { OpenedApp, OpenOptions } from './app.ts'
import { atEnd } from './lifetime.ts'
import { newProfile } from './profile.ts'
import { vaultOpened } from './vault-opened.ts'
import { watchViolations } from './violations.ts'

let connecting: Promise<Browser> | undefined

/** The browser that all specs share. The connection ends with the file's process. */
const browser = () => (connecting ??= chromium.connect(inject('chromium')))

/** Resolves when the page is loaded and takes keys. The keychain is that of the session that the tests run in. */
export async function openInHost({ profile = newProfile() }: OpenOptions = {}): Promise<OpenedApp> {
  const host = await openHost({
    browser: await browser(),
    profileDir: profile.profileDir,
    keychainService: process.env.KEYHOLD_KEYCHAIN_SERVICE,
  })
  let closed: Promise<void> | undefined
  const close = () => (closed ??= host.close())
  atEnd(close)
  await vaultOpened(host.page)
  return {
    world: 'host',
    page: host.page,
    profile,
    readClipboard: async () => host.clipboard.read(),
    copyElsewhere: async (text) => host.clipboard.copyElsewhere(text),
    async savedBy(run) {
      const before = host.savedFiles.length
      await run()
      await expect.poll(() => host.savedFiles.length).toBeGreaterThan(before)
      return host.savedFiles.at(-1)?.text ?? ''
    },
    choosePath: async (path) => void (host.fileDialogs.choice = path),
    takeViolations: watchViolations(host.page.context()),
    close,
  }
}
