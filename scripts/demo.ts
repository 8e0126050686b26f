/**
 * `npm run demo`: the whole app with emulated providers, a throwaway profile and a throwaway keychain. With `--check`, or without a display, no
 * window stays open: every screen is shown, checked and photographed; the exit code is 0 or 1. With `--sample` as well, each screen is photographed
 * once, not in every theme and size.
 */
import { join } from 'node:path'
import { checkDemo } from '../test/demo/check.ts'
import { createStage } from '../test/demo/stage.ts'
import { showWindow } from '../test/demo/window.ts'
import { findChromium } from '../test/host/chromium.ts'
import { ROOT } from './bootstrap/place.mjs'
import { buildIfNeeded } from './build.ts'

const hasDisplay = (): boolean =>
  process.platform !== 'linux' || (process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY ?? '') !== ''

async function main(): Promise<number> {
  const build = await buildIfNeeded()
  if (!build.ok) {
    console.error(build.output)
    return 1
  }
  const isCheck = process.argv.includes('--check')
  if (!isCheck && hasDisplay())
    return showWindow({ print: console.log, command: [process.execPath, ...process.argv.slice(1)] })
  if (!isCheck) console.log('There is no display: checking instead of opening a window.\n')

  const stage = await createStage()
  try {
    const targetDir = join(ROOT, 'screenshots', 'demo')
    const chromiumPath = findChromium()
    const isSample = process.argv.includes('--sample')
    const ok = await checkDemo(stage, { targetDir, chromiumPath, print: console.log, isSample })
    console.log(ok ? '\nEverything held.' : '\nNot everything held.')
    return ok ? 0 : 1
  } finally {
    await stage.close()
  }
}

/** A file of the build is missing, because another command rebuilt the program while the demo ran. */
function isBuildGone(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error) || !('path' in error)) return false
  return error.code === 'ENOENT' && String(error.path).startsWith(join(ROOT, 'out'))
}

process.exitCode = await main().catch((error: unknown) => {
  if (!isBuildGone(error)) throw error
  console.error('Another command has replaced the build in out/ while the demo ran. Start the demo again.')
  return 1
})
