/** Runs once before all specs: finds Electron and the user that runs it, and starts the displays and the Chromium for the browser host. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type BrowserServer } from 'playwright-core'
import type { TestProject } from 'vitest/node'
import { findElectron } from '../../scripts/electron-binary.ts'
import { CHROMIUM, findChromium } from '../host/chromium.ts'
import { openDisplays, type Displays } from './displays.ts'
import { placeFor, type ElectronPlace } from './electron-place.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** `undefined`: there is no Electron on this machine, and its specs are skipped. */
    electron: ElectronPlace | undefined
    /** The address of the running Chromium for Playwright. */
    chromium: string
    /** Names of X displays, one for each worker. Empty where the system has no X. */
    displays: readonly string[]
  }
}

let stageDir: string | undefined
let server: BrowserServer | undefined
let displays: Displays | undefined

export async function setup(project: TestProject): Promise<void> {
  const chromiumPath = findChromium()
  if (chromiumPath === undefined)
    throw new Error('No Chromium or Chrome is installed; the browser host needs one')
  server = await chromium.launchServer({ ...CHROMIUM, executablePath: chromiumPath, headless: true })
  project.provide('chromium', server.wsEndpoint())

  displays = await openDisplays()
  project.provide('displays', displays.names)

  stageDir = mkdtempSync(join(tmpdir(), 'keyhold-e2e-app-'))
  const electron = findElectron()
  project.provide('electron', electron === undefined ? undefined : placeFor(electron, stageDir))
}

export async function teardown(): Promise<void> {
  await server?.close()
  displays?.close()
  if (stageDir !== undefined) rmSync(stageDir, { recursive: true, force: true })
}
