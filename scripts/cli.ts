/** `npm run cli -- <arguments>`: the `keyhold` command of this checkout in its script form, in the folder where npm was called. */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { PROGRAM_VARIABLE } from '../shared/contract/command-line-place.ts'
import { ROOT, say } from './bootstrap/place.mjs'
import { buildCommandScript, COMMAND_SCRIPT } from './build-command.ts'

const build = await buildCommandScript()
if (!build.ok) {
  console.error(build.output)
  say('the build failed, see above.')
  process.exit(1)
}
const { INIT_CWD: folder } = process.env
if (folder !== undefined) {
  process.chdir(folder)
  process.env.PWD = folder
}
// Builds and starts the program, but only if no program is running.
process.env[PROGRAM_VARIABLE] = JSON.stringify([process.execPath, join(ROOT, 'scripts', 'start.ts')])
process.argv = [process.execPath, COMMAND_SCRIPT, ...process.argv.slice(2)]
await import(pathToFileURL(COMMAND_SCRIPT).href)
