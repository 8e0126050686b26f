/** Runs once before all specs: finds Electron, the user that runs it, and the Chromium for the browser host. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { findElectron } from '../../scripts/electron-binary.ts'
import { findChromium } from '../host/chromium.ts'
import { placeFor, type ElectronPlace } from './electron-place.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** `undefined`: there is no Electron on this machine, and its specs are skipped. */
    electron: ElectronPlace | undefined
    chromiumPath: string
  }
}

let stageDir: string | undefined

export function setup(project: TestProject): void {
  const chromiumPath = findChromium()
  if (chromiumPath === undefined)
    throw new Error('No Chromium or Chrome is installed; the browser host needs one')
  project.provide('chromiumPath', chromiumPath)

  stageDir = mkdtempSync(join(tmpdir(), 'keyhold-e2e-app-'))
  const electron = findElectron()
  project.provide('electron', electron === undefined ? undefined : placeFor(electron, stageDir))
}

export function teardown(): void {
  if (stageDir !== undefined) rmSync(stageDir, { recursive: true, force: true })
}
