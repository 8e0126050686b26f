/** Opens a profile in another process, like a second start of the program. */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Stage } from './stage.ts'

/** Another process keeps the profile open until the returned function is called or the test ends. */
export async function holdElsewhere(stage: Stage, folder: string): Promise<() => Promise<void>> {
  const app = new URL('../../out/main/app.js', import.meta.url).href
  const child = spawn(
    process.execPath,
    ['--no-warnings', fileURLToPath(new URL('./holder.ts', import.meta.url)), app, folder],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  )
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const letGo = async () => {
    child.stdin.end()
    await ended
  }
  stage.atEnd(letGo)
  await Promise.race([
    new Promise((resolve) => child.stdout.once('data', resolve)),
    ended.then(() => {
      throw new Error('The other process has ended')
    }),
  ])
  return letGo
}
