/** The demo vault as a program of its own: how the real one starts it, and where it lives. */
import { spawn } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { app } from 'electron'
import type { DemoPort } from '../core/ports/desktop.ts'
import { liveDemoDirs, makeDemoDir, removeDemoDir, sweepDemoDirs } from './demo-folder.ts'
import { demoCommand } from './start-command.ts'

/** What the real program offers. The demo outlives it, and hears nothing of it: no argument, no pipe, no file. */
export const offeredDemo: DemoPort = {
  role: 'offered',
  open() {
    const [program = '', ...args] = demoCommand()
    const child = spawn(program, args, { detached: true, stdio: 'ignore' })
    child.unref()
    return new Promise((resolve, reject) => {
      child.once('spawn', () => resolve())
      child.once('error', reject)
    })
  },
}

/** Removes what killed demos have left. */
export const sweepDemos = (): void => sweepDemoDirs(tmpdir())

/**
 * Gives this program a folder of its own, removed when it ends. `false`: a demo of this user runs already, and shows its window now.
 * Call before Electron is ready, and before any lock.
 */
export function takeDemoProfile(): boolean {
  for (const liveDir of liveDemoDirs(tmpdir())) {
    app.setPath('userData', liveDir)
    if (!app.requestSingleInstanceLock()) return false
    app.releaseSingleInstanceLock() // that one is about to end
  }
  const demoDir = makeDemoDir(tmpdir())
  app.setPath('userData', demoDir)
  app.setPath('sessionData', demoDir)
  app.setPath('crashDumps', join(demoDir, 'crashes'))
  process.once('exit', () => removeDemoDir(demoDir))
  return true
}
