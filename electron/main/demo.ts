/** Runs the demo vault as a separate program: starts it from the real program, and gives it a folder. */
import { spawn } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { app } from 'electron'
import type { DemoPort } from '../core/ports/desktop.ts'
import { liveDemoDirs, makeDemoDir, removeDemoDir, sweepDemoDirs } from './demo-folder.ts'
import { demoCommand } from './start-command.ts'

/** Starts a demo from the real program. The demo keeps running after the real program ends, and gets nothing from it: no argument, pipe or file. */
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

/** Removes the folders of killed demos. */
export const sweepDemos = (): void => sweepDemoDirs(tmpdir())

/**
 * Creates a folder for this program and removes it when the program ends. `false`: this user already runs a demo, which now shows its window.
 * Call before Electron is ready, and before any lock.
 */
export function takeDemoProfile(): boolean {
  for (const liveDir of liveDemoDirs(tmpdir())) {
    app.setPath('userData', liveDir)
    if (!app.requestSingleInstanceLock()) return false
    app.releaseSingleInstanceLock() // the other demo is about to end
  }
  const demoDir = makeDemoDir(tmpdir())
  app.setPath('userData', demoDir)
  app.setPath('sessionData', demoDir)
  app.setPath('crashDumps', join(demoDir, 'crashes'))
  process.once('exit', () => removeDemoDir(demoDir))
  return true
}
